/** What a pure entry is held to: the two libraries it may need, imported by a module of one's own. */
export const importsByHand = `import { Decimal } from 'decimal.js'
import { Temporal } from 'temporal-polyfill'
export const used = [Decimal, Temporal]
`
