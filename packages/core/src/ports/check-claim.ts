import { ReceivablesError, shown } from '../errors/index.js'
import { checkKey, checkText } from '../records/check-row.js'
import type { BalancesQuery } from '../balance/balance-row.js'
import type { Store } from './store.js'

/**
 * Checks what a claim asks: who, how many, for how long.
 *
 * @example
 * checkClaim({ tenant: 'acme', owner: 'worker-1', limit: 100, leaseMs: 60_000 }) // fine
 */
export function checkClaim(query: Parameters<Store['claim']>[0]): void {
  checkText(query.tenant, 'tenant')
  checkText(query.owner, 'outbox.owner')
  checkCount(query.limit, 'limit')
  checkCount(query.leaseMs, 'leaseMs')
}

/**
 * Checks what a settlement names.
 *
 * @example
 * checkSettle({ tenant: 'acme', id: 'out_1', epoch: 1, state: 'done' }) // fine
 */
export function checkSettle(claim: Parameters<Store['settle']>[0]): void {
  checkText(claim.tenant, 'tenant')
  checkKey('outbox', ['id', 'epoch'], [claim.id, claim.epoch])
  if (!['done', 'failed', 'pending'].includes(claim.state)) {
    throw new ReceivablesError('invalid_input', `A claim cannot end as ${shown(claim.state)}.`)
  }
  if (claim.dueAt !== undefined) checkKey('outbox', ['dueAt'], [claim.dueAt])
}

/**
 * Checks which balances are asked for.
 *
 * @example
 * checkBalances({ tenant: 'acme', today: 20000, limit: 100 }) // fine
 */
export function checkBalances(query: BalancesQuery): void {
  checkText(query.tenant, 'tenant')
  if (query.customer !== undefined) checkText(query.customer, 'balances.customer')
  if (query.after !== undefined) checkKey('balances', ['customer', 'currency'], query.after)
  checkKey('instalments', ['dueOn'], [query.today])
  checkCount(query.limit, 'limit')
}

function checkCount(value: number, name: string): void {
  if (Number.isSafeInteger(value) && value >= 0) return
  throw new ReceivablesError('invalid_input', `${name} cannot be ${shown(value)}.`)
}
