import { plural } from './plural.js'
import type { Asked, Noun, Sent, Words } from './words.js'

// Lines of text messages keep to the letters of GSM-7: ñ and é, but no á í ó ú, which would double their cost.

const nouns: Record<Noun, string> = { invoice: '# facturas', deposit: '# anticipos', item: '# importes' }
const overdue = (days: number) => plural('es', days, { one: '# día de retraso', other: '# días de retraso' })
const dueOn = ({ day }: Sent) => (day === '' ? '' : `, con vencimiento el ${day}`)

function statement({ timing, isOne, on, due, day }: Asked): string {
  const first = isOne ? 'vencimiento' : 'primer vencimiento'
  if (timing === 'soon') return `hay ${due} por pagar por ${on}, ${first} el ${day}`
  if (timing === 'today') return `hay ${due} por pagar por ${on}, ${first} hoy`
  return `quedan ${due} por pagar por ${on}`
}

const capital = (text: string) => text[0]!.toUpperCase() + text.slice(1)

/** Spanish, with the formal address. */
export const spanish: Words = {
  direction: 'ltr',
  smsDay: { day: '2-digit', month: '2-digit', year: 'numeric' },
  greeting: (name) => (name === '' ? 'Hola:' : `Hola, ${name}:`),
  colon: ': ',
  regards: 'Un cordial saludo',
  preferences: 'Elegir qué mensajes recibe',
  one: (noun, number) => `${noun === 'invoice' ? 'la factura' : 'el anticipo'} ${number}`,
  many: (noun, count) => plural('es', count, { other: nouns[noun] }),
  title: (noun, number) => `${noun === 'invoice' ? 'Factura' : 'Anticipo'} ${number}`,
  overdue,
  columns: { item: 'Por', due: 'Vencimiento', amount: 'Pendiente' },
  sums: { due: 'Adeudado', onAccount: 'A cuenta', toPay: 'A pagar' },
  pay: (amount) => `Pagar ${amount}`,
  smsPay: 'Pague en:',
  reminder: {
    subject: ({ timing, tone, isOne, on, day, toPay, days }) => {
      if (timing === 'soon') return `${toPay} por pagar ${isOne ? 'el' : 'a partir del'} ${day} por ${on}`
      if (timing === 'today') return `${toPay} por pagar ${isOne ? '' : 'a partir de '}hoy por ${on}`
      if (tone === 'friendly') return `Un recordatorio amistoso sobre ${on}`
      if (tone === 'plain') return `Recordatorio: ${toPay} por pagar por ${on}`
      if (tone === 'firm') return `Pague ahora, por favor: ${on}, ${isOne ? '' : 'hasta '}${overdue(days)}`
      return `Último aviso: ${on}, ${toPay} a pagar`
    },
    opening: (asked) => {
      if (asked.timing !== 'late') return `Le avisamos con tiempo: ${statement(asked)}.`
      const whole = `${statement(asked)}. El vencimiento${asked.isOne ? '' : ' más antiguo'} fue el ${asked.day}.`
      return asked.tone === 'friendly' ? `Quizá se le haya pasado: ${whole}` : capital(whole)
    },
    ask: ({ timing, tone, toPay }) => {
      if (timing === 'soon') return `Por favor, pague ${toPay} a tiempo.`
      if (timing === 'today') return `Por favor, pague ${toPay} hoy.`
      if (tone === 'friendly') return `¿Podría pagar ${toPay} en los próximos días?`
      if (tone === 'plain') return `Por favor, pague ${toPay} lo antes posible.`
      if (tone === 'firm')
        return `Por favor, pague ${toPay} ahora. Si algo se lo impide, responda a este mensaje y buscaremos una solución juntos.`
      return `Este es nuestro último aviso. Pague ${toPay} sin demora o díganos hoy qué se lo impide. Si no tenemos noticias suyas, tomaremos otras medidas para cobrar el importe.`
    },
    paid: 'Si acaba de pagar, gracias: no haga caso de este mensaje.',
    sms: (asked) => {
      const { timing, tone, isOne, onAccount, toPay, day } = asked
      const late = timing === 'late' ? `, ${isOne ? 'vencimiento' : 'primer vencimiento'} el ${day}` : ''
      const account = onAccount === '' ? '.' : `. ${onAccount} a cuenta, ${toPay} a pagar.`
      const before = { friendly: 'recordatorio: ', plain: '', firm: 'pague ahora, por favor: ', final: 'aviso final: ' }
      return `${timing === 'late' ? before[tone] : ''}${statement(asked)}${late}${account}`
    },
  },
  receipt: {
    subject: ({ amount }) => `Hemos recibido ${amount}`,
    opening: ({ amount, day }) => `Gracias: recibimos su pago de ${amount} el ${day}.`,
    left: ({ left, on }) => `Quedan ${left} por pagar por ${on}.`,
    sms: ({ amount, left, on }) => `gracias, recibimos ${amount}. Quedan ${left} por pagar por ${on}.`,
  },
  thanks: {
    subject: ({ on }) => `Gracias por su pago: ${on}`,
    opening: ({ amount, day, on }) => `Gracias: recibimos su pago de ${amount} el ${day}. Pagado por completo: ${on}.`,
    sms: ({ amount, on }) => `gracias, recibimos ${amount}. Pagado por completo: ${on}.`,
  },
  invoice: {
    subject: ({ number, amount }) => `Factura ${number}: ${amount}`,
    opening: (sent) => `Le enviamos la factura ${sent.number}: ${sent.amount}${dueOn(sent)}. Gracias por su confianza.`,
    sms: (sent) => `factura ${sent.number}: ${sent.amount}${dueOn(sent)}.`,
  },
  deposit: {
    subject: ({ amount, about }) => `Anticipo de ${amount}: ${about}`,
    opening: (sent) =>
      `Para guardarle la reserva, le pedimos un anticipo de ${sent.amount}${dueOn(sent)}: ${sent.about}.`,
    sms: (sent) => `le pedimos un anticipo de ${sent.amount}${dueOn(sent)}: ${sent.about}.`,
  },
}
