import { same } from '../../store/assert.js'
import { type Bench, group, type Trouble } from '../case.js'
import { arrivals, failing, sent, sentAfterwards, untilArrived, written } from '../messages.js'

type Code = 'notifier_unavailable' | 'notifier_refused' | 'notifier_indeterminate'

/** Sends in trouble, fails unless it says the code, and gives the details. */
async function inTrouble(bench: Bench, trouble: Trouble, code: Code): Promise<Readonly<Record<string, unknown>>> {
  await bench.world.trouble(trouble)
  return failing(code, () => sent(bench), `in trouble (${trouble})`)
}

/** Sends when the trouble is over: the message arrives, and only now. */
async function afterwards(bench: Bench): Promise<void> {
  await arrivals(bench, 0, 'messages that arrived in trouble')
  await bench.world.trouble(null)
  await sentAfterwards(bench)
  await arrivals(bench, 1)
}

const refusal = (trouble: 'address' | 'content' | 'settings') => async (bench: Bench) => {
  same((await inTrouble(bench, trouble, 'notifier_refused'))['fault'], trouble, 'the fault')
  await arrivals(bench, 0)
}

/** What never will be sent is said to be so, and why. */
export const refusals = group('refusals', {
  'an address that is refused': refusal('address'),
  'content that is refused': refusal('content'),
  'settings that are refused': refusal('settings'),
  'one that was refused stops no other': async (bench) => {
    await inTrouble(bench, 'address', 'notifier_refused')
    await bench.world.trouble(null)
    await sentAfterwards(bench, { message: 'msg_suite.2' })
    await arrivals(bench, 1)
  },
})

/** What is refused for now was certainly not sent, and goes later. */
export const waiting = group('waiting', {
  'a message that is refused for now goes later': async (bench) => {
    await inTrouble(bench, 'later', 'notifier_unavailable')
    await afterwards(bench)
  },
  'when there are too many, it says when to come again, if it was told': async (bench) => {
    const { retryAfterSeconds } = await inTrouble(bench, 'limited', 'notifier_unavailable')
    same(retryAfterSeconds, bench.retryAfterSeconds, 'seconds to wait')
    await afterwards(bench)
  },
})

/** What could not be handed over was certainly not sent. */
export const noConnection = group('no connection', {
  'a message for nobody goes later': async (bench) => {
    await inTrouble(bench, 'offline', 'notifier_unavailable')
    await afterwards(bench)
  },
})

/** What may have been sent is never said to be sent, or not sent. */
export const doubt = group('doubt', {
  'a connection that is lost after a message was handed over leaves it in doubt': async (bench) => {
    await inTrouble(bench, 'lost', 'notifier_indeterminate')
    await arrivals(bench, 1)
  },
  'no answer in time leaves it in doubt': async (bench) => {
    await inTrouble(bench, 'silent', 'notifier_indeterminate')
    await arrivals(bench, 1)
  },
  'it is handed over once, and not again behind our back': async (bench) => {
    await inTrouble(bench, 'lost', 'notifier_indeterminate')
    await bench.world.trouble(null)
    await sentAfterwards(bench, { message: 'msg_suite.2' })
    await arrivals(bench, 2)
  },
})

/** A call that is given up says what is true at that moment. */
export const givingUp = group('giving up', {
  'one that was given up before sends nothing': async (bench) => {
    const context = { idempotencyKey: 'msg_suite.1', signal: AbortSignal.abort(new Error('enough')) }
    const call = () => bench.notifier.send(written(bench), context)
    await failing('notifier_unavailable', call, 'given up before')
    await arrivals(bench, 0)
  },
  'one that is given up while it waits for an answer is in doubt': async (bench) => {
    await bench.world.trouble('silent')
    const giveUp = new AbortController()
    const context = { idempotencyKey: 'msg_suite.1', signal: giveUp.signal }
    const call = failing('notifier_indeterminate', () => bench.notifier.send(written(bench), context), 'given up')
    await Promise.all([call, untilArrived(bench).then(() => giveUp.abort(new Error('enough')))])
    await arrivals(bench, 1)
  },
  'a signal that is never used changes nothing': async (bench) => {
    const { signal } = new AbortController()
    await bench.notifier.send(written(bench), { idempotencyKey: 'msg_suite.1', signal })
    await arrivals(bench, 1)
  },
})
