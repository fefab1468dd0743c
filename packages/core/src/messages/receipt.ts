import { emailOf, smsOf } from './compose.js'
import type { EmailText, ReceiptData, SmsText, ThanksData } from './data.js'
import { emailVoice, smsVoice, type Voice } from './language.js'
import { named, openRows, openSum, settledRows } from './listing.js'

/**
 * A receipt for a part payment as a mail: what arrived, and what is left of what.
 *
 * @throws ReceivablesError `invalid_input` nothing left, or an address that is not http; `currency_mismatch`, `invalid_date`
 * @example
 * // 50.00 of 120.00 paid: subject 'We received €50.00', '€70.00 is left to pay on invoice A-1.'
 * receiptEmail({ amount, receivedOn: '2026-11-05', items: [{ number: 'A-1', open, dueOn: '2026-11-30' }], brand }, 'en')
 */
export function receiptEmail(data: ReceiptData, locale: string): EmailText {
  const voice = emailVoice(locale)
  const { words } = voice
  const facts = receivedOf(data, voice)
  const letter = {
    subject: words.receipt.subject(facts),
    preheader: words.receipt.left(facts),
    before: [words.receipt.opening(facts), words.receipt.left(facts)],
    rows: openRows(data.items, voice),
    sums: [{ label: words.sums.toPay, amount: facts.left }],
    button: words.pay(facts.left),
    after: [],
  }
  return emailOf(letter, data, voice)
}

/**
 * A receipt for a part payment as a text message.
 *
 * @throws ReceivablesError like {@link receiptEmail}
 * @example
 * receiptSms(data, 'en').text // 'Corner Shop: thank you, we received €50.00. €70.00 is left to pay on invoice A-1.'
 */
export function receiptSms(data: ReceiptData, locale: string): SmsText {
  const voice = smsVoice(locale)
  return smsOf(voice.words.receipt.sms(receivedOf(data, voice)), data, voice)
}

/**
 * Thanks for a payment that settles what it was for, as a mail. It has no button: there is nothing to pay.
 *
 * @throws ReceivablesError `invalid_input` no items, or an address that is not http; `invalid_date`
 * @example
 * thanksEmail({ amount, receivedOn: '2026-11-05', items: [{ number: 'A-1' }], brand }, 'en').subject // 'Thank you for paying invoice A-1'
 */
export function thanksEmail(data: ThanksData, locale: string): EmailText {
  const voice = emailVoice(locale)
  const { words } = voice
  const facts = thankedOf(data, voice)
  const letter = {
    subject: words.thanks.subject(facts),
    preheader: facts.amount,
    before: [words.thanks.opening(facts)],
    rows: data.items.length > 1 ? settledRows(data.items, voice) : [],
    sums: [],
    button: '',
    after: [],
  }
  return emailOf(letter, data, voice)
}

/**
 * Thanks for a payment as a text message.
 *
 * @throws ReceivablesError like {@link thanksEmail}
 * @example
 * thanksSms(data, 'en').text // 'Corner Shop: thank you, we received €50.00. Paid in full: invoice A-1.'
 */
export function thanksSms(data: ThanksData, locale: string): SmsText {
  const voice = smsVoice(locale)
  const { payUrl: _, ...rest } = data
  return smsOf(voice.words.thanks.sms(thankedOf(data, voice)), rest, voice)
}

function receivedOf(data: ReceiptData, voice: Voice) {
  return { ...thankedOf(data, voice), left: voice.money(openSum(data.items)) }
}

function thankedOf({ amount, receivedOn, items }: ThanksData, voice: Voice) {
  return { amount: voice.money(amount), day: voice.day(receivedOn), on: named(items, voice) }
}
