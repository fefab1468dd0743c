import { expect, it, test } from 'vitest'
import { sharedData } from '../../test/shared-data.js'
import { formatDay, parseDay } from '../calendar/index.js'
import { bookingDeposit, checkedPolicy, firm, gentle, resolvePolicy, standard } from './index.js'
import { occurrences } from './occurrences.js'

const one = (step: object) => ({ id: 'p', steps: [{ id: 's', ...step }] })

it.each([
  ['no object', 'standard', ''],
  ['no steps', { id: 'p', steps: [] }, 'steps'],
  ['an entry that is not known', { ...one({}), zone: 'UTC' }, ''],
  ['every second', one({ repeat: 'FREQ=SECONDLY;COUNT=5' }), 'steps.0.repeat'],
  ['every hour by the back door', one({ repeat: 'FREQ=DAILY;COUNT=5;BYHOUR=1,2,3' }), 'steps.0.repeat'],
  ['for ever', one({ repeat: 'FREQ=DAILY' }), 'steps.0.repeat'],
  ['too often', one({ repeat: 'FREQ=DAILY;COUNT=101' }), 'steps.0.repeat'],
  ['an interval of none', one({ repeat: 'FREQ=DAILY;INTERVAL=0;COUNT=3' }), 'steps.0.repeat'],
  ['never', one({ repeat: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3' }), 'steps.0.repeat'],
  ['two lines', one({ repeat: 'FREQ=DAILY;COUNT=3\nRRULE:FREQ=DAILY' }), 'steps.0.repeat'],
  ['no rule', one({ repeat: 'weekly' }), 'steps.0.repeat'],
  ['no time of day', one({ time: '24:00' }), 'steps.0.time'],
  ['no channel', one({ channels: [] }), 'steps.0.channels'],
  ['a channel twice', one({ channels: ['sms', 'sms'] }), 'steps.0.channels'],
  ['two steps of one name', { id: 'p', steps: [{ id: 's' }, { id: 's', days: 1 }] }, 'steps.1.id'],
  ['quiet for no time', { ...one({}), quiet: { sms: { from: '08:00', to: '08:00' } } }, 'quiet.sms'],
  ['a currency that is none', { ...one({}), minimum: { XXQ: '1.00' } }, 'minimum.XXQ'],
  ['half a cent', { ...one({}), minimum: { EUR: '0.005' } }, 'minimum.EUR'],
  ['less than nothing', { ...one({}), minimum: { EUR: '-1.00' } }, 'minimum.EUR'],
  ['a weekday that is none', { ...one({}), days: [0] }, 'days'],
])('a policy that cannot work is refused, with the place: %s', (_name, policy, path) => {
  expect(() => checkedPolicy(policy)).toThrow(expect.objectContaining({ code: 'invalid_policy' }))
  try {
    checkedPolicy(policy)
  } catch (error) {
    expect(String((error as { details: { path: string } }).details.path)).toMatch(new RegExp(`^${path}`))
  }
})

test.each([gentle, standard, firm, bookingDeposit])('the preset $id is a policy', (preset) => {
  expect(checkedPolicy(JSON.parse(JSON.stringify(preset)))).toEqual(preset)
  expect(resolvePolicy(preset).steps.map(({ level }) => level)).toEqual(preset.steps.map((_, i) => i))
})

interface RuleCase {
  readonly id: string
  readonly input: { readonly dtstart: string; readonly rrule: string; readonly take: number }
  readonly expected: { readonly dates: readonly string[] }
}

const text = sharedData('standards/rrule.json')
const rules = (text === undefined ? [] : (JSON.parse(text).cases as RuleCase[])).filter(
  ({ input }) => /COUNT=/.test(input.rrule) && !/BYHOUR|BYMINUTE|SECONDLY|MINUTELY|HOURLY/.test(input.rrule),
)

test.skipIf(text === undefined)('the standard’s rules that end are here (needs ../shared/data)', () => {
  expect(rules.length).toBeGreaterThanOrEqual(5)
})

it.each(rules)('RFC 5545: $input.rrule', ({ input, expected }) => {
  const { dtstart } = input
  const first = parseDay(`${dtstart.slice(0, 4)}-${dtstart.slice(4, 6)}-${dtstart.slice(6, 8)}`)
  const days = occurrences(first, input.rrule).slice(0, input.take)
  expect(days.map(formatDay)).toEqual(expected.dates.map((date) => date.slice(0, 10)))
})
