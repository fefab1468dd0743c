import { shown } from '../shown.js'
import { Refusal } from '../refusal.js'

/** How many letters must change to make one text the other, no further than it matters. */
function distance(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, at) => at)
  for (let i = 1; i <= from.length; i++) {
    const row = [i]
    for (let j = 1; j <= to.length; j++) {
      const changed = from[i - 1] === to[j - 1] ? 0 : 1
      row.push(Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + changed))
    }
    above = row
  }
  return above[to.length]!
}

/**
 * The name among `names` that someone most likely meant, if any comes close.
 *
 * @example
 * closestName('customer id', ['customerID', 'invoiceNumber']) // 'customerID'
 */
export function closestName(wanted: string, names: readonly string[]): string | undefined {
  const bare = (text: string) =>
    text
      .slice(0, 60)
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]/gu, '')
  const ranked = names.map((name) => ({ name, far: distance(bare(wanted), bare(name)) })).sort((a, b) => a.far - b.far)
  const best = ranked[0]
  return best !== undefined && best.far <= Math.max(2, bare(wanted).length / 3) ? best.name : undefined
}

const quoted = (names: readonly string[]): string => {
  const few = names.slice(0, 30).map((name) => shown(name))
  return few.join(', ') + (names.length > few.length ? ` and ${names.length - few.length} more` : '')
}

/**
 * Finds a named column in a header: the exact name, once.
 *
 * @throws Refusal `invalid_input` listing the columns and the closest name
 */
export function columnAt(header: readonly string[], name: string, option: string): number {
  const at = header.indexOf(name)
  if (at >= 0 && header.indexOf(name, at + 1) < 0) return at
  if (at >= 0) {
    throw new Refusal(
      'invalid_input',
      `The header has the column ${shown(name)} twice.`,
      'Rename one of them in the file.',
      { column: shown(name) },
    )
  }
  const close = closestName(name, header)
  const lone = header.length === 1 ? [';', '\t', '|'].find((sign) => header[0]!.includes(sign)) : undefined
  throw new Refusal(
    'invalid_input',
    `The file has no column ${shown(name)} (${option}). Its columns: ${quoted(header)}.`,
    lone !== undefined
      ? `The header looks like one long column; say --delimiter ${lone === '\t' ? 'tab' : `'${lone}'`}.`
      : close !== undefined
        ? `Did you mean ${option} ${shown(close)}? Names must match exactly.`
        : 'Names must match the header exactly, capitals and blanks included.',
    { option, column: shown(name), columns: header.slice(0, 100).map((one) => shown(one)) },
  )
}
