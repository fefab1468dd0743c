import { findingsOf, type Finding, wordsOf } from './finding.js'

const site = findingsOf('site')
const staff = findingsOf('staff')
const clock = findingsOf('clock')

/** How long an answer may take, in milliseconds. */
const patience = 10_000

/** Asks, without following anybody anywhere else. @throws what says that nobody answered */
export async function ask(url: string, init: RequestInit = {}): Promise<Response> {
  return fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(patience) })
}

/** What was found of the site. */
export interface FoundSite {
  readonly findings: readonly Finding[]
  readonly answers: boolean
  /** What the site's clock says, in milliseconds since 1970; a second exact. */
  readonly time: number | undefined
}

/** Looks whether the site answers where payers and providers look for it, and lets nobody in without a key. */
export async function checkSite(base: string, isPublic: boolean): Promise<FoundSite> {
  let response: Response
  try {
    response = await ask(`${base}/health`)
  } catch (error) {
    const cause = (error as { cause?: unknown }).cause
    const message = `${base}/health does not answer: ${wordsOf(cause ?? error)}.`
    const todo = 'Start owekit serve, or name where it is reached with --url.'
    return { findings: [site.fail(message, todo)], answers: false, time: undefined }
  }
  const told = Date.parse(response.headers.get('Date') ?? '')
  const time = Number.isNaN(told) ? undefined : told
  const health = await healthOf(response)
  if (health === undefined) return { findings: [notOurs(base, response)], answers: false, time }
  const findings = [
    health.ok
      ? site.ok(`${base} answers, and its worker runs.`)
      : site.fail(`${base} answers, but its worker is ${health.worker}.`, 'See what the server says on stderr.'),
  ]
  if (isPublic && base.startsWith('http:'))
    findings.push(site.warn(`${base} is not encrypted.`, 'Put a proxy with TLS before it and name it with --url.'))
  findings.push(await checkStaff(base))
  return { findings, answers: true, time }
}

async function healthOf(response: Response): Promise<{ readonly ok: boolean; readonly worker: string } | undefined> {
  try {
    const { ok, worker } = (await response.json()) as { ok?: unknown; worker?: unknown }
    return typeof ok === 'boolean' && typeof worker === 'string' ? { ok, worker } : undefined
  } catch {
    return undefined
  }
}

function notOurs(base: string, { status, headers }: Response): Finding {
  const to = headers.get('Location')
  if (to !== null && status >= 300 && status < 400)
    return site.fail(`${base}/health leads to ${to}.`, 'Name that address with --url: providers follow nobody.')
  return site.fail(
    `${base}/health answers ${status}, not as owekit serve does.`,
    'Let the proxy hand on whole paths, /health among them.',
  )
}

async function checkStaff(base: string): Promise<Finding> {
  try {
    const { status } = await ask(`${base}/customers?limit=1`)
    if (status === 401) return staff.ok('Staff routes ask for a key.')
    return staff.fail(
      `Staff routes answer ${status} without a key.`,
      status < 300 ? 'Take the proxy off the net: it lets everybody in.' : 'Let the proxy hand on all paths.',
    )
  } catch (error) {
    return staff.fail(`Staff routes do not answer: ${wordsOf(error)}.`)
  }
}

/** Providers' events are believed for so long, in milliseconds. */
const believed = 300_000
const noticeable = 30_000

/** Looks how far this clock is from those of the store and the site. */
export function checkClock(now: number, others: Readonly<Record<string, number | undefined>>): Finding[] {
  const found: Finding[] = []
  for (const [whose, time] of Object.entries(others)) {
    const apart = time === undefined ? 0 : Math.abs(now - time)
    const seconds = Math.round(apart / 1000)
    const message = `This clock and that of ${whose} are ${seconds} seconds apart.`
    if (apart > believed)
      found.push(clock.fail(message, 'Set both by NTP: provider events are refused after 300 seconds.'))
    else if (apart > noticeable) found.push(clock.warn(message, 'Set both by NTP.'))
  }
  if (now < Date.parse('2026-01-01T00:00:00Z'))
    found.push(clock.fail(`This clock says ${new Date(now).toISOString()}.`, 'Set it by NTP.'))
  return found.length > 0
    ? found
    : [clock.ok(`It is ${new Date(now).toISOString().slice(0, 19)}Z, as far as can be told.`)]
}
