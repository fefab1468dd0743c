const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const plain = /^[\x20-\x7e]*$/
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u
const invisible = /^[\p{Mn}\p{Me}\p{Cf}]+$/u

const graphemes = (text: string): string[] => Array.from(segmenter.segment(text), ({ segment }) => segment)

const cellsOf = (grapheme: string): number => (invisible.test(grapheme) ? 0 : wide.test(grapheme) ? 2 : 1)

/**
 * How many cells a text takes on a terminal: East Asian characters and pictures take two, combining marks none.
 *
 * @example
 * textWidth('東京') // 4
 */
export function textWidth(text: string): number {
  if (plain.test(text)) return text.length
  return graphemes(text).reduce((width, grapheme) => width + cellsOf(grapheme), 0)
}

/**
 * Cuts a text to a number of cells, with an ellipsis where something is missing.
 *
 * @example
 * cutText('Hopper & Sons', 8) // 'Hopper …'
 */
export function cutText(text: string, cells: number): string {
  if (textWidth(text) <= cells) return text
  let kept = ''
  let width = 0
  for (const grapheme of graphemes(text)) {
    width += cellsOf(grapheme)
    if (width > cells - 1) break
    kept += grapheme
  }
  return `${kept}…`
}

/**
 * Makes a text safe to print on one line: control characters, which could move the cursor, become visible.
 *
 * @example
 * oneLine('a\u001b[2Jb\n') // 'a␛[2Jb␊'
 */
export function oneLine(text: string): string {
  return (
    text
      // oxlint-disable-next-line no-control-regex -- control characters are what this is about
      .replaceAll(/[\u0000-\u001f]/g, (char) => String.fromCharCode(0x2400 + char.charCodeAt(0)))
      .replaceAll(/[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '␦')
  )
}
