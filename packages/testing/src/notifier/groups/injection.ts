import type { OutboundMessage } from '@owekit/core/ports'
import { holds, same } from '../../store/assert.js'
import { type Bench, group } from '../case.js'
import { arrivals, failing, onlyArrival, plain, sent } from '../messages.js'

const breaks = ['\r\n', '\n', '\r', '\0', '\u0085', '\u2028', '\u000b']
const evil = 'Bcc: eve@example.com'

/** Fails unless every way to write the change is refused, for the fault, and nothing has arrived. */
async function never(bench: Bench, fault: string, change: (end: string) => Partial<OutboundMessage>): Promise<void> {
  for (const end of breaks) {
    const what = `with ${JSON.stringify(end)}`
    same((await failing('notifier_refused', () => sent(bench, change(end)), what))['fault'], fault, `the fault ${what}`)
  }
  await arrivals(bench, 0)
}

/** Nobody writes headers but the notifier. */
export const injection = group('injection', {
  'a subject with a line break is refused': (bench) =>
    never(bench, 'content', (end) => ({ subject: `Invoice${end}${evil}` })),
  'a name with a line break is refused': (bench) =>
    never(bench, 'address', (end) => ({ to: { ...bench.to, name: `Ada${end}${evil}` } })),
  'an address with a line break is refused': (bench) =>
    never(bench, 'address', (end) => ({ to: { address: `${bench.to.address}${end}${evil}` } })),
  'a sender with a line break is refused': async (bench) => {
    const from = bench.from ?? bench.to
    await never(bench, 'settings', (end) => ({ from: { ...from, name: `Shop${end}${evil}` } }))
    await never(bench, 'settings', (end) => ({ replyTo: { address: `${from.address}${end}${evil}` } }))
  },
  'a file name with a line break is refused': (bench) =>
    never(bench, 'content', (end) => ({
      attachments: [{ name: `a${end}${evil}.pdf`, contentType: 'application/pdf', content: new Uint8Array(3) }],
    })),
  'a way out with a line break is refused': (bench) =>
    never(bench, 'content', (end) => ({
      unsubscribe: { url: `https://shop.example/stop${end}${evil}`, oneClick: true },
    })),
  'our own id with a line break is refused': (bench) =>
    never(bench, 'content', (end) => ({ message: `msg_1${end}${evil}` })),
  'a message goes to one reader: what names several, or none, is refused': async (bench) => {
    const { address } = bench.to
    const many = ['', ' ', `${address},${address}`, `${address} ${address}`, `${address};${address}`, `<${address}>`]
    const odd = [
      ...many,
      ...(bench.notifier.channel === 'email' ? ['ada', '@', 'ada@', '@x.example', 'a@b@c.example'] : []),
    ]
    if (bench.notifier.channel === 'webhook') return
    for (const one of odd) {
      const details = await failing('notifier_refused', () => sent(bench, { to: { address: one } }), `to ${one}`)
      same(details['fault'], 'address', `the fault of ${one}`)
    }
    await arrivals(bench, 0)
  },
  'half of a character is refused, and never replaced': async (bench) => {
    await failing('notifier_refused', () => sent(bench, { text: 'half \ud83d of it' }), 'in the text')
    await failing('notifier_refused', () => sent(bench, { subject: 'half \udc69 of it' }), 'in the subject')
    await arrivals(bench, 0)
  },
  'a text that looks like headers stays a text': async (bench) => {
    const text = `${evil}\nSubject: other\n\n${evil}`
    await sent(bench, { text })
    const found = await onlyArrival(bench)
    same([found.to.address, plain(found.text)], [bench.to.address, text], 'what arrived')
  },
  'what is refused is not repeated in the error': async (bench) => {
    const error: unknown = await sent(bench, { subject: 'secret-word\r\n' }).catch((thrown: unknown) => thrown)
    holds(error instanceof Error, 'it is refused')
    holds(!/secret-word/.test((error as Error).message), 'the words are not in the message of the error')
  },
})
