/** What something costs at each size. */
export interface Curve {
  readonly name: string
  readonly points: readonly { readonly invoices: number; readonly milliseconds: number }[]
}

const width = 860
const height = 470
const plot = { left: 78, right: 626, top: 64, bottom: 404 }

/** Told apart by hue and by the mark on each point, on a light page and on a dark one. */
const colours = [
  ['#1d4ed8', '#7aa5ff'],
  ['#b45309', '#fbbf24'],
  ['#047857', '#34d399'],
  ['#be123c', '#fb7185'],
  ['#6d28d9', '#c4b5fd'],
  ['#0e7490', '#67e8f9'],
  ['#4d7c0f', '#bef264'],
] as const

/**
 * Draws curves with both axes in powers of ten, each named where it ends, as an SVG that follows the reader's light or
 * dark page.
 */
export function curvesChart(curves: readonly Curve[]): string {
  const sizes = curves[0]!.points.map(({ invoices }) => invoices)
  const costs = curves.flatMap(({ points }) => points.map(({ milliseconds }) => milliseconds))
  const [least, most] = [Math.floor(Math.log10(Math.min(...costs))), Math.ceil(Math.log10(Math.max(...costs)))]
  const [first, last] = [Math.log10(sizes[0]!), Math.log10(sizes.at(-1)!)]
  const x = (invoices: number) =>
    plot.left + ((Math.log10(invoices) - first) / (last - first)) * (plot.right - plot.left)
  const y = (milliseconds: number) =>
    plot.bottom - ((Math.log10(milliseconds) - least) / (most - least)) * (plot.bottom - plot.top)
  const grid: string[] = []
  for (let power = least; power <= most; power++) {
    const at = y(10 ** power).toFixed(1)
    grid.push(`<path class="grid" d="M${plot.left} ${at}H${plot.right}"/>`)
    grid.push(`<text class="tick" x="${plot.left - 10}" y="${at}" dy="4" text-anchor="end">${time(10 ** power)}</text>`)
  }
  for (const size of sizes) {
    const at = x(size).toFixed(1)
    grid.push(`<path class="grid" d="M${at} ${plot.top}V${plot.bottom}"/>`)
    grid.push(
      `<text class="tick" x="${at}" y="${plot.bottom + 22}" text-anchor="middle">${size.toLocaleString('en')}</text>`,
    )
  }
  const ends = apart(curves.map(({ points }) => y(points.at(-1)!.milliseconds)))
  const drawn = curves.map(({ name, points }, i) => {
    const places = points.map((point) => `${x(point.invoices).toFixed(1)} ${y(point.milliseconds).toFixed(1)}`)
    const marks = places.map((place) => `<circle r="4" transform="translate(${place})"/>`).join('')
    const end = `M${places.at(-1)}L${plot.right + 18} ${ends[i]!.toFixed(1)}`
    const told = `${name}, ${time(points.at(-1)!.milliseconds)}`
    return (
      `<g class="c${i}"><path class="line" d="M${places.join('L')}"/><path class="leader" d="${end}"/>${marks}` +
      `<text x="${plot.right + 23}" y="${ends[i]!.toFixed(1)}" dy="4">${told}</text></g>`
    )
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title">
<title id="title">What a question costs in books of ${sizes.map((size) => size.toLocaleString('en')).join(', ')} invoices</title>
<style>
text { font: 13px system-ui, sans-serif; fill: #374151 } .title { font-size: 17px; font-weight: 600; fill: #111827 }
.page { fill: #ffffff } .grid { stroke: #d1d5db; fill: none } .line { fill: none; stroke-width: 2.5 }
.leader { fill: none; stroke-width: 1; opacity: 0.6 }
${colours.map(([light], i) => styleOf(i, light)).join('\n')}
@media (prefers-color-scheme: dark) {
text { fill: #d1d5db } .title { fill: #f9fafb } .page { fill: #0d1117 } .grid { stroke: #374151 }
${colours.map(([, dark], i) => styleOf(i, dark)).join('\n')}
}
</style>
<rect class="page" width="${width}" height="${height}" rx="8"/>
<text class="title" x="24" y="34">What a question costs as the books grow</text>
${grid.join('\n')}
<text class="tick" x="${(plot.left + plot.right) / 2}" y="${plot.bottom + 48}" text-anchor="middle">invoices in the books (PostgreSQL, median time of one answer)</text>
${drawn.join('\n')}
</svg>
`
}

function styleOf(i: number, colour: string): string {
  return `.c${i} path { stroke: ${colour} } .c${i} circle { fill: ${colour} } .c${i} text { fill: ${colour} }`
}

/** Moves labels that would lie on one another apart, in their order. */
function apart(wanted: readonly number[], gap = 18): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]!)
  const placed = [...wanted]
  for (const [at, i] of order.entries()) {
    const above = order[at - 1]
    if (above !== undefined) placed[i] = Math.max(placed[i]!, placed[above]! + gap)
  }
  const over = Math.max(0, Math.max(...placed) - plot.bottom)
  return placed.map((place) => place - over)
}

function time(milliseconds: number): string {
  if (milliseconds >= 1000) return `${trimmed(milliseconds / 1000)} s`
  return milliseconds >= 1 ? `${trimmed(milliseconds)} ms` : `${trimmed(milliseconds * 1000)} µs`
}

const trimmed = (figure: number) => String(Number(figure.toPrecision(2)))
