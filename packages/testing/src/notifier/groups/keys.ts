import type { SendReceipt } from '@owekit/core/ports'
import { BrokenPromise, holds, same } from '../../store/assert.js'
import { type Bench, group } from '../case.js'
import { arrivals, failing, sent, sentAfterwards } from '../messages.js'

const days = 86_400

/** What becomes of a message that is sent again with the same key. */
export const keys = group('keys', {
  'keyed: the same key arrives once, however often it comes': async (bench) => {
    if (bench.notifier.capabilities.repeats !== 'keyed') return
    const first = await sent(bench)
    same((await sent(bench)).externalId, first.externalId, 'the second answer')
    await arrivals(bench, 1)
  },
  'keyed: five calls at once with one key arrive once': async (bench) => {
    if (bench.notifier.capabilities.repeats !== 'keyed') return
    const answers = await Promise.all(Array.from({ length: 5 }, () => sent(bench)))
    same(new Set(answers.map(({ externalId }) => externalId)).size, 1, 'different answers')
    await arrivals(bench, 1)
  },
  'keyed: a key is remembered for as long as it says': async (bench) => {
    const { repeats, keyLifetimeSeconds = 30 * days } = bench.notifier.capabilities
    if (repeats !== 'keyed') return
    await sent(bench)
    bench.clock.now += (keyLifetimeSeconds - 1) * 1000
    await sent(bench)
    await arrivals(bench, 1)
  },
  'keyed: what was in doubt is sent again, and has arrived once': async (bench) => {
    if (bench.notifier.capabilities.repeats !== 'keyed') return
    await bench.world.trouble('lost')
    await failing('notifier_indeterminate', () => sent(bench), 'the one that was lost')
    await bench.world.trouble(null)
    await sent(bench)
    await arrivals(bench, 1)
  },
  'lookup: a key that was sent is found, one that was not is not': async (bench) => {
    if (bench.notifier.capabilities.repeats !== 'lookup') return
    const find = finder(bench)
    same(await find('msg_suite.1'), null, 'before it was sent')
    const { externalId } = await sent(bench)
    same((await find('msg_suite.1'))?.externalId, externalId, 'after it was sent')
    same(await find('msg_suite.2'), null, 'another')
  },
  'lookup: what was in doubt is found when it arrived': async (bench) => {
    if (bench.notifier.capabilities.repeats !== 'lookup') return
    const find = finder(bench)
    await bench.world.trouble('lost')
    await failing('notifier_indeterminate', () => sent(bench), 'the one that was lost')
    await bench.world.trouble(null)
    holds((await find('msg_suite.1')) !== null, 'it is found')
  },
  'whatever it says: what was refused for now goes with the same key': async (bench) => {
    await bench.world.trouble('later')
    await failing('notifier_unavailable', () => sent(bench), 'refused for now')
    await bench.world.trouble(null)
    await sentAfterwards(bench)
    await arrivals(bench, 1)
  },
})

/** Asks the notifier what became of a key. */
function finder({ notifier }: Bench): (key: string) => Promise<SendReceipt | null> {
  return async (key) => {
    const found = await notifier.find?.(key, {})
    if (found === undefined) throw new BrokenPromise('The notifier has no find, or it answered nothing.')
    return found
  }
}
