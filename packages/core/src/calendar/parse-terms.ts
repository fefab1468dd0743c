import { attempted, ReceivablesError, shown } from '../errors/index.js'
import type { Terms } from './term-step.js'
import { dayOfNextMonth, endOfMonthAfter, eomPlus, net, netEom, onReceipt } from './terms.js'

/** A reduction for paying early: so many percent off when payment arrives within so many days of the issue date. */
export interface TermsDiscount {
  /** Decimal text, above 0 and below 100. */
  readonly percent: string
  /** The window, from the issue date; its last day still counts. */
  readonly days: number
}

/** What {@link parseTerms} read: the way to the due date, and the early-payment discount when there is one. */
export interface ParsedTerms {
  readonly steps: Terms
  readonly discount?: TermsDiscount
}

const understood =
  'due on receipt, net 30, n/30, 30 days, eom, 30 eom, net 30 eom, eom + 30, end of next month, ' +
  '15 prox, 15th of next month, and 2/10 or 2% 10 before net days'

const longest = 80

const phrases: readonly (readonly [RegExp, (n: number) => Terms])[] = [
  [/^(?:due |payable )?(?:up)?on receipt$|^(?:due )?immediate(?:ly)?$|^due now$/, () => onReceipt],
  [/^(?:net|n)[ /]?(\d{1,4})(?: ?days?)?$|^(\d{1,4}) ?days?(?: net)?$/, net],
  [/^(?:due |net )?(?:eom|(?:at )?end of month)$/, () => endOfMonthAfter(0)],
  [/^(?:net |n\/)?(\d{1,4})(?: ?days?,?)? (?:eom|end of month)$/, netEom],
  [/^(?:eom|end of month) ?(?:\+|plus|net) ?(\d{1,4})(?: ?days?)?$/, eomPlus],
  [/^(?:due |at )?(?:the )?end of (?:the )?(?:next|following) month$/, () => endOfMonthAfter(1)],
  [
    /^(?:due )?(?:on )?(?:the )?(\d{1,2})(?:st|nd|rd|th)? (?:prox(?:imo)?\.?|mfi|of (?:the )?(?:next|following) month)$/,
    dayOfNextMonth,
  ],
]

const discounted = /^(\d{1,2}(?:\.\d{1,6})?)(?: ?\/ ?|% ?\/? ?)(\d{1,3})(?: days?)?[ ,]+(.+)$/

/**
 * Reads payment terms from the words people write on invoices, in any case.
 *
 * Words are taken from left to right: `30 eom` is 30 days, then month end ({@link netEom}), and `eom + 30` is month end,
 * then 30 days ({@link eomPlus}). Nothing is guessed: text that is not understood is refused, and the error lists what is.
 *
 * @throws ReceivablesError `invalid_terms`
 * @example
 * parseTerms('net 30') // { steps: [{ addDays: 30 }] }
 * parseTerms('2/10 net 30') // { steps: [{ addDays: 30 }], discount: { percent: '2', days: 10 } }
 * parseTerms('whenever') // throws invalid_terms
 */
export function parseTerms(text: string): ParsedTerms {
  if (typeof text !== 'string' || text.length > longest) throw notUnderstood(text)
  const words = text.trim().toLowerCase().replace(/\s+/g, ' ')
  const match = discounted.exec(words)
  if (match === null) return { steps: stepsOf(words, text) }
  const [, percent = '', days = '', rest = ''] = match
  const steps = stepsOf(rest, text)
  const due = plainDays(steps)
  if (due === undefined || !(Number(percent) > 0)) throw notUnderstood(text)
  if (Number(days) > due) {
    throw new ReceivablesError(
      'invalid_terms',
      `Terms ${shown(text)} give a discount for ${Number(days)} days, but the invoice is due after ${due}.`,
      { terms: attempted(text), discountDays: Number(days), dueDays: due },
    )
  }
  return { steps, discount: { percent, days: Number(days) } }
}

/** The days of a plain net term; "2/10 eom" is refused, because some count its window from the month end. */
function plainDays(steps: Terms): number | undefined {
  const [step] = steps
  return steps.length === 1 && step !== undefined && 'addDays' in step ? step.addDays : undefined
}

function stepsOf(words: string, text: string): Terms {
  for (const [phrase, terms] of phrases) {
    const match = phrase.exec(words)
    if (match !== null) return terms(Number(match[1] ?? match[2] ?? 0))
  }
  throw notUnderstood(text)
}

function notUnderstood(text: unknown): ReceivablesError {
  return new ReceivablesError('invalid_terms', `Terms ${shown(text)} are not understood; these are: ${understood}.`, {
    terms: attempted(text),
    understood,
  })
}
