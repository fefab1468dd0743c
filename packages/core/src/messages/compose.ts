import type { EmailText, MessageData, SmsText } from './data.js'
import { htmlOf } from './html.js'
import type { Voice } from './language.js'
import type { FramedLetter, Letter } from './letter.js'
import { plainText, safeUrl } from './plain-text.js'
import { smsText } from './sms-text.js'

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
