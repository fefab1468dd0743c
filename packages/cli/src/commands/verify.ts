import type { Command } from 'commander'
import { withBooks } from '../books/open-books.js'
import { act, type Context, type Shell } from '../context.js'
import { exitCodes } from '../report-error.js'
import { progress } from '../terminal/progress.js'
import { oneLine } from '../terminal/text-width.js'

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
    const list = checks.map(({ ok: sound, name, detail }) =>
      sound ? `${style.green('ok')}    ${name}\n` : `${style.red('FAIL')}  ${name}\n      ${oneLine(detail)}\n`,
    )
    const counts = `${facts} facts, ${postings} postings, ${accounts} accounts`
    const verdict = ok ? style.green('The books are sound') : style.red(`${failed} of ${checks.length} checks failed`)
    await context.print(`${list.join('')}\n${verdict}: ${counts}.\n`)
  }
  return ok ? exitCodes.ok : exitCodes.rule
}
