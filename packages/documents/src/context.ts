import { parseDay } from '@owekit/core/calendar'
import { plainText, safeUrl } from '@owekit/core/messages'
import { isIban } from './iban.js'
import { attempt, invalidOption } from './invalid.js'
import { checkedLogo } from './logo.js'
import type { DocumentOptions } from './options.js'
import type { Letterhead, Lines, Paragraph } from './sheet.js'
import { type Voice, voiceOf } from './voice.js'

/** Options that were looked at, and what follows from them. */
export interface Context {
  readonly options: DocumentOptions
  readonly voice: Voice
  readonly letterhead: Letterhead
  readonly recipient: readonly string[]
  /** `''` for none. */
  readonly payUrl: string
}

const defaultColour = '#1f4fd8'

/**
 * Looks at the options of a document, before anything of it is made.
 *
 * @throws ReceivablesError `invalid_input` with `path`: `locale`, `brand.name`, `brand.colour`, `brand.logo`, `payUrl`, `bank.iban`;
 *   `invalid_date` for `on`
 */
export function contextOf(options: DocumentOptions): Context {
  const { brand, customer, payUrl = '', bank, on } = options
  const voice = voiceOf(options.locale)
  const { name, colour = defaultColour, address = '', legal = '' } = brand
  if (typeof name !== 'string' || plainText(name) === '')
    throw invalidOption('brand.name', 'A brand has a name; this has none.')
  if (typeof colour !== 'string' || !/^#[0-9a-f]{6}$/i.test(colour))
    throw invalidOption('brand.colour', `A colour is written #rrggbb; ${attempt(colour)} is not.`, {
      value: attempt(colour),
    })
  if (bank !== undefined && !isIban(bank.iban))
    throw invalidOption('bank.iban', `The check digits of an IBAN are right; those of ${attempt(bank.iban)} are not.`)
  if (on !== undefined) parseDay(on)
  return {
    options,
    voice,
    letterhead: {
      name: voice.outside(name),
      colour: colour.toLowerCase(),
      logo: checkedLogo(brand.logo),
      address: voice.lines(address),
      legal: voice.lines(legal),
    },
    recipient: customer === undefined ? [] : voice.lines(`${customer.name}\n${customer.address ?? ''}`),
    payUrl: payUrl === '' ? '' : safeUrl(payUrl, 'payUrl'),
  }
}

/** The words of the host's own, a paragraph each. */
export function notesOf({ options, voice }: Context): Paragraph[] {
  return voice.lines(options.notes ?? '').map((text) => ({ kind: 'paragraph', text }))
}

/** Who signs. */
export function signatureOf({ options, voice }: Context, regards: string): Lines {
  const { signature = options.brand.name } = options.brand
  return { kind: 'lines', texts: [regards, ...voice.lines(signature)] }
}
