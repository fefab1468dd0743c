import { compareText } from '../records/compare-text.js'

/** The customers of one currency and group, each with the number of its cell. */
export interface Sheet {
  readonly currency: string
  readonly group: string
  readonly cells: Map<string, number>
}

/** Numbers the cells of an aging from 0: one per customer, currency and group. */
export class Cells {
  readonly #sheets = new Map<string, Map<string, Sheet>>()
  #count = 0
  /** Lines of one currency and group mostly come together. */
  #last: Sheet | undefined

  of(customer: string, currency: string, group: string): number {
    const last = this.#last
    const isLast = last !== undefined && last.currency === currency && last.group === group
    const { cells } = isLast ? last : this.#sheetOf(currency, group)
    let cell = cells.get(customer)
    if (cell === undefined) cells.set(customer, (cell = this.#count++))
    return cell
  }

  /** The sheets by currency and group. */
  sheets(): Sheet[] {
    const sheets = [...this.#sheets.values()].flatMap((byGroup) => [...byGroup.values()])
    return sheets.sort((a, b) => compareText(a.currency, b.currency) || compareText(a.group, b.group))
  }

  #sheetOf(currency: string, group: string): Sheet {
    let byGroup = this.#sheets.get(currency)
    if (byGroup === undefined) this.#sheets.set(currency, (byGroup = new Map()))
    let sheet = byGroup.get(group)
    if (sheet === undefined) byGroup.set(group, (sheet = { currency, group, cells: new Map() }))
    return (this.#last = sheet)
  }
}
