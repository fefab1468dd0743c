import { isReceivablesError } from '@owekit/core'
import { Refusal } from '../refusal.js'
import { keptSecrets, type Secrets, secretsPath } from '../serve/secrets.js'
import type { TillName } from '../serve/till.js'
import { findingsOf, type Finding } from './finding.js'

const keys = findingsOf('keys')

/** What was found of the keys, and the keys that are there. Nothing of them is in a finding. */
export interface FoundKeys {
  readonly findings: readonly Finding[]
  readonly secrets: Secrets | undefined
}

/** Looks whether the keys that a server needs are there, and are for nobody else to read. */
export async function checkKeys(
  db: string,
  till: TillName,
  env: Readonly<Record<string, string | undefined>>,
  isPublic: boolean,
): Promise<FoundKeys> {
  const findings: Finding[] = []
  const path = secretsPath(db)
  let secrets: Secrets | undefined
  try {
    secrets = await keptSecrets(db)
    if (secrets === undefined)
      findings.push(keys.fail(`There is no ${path}.`, 'Start owekit serve once, which makes it, or restore it.'))
  } catch (error) {
    if (!isReceivablesError(error)) throw error
    findings.push(keys.fail(error.message, error instanceof Refusal ? error.hint : ''))
  }
  const admin = env['OWEKIT_ADMIN_KEY'] ?? ''
  if (admin !== '' && admin.length < 24)
    findings.push(keys.fail(`OWEKIT_ADMIN_KEY has ${admin.length} characters.`, 'Give it at least 24.'))
  if (till === 'stripe' && isPublic && /^[sr]k_test_/.test(env['STRIPE_SECRET_KEY'] ?? ''))
    findings.push(keys.warn('STRIPE_SECRET_KEY is a test key: no money moves.', 'Use the live key when you mean it.'))
  if (till === 'fake' && isPublic)
    findings.push(
      keys.warn(
        'Payments are pretended: whoever holds a link can settle an invoice without paying.',
        'Set STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET, unless that is what you want.',
      ),
    )
  if (findings.every(({ level }) => level !== 'fail')) findings.unshift(keys.ok(`${path} has every key.`))
  return { findings, secrets }
}
