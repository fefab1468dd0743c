import * as z from 'zod/mini'
import * as allocations from '../receivables/commands/allocations.js'
import * as authorisations from '../receivables/commands/authorisations.js'
import * as bookings from '../receivables/commands/bookings.js'
import * as credits from '../receivables/commands/credits.js'
import * as customers from '../receivables/commands/customers.js'
import * as disputes from '../receivables/commands/disputes.js'
import * as invoices from '../receivables/commands/invoices.js'
import * as links from '../receivables/commands/links.js'
import * as methods from '../receivables/commands/methods.js'
import * as moneyBack from '../receivables/commands/money-back.js'
import * as others from '../receivables/commands/others.js'
import * as payments from '../receivables/commands/payments.js'
import * as promises from '../receivables/commands/promises.js'
import * as reminders from '../receivables/commands/reminders.js'
import * as suspense from '../receivables/commands/suspense.js'
import { amount, currency, day, id, positiveAmount, rateText } from '../receivables/input/primitives.js'

/** A JSON Schema (2020-12) of what a command takes. */
export type JsonSchema = { readonly [keyword: string]: unknown }

/** Every command there is, as `noun.verb`, with the schema that checks its input. */
const schemas: ReadonlyMap<string, z.ZodMiniType> = new Map(
  [
    allocations,
    authorisations,
    bookings,
    credits,
    customers,
    disputes,
    invoices,
    links,
    methods,
    moneyBack,
    others,
    payments,
    promises,
    reminders,
    suspense,
  ]
    .flatMap((commands) => Object.values(commands) as unknown[])
    .filter(isCommand)
    .map((command) => [command.name, command.schema] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1)),
)

function isCommand(value: unknown): value is { readonly name: string; readonly schema: z.ZodMiniType } {
  return typeof value === 'object' && value !== null && 'name' in value && 'schema' in value && 'run' in value
}

/**
 * The names of all commands, in order.
 *
 * @example
 * commandNames().includes('payments.record') // true
 */
export function commandNames(): string[] {
  return [...schemas.keys()]
}

const money: JsonSchema = {
  type: 'object',
  description: 'Decimal text and an ISO 4217 code; never a JSON number.',
  properties: { amount: { type: 'string', examples: ['120.00'] }, currency: { type: 'string', examples: ['EUR'] } },
  required: ['amount', 'currency'],
  additionalProperties: false,
}

/** What the checks of our own primitives mean, which no schema keyword was derived from. */
const shapes = new Map<unknown, JsonSchema>([
  [amount, money],
  [positiveAmount, { ...money, description: 'Above zero. Decimal text and an ISO 4217 code; never a JSON number.' }],
  [day, { type: 'string', format: 'date' }],
  [id, { type: 'string', minLength: 1, maxLength: 200 }],
  [currency, { type: 'string', minLength: 3, maxLength: 3, examples: ['EUR'] }],
  [rateText, { type: 'string', examples: ['1.0825'] }],
])

/**
 * What a command takes, as JSON Schema: made from the very schema that checks its input.
 *
 * @example
 * commandSchema('holds.release')?.['required'] // ['hold']
 */
export function commandSchema(name: string): JsonSchema | undefined {
  const schema = schemas.get(name)
  if (schema === undefined) return undefined
  const { $schema: _, ...made } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema }) {
      const shape = shapes.get(zodSchema)
      if (shape === undefined) return
      for (const keyword of Object.keys(jsonSchema)) delete (jsonSchema as Record<string, unknown>)[keyword]
      Object.assign(jsonSchema, shape)
    },
  })
  return made
}
