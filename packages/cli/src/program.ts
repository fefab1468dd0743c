import { Command } from 'commander'
import { addAging } from './commands/aging.js'
import { addAllocate } from './commands/allocate.js'
import { addBalance } from './commands/balance.js'
import { addDoctor } from './commands/doctor.js'
import { addImportInvoices } from './commands/import-invoices.js'
import { addImportJournal } from './commands/import-journal.js'
import { addImportPayments } from './commands/import-payments.js'
import { addInit } from './commands/init.js'
import { addJournalExport } from './commands/journal-export.js'
import { addOpen } from './commands/open.js'
import { addRemindHistory } from './commands/remind-history.js'
import { addRemindPlan } from './commands/remind-plan.js'
import { addRemindPolicy } from './commands/remind-policy.js'
import { addRemindRun } from './commands/remind-run.js'
import { addRemindSimulate } from './commands/remind-simulate.js'
import { addRemindTasks } from './commands/remind-tasks.js'
import { addScenario } from './commands/scenario.js'
import { addServe } from './commands/serve.js'
import { addStatement } from './commands/statement.js'
import { addVerify } from './commands/verify.js'
import { defaultDb, type Shell } from './context.js'
import { versionOf } from './version.js'

const examples = `
Examples:
  $ owekit init --name "Studio Ada" --currency EUR --time-zone Europe/Paris
  $ owekit import invoices invoices.csv --customer id --number no --issued issued --due due \\
      --amount total --dates YYYY-MM-DD
  $ owekit aging
  $ owekit allocate cus_ada --preview
  $ owekit verify

Exit codes: 0 fine, 1 a rule or a check says no, 2 wrong usage or input, 3 the store is in trouble.`

/** The whole command line: global options and every command. */
export function buildProgram(shell: Shell): Command {
  const { io } = shell
  const program = new Command('owekit')
    .description('Accounts receivable: who owes what, since when, and why.')
    .version(versionOf(), '-V, --version', 'print the version')
    .option('--db <file>', 'the books: one SQLite file, or postgres://…', defaultDb)
    .option('--tenant <name>', 'whose books inside the file (default: "default")')
    .option('--json', 'print JSON for programs')
    .option('--currency <code>', 'the home currency (default: from the settings beside the books)')
    .option('--time-zone <zone>', 'where days begin (default: from the settings, or UTC)')
    .option('--no-color', 'no colour; NO_COLOR does the same')
    .option('-q, --quiet', 'no progress and no remarks')
    .addHelpText('after', examples)
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
      // Errors are reported in one place, after parsing.
      outputError: () => {},
      getOutHelpWidth: () => Math.min(io.stdout.columns ?? 100, 100),
      getOutHasColors: () => false,
    })
    .exitOverride()
    .helpCommand('help [command]', 'help on a command')
  addInit(program, shell)
  const imports = program.command('import').description('bring in invoices, payments or a journal')
  addImportInvoices(imports, shell)
  addImportPayments(imports, shell)
  addImportJournal(imports, shell)
  addAging(program, shell)
  addBalance(program, shell)
  addOpen(program, shell)
  addStatement(program, shell)
  addAllocate(program, shell)
  const remind = program.command('remind').description('reminders: the policy, what comes next, sending, what was said')
  addRemindPolicy(remind, shell)
  addRemindPlan(remind, shell)
  addRemindSimulate(remind, shell)
  addRemindRun(remind, shell)
  addRemindHistory(remind, shell)
  addRemindTasks(remind, shell)
  addVerify(program, shell)
  addJournalExport(program, shell)
  addScenario(program, shell)
  addServe(program, shell)
  addDoctor(program, shell)
  return program
}
