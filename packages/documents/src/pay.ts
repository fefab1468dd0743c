import type { Money } from '@owekit/core'
import { isPositive } from '@owekit/core/money'
import { plainText } from '@owekit/core/messages'
import { encode } from 'uqr'
import type { Context } from './context.js'
import { epcPayload } from './epc.js'
import { inFours, isCreditorReference } from './iban.js'
import type { Code, Labelled, Pay } from './sheet.js'

/** How an amount can be paid, as far as the options say; nothing for no amount, or where there is no way. */
export function payOf(context: Context, amount: Money, number: string): Pay[] {
  const { options, voice, payUrl } = context
  const { words } = voice
  if (!isPositive(amount) || (payUrl === '' && options.bank === undefined)) return []
  const link = payUrl === '' ? undefined : { label: words.pay(voice.money(amount)), url: payUrl }
  const codes: Code[] = []
  if (payUrl !== '' && options.hasPayCode !== false)
    codes.push({ caption: words.scanToPay, squares: squaresOf(payUrl) })
  const { bank } = options
  const reference = bank?.reference ?? number
  if (bank?.hasCode === true) {
    const { holder, iban, bic = '' } = bank
    const payload = epcPayload({ holder: plainText(holder), iban, bic, amount, reference: plainText(reference) })
    if (payload !== undefined) codes.push({ caption: words.scanToTransfer, squares: squaresOf(payload) })
  }
  return [{ kind: 'pay', title: words.labels.howToPay, link, account: accountOf(context, amount, reference), codes }]
}

function accountOf({ options: { bank }, voice }: Context, amount: Money, reference: string): Labelled[] {
  if (bank === undefined) return []
  const { labels } = voice.words
  const { holder, iban, bic = '' } = bank
  return [
    { label: labels.holder, value: voice.outside(holder) },
    { label: 'IBAN', value: voice.outside(inFours(iban)) },
    ...(bic === '' ? [] : [{ label: 'BIC', value: voice.outside(bic) }]),
    { label: labels.amount, value: voice.money(amount) },
    {
      label: labels.reference,
      value: voice.outside(isCreditorReference(reference) ? inFours(reference) : reference),
    },
  ]
}

/** Medium error correction, as the European Payments Council asks. */
const squaresOf = (text: string): boolean[][] => encode(text, { ecc: 'M', border: 0 }).data
