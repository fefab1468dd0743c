import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Command, Option } from 'commander'
import { withBooks } from '../books/open-books.js'
import { act, type Context, type Shell } from '../context.js'
import { Refusal } from '../refusal.js'

interface Options {
  readonly format: 'json' | 'hledger'
  readonly out?: string
}

const examples = `
Examples:
  $ owekit journal export --out books.json             a copy that \`owekit import journal\` restores
  $ owekit journal export --format hledger | hledger -f - balance`

/** `owekit journal export`: every fact and posting, as text. */
export function addJournalExport(program: Command, shell: Shell): void {
  program
    .command('journal')
    .description('take the journal out')
    .command('export')
    .description('write every fact: as JSON that can be imported again, or for hledger')
    .addOption(new Option('--format <format>', 'json or hledger').choices(['json', 'hledger']).default('json'))
    .option('--out <file>', 'write to a file, whole or not at all (default: stdout)')
    .addHelpText('after', examples)
    .action(act<Options>(shell, exportJournal))
}

async function exportJournal(context: Context, { format, out }: Options): Promise<void> {
  await withBooks(context, async ({ ar }) => {
    const pieces = ar.journal.export(format)
    if (out === undefined) {
      for await (const piece of pieces) await context.io.stdout.write(piece)
      return
    }
    const path = context.path(out)
    await writeWhole(path, pieces)
    if (context.json) await context.printJson({ format, file: path })
    else context.remark(`Wrote ${path}.`)
  })
}

/** Writes a file beside its place and moves it there when it is complete. */
async function writeWhole(path: string, pieces: AsyncIterable<string>): Promise<void> {
  const unfinished = `${path}.unfinished`
  try {
    await pipeline(Readable.from(pieces), createWriteStream(unfinished))
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    const code = (error as NodeJS.ErrnoException).code
    if (code === undefined) throw error
    throw new Refusal('invalid_input', `${path} cannot be written: ${(error as Error).message}.`, '', { path })
  }
}
