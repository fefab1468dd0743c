import { plural } from './plural.js'
import type { Asked, Noun, Sent, Words } from './words.js'

const nouns: Record<Noun, string> = { invoice: '# invoices', deposit: '# deposits', item: '# open items' }
const overdue = (days: number) => plural('en', days, { one: '# day overdue', other: '# days overdue' })
const dueOn = ({ day }: Sent) => (day === '' ? '' : `, due on ${day}`)

function statement({ timing, isOne, on, due, day }: Asked): string {
  if (timing === 'soon') return `${due} is open on ${on}, due on ${day}`.concat(isOne ? '' : ' and after')
  if (timing === 'today') return `${due} is open on ${on}, due today`.concat(isOne ? '' : ' and after')
  return `${due} is still open on ${on}`
}

/** English. */
export const english: Words = {
  direction: 'ltr',
  smsDay: { dateStyle: 'medium' },
  greeting: (name) => (name === '' ? 'Hello,' : `Hello ${name},`),
  colon: ': ',
  regards: 'Kind regards',
  preferences: 'Choose which messages you get',
  one: (noun, number) => `${noun} ${number}`,
  many: (noun, count) => plural('en', count, { other: nouns[noun] }),
  title: (noun, number) => `${noun === 'invoice' ? 'Invoice' : 'Deposit'} ${number}`,
  overdue,
  columns: { item: 'For', due: 'Due', amount: 'Open' },
  sums: { due: 'Due', onAccount: 'On account', toPay: 'To pay' },
  pay: (amount) => `Pay ${amount}`,
  smsPay: 'Pay here:',
  reminder: {
    subject: ({ timing, tone, isOne, on, day, toPay, days }) => {
      if (timing === 'soon') return `${toPay} due ${isOne ? 'on' : 'from'} ${day} for ${on}`
      if (timing === 'today') return `${toPay} due ${isOne ? '' : 'from '}today for ${on}`
      if (tone === 'friendly') return `A friendly reminder about ${on}`
      if (tone === 'plain') return `Reminder: ${toPay} to pay for ${on}`
      if (tone === 'firm') return `Please pay now: ${on}, ${isOne ? '' : 'the oldest '}${overdue(days)}`
      return `Final reminder: ${on}, ${toPay} to pay`
    },
    opening: (asked) => {
      if (asked.timing !== 'late') return `A note in good time: ${statement(asked)}.`
      const whole = `${statement(asked)}. ${asked.isOne ? 'It' : 'The oldest part'} was due on ${asked.day}.`
      return asked.tone === 'friendly' ? `Perhaps it slipped your mind: ${whole}` : whole
    },
    ask: ({ timing, tone, toPay }) => {
      if (timing === 'soon') return `Please pay ${toPay} in time.`
      if (timing === 'today') return `Please pay ${toPay} today.`
      if (tone === 'friendly') return `Could you pay ${toPay} in the next few days?`
      if (tone === 'plain') return `Please pay ${toPay} as soon as you can.`
      if (tone === 'firm')
        return `Please pay ${toPay} now. If something stands in the way, answer this message, and we will find a way together.`
      return `This is our last reminder. Please pay ${toPay} without delay, or tell us today what stands in the way. If we hear nothing from you, we will take further steps to collect the amount.`
    },
    paid: 'If you have just paid: thank you, and please disregard this message.',
    sms: (asked) => {
      const { timing, tone, isOne, onAccount, toPay, days } = asked
      const late = timing === 'late' ? `, ${isOne ? '' : 'the oldest '}${overdue(days)}` : ''
      const account = onAccount === '' ? '.' : `. ${onAccount} on account, ${toPay} to pay.`
      const before = { friendly: 'a reminder: ', plain: '', firm: 'please pay now: ', final: 'final reminder: ' }
      return `${timing === 'late' ? before[tone] : ''}${statement(asked)}${late}${account}`
    },
  },
  receipt: {
    subject: ({ amount }) => `We received ${amount}`,
    opening: ({ amount, day }) => `Thank you: your payment of ${amount} reached us on ${day}.`,
    left: ({ left, on }) => `${left} is left to pay on ${on}.`,
    sms: ({ amount, left, on }) => `thank you, we received ${amount}. ${left} is left to pay on ${on}.`,
  },
  thanks: {
    subject: ({ on }) => `Thank you for paying ${on}`,
    opening: ({ amount, day, on }) => `Thank you: your payment of ${amount} reached us on ${day}. Paid in full: ${on}.`,
    sms: ({ amount, on }) => `thank you, we received ${amount}. Paid in full: ${on}.`,
  },
  invoice: {
    subject: ({ number, amount }) => `Invoice ${number}: ${amount}`,
    opening: (sent) => `Here is invoice ${sent.number}: ${sent.amount}${dueOn(sent)}. Thank you for your business.`,
    sms: (sent) => `invoice ${sent.number}: ${sent.amount}${dueOn(sent)}.`,
  },
  deposit: {
    subject: ({ amount, about }) => `Deposit of ${amount}: ${about}`,
    opening: (sent) => `To hold this for you, we ask for a deposit of ${sent.amount}${dueOn(sent)}: ${sent.about}.`,
    sms: (sent) => `please pay a deposit of ${sent.amount}${dueOn(sent)}: ${sent.about}.`,
  },
}
