/** A row of any collection. */
export type AnyRow = Readonly<Record<string, unknown>>

/** Where a row sits; replacing the row leaves the slot where it is. */
export interface Slot {
  row: AnyRow
}
