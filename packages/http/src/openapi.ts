import { commandNames, commandSchema, type JsonSchema } from '@owekit/core/schemas'
import * as z from 'zod/mini'
import { hashedJson } from './answers/json.js'
import type { Route } from './routing.js'
import { describedViews } from './views/described.js'
import * as shapes from './views/shapes.js'

/** An OpenAPI 3.1 document. */
export type OpenApiDocument = { readonly [field: string]: unknown }

/** Serves the document; it holds nothing about anybody. */
export const documentRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/openapi.json',
    anyOrigin: true,
    run: ({ request, base, url }) => hashedJson(request, openApi(`${url.origin}${base}`)),
  },
]

/**
 * Describes the handler: views and commands from the very schemas that check and type them.
 *
 * @example
 * openApi('https://shop.example.com/ar/v1').openapi // '3.1.0'
 */
export function openApi(server: string): OpenApiDocument {
  const schemas: Record<string, unknown> = { problem: schemaOf(shapes.problemShape), payPage: schemaOf(shapes.payView) }
  const paths: Record<string, unknown> = {}
  for (const { path, name, schema, about, query = [] } of describedViews) {
    schemas[name] = schemaOf(schema)
    paths[path] = {
      get: {
        operationId: `read_${name}`,
        summary: about,
        security: [{ widget: [] }, { staff: [] }],
        parameters: [...pathParameters(path), ...query.map(queryParameter), header('If-None-Match', false)],
        responses: { ...ok(name), 304: { description: 'Nothing changed since.' }, ...problems },
      },
    }
  }
  for (const name of commandNames()) {
    const component = name.replace('.', '_')
    schemas[component] = commandInput(name)
    for (const preview of [false, true])
      paths[`/${name.replace('.', '/')}${preview ? '/preview' : ''}`] = {
        post: {
          operationId: `${preview ? 'preview' : 'do'}_${component}`,
          summary: preview ? `What ${name} would write; nothing is written.` : name,
          security: [{ staff: [] }],
          parameters: preview ? [] : [header('Idempotency-Key', true)],
          requestBody: { required: true, content: json(component) },
          responses: { ...ok('written'), ...problems },
        },
      }
  }
  schemas['written'] = written
  for (const path of staffReads) paths[path] = staffReading(path)
  return {
    openapi: '3.1.0',
    info: {
      title: 'Owekit',
      version: '1',
      description: 'Receivables of one tenant, as pages and staff read and write them.',
    },
    servers: [{ url: server }],
    paths: { ...paths, ...others },
    components: {
      schemas,
      securitySchemes: {
        widget: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'Made by mintWidgetToken.' },
        staff: { type: 'http', scheme: 'bearer', description: 'Whatever sign-in the host has.' },
      },
    },
  }
}

function schemaOf(schema: z.ZodMiniType): JsonSchema {
  const { $schema: _, ...made } = z.toJSONSchema(schema, {
    io: 'output',
    override({ jsonSchema }) {
      // What a format already says needs no long expression beside it.
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern
    },
  })
  return made
}

/** What goes in the body: the request key is a header. */
function commandInput(name: string): JsonSchema {
  const schema = commandSchema(name)!
  const { key: _, ...properties } = schema['properties'] as Record<string, unknown>
  return { ...schema, properties }
}

const written: JsonSchema = {
  type: 'object',
  properties: {
    id: { type: 'string' },
    replayed: { type: 'boolean' },
    recordedAt: { type: ['string', 'null'], format: 'date-time' },
    facts: { type: 'array', items: { type: 'object' } },
  },
  required: ['id', 'replayed', 'recordedAt', 'facts'],
}

const json = (name: string) => ({ 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } })
const problem = { 'application/problem+json': { schema: { $ref: '#/components/schemas/problem' } } }
const ok = (name: string) => ({ 200: { description: 'What was asked for.', content: json(name) } })
const problems = { default: { description: 'A problem, by its code.', content: problem } }
const header = (name: string, required: boolean) => ({ name, in: 'header', required, schema: { type: 'string' } })
const queryParameter = (name: string) => ({ name, in: 'query', required: false, schema: { type: 'string' } })
const pathParameters = (path: string) =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))

const staffReads = [
  '/customers',
  '/customers/{customer}',
  '/customers/{customer}/reminders',
  '/customers/{customer}/messages',
  '/aging',
  '/suspense',
  '/reminders/policies',
  '/reminders/overrides',
  '/tasks',
]

