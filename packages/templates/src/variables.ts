import { ReceivablesError } from '@owekit/core'
import { add, type Money, subtract, toDecimal } from '@owekit/core/money'
import { daysBetween, parseDay } from '@owekit/core/calendar'
import { type Listed, type ListedOpen, type MessageData, plainText, safeUrl } from '@owekit/core/messages'
import type { TemplateData, TemplatePurpose } from './template.js'

/** What a template may read: plain data without prototypes, and null where there is nothing. */
export type Variables = { readonly [name: string]: Variable }
type Variable = string | number | null | readonly Variable[] | Variables

/**
 * The variables of a message. Amounts and days are data, written with the filters `money` and `date`; sums are made here,
 * because a template does not calculate money.
 */
export function variablesOf<Purpose extends TemplatePurpose>(purpose: Purpose, data: TemplateData[Purpose]): Variables {
  return plain({ ...frameOf(data), ...bodies[purpose](data) })
}

const bodies: { readonly [Purpose in TemplatePurpose]: (data: TemplateData[Purpose]) => Variables } = {
  reminder: ({ tone, today, items, onAccount }) => {
    const due = sumOf(items)
    return {
      tone,
      today,
      ...openItems(items, today),
      due: amountOf(due),
      on_account: onAccount === undefined || onAccount.minor === 0n ? null : amountOf(onAccount),
      to_pay: amountOf(onAccount === undefined ? due : subtract(due, onAccount)),
    }
  },
  receipt: ({ amount, receivedOn, items }) => ({
    amount: amountOf(amount),
    received_on: receivedOn,
    ...openItems(items, receivedOn),
    to_pay: amountOf(sumOf(items)),
  }),
  thanks: ({ amount, receivedOn, items }) => ({
    amount: amountOf(amount),
    received_on: receivedOn,
    items: items.map(itemOf),
    count: items.length,
  }),
  invoice: ({ number, total, dueOn }) => ({ number: plainText(number), to_pay: amountOf(total), due_on: dueOn }),
  deposit: ({ number, about, amount, dueOn }) => ({
    number: plainText(number),
    about: plainText(about),
    to_pay: amountOf(amount),
    due_on: dueOn,
  }),
}

function frameOf({ brand, customer = '', payUrl = '', preferencesUrl = '' }: MessageData): Variables {
  const { name, colour = '', logo = '', signature = name } = brand
  return {
    brand: {
      name: plainText(name),
      colour: /^#[0-9a-f]{6}$/i.test(colour) ? colour : '#1f4fd8',
      logo: logo === '' ? null : safeUrl(logo, 'brand.logo'),
      signature: signature.split(/\r\n|\r|\n/).map(plainText),
    },
    customer: plainText(customer) === '' ? null : plainText(customer),
    pay_url: payUrl === '' ? null : safeUrl(payUrl, 'payUrl'),
    preferences_url: preferencesUrl === '' ? null : safeUrl(preferencesUrl, 'preferencesUrl'),
  }
}

function openItems(items: readonly ListedOpen[], today: string): Variables {
  const listed = items.map((item) => ({
    ...itemOf(item),
    open: amountOf(item.open),
    due_on: item.dueOn,
    days_late: Math.max(0, daysBetween(parseDay(item.dueOn), parseDay(today))),
  }))
  return {
    items: listed,
    count: items.length,
    due_on: listed.map(({ due_on }) => due_on).reduce((a, b) => (b < a ? b : a)),
    days_late: Math.max(...listed.map(({ days_late }) => days_late)),
  }
}

const itemOf = ({ number, kind = 'invoice' }: Listed) => ({ number: plainText(number), kind })
const amountOf = (amount: Money): Variables => ({ amount: toDecimal(amount), currency: amount.currency })

function sumOf([first, ...others]: readonly ListedOpen[]): Money {
  if (first === undefined)
    throw new ReceivablesError('invalid_input', 'A message lists at least one item; none was given.', { path: 'items' })
  return others.reduce((so, { open }) => add(so, open), first.open)
}

/** The same without prototypes, so that nothing but what stands here can be read. */
function plain<Value extends Variable>(value: Value): Value {
  if (Array.isArray(value)) return value.map(plain) as never
  if (typeof value !== 'object' || value === null) return value
  const copy: Record<string, Variable> = Object.create(null)
  for (const [name, held] of Object.entries(value)) copy[name] = plain(held)
  return copy as never
}
