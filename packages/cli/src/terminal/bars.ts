import type { Style } from './style.js'
import { textWidth } from './text-width.js'

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

/** A bar of a picture: its label, its size in minor units, and the text at its end. */
export interface Bar {
  readonly label: string
  readonly size: bigint
  readonly text: string
  readonly paint?: (text: string) => string
}

/** A bar of `cells` cells for `size` of `largest`; anything above zero shows. */
function drawn(size: bigint, largest: bigint, cells: number): string {
  if (size <= 0n || largest <= 0n) return ''
  const parts = Math.max(1, Number((size * BigInt(cells * 8)) / largest))
  return '█'.repeat(Math.floor(parts / 8)) + (eighths[parts % 8] ?? '')
}

/**
 * Draws amounts as horizontal bars on one scale, with labels before and amounts after.
 */
export function bars(
  list: readonly Bar[],
  options: { readonly style: Style; readonly width?: number | undefined },
): string {
  const label = Math.max(0, ...list.map((bar) => textWidth(bar.label)))
  const text = Math.max(0, ...list.map((bar) => textWidth(bar.text)))
  const cells = Math.max(8, Math.min(40, (options.width ?? 80) - label - text - 4))
  const largest = list.reduce((most, { size }) => (size > most ? size : most), 0n)
  return list
    .map((bar) => {
      const picture = drawn(bar.size, largest, cells)
      const blank = ' '.repeat(cells - textWidth(picture))
      const amount = ' '.repeat(text - textWidth(bar.text)) + bar.text
      return `${bar.label.padEnd(label)}  ${(bar.paint ?? options.style.cyan)(picture)}${blank}  ${amount}\n`
    })
    .join('')
}
