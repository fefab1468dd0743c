import { plural } from './plural.js'
import type { Asked, Noun, Sent, Words } from './words.js'

const nouns: Record<Noun, string> = { invoice: '# Rechnungen', deposit: '# Anzahlungen', item: '# Posten' }
const overdue = (days: number) => plural('de', days, { one: 'seit # Tag fällig', other: 'seit # Tagen fällig' })
const dueOn = ({ day }: Sent) => (day === '' ? '' : `, fällig am ${day}`)

function statement({ timing, isOne, on, due, day }: Asked): string {
  if (timing === 'soon') return `Für ${on} sind ${due} offen, fällig am ${day}`.concat(isOne ? '' : ' und danach')
  if (timing === 'today') return `Für ${on} sind ${due} offen, fällig heute`.concat(isOne ? '' : ' und danach')
  return `Für ${on} sind noch ${due} offen`
}

/** German, with the formal address. */
export const german: Words = {
  direction: 'ltr',
  smsDay: { day: '2-digit', month: '2-digit', year: 'numeric' },
  greeting: (name) => (name === '' ? 'Guten Tag,' : `Guten Tag ${name},`),
  colon: ': ',
  regards: 'Freundliche Grüße',
  preferences: 'Auswählen, welche Nachrichten Sie bekommen',
  one: (noun, number) => `${noun === 'invoice' ? 'Rechnung' : 'Anzahlung'} ${number}`,
  many: (noun, count) => plural('de', count, { other: nouns[noun] }),
  title: (noun, number) => `${noun === 'invoice' ? 'Rechnung' : 'Anzahlung'} ${number}`,
  overdue,
  columns: { item: 'Für', due: 'Fällig', amount: 'Offen' },
  sums: { due: 'Offen', onAccount: 'Guthaben', toPay: 'Zu zahlen' },
  pay: (amount) => `${amount} bezahlen`,
  smsPay: 'Hier bezahlen:',
  reminder: {
    subject: ({ timing, tone, isOne, on, day, toPay, days }) => {
      if (timing === 'soon') return `${toPay} für ${on}, fällig ${isOne ? 'am' : 'ab'} ${day}`
      if (timing === 'today') return `${toPay} für ${on}, fällig ${isOne ? '' : 'ab '}heute`
      if (tone === 'friendly') return `Freundliche Erinnerung: ${on}`
      if (tone === 'plain') return `Erinnerung: ${toPay} zu zahlen für ${on}`
      if (tone === 'firm') return `Bitte jetzt bezahlen: ${on}, ${isOne ? '' : 'zum Teil '}${overdue(days)}`
      return `Letzte Mahnung: ${on}, ${toPay} zu zahlen`
    },
    opening: (asked) => {
      if (asked.timing !== 'late') return `Rechtzeitig zur Erinnerung: ${statement(asked)}.`
      const whole = `${statement(asked)}. ${asked.isOne ? 'Der Betrag' : 'Der älteste Teil'} war am ${asked.day} fällig.`
      return asked.tone === 'friendly' ? `Vielleicht ist es Ihnen entgangen: ${whole}` : whole
    },
    ask: ({ timing, tone, toPay }) => {
      if (timing === 'soon') return `Bitte zahlen Sie ${toPay} rechtzeitig.`
      if (timing === 'today') return `Bitte zahlen Sie heute ${toPay}.`
      if (tone === 'friendly') return `Könnten Sie ${toPay} in den nächsten Tagen bezahlen?`
      if (tone === 'plain') return `Bitte zahlen Sie ${toPay} so bald wie möglich.`
      if (tone === 'firm')
        return `Bitte zahlen Sie jetzt ${toPay}. Falls etwas dagegen spricht, antworten Sie auf diese Nachricht; wir finden gemeinsam einen Weg.`
      return `Dies ist unsere letzte Mahnung. Bitte zahlen Sie ${toPay} unverzüglich, oder sagen Sie uns noch heute, was dagegen spricht. Wenn wir nichts von Ihnen hören, leiten wir weitere Schritte ein, um den Betrag einzuziehen.`
    },
    paid: 'Falls Sie gerade bezahlt haben: vielen Dank; diese Nachricht ist dann gegenstandslos.',
    sms: (asked) => {
      const { timing, tone, isOne, onAccount, toPay, days } = asked
      const late = timing === 'late' ? `, ${isOne ? '' : 'zum Teil '}${overdue(days)}` : ''
      const account = onAccount === '' ? '.' : `. Guthaben ${onAccount}, zu zahlen ${toPay}.`
      const before = { friendly: 'Erinnerung: ', plain: '', firm: 'Bitte jetzt bezahlen: ', final: 'Letzte Mahnung: ' }
      return `${timing === 'late' ? before[tone] : ''}${statement(asked)}${late}${account}`
    },
  },
  receipt: {
    subject: ({ amount }) => `Wir haben ${amount} erhalten`,
    opening: ({ amount, day }) => `Vielen Dank: Ihre Zahlung von ${amount} ist am ${day} eingegangen.`,
    left: ({ left, on }) => `Für ${on} bleiben ${left} zu zahlen.`,
    sms: ({ amount, left, on }) => `Danke, wir haben ${amount} erhalten. Für ${on} bleiben ${left} zu zahlen.`,
  },
  thanks: {
    subject: ({ on }) => `Danke für Ihre Zahlung: ${on}`,
    opening: ({ amount, day, on }) =>
      `Vielen Dank: Ihre Zahlung von ${amount} ist am ${day} eingegangen. Vollständig bezahlt: ${on}.`,
    sms: ({ amount, on }) => `Danke, wir haben ${amount} erhalten. Vollständig bezahlt: ${on}.`,
  },
  invoice: {
    subject: ({ number, amount }) => `Rechnung ${number}: ${amount}`,
    opening: (sent) =>
      `Hier ist Rechnung ${sent.number} über ${sent.amount}${dueOn(sent)}. Vielen Dank für Ihr Vertrauen.`,
    sms: (sent) => `Rechnung ${sent.number} über ${sent.amount}${dueOn(sent)}.`,
  },
  deposit: {
    subject: ({ amount, about }) => `Anzahlung von ${amount}: ${about}`,
    opening: (sent) =>
      `Damit wir dies für Sie freihalten, bitten wir um eine Anzahlung von ${sent.amount}${dueOn(sent)}: ${sent.about}.`,
    sms: (sent) => `Bitte zahlen Sie ${sent.amount} an${dueOn(sent)}: ${sent.about}.`,
  },
}
