import { parseArgs } from 'node:util'

/** Reads whole numbers, the store and the names from the command line. */
export function readArguments<const Name extends string>(
  names: readonly Name[],
): {
  /** What was given with `--name`. */
  readonly numbers: { readonly [N in Name]?: number }
  readonly store: string | undefined
  /** What was given without dashes. */
  readonly positionals: readonly string[]
} {
  const options = Object.fromEntries([...names, 'store'].map((name) => [name, { type: 'string' as const }]))
  const { values, positionals } = parseArgs({ options, allowPositionals: true })
  const numbers: { [N in Name]?: number } = {}
  for (const name of names) {
    if (values[name] === undefined) continue
    const number = Number(values[name])
    if (!Number.isSafeInteger(number) || number < 0)
      throw new Error(`--${name} takes a whole number, not ${values[name]}`)
    numbers[name] = number
  }
  return { numbers, store: values['store'], positionals }
}
