import { plural } from './plural.js'
import type { Asked, Noun, Sent, Words } from './words.js'

// Lines of text messages keep to the letters of GSM-7: é è à ù, but no ç ê â î ô û œ, which would double their cost.

const nouns: Record<Noun, string> = { invoice: '# factures', deposit: '# acomptes', item: '# montants' }
const overdue = (days: number) => plural('fr', days, { one: '# jour de retard', other: '# jours de retard' })
const dueOn = ({ day }: Sent) => (day === '' ? '' : `, à régler au plus tard le ${day}`)

function statement({ timing, isOne, on, due, day }: Asked): string {
  const first = isOne ? 'échéance' : 'première échéance'
  if (timing === 'soon') return `${due} à régler pour ${on}, ${first} le ${day}`
  if (timing === 'today') return `${due} à régler pour ${on}, ${first} aujourd'hui`
  return `il reste ${due} à régler pour ${on}`
}

/** French, with the formal address. */
export const french: Words = {
  direction: 'ltr',
  smsDay: { day: '2-digit', month: '2-digit', year: 'numeric' },
  greeting: (name) => (name === '' ? 'Bonjour,' : `Bonjour ${name},`),
  colon: ' : ',
  regards: 'Cordialement',
  preferences: 'Choisir les messages que vous recevez',
  one: (noun, number) => `${noun === 'invoice' ? 'la facture' : "l'acompte"} ${number}`,
  many: (noun, count) => plural('fr', count, { other: nouns[noun] }),
  title: (noun, number) => `${noun === 'invoice' ? 'Facture' : 'Acompte'} ${number}`,
  overdue,
  columns: { item: 'Pour', due: 'Échéance', amount: 'À régler' },
  sums: { due: 'Dû', onAccount: 'En compte', toPay: 'À payer' },
  pay: (amount) => `Payer ${amount}`,
  smsPay: 'Payer ici :',
  reminder: {
    subject: ({ timing, tone, isOne, on, day, toPay, days }) => {
      if (timing === 'soon') return `${toPay} à régler ${isOne ? 'le' : 'à partir du'} ${day} pour ${on}`
      if (timing === 'today') return `${toPay} à régler ${isOne ? '' : 'à partir d’'}aujourd’hui pour ${on}`
      if (tone === 'friendly') return `Petit rappel concernant ${on}`
      if (tone === 'plain') return `Rappel : ${toPay} à régler pour ${on}`
      if (tone === 'firm') return `Merci de régler maintenant : ${on}, ${isOne ? '' : "jusqu'à "}${overdue(days)}`
      return `Dernier rappel : ${on}, ${toPay} à payer`
    },
    opening: (asked) => {
      if (asked.timing !== 'late') return `Pour mémoire : ${statement(asked)}.`
      const whole = `${statement(asked)}. L’échéance${asked.isOne ? '' : ' la plus ancienne'} était le ${asked.day}.`
      return asked.tone === 'friendly' ? `Cela vous a peut-être échappé : ${whole}` : `I${whole.slice(1)}`
    },
    ask: ({ timing, tone, toPay }) => {
      if (timing === 'soon') return `Merci de régler ${toPay} à temps.`
      if (timing === 'today') return `Merci de régler ${toPay} aujourd’hui.`
      if (tone === 'friendly') return `Pourriez-vous régler ${toPay} dans les prochains jours ?`
      if (tone === 'plain') return `Merci de régler ${toPay} dès que possible.`
      if (tone === 'firm')
        return `Merci de régler ${toPay} maintenant. En cas de difficulté, répondez à ce message : nous trouverons une solution ensemble.`
      return `Ceci est notre dernier rappel. Merci de régler ${toPay} sans délai, ou de nous dire aujourd’hui ce qui l’empêche. Sans nouvelles de votre part, nous engagerons d’autres démarches pour recouvrer ce montant.`
    },
    paid: 'Si vous venez de payer : merci, et veuillez ignorer ce message.',
    sms: (asked) => {
      const { timing, tone, isOne, onAccount, toPay, days } = asked
      const late = timing === 'late' ? `, ${isOne ? '' : "jusqu'à "}${overdue(days)}` : ''
      const account = onAccount === '' ? '.' : `. ${onAccount} en compte, ${toPay} à payer.`
      const before = {
        friendly: 'rappel : ',
        plain: '',
        firm: 'merci de payer maintenant : ',
        final: 'dernier rappel : ',
      }
      return `${timing === 'late' ? before[tone] : ''}${statement(asked)}${late}${account}`
    },
  },
  receipt: {
    subject: ({ amount }) => `Nous avons reçu ${amount}`,
    opening: ({ amount, day }) => `Merci : votre paiement de ${amount} nous est parvenu le ${day}.`,
    left: ({ left, on }) => `Il reste ${left} à régler pour ${on}.`,
    sms: ({ amount, left, on }) =>
      `merci, votre paiement de ${amount} est arrivé. Il reste ${left} à régler pour ${on}.`,
  },
  thanks: {
    subject: ({ on }) => `Merci pour votre paiement : ${on}`,
    opening: ({ amount, day, on }) =>
      `Merci : votre paiement de ${amount} nous est parvenu le ${day}. Réglé en totalité : ${on}.`,
    sms: ({ amount, on }) => `merci, votre paiement de ${amount} est arrivé. Réglé en totalité : ${on}.`,
  },
  invoice: {
    subject: ({ number, amount }) => `Facture ${number} : ${amount}`,
    opening: (sent) => `Voici la facture ${sent.number} : ${sent.amount}${dueOn(sent)}. Merci de votre confiance.`,
    sms: (sent) => `facture ${sent.number} : ${sent.amount}${dueOn(sent)}.`,
  },
  deposit: {
    subject: ({ amount, about }) => `Acompte de ${amount} : ${about}`,
    opening: (sent) =>
      `Pour vous garantir cette réservation, nous demandons un acompte de ${sent.amount}${dueOn(sent)} : ${sent.about}.`,
    sms: (sent) => `acompte de ${sent.amount}${dueOn(sent)} : ${sent.about}.`,
  },
}
