import { existsSync, rmSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { memoryStore } from '@owekit/core/memory'
import { sqliteStore } from '@owekit/store-sqlite'
import type { CampaignStore } from '@owekit/testing'

/** Makes one empty store after another; each is closed before the next is made. */
export type StoreMaker = (clock: () => number) => CampaignStore

/** Reads whole numbers and the store from the command line. */
export function readArguments<const Name extends string>(defaults: { readonly [N in Name]: number }): {
  readonly numbers: { readonly [N in Name]: number }
  readonly store: StoreMaker
  /** What was given without dashes. */
  readonly names: readonly string[]
} {
  const names = Object.keys(defaults) as Name[]
  const options = Object.fromEntries([...names, 'store'].map((name) => [name, { type: 'string' as const }]))
  const { values, positionals } = parseArgs({ options, allowPositionals: true })
  const numbers = Object.fromEntries(
    names.map((name) => {
      const number = values[name] === undefined ? defaults[name] : Number(values[name])
      if (!Number.isSafeInteger(number) || number < 0)
        throw new Error(`--${name} takes a whole number, not ${values[name]}`)
      return [name, number]
    }),
  ) as { [N in Name]: number }
  return { numbers, store: storeMaker(values['store'] ?? 'memory'), names: positionals }
}

function storeMaker(name: string): StoreMaker {
  if (name === 'memory') return (clock) => memoryStore({ clock })
  const path = name.startsWith('sqlite:') ? name.slice('sqlite:'.length) : ''
  if (path === '') throw new Error(`--store takes memory or sqlite:FILE, not ${name}`)
  if (existsSync(path)) throw new Error(`${path} exists; name a file that may be made and removed`)
  return (clock) => {
    for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true })
    return sqliteStore({ path }, { clock })
  }
}
