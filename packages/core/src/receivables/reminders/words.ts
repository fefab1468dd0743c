import type { MessageAsked } from '../../journal/fact.js'
import {
  type Brand,
  receiptEmail,
  receiptSms,
  type ReminderData,
  reminderEmail,
  reminderSms,
  thanksEmail,
  thanksSms,
} from '../../messages/index.js'
import { minor, type Money } from '../../money/index.js'
import type { Row } from '../../records/collections.js'
import type { Settings } from '../settings.js'

/** What a payment confirmation says besides what it lists. */
export interface Confirmed {
  readonly amount: Money
  /** `YYYY-MM-DD` */
  readonly receivedOn: string
  /** The numbers of what it settled. */
  readonly settled: readonly string[]
}

/** Where the link to pay stands in the words until they are sent: a link is a secret, and the words are kept. */
export const payPlace = (message: string) => `https://pay.invalid/${encodeURIComponent(message)}`
/** Where the link to the customer's own choices stands until then: a secret too. */
export const preferencesPlace = (message: string) => `https://preferences.invalid/${encodeURIComponent(message)}`

/**
 * The words of a message, final but for its links, in the customer's language.
 *
 * @param today the customer's day, `YYYY-MM-DD`
 */
export function lettered(
  settings: Settings,
  profile: Row<'customers'> | undefined,
  asked: MessageAsked,
  { currency, today, confirmed }: { readonly currency: string; readonly today: string; readonly confirmed?: Confirmed },
): Row<'letters'> {
  const { outreach } = settings
  const locale = profile?.locale === undefined || profile.locale === '' ? 'en' : profile.locale
  const name = profile?.name ?? ''
  const brand: Brand = outreach?.brand ?? { name: '' }
  const frame = {
    brand,
    ...(name === '' ? {} : { customer: name }),
    ...(settings.links === undefined || asked.purpose === 'thanks' ? {} : { payUrl: payPlace(asked.id) }),
    ...(outreach?.preferencesUrl === undefined || asked.purpose !== 'reminder'
      ? {}
      : { preferencesUrl: preferencesPlace(asked.id) }),
  }
  const items = asked.parts.map(({ number, dueOn, open }) => ({ number, dueOn, open: minor(open, currency) }))
  const isMail = asked.channel === 'email'
  const words = (): { readonly subject?: string; readonly text: string; readonly html?: string } => {
    if (confirmed !== undefined) {
      const { amount, receivedOn, settled } = confirmed
      if (asked.purpose === 'thanks') {
        const data = { ...frame, amount, receivedOn, items: settled.map((number) => ({ number })) }
        return isMail ? thanksEmail(data, locale) : thanksSms(data, locale)
      }
      const data = { ...frame, amount, receivedOn, items }
      return isMail ? receiptEmail(data, locale) : receiptSms(data, locale)
    }
    const onAccount = minor(asked.onAccount, currency)
    const data = { ...frame, tone: asked.tone as ReminderData['tone'], today, items, onAccount }
    return isMail ? reminderEmail(data, locale) : reminderSms(data, locale)
  }
  const { subject = '', text, html = '' } = words()
  const address = (isMail ? profile?.email : profile?.phone) ?? ''
  return { message: asked.id, address, name, locale, subject, body: text, html }
}
