import type { FramedLetter } from './letter.js'
import { escapeHtml } from './plain-text.js'

const font = "-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
const table = 'role="presentation" cellpadding="0" cellspacing="0" border="0"'
const ink = '#1a1d21'
const quiet = '#5a626c'
const line = '#dfe3e8'

/** What cannot stand in a style attribute: the dark colours, and less air on a narrow screen. */
const styles = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
a:focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
@media (max-width: 480px) {
  .page { padding: 0 !important; }
  .pad { padding-left: 20px !important; padding-right: 20px !important; }
  .card { border-radius: 0 !important; border-left: 0 !important; border-right: 0 !important; }
  .wide { width: 100% !important; }
}
@media (prefers-color-scheme: dark) {
  body, .page { background: #121417 !important; }
  .card { background: #1d2126 !important; border-left-color: #363c44 !important; border-right-color: #363c44 !important; border-bottom-color: #363c44 !important; }
  .edge { border-color: #8a94a0 !important; }
  .ink, .ink td, .ink th { color: #f2f4f7 !important; }
  .quiet { color: #aab2bd !important; }
  .rule { border-color: #363c44 !important; }
}
`

/**
 * A mail as HTML that mail programs of the last twenty years show alike: tables, styles at the elements, one column, nothing loaded
 * but the logo. Well-formed XML, so that nothing is left to the reader's guess.
 */
export function htmlOf(letter: FramedLetter): string {
  const { voice, brand, preferencesUrl } = letter
  const { direction, preferences } = voice.words
  const name = escapeHtml(brand.name)
  const head = brand.logo
    ? `<img src="${escapeHtml(brand.logo)}" alt="${name}" height="40" style="display:block;height:40px;max-width:220px;border:0;" />`
    : name
  const footer = preferencesUrl
    ? `<br /><a class="quiet" href="${escapeHtml(preferencesUrl)}" style="color:${quiet};">${escapeHtml(preferences)}</a>`
    : ''
  return `<!DOCTYPE html>
<html lang="${escapeHtml(voice.tag)}" dir="${direction}">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="color-scheme" content="light dark" />
<meta name="supported-color-schemes" content="light dark" />
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
<title>${escapeHtml(letter.subject)}</title>
<style>${styles}</style>
</head>
<body style="margin:0;padding:0;background:#f3f5f7;">
<div style="display:none;max-height:0;overflow:hidden;font-size:1px;line-height:1px;color:#f3f5f7;">${escapeHtml(letter.preheader)}${'&#847; '.repeat(60)}</div>
<table ${table} width="100%" class="page" dir="${direction}" style="background:#f3f5f7;padding:24px 0;"><tr><td align="center">
<table ${table} width="560" class="card wide" style="width:560px;max-width:100%;background:#ffffff;border:1px solid ${line};border-top:6px solid ${brand.colour};border-radius:8px;font-family:${font};">
<tr><td class="pad ink" style="padding:28px 32px 4px;font-size:18px;font-weight:600;color:${ink};overflow-wrap:anywhere;">${head}</td></tr>
<tr><td class="pad ink" style="padding:12px 32px 28px;font-size:16px;line-height:1.55;color:${ink};overflow-wrap:anywhere;">
${paragraphs([letter.greeting, ...letter.before])}
${rowsOf(letter)}
${buttonOf(letter)}
${paragraphs(letter.after)}
<p style="margin:24px 0 0;">${letter.signature.map(escapeHtml).join('<br />')}</p>
</td></tr>
</table>
<table ${table} width="560" class="wide" style="width:560px;max-width:100%;font-family:${font};"><tr><td align="center" class="pad quiet" style="padding:16px 32px;font-size:13px;line-height:1.5;color:${quiet};overflow-wrap:anywhere;">${name}${footer}</td></tr></table>
</td></tr></table>
</body>
</html>
`
}

const paragraphs = (texts: readonly string[]) =>
  texts.map((text) => `<p style="margin:0 0 14px;">${escapeHtml(text)}</p>`).join('\n')

/** What is listed and what it comes to. Columns have headings, because this table is one. */
function rowsOf({ rows, sums, voice }: FramedLetter): string {
  if (rows.length === 0 && sums.length === 0) return ''
  const { columns, colon, direction } = voice.words
  const [start, end] = direction === 'rtl' ? ['right', 'left'] : ['left', 'right']
  const cell = (side: string, more = '') =>
    `align="${side}" class="rule" style="padding:9px 0;border-bottom:1px solid ${line};vertical-align:top;${more}"`
  const hasAmounts = rows.some(({ amount }) => amount !== '') || sums.length > 0
  const heading = `<tr><th scope="col" ${cell(start, 'font-size:13px;font-weight:600;')}>${escapeHtml(columns.item)}</th>${
    hasAmounts
      ? `<th scope="col" ${cell(end, 'font-size:13px;font-weight:600;')}>${escapeHtml(columns.amount)}</th>`
      : ''
  }</tr>`
  const body = rows.map(({ item, due, note, amount }) => {
    const when = [due === '' ? '' : `${columns.due}${colon}${due}`, note].filter((part) => part !== '').map(escapeHtml)
    const below =
      when.length === 0
        ? ''
        : `<br /><span class="quiet" style="font-size:13px;color:${quiet};">${when.join(' · ')}</span>`
    const last = hasAmounts
      ? `<td ${cell(end, 'white-space:nowrap;padding-inline-start:12px;')}>${escapeHtml(amount)}</td>`
      : ''
    return `<tr><td ${cell(start)}>${escapeHtml(item)}${below}</td>${last}</tr>`
  })
  const totals = sums.map(({ label, amount }, index) => {
    const weight = index === sums.length - 1 ? 'font-weight:700;' : ''
    return `<tr><th scope="row" ${cell(start, weight === '' ? 'font-weight:400;' : weight)}>${escapeHtml(label)}</th><td ${cell(end, `white-space:nowrap;padding-inline-start:12px;${weight}`)}>${escapeHtml(amount)}</td></tr>`
  })
  return `<table cellpadding="0" cellspacing="0" border="0" width="100%" class="ink" style="width:100%;margin:6px 0 20px;border-collapse:collapse;font-size:15px;line-height:1.4;color:${ink};">
${[rows.length === 0 ? '' : heading, ...body, ...totals].filter((row) => row !== '').join('\n')}
</table>`
}

/** A button that is a link: large enough for a thumb, and of a colour its words can be read on. */
function buttonOf({ button, payUrl, brand }: FramedLetter): string {
  if (button === '' || payUrl === '') return ''
  const { colour } = brand
  const words = inkOn(colour)
  return `<table ${table} class="wide" style="margin:0 0 20px;"><tr><td align="center" bgcolor="${colour}" style="background:${colour};border-radius:6px;"><a class="edge" href="${escapeHtml(payUrl)}" style="display:block;padding:13px 28px;border:1px solid ${colour};border-radius:6px;font-size:16px;font-weight:600;line-height:20px;color:${words};text-decoration:none;">${escapeHtml(button)}</a></td></tr></table>`
}

/**
 * Black or white, whichever stands out more on a colour: at least 4.5 to 1 on every one (WCAG 2.2, relative luminance).
 *
 * @example
 * inkOn('#ffd400') // '#000000'
 * inkOn('#1f4fd8') // '#ffffff'
 */
export function inkOn(colour: string): '#000000' | '#ffffff' {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
  return (light + 0.05) ** 2 > 1.05 * 0.05 ? '#000000' : '#ffffff'
}
