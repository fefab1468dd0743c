import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { CheckShape } from '@owekit/test-stripe'

interface Shape {
  readonly type?: string
  readonly enum?: readonly string[]
  readonly maxLength?: number
}

interface Description {
  readonly paths: Readonly<
    Record<
      string,
      {
        readonly post?: {
          readonly requestBody?: {
            readonly content: Readonly<
              Record<string, { schema: { properties: Record<string, Shape>; required?: string[] } }>
            >
          }
        }
      }
    >
  >
}

// Scalars that the description gives in more than one form, so that the cut of it left them out.
const leftOut = new Set(['off_session'])

/**
 * Reads a cut of Stripe's description of its API, from the folder of other people's data that may lie beside the
 * repository; `undefined` where it does not. It holds the scalar parameters of the paths that it has.
 */
export function requestShapes(): { readonly check: CheckShape; readonly paths: ReadonlySet<string> } | undefined {
  const root = join(fileURLToPath(import.meta.url), '..', '..', '..', '..')
  const file = join(root, '..', 'shared', 'data', 'stripe', 'stripe-openapi-slice.json')
  if (!existsSync(file)) return undefined
  const { paths } = JSON.parse(readFileSync(file, 'utf8')) as Description
  const described = Object.entries(paths).flatMap(([path, { post }]) => {
    const schema = Object.values(post?.requestBody?.content ?? {})[0]?.schema
    return schema === undefined ? [] : [{ path, pattern: patternOf(path), schema }]
  })
  return {
    paths: new Set(described.map(({ path }) => path)),
    check(path, body) {
      const found = described.find(({ pattern }) => pattern.test(path))
      if (found === undefined) return undefined
      const { properties, required = [] } = found.schema
      const missing = required.find((name) => body[name] === undefined)
      if (missing !== undefined) return `Missing required param: ${missing}.`
      for (const [name, value] of Object.entries(body)) {
        if (typeof value !== 'string' || leftOut.has(name)) continue
        const wrong = wrongIn(properties[name], value)
        if (wrong !== undefined) return `${path}: ${name} ${wrong}`
      }
      return undefined
    },
  }
}

function wrongIn(shape: Shape | undefined, value: string): string | undefined {
  if (shape === undefined) return 'is no parameter'
  if (shape.type === 'integer' && !/^-?\d+$/.test(value)) return `is no integer: ${value}`
  if (shape.type === 'boolean' && !/^(true|false)$/.test(value)) return `is no boolean: ${value}`
  if (shape.enum !== undefined && !shape.enum.includes(value)) return `cannot be ${value}`
  return shape.maxLength !== undefined && value.length > shape.maxLength ? 'is too long' : undefined
}

const patternOf = (path: string) => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`)
