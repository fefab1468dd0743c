/** What a floor needs to know of a posting. */
interface Line {
  readonly customer: string
  readonly dueOn: number | null
  readonly amount: bigint
}

/** Bucket sums in one flat array, five a customer, and where each customer's begin. */
export interface FlatAging {
  readonly slots: ReadonlyMap<string, number>
  readonly sums: Float64Array
}

/** Aging as one writes it by hand: a Map from customer to slot, and sums in one Float64Array. */
export function ageBySlot(lines: readonly Line[], asOf: number): FlatAging {
  const slots = new Map<string, number>()
  let sums = new Float64Array(5 * 1024)
  for (const line of lines) {
    let slot = slots.get(line.customer)
    if (slot === undefined) {
      slot = slots.size
      slots.set(line.customer, slot)
      if ((slot + 1) * 5 > sums.length) {
        const grown = new Float64Array(sums.length * 2)
        grown.set(sums)
        sums = grown
      }
    }
    const late = asOf - (line.dueOn ?? asOf)
    const bucket = late <= 0 ? 0 : late <= 30 ? 1 : late <= 60 ? 2 : late <= 90 ? 3 : 4
    sums[slot * 5 + bucket]! += Number(line.amount)
  }
  return { slots, sums }
}
