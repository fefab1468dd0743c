import { readFile } from 'node:fs/promises'
import { isReceivablesError } from '@owekit/core'
import { bookingDeposit, checkedPolicy, firm, gentle, type ReminderPolicy, standard } from '@owekit/core/reminders'
import type { Context } from '../context.js'
import { Refusal } from '../refusal.js'
import { shown } from '../shown.js'

/** The policies that come along. */
export const presets: readonly ReminderPolicy[] = [gentle, standard, firm, bookingDeposit]

/**
 * The policy that a person names: `none`, one that is kept, a preset, or a JSON file. Undefined for none.
 *
 * @throws Refusal `policy_not_found`; `invalid_policy` with the place in the file
 */
export async function policyNamed(
  context: Context,
  asked: string,
  kept: readonly ReminderPolicy[],
): Promise<ReminderPolicy | undefined> {
  if (asked === 'none') return undefined
  // What is kept under a preset's name may have been changed, and is meant.
  const known = [...kept, ...presets].find(({ id }) => id === asked)
  return known ?? policyIn(context, asked)
}

async function policyIn(context: Context, file: string): Promise<ReminderPolicy> {
  const path = context.path(file)
  const text = await readFile(path, 'utf8').catch(() => {
    throw new Refusal(
      'policy_not_found',
      `${shown(file)} is neither a file, nor a preset, nor a policy that is kept.`,
      `Presets are ${presets.map(({ id }) => id).join(', ')}.`,
      { policy: shown(file) },
    )
  })
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch (error) {
    throw new Refusal('invalid_policy', `${path} is not JSON: ${(error as Error).message}`, '', {
      file: path,
      path: '',
    })
  }
  try {
    return checkedPolicy(given)
  } catch (error) {
    if (!isReceivablesError(error, 'invalid_policy')) throw error
    throw new Refusal(
      'invalid_policy',
      `${path}: ${error.message}`,
      'Nothing was changed. Correct that place in the file.',
      {
        ...error.details,
        file: path,
      },
    )
  }
}
