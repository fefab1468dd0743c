const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

/**
 * A bar of at most `cells` cells, in eighths of one. Anything above zero shows.
 *
 * @example
 * bar(5n, 10n, 4) // '██'
 */
export function bar(size: bigint, largest: bigint, cells: number): string {
  if (size <= 0n || largest <= 0n) return ''
  const parts = Math.max(1, Number((size * BigInt(cells * 8)) / largest))
  return '█'.repeat(Math.floor(parts / 8)) + (eighths[parts % 8] ?? '')
}
