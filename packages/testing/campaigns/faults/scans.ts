import { Worker, type Program } from './crew.js'
import type { Job } from './jobs.js'
import type { Place } from './place.js'
import { openTarget } from './target.js'
import { fill, stays, type Walked } from './walk.js'

/** What the campaign is run with. */
export interface ScanOptions {
  readonly seed: number
  /** How many rows there are to walk over. */
  readonly rows: number
  readonly place: Place
  readonly program: Program
  /** The walks keep every row they see, so that the bound can be seen to be one. @default false */
  readonly keeps?: boolean
}

/** What a campaign of scans counted. Bytes are of the process that walks. */
export interface ScanTally {
  readonly rows: number
  /** Rows that were there throughout, and how many of them were seen. */
  readonly staying: number
  stayed: number
  /** Rows seen that would go, or had come in between. */
  going: number
  came: number
  /** Commits of the other writer, and how many of them while the walk went on. */
  commits: number
  lost: number
  doubled: number
  wrong: number
  /** After a short walk, and the most of the long ones. */
  heap: readonly [short: number, long: number]
  rss: readonly [short: number, long: number]
  readonly breaks: string[]
}

/** What a walk over any number of rows may have more than a short one. */
const mayGrow = { heap: 2 ** 20, rss: 64 * 2 ** 20 }

/** How many rows the short walk has: what every process needs is in use by then. */
const shortWalk = (rows: number) => Math.min(10_000, Math.ceil(rows / 10))

/**
 * Walks over a collection while another process puts rows in and takes rows out; half-way the process that walks is
 * killed, and another one goes on from where it last said it was. What was there throughout is seen once and in order,
 * and neither process needs more memory than for a short walk, and a little.
 */
export async function scanRows(options: ScanOptions): Promise<ScanTally> {
  const { rows, place } = options
  const target = place.target('scans')
  const { store, close } = openTarget(target)
  await store.migrate()
  await fill(store, rows)
  await close()
  const staying = Array.from({ length: rows }, (_, no) => no).filter(stays).length
  const none = { stayed: 0, going: 0, came: 0, commits: 0, lost: 0, doubled: 0, wrong: 0 }
  const tally: ScanTally = {
    ...none,
    rows,
    staying,
    heap: [0, 0],
    rss: [0, 0],
    breaks: [],
  }
  await walkTwice(options, { target, seed: options.seed, writer: 0, from: 0, rows }, tally)
  await place.remove(target)
  return tally
}

async function walkTwice(
  { rows, program, keeps = false }: ScanOptions,
  job: Omit<Job, 'does'>,
  tally: ScanTally,
): Promise<void> {
  let isChurning: () => void = () => {}
  const churning = new Promise<void>((resolve) => (isChurning = resolve))
  const other = new Worker(program, { ...job, does: 'churn' }, (_, said) => {
    if (said.at !== 'churned') return
    tally.commits = said.commits
    if (said.commits === 10) isChurning()
  })
  try {
    other.go()
    await churning
    const short = await walked(program, { ...job, does: 'walk', count: shortWalk(rows) })
    const before = tally.commits
    const long: Job = { ...job, does: 'walk', keeps }
    const first = await walked(program, long, Math.floor(rows / 2))
    const second = await walked(program, { ...long, from: first.next, after: first.after })
    tally.commits -= before
    for (const name of ['stayed', 'going', 'came', 'lost', 'doubled', 'wrong'] as const)
      tally[name] = first[name] + second[name]
    for (const name of ['heap', 'rss'] as const) {
      const most = Math.max(first[name], second[name])
      tally[name] = [short[name], most]
      if (most > short[name] + mayGrow[name])
        tally.breaks.push(`${name} grew from ${megabytes(short[name])} to ${megabytes(most)}`)
    }
    if (tally.stayed !== tally.staying) tally.breaks.push(`${tally.stayed} of ${tally.staying} rows were seen`)
    if (tally.came === 0 || tally.commits === 0) tally.breaks.push('nobody wrote while the walk went on')
    await other.stop()
  } finally {
    await other.kill()
  }
}

/** Walks in a process of its own, which is killed at the first word of it past `killAt`. Gives its last word. */
async function walked(program: Program, job: Job, killAt = Infinity): Promise<Walked> {
  let last: Walked | undefined
  let heap = 0
  const worker = new Worker(program, job, (self, said) => {
    if (said.at !== 'walked' || (last !== undefined && last.next > killAt)) return
    last = said
    heap = Math.max(heap, said.heap)
    if (said.next > killAt) void self.kill()
  })
  worker.go()
  await (killAt === Infinity ? worker.ended() : worker.gone())
  if (last === undefined) throw new Error('a walk said nothing')
  return { ...last, heap }
}

const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MB`

/** Whether nothing was lost, doubled or broken. */
export function scanHolds({ lost, doubled, wrong, breaks }: ScanTally): boolean {
  return lost === 0 && doubled === 0 && wrong === 0 && breaks.length === 0
}

/** The counts on a line. */
export function scanLine(tally: ScanTally): string {
  const { rows, staying, stayed, going, came, commits, lost, doubled, wrong, heap, rss } = tally
  const memory = (name: string, [short, long]: readonly [number, number]) =>
    `${name} ${megabytes(short)} after a short walk, ${megabytes(long)} at most`
  return (
    `${rows} rows, ${stayed} of ${staying} that stay seen, and ${going} that go, ${came} that came; ` +
    `${commits} commits meanwhile; ${lost} lost, ${doubled} doubled, ${wrong} wrong; ${memory('heap', heap)}; ${memory('RSS', rss)}`
  )
}
