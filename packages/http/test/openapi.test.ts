import { Validator } from '@seriousme/openapi-schema-validator'
import { commandNames } from '@owekit/core/schemas'
import { expect, test } from 'vitest'
import { createHandler, openApi } from '../src/index.js'
import { commandRoutes, staffRoutes } from '../src/staff/routes.js'
import { viewRoutes } from '../src/views/routes.js'
import { payRoutes } from '../src/pay/routes.js'
import { hookRoutes } from '../src/hooks.js'
import { reminderRoutes } from '../src/reminders/routes.js'
import { api, books, settings } from './world.js'

test('the document is OpenAPI 3.1, by a validator that is not ours', async () => {
  const response = await createHandler(books(), settings)(new Request(`${api}/openapi.json`))
  expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
  const validator = new Validator()
  const result = await validator.validate((await response.json()) as Record<string, unknown>)
  expect(result).toMatchObject({ valid: true })
  expect(validator.version).toBe('3.1')
})

test('every route is in the document, and the document has no other', () => {
  const { paths } = openApi(api) as { paths: Record<string, object> }
  const told = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  )
  const served = [...viewRoutes, ...payRoutes, ...hookRoutes, ...reminderRoutes, ...staffRoutes, ...commandRoutes].map(
    ({ method, path }) => `${method.toLowerCase()} ${path.replace(/:(\w+)/g, '{$1}')}`,
  )
  expect(told.sort()).toEqual([...served, 'get /customers/{customer}/events', 'get /openapi.json'].sort())
})

test('every reference leads somewhere, and every command says what it takes', () => {
  const document = openApi(api) as { components: { schemas: Record<string, Record<string, unknown>> } }
  const { schemas } = document.components
  for (const [, name] of JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g))
    expect(schemas).toHaveProperty(name!)
  for (const name of commandNames()) {
    const schema = schemas[name.replace('.', '_')]!
    expect(schema, name).toMatchObject({ type: 'object', additionalProperties: false })
    expect(schema['properties'], name).not.toHaveProperty('key')
  }
})

test('what the document says of a command is what the command takes', () => {
  const { schemas } = (openApi(api) as { components: { schemas: Record<string, unknown> } }).components
  expect(schemas['holds_release']).toEqual({
    type: 'object',
    properties: {
      hold: { type: 'string', minLength: 1, maxLength: 200 },
      note: { type: 'string' },
      on: { type: 'string', format: 'date' },
    },
    required: ['hold'],
    additionalProperties: false,
  })
})
