import { money } from '@owekit/core'
import type { MessageData } from '@owekit/core/messages'
import type { TemplateData, TemplatePurpose } from './template.js'

const full: MessageData = {
  brand: {
    name: 'Corner Shop',
    colour: '#0f766e',
    logo: 'https://shop.example/logo.png',
    signature: 'Ada\nCorner Shop',
  },
  customer: 'Grace Hopper',
  payUrl: 'https://pay.example/p/abc',
  preferencesUrl: 'https://pay.example/preferences',
}
const sparse: MessageData = { brand: { name: 'Corner Shop' } }
const late = { number: 'A-1', open: money('60.00', 'EUR'), dueOn: '2026-11-01' }
const soon = { number: 'D-2', kind: 'deposit' as const, open: money('40.00', 'EUR'), dueOn: '2026-11-20' }
const received = { amount: money('50.00', 'EUR'), receivedOn: '2026-11-05' }

/** Data with everything, then data with as little as there can be: what a template is tried with when it is saved. */
export const samples: {
  readonly [Purpose in TemplatePurpose]: readonly [TemplateData[Purpose], TemplateData[Purpose]]
} = {
  reminder: [
    { ...full, tone: 'plain', today: '2026-11-13', items: [late, soon], onAccount: money('30.00', 'EUR') },
    { ...sparse, tone: 'friendly', today: '2026-11-13', items: [soon] },
  ],
  receipt: [
    { ...full, ...received, items: [late, soon] },
    { ...sparse, ...received, items: [soon] },
  ],
  thanks: [
    { ...full, ...received, items: [late, soon] },
    { ...sparse, ...received, items: [soon] },
  ],
  invoice: [
    { ...full, number: 'A-1', total: money('120.00', 'EUR'), dueOn: '2026-11-30' },
    { ...sparse, number: 'A-1', total: money('120.00', 'EUR'), dueOn: null },
  ],
  deposit: [
    { ...full, number: 'D-1', about: 'Table for six', amount: money('60.00', 'EUR'), dueOn: '2026-12-01' },
    { ...sparse, number: 'D-1', about: 'Table for six', amount: money('60.00', 'EUR'), dueOn: null },
  ],
}
