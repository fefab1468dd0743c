/** What a CSV file may hold. Real files stay far below; a file made to exhaust memory does not get past them. */
export const csvLimits = {
  /** Bytes of a file. */
  file: 1024 * 1024 * 1024,
  /** Rows of a file, the header not counted. */
  rows: 1_000_000,
  /** Characters of a row. */
  row: 1024 * 1024,
  /** Characters of a field. */
  field: 64 * 1024,
  /** Columns of a row. */
  columns: 1000,
} as const
