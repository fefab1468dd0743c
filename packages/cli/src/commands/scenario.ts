import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { memoryStore } from '@owekit/core/memory'
import { type Command, InvalidArgumentError } from 'commander'
import type { ScenarioResult, StoreMaker } from '@owekit/testing'
import { act, isServer, type Context, type Shell } from '../context.js'
import { Refusal } from '../refusal.js'
import { exitCodes } from '../report-error.js'
import { progress } from '../terminal/progress.js'
import { oneLine } from '../terminal/text-width.js'

interface Options {
  readonly store: string
}

const examples = `
Examples:
  $ owekit scenario run                                  every bundled case, in memory
  $ owekit scenario run --store sqlite:cases.db --json
  $ owekit scenario run --store pglite:memory
  $ owekit scenario run my-cases.json`

/** `owekit scenario run`: runs cases that live as data. */
export function addScenario(program: Command, shell: Shell): void {
  program
    .command('scenario')
    .description('run cases that live as data')
    .command('run')
    .description('run scenario files, or the bundled cases; exits 1 when one fails')
    .argument('[files...]', 'scenario files (default: the bundled cases)')
    .option(
      '--store <store>',
      'memory, sqlite:FILE, pglite:memory or postgres://… (a scratch one: each case is a new tenant in it)',
      storeName,
      'memory',
    )
    .addHelpText('after', examples)
    .action(
      act<Options>(shell, (context, options, ...files) =>
        runCases(context, options, (files as unknown as string[][])[0] ?? []),
      ),
    )
}

function storeName(text: string): string {
  if (text === 'memory' || /^(sqlite|pglite):./.test(text) || isServer(text)) return text
  throw new InvalidArgumentError('Say memory, sqlite:FILE, pglite:memory or postgres://….')
}

async function runCases(context: Context, { store }: Options, files: readonly string[]): Promise<number> {
  const { bundledScenarios, parseScenarioFile, runScenarios } = await import('@owekit/testing')
  const scenarios = []
  if (files.length === 0) scenarios.push(...bundledScenarios())
  for (const file of files) {
    const text = await readFile(context.path(file), 'utf8').catch((error: unknown) => {
      throw new Refusal('invalid_input', `${file} cannot be read: ${(error as Error).message}.`, '', { file })
    })
    scenarios.push(...parseScenarioFile(text))
  }
  const bar = progress(context.io, 'Running cases', context.quiet)
  let done = 0
  const run = randomUUID().slice(0, 8)
  const { make, end } = await storeMaker(context, store)
  const results: ScenarioResult[] = []
  try {
    results.push(
      ...(await runScenarios(scenarios, make, {
        // A file may be used again: every run has tenants of its own.
        tenant: ({ id }) => `${id}~${run}`,
        onResult: () => bar.at((done += 1) / scenarios.length, `${done} of ${scenarios.length}`),
      })),
    )
  } finally {
    await end()
  }
  bar.end()
  const failed = results.filter(({ ok }) => !ok).length
  if (context.json) {
    await context.printJson(results.map(({ id, store: name, ok, detail }) => ({ id, store: name, ok, detail })))
  } else {
    const { style } = context
    const lines = results.map(
      ({ id, ok, detail }) =>
        `${ok ? style.green('ok  ') : style.red('FAIL')}  ${id}  ${ok ? style.dim(detail) : oneLine(detail)}\n`,
    )
    await context.print(
      `${lines.join('')}\n${results.length - failed} passed, ${failed} failed on ${results[0]?.store ?? store}\n`,
    )
  }
  return failed === 0 ? exitCodes.ok : exitCodes.rule
}

async function storeMaker(context: Context, store: string): Promise<{ make: StoreMaker; end: () => Promise<void> }> {
  if (store === 'memory') return { make: memoryStore, end: async () => {} }
  if (isServer(store)) {
    const { openPostgres } = await import('../books/open-postgres.js')
    const opened = await openPostgres(store, (given) => context.path(given))
    return { make: (options) => opened.store(options), end: () => opened.end() }
  }
  const { sqliteStore } = await import('@owekit/store-sqlite')
  const path = context.path(store.slice('sqlite:'.length))
  return { make: ({ clock }) => sqliteStore({ path }, { clock }), end: async () => {} }
}
