/**
 * A transaction that the host has open, as `ar.join` takes it: pg's `Client` after BEGIN, the `tx` of PGlite, or what
 * one of the `from…` functions makes of a query builder's.
 *
 * While a command runs the host sends nothing of its own on it: what it sent between would be taken back with the
 * command if that is refused.
 */
export interface HostTransaction {
  query(text: string, values?: (string | null)[]): PromiseLike<{ readonly rows: readonly unknown[] }>
  /** Where the library has to know of savepoints: runs work in one, and takes it back when the work throws. */
  savepoint?<T>(work: (inside: HostTransaction) => Promise<T>): Promise<T>
}
