import type { Money } from '../money/index.js'
import { emailOf, smsOf } from './compose.js'
import type { DepositData, EmailText, InvoiceData, SmsText } from './data.js'
import { emailVoice, smsVoice, type Voice } from './language.js'
import { plainText } from './plain-text.js'
import type { Sent } from './words.js'

/**
 * The mail that an invoice is sent with.
 *
 * @throws ReceivablesError `invalid_input` for an address that is not http, `invalid_date`
 * @example
 * invoiceEmail({ number: 'A-1', total, dueOn: '2026-11-30', brand }, 'en').subject // 'Invoice A-1: €120.00'
 */
export function invoiceEmail(data: InvoiceData, locale: string): EmailText {
  const voice = emailVoice(locale)
  const sent = sentOf(data, data.total, '', voice)
  const { words } = voice
  return emailOf(
    { ...frame('invoice', sent, voice), subject: words.invoice.subject(sent), before: [words.invoice.opening(sent)] },
    data,
    voice,
  )
}

/**
 * The text message that says an invoice was issued.
 *
 * @throws ReceivablesError like {@link invoiceEmail}
 * @example
 * invoiceSms(data, 'en').text // 'Corner Shop: invoice A-1: €120.00, due on Nov 30, 2026.'
 */
export function invoiceSms(data: InvoiceData, locale: string): SmsText {
  const voice = smsVoice(locale)
  return smsOf(voice.words.invoice.sms(sentOf(data, data.total, '', voice)), data, voice)
}

/**
 * The mail that asks for a deposit.
 *
 * @throws ReceivablesError `invalid_input` for an address that is not http, `invalid_date`
 * @example
 * depositEmail({ number: 'D-1', about: 'Table for six, 24 December', amount, dueOn: '2026-12-01', brand }, 'en').subject
 * // 'Deposit of €60.00: Table for six, 24 December'
 */
export function depositEmail(data: DepositData, locale: string): EmailText {
  const voice = emailVoice(locale)
  const sent = sentOf(data, data.amount, data.about, voice)
  const { words } = voice
  return emailOf(
    { ...frame('deposit', sent, voice), subject: words.deposit.subject(sent), before: [words.deposit.opening(sent)] },
    data,
    voice,
  )
}

/**
 * The text message that asks for a deposit.
 *
 * @throws ReceivablesError like {@link depositEmail}
 * @example
 * depositSms(data, 'en').text // 'Corner Shop: please pay a deposit of €60.00, due on Dec 1, 2026: Table for six, 24 December.'
 */
export function depositSms(data: DepositData, locale: string): SmsText {
  const voice = smsVoice(locale)
  return smsOf(voice.words.deposit.sms(sentOf(data, data.amount, data.about, voice)), data, voice)
}

function frame(kind: 'invoice' | 'deposit', { number, amount, day }: Sent, { words }: Voice) {
  return {
    preheader: day === '' ? amount : `${amount} · ${words.columns.due}${words.colon}${day}`,
    rows: [{ item: words.title(kind, number), due: day, note: '', amount }],
    sums: [],
    button: words.pay(amount),
    after: [],
  }
}

function sentOf(
  { number, dueOn }: { readonly number: string; readonly dueOn: string | null },
  amount: Money,
  about: string,
  voice: Voice,
): Sent {
  return {
    number: voice.quoted(number),
    amount: voice.money(amount),
    day: dueOn === null ? '' : voice.day(dueOn),
    about: plainText(about),
  }
}
