/** The largest total × weight for which a share and its remainder are exact in numbers. */
const exactUpTo = Number.MAX_SAFE_INTEGER

/**
 * Largest-remainder shares of a total that is not negative, by weights that are not all zero.
 *
 * The first step of both forms is the same: everybody gets the whole units of the exact share; the units left over
 * go, one each, to the largest remainders, ties to the earlier share. Here in bigints, for any size.
 */
export function sharesInBigints(total: bigint, weights: readonly bigint[], whole: bigint): bigint[] {
  const shares: bigint[] = []
  const rests: bigint[] = []
  let left = total
  for (const weight of weights) {
    const product = total * weight
    const share = product / whole
    shares.push(share)
    rests.push(product - share * whole)
    left -= share
  }
  if (left > 0n) {
    const order = rests.map((_, i) => i).sort((a, b) => byRest(rests[a]!, rests[b]!) || a - b)
    for (let k = 0; k < Number(left); k++) shares[order[k]!]! += 1n
  }
  return shares
}

/**
 * The same shares worked out in numbers, or undefined when a product would not be exact or the weights are refused.
 *
 * About three times faster than bigints; `sharesInBigints` is what it is tested against.
 */
export function sharesInNumbers(total: bigint, weights: readonly bigint[]): bigint[] | undefined {
  const count = weights.length
  const rests = new Float64Array(count)
  let whole = 0
  let largest = 0
  for (let i = 0; i < count; i++) {
    const weight = Number(weights[i])
    if (!(weight >= 0)) return undefined
    if (weight > largest) largest = weight
    whole += weight
    rests[i] = weight
  }
  const t = Number(total)
  if (!(whole > 0 && whole <= exactUpTo && t <= exactUpTo && t * largest <= exactUpTo)) return undefined
  const shares: number[] = []
  let left = t
  for (let i = 0; i < count; i++) {
    const product = t * rests[i]!
    let share = Math.floor(product / whole)
    let rest = product - share * whole
    if (rest < 0) {
      share -= 1
      rest += whole
    }
    shares.push(share)
    rests[i] = rest
    left -= share
  }
  if (left > 0) giveOneEach(shares, rests, left)
  return shares.map(BigInt)
}

/** Adds one to the `left` shares with the largest rests; among rests equal to the last one served, to the earlier. */
function giveOneEach(shares: number[], rests: Float64Array, left: number): void {
  const last = largestAt(Float64Array.from(rests), left)
  let ties = left
  for (const rest of rests) if (rest > last) ties -= 1
  for (let i = 0; i < rests.length; i++) {
    const rest = rests[i]!
    if (rest > last) shares[i]! += 1
    else if (rest === last && ties > 0) {
      shares[i]! += 1
      ties -= 1
    }
  }
}

/** The value at the given place, counted from 1, if the list were sorted from large to small. Reorders the list. */
function largestAt(list: Float64Array, place: number): number {
  const target = place - 1
  let low = 0
  let high = list.length - 1
  while (low < high) {
    const pivot = list[(low + high) >> 1]!
    let i = low
    let j = high
    while (i <= j) {
      while (list[i]! > pivot) i += 1
      while (list[j]! < pivot) j -= 1
      if (i > j) break
      const swapped = list[i]!
      list[i] = list[j]!
      list[j] = swapped
      i += 1
      j -= 1
    }
    if (target <= j) high = j
    else if (target >= i) low = i
    else break
  }
  return list[target]!
}

function byRest(a: bigint, b: bigint): number {
  return a === b ? 0 : a > b ? -1 : 1
}