const staffReading = (path: string) => ({
  get: {
    operationId: `staff_${path.replace(/\W+/g, '_').replace(/^_|_$/g, '')}`,
    summary: 'For staff who may read.',
    security: [{ staff: [] }],
    parameters: pathParameters(path),
    responses: {
      200: { description: 'What was asked for.', content: { 'application/json': { schema: { type: 'object' } } } },
      ...problems,
    },
  },
})

const token = pathParameters('{token}')
const page = { content: { 'text/html': { schema: { type: 'string' } } } }

const others = {
  '/customers/{customer}/events': {
    get: {
      operationId: 'listen',
      summary: 'Server-sent events: one whenever the account changes.',
      security: [{ widget: [] }, { staff: [] }],
      parameters: [...pathParameters('{customer}'), header('Last-Event-ID', false)],
      responses: {
        200: { description: 'A stream.', content: { 'text/event-stream': { schema: { type: 'string' } } } },
        ...problems,
      },
    },
  },
  '/customers/{customer}/links': {
    post: {
      operationId: 'make_link',
      summary: 'Makes a pay link for an invoice.',
      security: [{ widget: [] }, { staff: [] }],
      parameters: pathParameters('{customer}'),
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: { type: 'object', properties: { invoice: { type: 'string' } }, required: ['invoice'] },
          },
        },
      },
      responses: {
        200: {
          description: 'The link.',
          content: {
            'application/json': {
              schema: {
                type: 'object',
                properties: { url: { type: 'string' }, expiresAt: { type: ['string', 'null'] } },
                required: ['url', 'expiresAt'],
              },
            },
          },
        },
        ...problems,
      },
    },
  },
  '/pay/{token}': {
    get: {
      operationId: 'pay_page',
      summary: 'The pay page.',
      security: [],
      parameters: token,
      responses: { 200: { description: 'The page.', ...page }, 404: { description: 'No link.', ...page } },
    },
    post: {
      operationId: 'pay',
      summary: 'Begins a payment: a form is sent on, data is answered.',
      security: [],
      parameters: token,
      requestBody: {
        content: {
          'application/x-www-form-urlencoded': { schema: { type: 'object' } },
          'application/json': { schema: schemaOf(shapes.payChoice) },
        },
      },
      responses: { 303: { description: 'On to the provider.' }, 200: { description: 'Where to pay.' }, ...problems },
    },
  },
  '/pay/{token}.json': {
    get: {
      operationId: 'pay_data',
      summary: 'The pay page as data, for any origin.',
      security: [],
      parameters: token,
      responses: { ...ok('payPage'), ...problems },
    },
  },
  '/hooks/{provider}': {
    post: {
      operationId: 'receive_event',
      summary: "Takes a provider's event; its signature is over the raw body.",
      security: [],
      parameters: pathParameters('{provider}'),
      responses: { 200: { description: 'Stored.' }, ...problems },
    },
  },
  '/notices/{notifier}': {
    post: {
      operationId: 'receive_notice',
      summary: 'Takes what a notifier tells of messages: deliveries, bounces, complaints.',
      security: [],
      parameters: pathParameters('{notifier}'),
      responses: { 200: { description: 'Stored.' }, ...problems },
    },
  },
  '/preferences/{token}': {
    get: {
      operationId: 'preferences_page',
      summary: 'The page on which a customer says how they are written to.',
      security: [],
      parameters: token,
      responses: { 200: { description: 'The page.', ...page }, 404: { description: 'No link.', ...page } },
    },
    post: {
      operationId: 'save_preferences',
      summary: 'Saves what was chosen; `List-Unsubscribe=One-Click` ends reminders by e-mail (RFC 8058).',
      security: [],
      parameters: token,
      requestBody: { content: { 'application/x-www-form-urlencoded': { schema: { type: 'object' } } } },
      responses: {
        200: { description: 'Saved.', ...page },
        404: { description: 'No link.', ...page },
        ...problems,
      },
    },
  },
  '/worker/tick': {
    post: {
      operationId: 'tick',
      summary: 'One turn of the worker, for schedulers that call addresses. Takes worker.tick.',
      security: [{ staff: [] }],
      responses: {
        200: { description: 'What it did.', content: { 'application/json': { schema: { type: 'object' } } } },
        ...problems,
      },
    },
  },
  '/openapi.json': {
    get: {
      operationId: 'document',
      summary: 'This document.',
      security: [],
      responses: { 200: { description: 'OpenAPI 3.1.' } },
    },
  },
}
