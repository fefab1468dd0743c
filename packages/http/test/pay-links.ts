import { money, ReceivablesError } from '@owekit/core'
import type { PayChoice, PayLinks, PayLinkView, PayStart } from '../src/index.js'

/** The token every test link opens with. */
export const token = 'b7Qx0wJ2mVt5kYc9Rz1nLA'

/** A link over two invoices, as it stands when nothing is said otherwise. */
export const payable: PayLinkView = {
  state: 'payable',
  amount: money('1250.00', 'EUR'),
  open: money('1250.00', 'EUR'),
  minimum: money('50.00', 'EUR'),
  pending: null,
  credit: null,
  items: [
    {
      document: 'inv_1',
      number: 'INV-2026-001',
      instalment: 1,
      dueOn: '2026-11-01',
      open: money('850.00', 'EUR'),
      overdueDays: 21,
    },
    {
      document: 'inv_2',
      number: 'INV-2026-014',
      instalment: 1,
      dueOn: '2026-12-01',
      open: money('200.00', 'EUR'),
      overdueDays: 0,
    },
    {
      document: 'inv_2',
      number: 'INV-2026-014',
      instalment: 2,
      dueOn: '2027-01-01',
      open: money('200.00', 'EUR'),
      overdueDays: 0,
    },
  ],
  paidOn: null,
  merchant: 'Hotel Sonnenblick',
  expiresAt: '2026-12-22T00:00:00Z',
  renewable: false,
}

/** Links of a view, with what was asked of them. */
export function linksWith(
  view: PayLinkView,
  more: { start?: PayStart; refuse?: ReceivablesError; renew?: PayLinks['renew'] } = {},
): PayLinks & { readonly paid: PayChoice[]; view: PayLinkView } {
  const paid: PayChoice[] = []
  const find = (asked: string) => {
    if (asked !== token) throw new ReceivablesError('link_not_found', 'There is no such link.')
  }
  const links = {
    paid,
    view,
    resolve: async (asked: string) => {
      find(asked)
      return links.view
    },
    pay: async (asked: string, options: PayChoice) => {
      find(asked)
      if (more.refuse !== undefined) throw more.refuse
      paid.push(options)
      return more.start ?? { url: 'https://checkout.example/c/1', checkout: 'lnk_1.1' }
    },
    ...(more.renew === undefined ? {} : { renew: more.renew }),
  }
  return links
}
