import { digest } from '../journal/digest.js'

/**
 * A request's fingerprint: its command and a digest for each top-level field, so that a different request under the same key can be
 * told field by field without keeping what it said.
 *
 * @example
 * fingerprint('payments.record', { customer: 'cus_ada', amount: money('50.00', 'EUR') }) // '{"command":"payments.record","amount":"…","customer":"…"}'
 */
export function fingerprint(command: string, input: Readonly<Record<string, unknown>>): string {
  const fields: Record<string, string> = { command }
  for (const name of Object.keys(input).sort())
    if (name !== 'key' && input[name] !== undefined) fields[name] = digest(stable(input[name]))
  return JSON.stringify(fields)
}

/** The top-level fields in which two fingerprints differ. */
export function differingFields(one: string, other: string): string[] {
  const a = JSON.parse(one) as Record<string, string>
  const b = JSON.parse(other) as Record<string, string>
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => a[name] !== b[name]).sort()
}

function stable(value: unknown): string {
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined'
  if (Array.isArray(value)) return `[${value.map(stable).join()}]`
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined)
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, entry]) => `${JSON.stringify(name)}:${stable(entry)}`)
    .join()}}`
}
