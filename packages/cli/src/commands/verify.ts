import type { Command } from 'commander'
import { withBooks } from '../books/open-books.js'
import { act, type Context, type Shell } from '../context.js'
import { exitCodes } from '../report-error.js'
import { progress } from '../terminal/progress.js'
import { table } from '../terminal/table.js'

const examples = `
Examples:
  $ owekit verify && echo sound
  $ owekit verify --json`

/** `owekit verify`: replays the journal and proves the books. */
export function addVerify(program: Command, shell: Shell): void {
  program
    .command('verify')
    .description('replay the journal and prove every figure; exits 1 when a check fails')
    .addHelpText('after', examples)
    .action(act(shell, verify))
}

async function verify(context: Context): Promise<number> {
  const bar = progress(context.io, 'Verifying', context.quiet)
  const proof = await withBooks(context, ({ ar }) =>
    ar.verify({ onAccount: (done) => bar.at(undefined, `${done} accounts`) }),
  ).finally(() => bar.end())
  const { ok, facts, postings, accounts, checks } = proof
  if (context.json) {
    await context.printJson({
      ok,
      facts,
      postings,
      accounts,
      checks: checks.map((check) => ({ id: check.id, name: check.name, ok: check.ok, detail: check.detail })),
    })
  } else {
    const { style } = context
    const failed = checks.filter((check) => !check.ok).length
    const list = table(
      [
        { title: '', paint: (cell, text) => (text === 'ok' ? style.green(cell) : style.red(cell)) },
        { title: 'check' },
        { title: 'holds' },
        { title: 'detail', flexible: true, paint: (cell) => style.dim(cell) },
      ],
      checks.map((check) => [check.ok ? 'ok' : 'FAIL', String(check.id), check.name, check.detail]),
      { style, width: context.width },
    )
    const counts = `${facts} facts, ${postings} postings, ${accounts} accounts`
    const verdict = ok ? style.green('The books are sound') : style.red(`${failed} of ${checks.length} checks failed`)
    await context.print(`${list}\n${verdict}: ${counts}.\n`)
  }
  return ok ? exitCodes.ok : exitCodes.rule
}
