import { holds, same } from '../../store/assert.js'
import { group } from '../case.js'
import { arrivals, failing, onlyArrival, plain, sent, written } from '../messages.js'

/** Every byte there is, and more of them than fit a line or a packet. */
const bytes = Uint8Array.from({ length: 200_003 }, (_, i) => (i * 7 + (i >> 8)) % 256)
const files = [
  { name: 'A-1.pdf', contentType: 'application/pdf', content: bytes },
  {
    name: 'Rechnung Größe 发票 "1".pdf',
    contentType: 'application/pdf',
    content: Uint8Array.of(0, 13, 10, 46, 13, 10, 255),
  },
  { name: 'empty.txt', contentType: 'text/plain', content: new Uint8Array() },
  { name: 'lines.csv', contentType: 'text/csv', content: new TextEncoder().encode('a,b\r\n.\r\n1,2\n\n') },
]

/** Files arrive byte for byte, or are refused. */
export const attachments = group('attachments', {
  'files arrive byte for byte, under their names': async (bench) => {
    if (!bench.notifier.capabilities.attachments) return
    await sent(bench, { attachments: files })
    const found = (await onlyArrival(bench)).attachments ?? []
    same(
      found.map(({ name }) => name),
      files.map(({ name }) => name),
      'the names',
    )
    same(
      found.map((one) => one.contentType),
      files.map((one) => one.contentType),
      'the types',
    )
    for (const [i, { content }] of found.entries()) {
      const wanted = files[i]!.content
      holds(
        content.length === wanted.length && content.every((byte, at) => byte === wanted[at]),
        `the bytes of file ${i}`,
      )
    }
  },
  'the words arrive beside files': async (bench) => {
    if (!bench.notifier.capabilities.attachments) return
    await sent(bench, { attachments: files.slice(0, 1), html: '<p>See the file.</p>' })
    same(plain((await onlyArrival(bench)).text), written(bench).text, 'the text')
  },
  'a notifier that takes no files refuses them': async (bench) => {
    if (bench.notifier.capabilities.attachments) return
    const { fault } = await failing('notifier_refused', () => sent(bench, { attachments: files }), 'files')
    same(fault, 'content', 'the fault')
    await arrivals(bench, 0)
  },
})

const url = 'https://shop.example/stop/q1?t=abc_DEF-123~%C3%A9&u=2'

/** A reader can end messages of a purpose, where the channel has a place for that. */
export const unsubscribe = group('unsubscribe', {
  'a page arrives with the message': async (bench) => {
    if (bench.notifier.channel !== 'email') return
    await sent(bench, { unsubscribe: { url, oneClick: false } })
    same((await onlyArrival(bench)).unsubscribe, { url, oneClick: false }, 'the way out')
  },
  'one POST and an address of mail arrive with the message': async (bench) => {
    if (bench.notifier.channel !== 'email') return
    const way = { url, oneClick: true, mailto: 'stop+q1@shop.example' }
    await sent(bench, { unsubscribe: way })
    same((await onlyArrival(bench)).unsubscribe, way, 'the way out')
  },
  'a message without one has none': async (bench) => {
    await sent(bench)
    same((await onlyArrival(bench)).unsubscribe, undefined, 'the way out')
  },
})
