import type { EmailText, MessageData, SmsText } from './data.js'
import { htmlOf } from './html.js'
import type { Voice } from './language.js'
import { plainText, safeUrl } from './plain-text.js'
import { smsText } from './sms-text.js'

/** A row of what a mail lists. */
export interface LetterRow {
  readonly item: string
  /** `''` for none. */
  readonly due: string
  /** `''` for none: how late it is. */
  readonly note: string
  readonly amount: string
}

/** A sum below the rows; the last one is what matters. */
export interface LetterSum {
  readonly label: string
  readonly amount: string
}

/** What a mail says, before it has a form: every text is final and none is escaped. */
export interface Letter {
  readonly subject: string
  /** What a mailbox shows beside the subject. */
  readonly preheader: string
  readonly before: readonly string[]
  readonly rows: readonly LetterRow[]
  readonly sums: readonly LetterSum[]
  /** What the button says, where there is a page to pay on. `''` for no button. */
  readonly button: string
  readonly after: readonly string[]
}

/** A letter with its frame: greeting, signature and checked addresses. */
export interface FramedLetter extends Letter {
  readonly voice: Voice
  readonly brand: { readonly name: string; readonly colour: string; readonly logo: string }
  readonly greeting: string
  readonly signature: readonly string[]
  readonly payUrl: string
  readonly preferencesUrl: string
}

const defaultColour = '#1f4fd8'

/** Puts a letter into its frame and writes it as text and as HTML. */
export function emailOf(letter: Letter, data: MessageData, voice: Voice): EmailText {
  const { brand } = data
  const name = plainText(brand.name)
  const { colour = defaultColour, logo = '', signature = name } = brand
  const framed: FramedLetter = {
    ...letter,
    voice,
    brand: {
      name,
      colour: /^#[0-9a-f]{6}$/i.test(colour) ? colour : defaultColour,
      logo: logo === '' ? '' : safeUrl(logo, 'brand.logo'),
    },
    greeting: voice.words.greeting(plainText(data.customer ?? '')),
    signature: [voice.words.regards, ...signature.split(/\r\n|\r|\n/).map(plainText)].filter((line) => line !== ''),
    ...urlsOf(data),
  }
  return { subject: letter.subject, text: textOf(framed), html: htmlOf(framed) }
}

/** A text message: who writes, the line, and where to pay. */
export function smsOf(line: string, data: MessageData, { words }: Voice): SmsText {
  const { payUrl } = urlsOf(data)
  const pay = payUrl === '' ? '' : ` ${words.smsPay} ${payUrl}`
  return { text: smsText(`${plainText(data.brand.name)}: ${line}${pay}`) }
}

function urlsOf({ payUrl = '', preferencesUrl = '' }: MessageData) {
  return {
    payUrl: payUrl === '' ? '' : safeUrl(payUrl, 'payUrl'),
    preferencesUrl: preferencesUrl === '' ? '' : safeUrl(preferencesUrl, 'preferencesUrl'),
  }
}

function textOf(letter: FramedLetter): string {
  const { voice, rows, sums, button, payUrl, preferencesUrl } = letter
  const { columns, colon, preferences } = voice.words
  const listed = rows.map(({ item, due, note, amount }) => {
    const when = [due === '' ? '' : `${columns.due}${colon}${due}`, note].filter((part) => part !== '').join(' · ')
    return `- ${item}${amount === '' ? '' : `${colon}${amount}`}${when === '' ? '' : ` (${when})`}`
  })
  const parts = [
    letter.greeting,
    ...letter.before,
    listed.join('\n'),
    sums.map(({ label, amount }) => `${label}${colon}${amount}`).join('\n'),
    button === '' || payUrl === '' ? '' : `${button}${colon.trimEnd()}\n${payUrl}`,
    ...letter.after,
    letter.signature.join('\n'),
    preferencesUrl === '' ? '' : `-- \n${preferences}${colon.trimEnd()}\n${preferencesUrl}`,
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}
