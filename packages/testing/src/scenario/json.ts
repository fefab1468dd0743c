/** Anything JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject

/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: Json
}

/** Tells a JSON list. */
export function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value)
}

/** Tells a JSON object, as opposed to a list or null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A value as a report shows it: its JSON, cut at a length a line can take. */
export function shownJson(value: Json | undefined): string {
  if (value === undefined) return 'nothing'
  const text = JSON.stringify(value)
  return text.length > 300 ? `${text.slice(0, 300)}…` : text
}
