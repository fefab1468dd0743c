import { daysBetween, parseDay } from '../calendar/index.js'
import { ReceivablesError } from '../errors/index.js'
import { compare, isPositive, type Money, subtract } from '../money/index.js'
import { emailOf, smsOf } from './compose.js'
import type { EmailText, ReminderData, SmsText } from './data.js'
import { emailVoice, smsVoice, type Voice } from './language.js'
import type { Greeted, Letter } from './letter.js'
import { named, openRows, openSum } from './listing.js'
import { plainText } from './plain-text.js'
import type { Asked } from './words.js'

/**
 * A reminder as a mail: what is open, when it was due, and what is left to pay once money on account is counted.
 *
 * The tone sets how firmly what is late is asked for. Nothing is called late before its due day has passed, in any tone.
 *
 * @throws ReceivablesError `invalid_input` no items, an item with nothing open, nothing left to pay, or an address that is not http;
 *   `currency_mismatch`, `invalid_date`
 * @example
 * // one invoice of 100.00, 30.00 on account
 * reminderEmail({ tone: 'plain', today: '2026-11-08', items: [{ number: 'A-1', open, dueOn: '2026-11-01' }], onAccount, brand }, 'en')
 * // subject 'Reminder: €70.00 to pay for invoice A-1'; the table says 100.00 due, 30.00 on account, 70.00 to pay
 */
export function reminderEmail(data: ReminderData, locale: string): EmailText {
  const voice = emailVoice(locale)
  return emailOf(letterOf(data, voice), data, voice)
}

/**
 * What a reminder says, before it has a form: for a letter, or a page of the host's own. Every text is final and none is escaped.
 *
 * @throws ReceivablesError like {@link reminderEmail}
 * @example
 * reminderLetter({ tone: 'plain', today: '2026-11-08', items, brand }, 'en').sums // [{ label: 'To pay', amount: '€70.00' }]
 */
export function reminderLetter(data: ReminderData, locale: string): Greeted {
  const voice = emailVoice(locale)
  const { words } = voice
  const { toPay } = leftOf(data)
  return {
    ...letterOf(data, voice),
    greeting: words.greeting(plainText(data.customer ?? '')),
    regards: words.regards,
    toPay,
  }
}

function letterOf(data: ReminderData, voice: Voice): Letter {
  const { words } = voice
  const asked = askedOf(data, voice)
  const { due, onAccount, toPay } = asked
  return {
    subject: words.reminder.subject(asked),
    preheader: `${words.sums.toPay}${words.colon}${toPay}`,
    before: [words.reminder.opening(asked), words.reminder.ask(asked)],
    rows: openRows(data.items, voice, data.today),
    sums:
      onAccount === ''
        ? [{ label: words.sums.toPay, amount: toPay }]
        : [
            { label: words.sums.due, amount: due },
            { label: words.sums.onAccount, amount: onAccount },
            { label: words.sums.toPay, amount: toPay },
          ],
    button: words.pay(toPay),
    after: asked.timing === 'late' ? [words.reminder.paid] : [],
  }
}

/**
 * A reminder as a text message; says the same as {@link reminderEmail}, shorter.
 *
 * @throws ReceivablesError like {@link reminderEmail}
 * @example
 * reminderSms({ tone: 'friendly', today: '2026-11-01', items: [{ number: 'A-1', open, dueOn: '2026-11-03' }], brand }, 'en').text
 * // 'Corner Shop: €70.00 is open on invoice A-1, due on Nov 3, 2026.'
 */
export function reminderSms(data: ReminderData, locale: string): SmsText {
  const voice = smsVoice(locale)
  return smsOf(voice.words.reminder.sms(askedOf(data, voice)), data, voice)
}

/** What is due, and what of it is left to pay. */
function leftOf({ items, onAccount }: ReminderData): { due: Money; toPay: Money } {
  const due = openSum(items)
  return { due, toPay: onAccount === undefined ? due : subtract(due, onAccount) }
}

function askedOf(data: ReminderData, voice: Voice): Asked {
  const { tone, today, items, onAccount } = data
  const { due, toPay } = leftOf(data)
  const isCounted = onAccount !== undefined && isPositive(onAccount)
  if (!isPositive(toPay) || compare(toPay, due) > 0)
    throw new ReceivablesError(
      'invalid_input',
      `A reminder asks for money: ${String(toPay)} of ${String(due)} is left to pay.`,
      {
        path: 'onAccount',
        due: due.toJSON(),
        toPay: toPay.toJSON(),
      },
    )
  const day = items.map(({ dueOn }) => dueOn).sort(byDay)[0]!
  const days = daysBetween(parseDay(day), parseDay(today))
  return {
    tone,
    timing: days > 0 ? 'late' : days === 0 ? 'today' : 'soon',
    isOne: items.length === 1,
    on: named(items, voice),
    due: voice.money(due),
    onAccount: isCounted ? voice.money(onAccount) : '',
    toPay: voice.money(toPay),
    day: voice.day(day),
    days,
  }
}

const byDay = (a: string, b: string) => parseDay(a) - parseDay(b)
