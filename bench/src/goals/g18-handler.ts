import { Agent, createServer, request, type Server } from 'node:http'
import { createReceivables, minor, type Receivables } from '@owekit/core'
import { memoryStore } from '@owekit/core/memory'
import { createHandler, type Handler, mintWidgetToken, toNode, type WidgetKeys } from '@owekit/http'
import { bareServer, listening, type Prepared } from '../floors/bare-http.js'
import { assertSame, type Bench, type Goal } from '../harness/goal.js'
import { median } from '../harness/median.js'

export const handlerOverHttp: Goal = { id: 'G18', title: 'Views over HTTP', measure }

const customers = 50
const perTurn = 2_000
const atOnce = 8
const held = 10_000
const origin = 'https://shop.example.com'
const keys: WidgetKeys = [{ id: 'bench', secret: 'b'.repeat(40) }]
const nameOf = (number: number) => `cus_${number % customers}`
const pathOf = (customer: string) => `/customers/${customer}/account?limit=0`

async function measure(bench: Bench): Promise<void> {
  const ar = createReceivables({ store: memoryStore(), currency: 'EUR' })
  await open(ar)
  const handler = createHandler(ar, { tokens: { keys }, origins: [origin] })
  const tokens = new Map<string, string>()
  const answers = new Map<string, Prepared>()
  for (let i = 0; i < customers; i++) {
    const customer = nameOf(i)
    const token = await mintWidgetToken({ customer, scopes: ['account:read'], audience: origin }, keys)
    tokens.set(customer, token)
    const response = await handler(asked(customer, token))
    answers.set(pathOf(customer), {
      headers: Object.fromEntries(response.headers),
      etag: response.headers.get('ETag')!,
      body: Buffer.from(await response.arrayBuffer()),
    })
  }
  await overSockets(bench, handler, tokens, answers)
  await listeners(bench, ar)
}

async function open(ar: Receivables): Promise<void> {
  for (let i = 0; i < customers; i++) {
    await ar.customers.open({ id: nameOf(i), name: `Customer ${i}` })
    for (let n = 0; n < 10; n++)
      await ar.invoices.issue({
        customer: nameOf(i),
        number: `A-${i}-${n}`,
        total: minor(BigInt(10_000 + n), 'EUR'),
        issuedOn: '2026-01-15',
        dueOn: '2026-02-14',
      })
  }
}

const asked = (customer: string, token: string) =>
  new Request(`http://127.0.0.1${pathOf(customer)}`, {
    headers: { Authorization: `Bearer ${token}`, Origin: origin },
  })

/** The same requests to both servers, client and server in one process: the client's share is on both sides. */
async function overSockets(
  bench: Bench,
  handler: Handler,
  tokens: ReadonlyMap<string, string>,
  answers: ReadonlyMap<string, Prepared>,
): Promise<void> {
  const servers: Server[] = [bareServer(answers), createServer((from, to) => void toNode(handler)(from, to))]
  const [barePort, ourPort] = (await Promise.all(servers.map(listening))) as [number, number]
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  const ask = (port: number, customer: string, etag: string) =>
    new Promise<{ status: number; body: Buffer }>((done, failed) => {
      const headers = { Authorization: `Bearer ${tokens.get(customer)}`, Origin: origin, 'If-None-Match': etag }
      const sent = request({ port, host: '127.0.0.1', path: pathOf(customer), headers, agent }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => done({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }))
      })
      sent.on('error', failed).end()
    })
  for (const customer of tokens.keys()) {
    const { etag, body } = answers.get(pathOf(customer))!
    assertSame('the bytes', (await ask(ourPort, customer, '')).body.toString(), body.toString())
    assertSame('nothing new', (await ask(ourPort, customer, etag)).status, 304)
    assertSame('nothing new from the bare server', (await ask(barePort, customer, etag)).status, 304)
  }
  for (const [what, isKnown] of [
    ['balance view', false],
    ['balance view, 304', true],
  ] as const) {
    const latencies: Record<string, number[]> = { bare: [], ours: [] }
    const turn = (name: 'bare' | 'ours', port: number) => async () => {
      let next = 0
      const times: number[] = []
      const one = async () => {
        while (next < perTurn) {
          const customer = nameOf(next++)
          const began = performance.now()
          await ask(port, customer, isKnown ? answers.get(pathOf(customer))!.etag : '')
          times.push(performance.now() - began)
        }
      }
      await Promise.all(Array.from({ length: atOnce }, one))
      times.sort((a, b) => a - b)
      latencies[name]!.push(times[Math.floor(times.length * 0.99)]!)
    }
    const floor = 'bare node:http, same bytes'
    await bench.compare({
      contenders: { [floor]: turn('bare', barePort), handler: turn('ours', ourPort) },
      operations: perTurn,
      unit: 'request',
      held: [{ name: `G18 ${what}`, contender: 'handler', floor, target: isKnown ? 3.5 : 4.5 }],
    })
    const ratios = latencies['ours']!.map((ours, round) => ours / latencies['bare']![round]!)
    bench.report({
      name: `G18 ${what}, p99`,
      ratio: median(ratios),
      floor: `${floor}: ${median(latencies['bare']!).toFixed(2)} ms`,
      target: isKnown ? 3.5 : 4.5,
      times: `${median(latencies['ours']!).toFixed(2)} ms, ${atOnce} at once`,
    })
  }
  agent.destroy()
  for (const server of servers) server.close()
}

/** Ten thousand pages that listen, a hundred an account, and what each of them keeps. */
async function listeners(bench: Bench, ar: Receivables): Promise<void> {
  for (let i = customers; i < 100; i++) await ar.customers.open({ id: `cus_${i}`, name: `Customer ${i}` })
  const handler = createHandler(ar, { authorize: () => ({ actor: 'bench', tenant: 'default', may: ['read'] }) })
  const collect = () => {
    const { gc } = globalThis as { gc?: () => void }
    gc?.()
    return process.memoryUsage().heapUsed
  }
  const before = collect()
  const streams: { readonly response: Response; readonly abort: AbortController }[] = []
  for (let i = 0; i < held; i++) {
    const abort = new AbortController()
    const from = new Request(`http://127.0.0.1/customers/cus_${i % 100}/events`, { signal: abort.signal })
    streams.push({ response: await handler(from), abort })
  }
  const each = (collect() - before) / held
  for (const { abort } of streams) abort.abort()
  streams.length = 0
  // Aborting is told in a later turn of the loop.
  await new Promise((done) => setTimeout(done, 50))
  const left = Math.max(0, collect() - before) / held
  bench.report({
    name: 'G18 10,000 listeners, memory left',
    ratio: left / each,
    floor: `held: ${(each / 1024).toFixed(1)} KiB/listener`,
    target: 0.05,
    times: `left: ${left.toFixed(0)} B/listener`,
  })
}
