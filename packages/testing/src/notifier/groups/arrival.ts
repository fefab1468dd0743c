import { holds, same } from '../../store/assert.js'
import { group } from '../case.js'
import { arrivals, onlyArrival, plain, sent, written } from '../messages.js'

/** A notifier is what it says it is. */
export const capabilities = group('capabilities', {
  'it has a part for everything it says it can do, and no other': async ({ notifier, world, webhooks, sign }) => {
    const { repeats, feedback, keyLifetimeSeconds } = notifier.capabilities
    holds(/^[a-z][a-z0-9-]*$/.test(notifier.id), `the id ${notifier.id} is lower-case letters, digits and hyphens`)
    same(notifier.find !== undefined, repeats === 'lookup', 'find is there')
    same(notifier.receive !== undefined, feedback, 'receive is there')
    same(
      [world.becomes, webhooks, sign].map((it) => it !== undefined),
      [feedback, feedback, feedback],
      'the bench tells',
    )
    holds(keyLifetimeSeconds === undefined || repeats === 'keyed', 'only keys that are remembered have a lifetime')
    holds(keyLifetimeSeconds === undefined || keyLifetimeSeconds > 0, 'keys are remembered for some time')
  },
})

/** What is sent arrives, once. */
export const arrival = group('arrival', {
  'a message arrives once, where it was sent': async (bench) => {
    const receipt = await sent(bench)
    const message = written(bench)
    const { to, from, subject, text } = await onlyArrival(bench)
    same([to.address, plain(text)], [message.to.address, message.text], 'what arrived')
    if (subject !== undefined) same(subject, message.subject, 'its subject')
    if (from !== undefined && bench.from !== undefined) same(from.address, bench.from.address, 'its sender')
    same(typeof receipt.externalId, 'string', 'the kind of id it was given')
  },
  'two messages arrive both, each under an id of its own': async (bench) => {
    const first = await sent(bench)
    const second = await sent(bench, { message: 'msg_suite.2', text: 'Invoice A-2 is due.' })
    const texts = (await arrivals(bench, 2)).map(({ text }) => plain(text))
    same(texts.sort(), [written(bench).text, 'Invoice A-2 is due.'].sort(), 'what arrived')
    holds(first.externalId === '' || first.externalId !== second.externalId, 'their ids differ')
  },
  'the same words under another key arrive again': async (bench) => {
    await sent(bench)
    await bench.notifier.send(written(bench), { idempotencyKey: 'another-key' })
    await arrivals(bench, 2)
  },
  'ten messages at once arrive, each once': async (bench) => {
    const names = Array.from({ length: 10 }, (_, i) => `Message ${i}.`)
    await Promise.all(names.map((text, i) => sent(bench, { message: `msg_many.${i}`, text })))
    same((await arrivals(bench, 10)).map(({ text }) => plain(text)).sort(), names, 'what arrived')
  },
  'whom an answer goes to arrives with it': async (bench) => {
    if (bench.notifier.channel !== 'email') return
    await sent(bench, { replyTo: { address: 'answers@shop.example', name: 'Answers' } })
    const { replyTo } = await onlyArrival(bench)
    same(replyTo, { address: 'answers@shop.example', name: 'Answers' }, 'the reply address')
  },
})

const texts: Readonly<Record<string, string>> = {
  'accents, signs and currencies': 'Größe — “naïve” façade: 1 234,50 € · ₹ 99 · ¥ 5 · 100 % ✓',
  'right-to-left words among others': 'الفاتورة A-1 مستحقة اليوم. חשבונית A-1 \u2067120.00\u2069 €',
  'emoji, their parts and combining marks': '👩🏽‍💻 🇩🇪 e\u0301 ≠ é 🧾',
  'Chinese, Japanese and Thai': '发票已到期。請求書の期限です。ใบแจ้งหนี้',
  'what means something elsewhere': 'a=3D =?utf-8?Q?x?= %0D%0A &amp; <b>no</b> {{x}} $& \\n',
  'lines that look like the end of a message': 'one\n.\n..two\n.three\n--\nFrom nobody\n\nQUIT\nlast',
  'spaces where they are easily lost': ' two  spaces, a tab\there \nand at an end ',
}

/** Words arrive exactly as they were. */
export const words = group('words', {
  ...Object.fromEntries(
    Object.entries(texts).map(([title, text]) => [
      `${title} arrive as they are`,
      async (bench) => {
        await sent(bench, { text })
        same(plain((await onlyArrival(bench)).text), text, 'the text')
      },
    ]),
  ),
  'a subject of any language arrives as it is': async (bench) => {
    if (bench.notifier.channel === 'sms') return
    const subject = 'Überfällig: الفاتورة 发票 👩🏽‍💻 =?utf-8?Q?x?= "quoted", a; b: c'
    await sent(bench, { subject })
    same((await onlyArrival(bench)).subject, subject, 'the subject')
  },
  'a long subject arrives whole': async (bench) => {
    if (bench.notifier.channel === 'sms') return
    const subject = Array.from({ length: 60 }, (_, i) => `Rechnung ${i} fällig`).join(', ')
    await sent(bench, { subject })
    same((await onlyArrival(bench)).subject, subject, 'the subject')
  },
  'a name of any language arrives as it is': async (bench) => {
    if (bench.notifier.channel !== 'email') return
    for (const [i, name] of ['Ада Лавлейс', 'O’Hara, "Bob" <x@y>', 'علي', 'Ada (home); b'].entries()) {
      await sent(bench, { message: `msg_name.${i}`, to: { ...bench.to, name } })
      const last = (await arrivals(bench, i + 1)).at(-1)!
      same(last.to, { ...bench.to, name }, 'the reader')
    }
  },
  'a long text arrives whole, lines of any length too': async (bench) => {
    if (bench.notifier.channel === 'sms') return
    const line = 'Zeile über 1 234,50 € '.repeat(500)
    const text = Array.from({ length: 20 }, (_, i) => `${i} ${line}`.trimEnd()).join('\n')
    await sent(bench, { text })
    same(plain((await onlyArrival(bench)).text), text, 'the text')
  },
  'markup arrives beside the text, where it is shown': async (bench) => {
    const html = '<p dir="rtl">الفاتورة <a href="https://shop.example/pay?a=1&amp;b=2">€ 120,00</a> 👩🏽‍💻</p>'
    await sent(bench, { html })
    const found = await onlyArrival(bench)
    same(plain(found.text), written(bench).text, 'the text')
    if (bench.notifier.capabilities.html) same(plain(found.html ?? ''), html, 'the markup')
  },
})
