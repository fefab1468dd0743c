import { type Contenders, interleave, type Turns } from './interleave.js'
import { median, medianRatio } from './median.js'

/** A line of bench/results.json. */
export interface Result {
  readonly name: string
  /** Time over the floor's time: the median of the rounds' ratios. */
  readonly ratio: number
  /** What the floor does, and what it took. */
  readonly floor: string
  readonly target: number
  readonly ok: boolean
}

/** A result as the table shows it. */
export interface Row extends Result {
  /** What one operation took, floor and ours, as text. */
  readonly times: string
}

/** A comparison: contenders that do the same work, and which of them is held to which floor. */
interface Comparison {
  readonly contenders: Contenders
  /** How many operations one call does. */
  readonly operations: number
  /** What an operation is, for the table. */
  readonly unit: string
  readonly held: readonly Held[]
  /** More or fewer rounds than asked, where one round is very short or very long. @default 1 */
  readonly roundsFactor?: number
  /** @default 3 */
  readonly warmUp?: number
  /** What is counted: see `Turns`. @default cpu */
  readonly clock?: Turns['clock']
  /** What is collected before each turn: see `Turns`. @default young */
  readonly collect?: Turns['collect']
}

/** One promise: a contender takes at most `target` times what the floor takes. */
interface Held {
  readonly name: string
  readonly contender: string
  /** With several, the fastest of them. */
  readonly floor: string | readonly string[]
  /** Without one the ratio is told and not judged. */
  readonly target?: number
}

/** What a goal is given. */
export interface Bench {
  readonly rounds: number
  /** Ten times the data where that makes a difference. */
  readonly large: boolean
  /** The long curves too, and their picture. */
  readonly curves: boolean
  /** A line of progress. */
  say(text: string): void
  /** Times a comparison and keeps its rows. */
  compare(comparison: Comparison): Promise<void>
  /** Keeps a row whose figures the goal took itself. */
  report(row: Omit<Row, 'ok' | 'target'> & Partial<Pick<Row, 'target'>>): void
}

/** A measured goal: `G3`, what it is about, and how it is measured. */
export interface Goal {
  readonly id: string
  readonly title: string
  measure(bench: Bench): Promise<void>
}

/** Stops the goal when two sides do not give the same answer: a ratio between different work means nothing. */
export function assertSame(what: string, ours: unknown, floor: unknown): void {
  const [a, b] = [shown(ours), shown(floor)]
  if (a !== b) throw new Error(`${what}: the sides disagree.\nours:  ${a.slice(0, 300)}\nfloor: ${b.slice(0, 300)}`)
}

function shown(value: unknown): string {
  return JSON.stringify(value, (_, held: unknown) => (typeof held === 'bigint' ? `${held}n` : held)) ?? 'undefined'
}

/** A bench that reports progress and rows as they come. */
export function startBench(
  options: Pick<Bench, 'rounds' | 'large' | 'curves'>,
  tell: { readonly say: (text: string) => void; readonly row: (row: Row) => void },
): Bench {
  return {
    ...options,
    say: tell.say,
    async compare(comparison) {
      const rounds = Math.max(7, Math.round(options.rounds * (comparison.roundsFactor ?? 1)))
      const times = await interleave(comparison.contenders, {
        rounds,
        warmUp: comparison.warmUp ?? 3,
        clock: comparison.clock ?? 'cpu',
        collect: comparison.collect ?? 'young',
        onRound: (done) => tell.say(`${comparison.held[0]?.name ?? ''}: round ${done} of ${rounds}`),
      })
      for (const { name, contender, floor, target = Number.POSITIVE_INFINITY } of comparison.held) {
        const floors = typeof floor === 'string' ? [floor] : floor
        const middle = (one: string) => median(times[one] ?? [])
        const best = floors.reduce((a, b) => (middle(b) < middle(a) ? b : a))
        const ratio = medianRatio(times[contender] ?? [], times[best] ?? [])
        const took = (one: string) => perOperation(middle(one) / comparison.operations, comparison.unit)
        tell.row(judged({ name, ratio, floor: `${best}: ${took(best)}`, target, times: took(contender) }))
      }
    },
    report: (row) => tell.row(judged({ target: Number.POSITIVE_INFINITY, ...row })),
  }
}

function judged(row: Omit<Row, 'ok'>): Row {
  return { ...row, ratio: Math.round(row.ratio * 1000) / 1000, ok: row.ratio <= row.target }
}

function perOperation(milliseconds: number, unit: string): string {
  const [figure, name] =
    milliseconds >= 1
      ? [milliseconds, 'ms']
      : milliseconds >= 1e-3
        ? [milliseconds * 1e3, 'µs']
        : [milliseconds * 1e6, 'ns']
  return `${figure.toPrecision(3)} ${name}/${unit}`
}
