import { start } from '../provider/requests.js'
import type { ProviderTestRunner } from '../provider/index.js'
import type { MakeNotifier, NotifierGroup, NotifierGroupName } from './case.js'
import { arrival, capabilities, words } from './groups/arrival.js'
import { doubt, givingUp, noConnection, refusals, waiting } from './groups/failures.js'
import { changedFeedback, feedback, forgeries, staleFeedback } from './groups/feedback.js'
import { injection } from './groups/injection.js'
import { keys } from './groups/keys.js'
import { attachments, unsubscribe } from './groups/parts.js'

/** What an adapter may leave out. */
export interface NotifierSuiteOptions {
  /** Groups that the adapter cannot hold to, each with the reason; its README should say the same. */
  readonly skip?: { readonly [G in NotifierGroupName]?: string }
}

const groups: readonly NotifierGroup[] = [
  capabilities,
  arrival,
  words,
  attachments,
  unsubscribe,
  injection,
  keys,
  refusals,
  waiting,
  noConnection,
  doubt,
  givingUp,
  feedback,
  forgeries,
  changedFeedback,
  staleFeedback,
]

/**
 * Asks a notifier every question its port answers, with any test runner.
 *
 * Each case has a bench of its own: the notifier, the world in which messages arrive, are refused and get lost, the
 * feedback it sends, and somebody who can sign as it does. What a notifier does not offer is asked for as well: it has to
 * refuse.
 *
 * @example
 * notifierSuite({ test }, ({ clock }) => benchOf(myNotifier({ clock })), { skip: { waiting: 'nobody is ever busy' } })
 */
export function notifierSuite(
  runner: ProviderTestRunner,
  makeNotifier: MakeNotifier,
  options: NotifierSuiteOptions = {},
): void {
  const { test, describe } = runner
  for (const { name, cases } of groups) {
    const reason = options.skip?.[name]
    const add = () => {
      if (reason !== undefined) test(`${name}: skipped, ${reason}`, async () => {})
      else for (const { title, run } of cases) test(`${name}: ${title}`, () => onBench(makeNotifier, run))
    }
    if (describe === undefined) add()
    else describe(name, add)
  }
}

async function onBench(makeNotifier: MakeNotifier, run: NotifierGroup['cases'][number]['run']): Promise<void> {
  const clock = { now: start }
  const bench = await makeNotifier({ clock: () => clock.now })
  try {
    await run({ ...bench, clock })
  } finally {
    await bench.close?.()
  }
}
