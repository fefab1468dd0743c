import { createReceivables } from '../index.js'
import { memoryStore } from '../memory/index.js'
import { expect, test } from 'vitest'
import { commandNames, commandSchema } from './index.js'

const ar = createReceivables({ store: memoryStore() }) as unknown as Record<string, Record<string, unknown>>

test('every command of the face has a schema, and every schema a command', () => {
  for (const name of commandNames()) {
    const [noun, verb] = name.split('.') as [string, string]
    expect(ar[noun]?.[verb], name).toBeTypeOf('function')
  }
  const readings = new Set([
    'get',
    'list',
    'several',
    'of',
    'preview',
    'inSuspense',
    'incoming',
    'methods',
    'byReference',
    'version',
    'openItems',
    'kept',
  ])
  for (const noun of [
    'customers',
    'invoices',
    'credits',
    'disputes',
    'bookings',
    'promises',
    'payments',
    'allocations',
    'writeOffs',
    'holds',
    'plans',
  ])
    for (const verb of Object.keys(ar[noun]!))
      if (!readings.has(verb)) expect(commandNames()).toContain(`${noun}.${verb}`)
})

test('a schema says what the command checks', () => {
  const schema = commandSchema('payments.record') as { properties: Record<string, unknown>; required: string[] }
  expect(schema.required).toEqual(['amount'])
  expect(schema.properties['receivedOn']).toEqual({ type: 'string', format: 'date' })
  expect(schema.properties['amount']).toMatchObject({ type: 'object', required: ['amount', 'currency'] })
  expect(schema).toMatchObject({ additionalProperties: false })
  expect(commandSchema('payments.invent')).toBeUndefined()
})
