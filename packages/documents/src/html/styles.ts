import { inkOn } from '@owekit/core/messages'

/** How the page looks: on a screen, on a narrow one, in the dark, and on paper. Contrasts are 4.5 to 1 at least. */
export function stylesOf(colour: string, page: string): string {
  return `
:root { color-scheme: light dark; --brand: ${colour}; --on-brand: ${inkOn(colour)}; --ink: #1a1d21; --quiet: #5a626c; --line: #dfe3e8; --paper: #fff; --desk: #f3f5f7; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--desk); color: var(--ink); font: 16px/1.5 'Noto Sans', Vazirmatn, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif; overflow-wrap: anywhere; }
article { max-width: 800px; margin: 24px auto; padding: 40px 48px; background: var(--paper); border-top: 6px solid var(--brand); }
header { display: flex; flex-wrap: wrap; gap: 16px 32px; justify-content: space-between; margin-bottom: 32px; }
header img { display: block; max-height: 56px; max-width: 240px; height: auto; }
.name { font-size: 20px; font-weight: 700; }
address { font-style: normal; }
.from, .legal { color: var(--quiet); font-size: 14px; }
.head { display: flex; flex-wrap: wrap; gap: 16px 32px; justify-content: space-between; }
h1 { font-size: 26px; line-height: 1.25; margin: 28px 0 16px; }
h2, caption { font-size: 17px; font-weight: 700; text-align: start; margin: 0; padding: 0 0 6px; }
dl { margin: 0; }
dl > div { display: flex; gap: 16px; justify-content: space-between; }
dt { flex: none; color: var(--quiet); white-space: nowrap; }
dd { margin: 0; text-align: end; }
.strong { font-weight: 700; border-inline-start: 4px solid var(--brand); padding-inline-start: 12px; }
table { width: 100%; border-collapse: collapse; margin: 24px 0; font-size: 15px; }
th, td { padding: 8px 0; padding-inline-end: 16px; text-align: start; vertical-align: top; border-bottom: 1px solid var(--line); }
th:last-child, td:last-child { padding-inline-end: 0; }
thead th { color: var(--quiet); font-size: 14px; }
.end { text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums; }
.totals th { text-align: end; font-weight: 400; }
.totals tr:last-child > * { font-weight: 700; font-size: 17px; border-bottom: 0; }
.pay { margin: 24px 0; padding: 20px 24px; border: 1px solid var(--line); }
.ways { display: flex; flex-wrap: wrap; gap: 16px 32px; justify-content: space-between; }
.ways > div { flex: 1 1 260px; }
.button { display: inline-block; padding: 12px 24px; border-radius: 6px; background: var(--brand); color: var(--on-brand); font-weight: 700; text-decoration: none; }
.button:focus-visible { outline: 3px solid currentColor; outline-offset: 3px; }
.url { display: none; }
.code { margin: 0; width: 150px; font-size: 14px; color: var(--quiet); text-align: center; }
.code svg { display: block; width: 150px; height: 150px; }
footer { margin-top: 32px; padding-top: 12px; border-top: 1px solid var(--line); }
@media (prefers-color-scheme: dark) {
  :root { --ink: #f2f4f7; --quiet: #aab2bd; --line: #363c44; --paper: #1d2126; --desk: #121417; }
  .button { border: 1px solid #8a94a0; }
}
@media screen and (max-width: 560px) {
  article { margin: 0; padding: 24px 20px; }
  .wide, .wide tbody, .wide tr, .wide caption { display: block; }
  .wide thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .wide tbody tr { padding: 8px 0; border-bottom: 1px solid var(--line); }
  .wide tr > * { display: flex; gap: 16px; justify-content: space-between; padding: 2px 0; border: 0; text-align: end; white-space: normal; }
  .wide td[data-label]::before { content: attr(data-label); color: var(--quiet); text-align: start; }
  .wide .empty { display: none; }
  .wide .totals tr { display: flex; gap: 16px; justify-content: space-between; border: 0; }
}
@media print {
  :root { color-scheme: light; --ink: #000; --quiet: #444; --line: #bbb; --paper: #fff; --desk: #fff; }
  body { font-size: 10pt; }
  article { max-width: none; margin: 0; padding: 12px 0 0; break-after: page; }
  article:last-child { break-after: auto; }
  table { font-size: 9.5pt; margin: 14px 0; }
  th, td { padding-block: 4px; }
  thead { display: table-header-group; }
  tr, .pay, .code, footer { break-inside: avoid; }
  h1, h2, caption { break-after: avoid; }
  .totals { break-inside: avoid; break-before: avoid; }
  .button { border: 1px solid #000; background: none; color: #000; padding: 4px 10px; }
  .url { display: block; font-size: 8.5pt; margin-top: 4px; }
  @page { size: A4; margin: 18mm 18mm 20mm; @bottom-right { content: ${page}; font: 8.5pt sans-serif; color: #444; } }
}
`
}
