/** Largest remainder in numbers, ties to the earlier part: exact while total × weight stays below 2^53. */
export function splitInNumbers(total: number, weights: readonly number[]): number[] {
  let whole = 0
  let largest = 0
  for (const weight of weights) {
    whole += weight
    if (weight > largest) largest = weight
  }
  if (total * largest > Number.MAX_SAFE_INTEGER) throw new RangeError('too large')
  const shares = new Array<number>(weights.length)
  const rests = new Float64Array(weights.length)
  let left = total
  for (let i = 0; i < weights.length; i++) {
    const product = total * weights[i]!
    const share = Math.floor(product / whole)
    shares[i] = share
    rests[i] = product - share * whole
    left -= share
  }
  if (left === 0) return shares
  const sorted = rests.slice().sort()
  const cut = sorted[sorted.length - left]!
  let ties = left
  for (let i = 0; i < rests.length; i++) if (rests[i]! > cut) ties -= 1
  for (let i = 0; i < rests.length; i++) {
    const rest = rests[i]!
    if (rest > cut) shares[i]! += 1
    else if (rest === cut && ties > 0) {
      shares[i]! += 1
      ties -= 1
    }
  }
  return shares
}

/** The same in bigints, at any size. */
export function splitInBigints(total: bigint, weights: readonly bigint[]): bigint[] {
  let whole = 0n
  for (const weight of weights) whole += weight
  const shares: bigint[] = []
  const rests: bigint[] = []
  let given = 0n
  for (const weight of weights) {
    const product = total * weight
    const share = product / whole
    shares.push(share)
    rests.push(product - share * whole)
    given += share
  }
  const left = Number(total - given)
  const order = rests.map((_, i) => i).sort((a, b) => (rests[a] === rests[b] ? a - b : rests[a]! > rests[b]! ? -1 : 1))
  for (let k = 0; k < left; k++) shares[order[k]!]! += 1n
  return shares
}
