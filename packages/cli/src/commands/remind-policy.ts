import { type ReminderPolicy, resolvePolicy } from '@owekit/core/reminders'
import type { Command } from 'commander'
import { type Books, withBooks } from '../books/open-books.js'
import { act, type Context, type Shell } from '../context.js'
import { Refusal } from '../refusal.js'
import { debtorsOf } from '../remind/debtors.js'
import { policyNamed, presets } from '../remind/policy-named.js'
import { countOf } from '../terminal/amounts.js'
import { drawPolicy } from '../terminal/draw-policy.js'

interface Options {
  readonly preview?: boolean
  readonly yes?: boolean
}

const examples = `
Presets: ${presets.map(({ id }) => id).join(', ')}; none for no reminders.

Examples:
  $ owekit remind policy                          what holds now
  $ owekit remind policy standard --preview       what it would say, and to how many
  $ owekit remind policy standard --yes
  $ owekit remind policy mine.json --yes          a policy of your own, as JSON`

/** `owekit remind policy`: the policy that holds for everybody who has no other. */
export function addRemindPolicy(parent: Command, shell: Shell): void {
  parent
    .command('policy')
    .description('show or set the policy that holds for everybody')
    .argument('[policy]', 'a JSON file, the name of a preset or of a policy that is kept, or none')
    .option('--preview', 'only show it; nothing is written')
    .option('--yes', 'let it hold from now on')
    .addHelpText('after', examples)
    .action(act<Options>(shell, policy))
}

/** What `remind policy --json` prints. */
interface PrintedPolicies {
  /** The policy that holds, or would; null for none. */
  readonly policy: ReminderPolicy | null
  /** What is shown does not hold: it was only looked at. */
  readonly preview: boolean
  /** What held before, by name. */
  readonly before: string | null
  /** Everything that is kept, by name. */
  readonly kept: readonly string[]
  /** How many customers have something open. */
  readonly debtors: number
}

async function policy(context: Context, { preview, yes }: Options, asked?: string): Promise<void> {
  if (asked !== undefined && preview !== true && yes !== true)
    throw new Refusal(
      'invalid_input',
      'Say whether to look or to write.',
      `Look first: owekit remind policy ${asked} --preview. Then give --yes.`,
    )
  const { found, printed } = await withBooks(context, async (books) => {
    const { ar } = books
    const kept = await ar.reminders.policies()
    const holds = kept.find(({ isDefault }) => isDefault)?.policy
    const wanted =
      asked === undefined
        ? holds
        : await policyNamed(
            context,
            asked,
            kept.map((one) => one.policy),
          )
    const isSet = asked !== undefined && preview !== true
    if (isSet && wanted === undefined) await ar.reminders.setDefault({ policy: 'none' })
    else if (isSet) await ar.reminders.setPolicy({ policy: { ...wanted }, isDefault: true })
    return { found: wanted, printed: await printedOf(books, wanted, holds, asked !== undefined && !isSet) }
  })
  if (context.json) return context.printJson(printed)
  await context.print(drawn(found, printed, context, asked !== undefined))
}

async function printedOf(
  books: Books,
  wanted: ReminderPolicy | undefined,
  holds: ReminderPolicy | undefined,
  preview: boolean,
): Promise<PrintedPolicies> {
  return {
    policy: wanted ?? null,
    preview,
    before: holds?.id ?? null,
    kept: (await books.ar.reminders.policies()).map((one) => one.policy.id),
    debtors: (await debtorsOf(books)).length,
  }
}

function drawn(
  policy: ReminderPolicy | undefined,
  { preview, before, debtors, kept }: PrintedPolicies,
  context: Context,
  isAsked: boolean,
): string {
  const { style } = context
  const title = policy === undefined ? 'Nobody is reminded: no policy holds.' : `Policy ${policy.id}`
  const holds = !isAsked
    ? ''
    : preview
      ? `It would hold in place of ${before ?? 'none'}, for ${countOf(debtors, 'customer')} with something open. Nothing was written.\n`
      : `It holds from now on, in place of ${before ?? 'none'}, for ${countOf(debtors, 'customer')} with something open.\n`
  const others = kept.filter((name) => name !== policy?.id)
  return [
    `${style.bold(title)}\n`,
    ...(policy === undefined ? [] : [drawPolicy(resolvePolicy(policy), policy, context)]),
    holds,
    ...(others.length > 0 && !isAsked ? [`Kept besides: ${others.join(', ')}\n`] : []),
    ...(policy === undefined && !isAsked ? ['Set one with: owekit remind policy standard --preview\n'] : []),
  ]
    .filter((part) => part !== '')
    .join('\n')
}
