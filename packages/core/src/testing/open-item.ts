import type { OpenItem } from '../allocation/index.js'
import { parseDay } from '../calendar/index.js'
import { type Money, money } from '../money/index.js'

let made = 0

/**
 * An open item for tests of allocation: say what matters, the rest is plausible and unique.
 *
 * @example
 * openItem({ open: money('60.00', 'EUR'), dueOn: '2026-03-31' })
 */
export function openItem(
  parts: { readonly open?: Money; readonly dueOn?: string; readonly issuedOn?: string } & Partial<
    Pick<OpenItem, 'document' | 'number' | 'instalment' | 'component' | 'blocked'>
  > = {},
): OpenItem {
  const { open = money('100.00', 'EUR'), dueOn = '2026-03-31', issuedOn = '2026-03-01', ...rest } = parts
  const number = String(++made).padStart(6, '0')
  return {
    document: `inv_${number}`,
    number,
    instalment: 1,
    ...rest,
    currency: open.currency,
    open: open.minor,
    dueOn: parseDay(dueOn),
    issuedOn: parseDay(issuedOn),
  }
}
