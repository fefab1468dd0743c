import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** A piece of text on a page, in points from the lower left corner. */
export interface Piece {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
}

/** Opens a PDF with another's reader. */
export const openPdf = (bytes: Uint8Array) => getDocument({ data: bytes.slice(), verbosity: 0 }).promise

/** What a reader finds on each page. */
export async function piecesOf(bytes: Uint8Array): Promise<Piece[][]> {
  const pdf = await openPdf(bytes)
  const pages: Piece[][] = []
  for (let no = 1; no <= pdf.numPages; no += 1) {
    const { items } = await (await pdf.getPage(no)).getTextContent()
    pages.push(
      items.flatMap((item) =>
        'str' in item && item.str.trim() !== ''
          ? [{ text: item.str, x: item.transform[4] as number, y: item.transform[5] as number, width: item.width }]
          : [],
      ),
    )
  }
  return pages
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

/** The texts between the tags of a page, those of its body alone. */
export function textsOf(html: string): string[] {
  return html
    .slice(html.indexOf('<body>'))
    .split(/<[^>]*>/)
    .map((text) => text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name]!).trim())
    .filter((text) => text !== '')
}

/** Without blanks and marks that steer directions, which a reader of PDF gives as it likes. */
export const bare = (text: string): string => text.replace(/[\s\u061c\u200e\u200f\u2066-\u2069]+/gu, '')

/** Amounts as they are written: `1,234.56`, `1.234,56`, `1 234,56`. */
export const amountsIn = (text: string): string[] =>
  (
    text
      .replaceAll(/[\u061c\u200e\u200f\u2066-\u2069]/g, '')
      .match(/-?\d+(?:[ \u00a0\u202f.,]\d{3})*[.,]\d\d(?!\d)/g) ?? []
  ).map((found) => found.replaceAll(/[\u00a0\u202f]/g, ' '))
