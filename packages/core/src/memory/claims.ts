import type { Instant } from '../calendar/index.js'
import type { Row } from '../records/collections.js'
import { copyJson } from '../records/copy-json.js'
import type { Claimed, Store } from '../ports/store.js'
import type { Step } from './table.js'
import type { TenantRows } from './tenant-rows.js'

type Outbox = Row<'outbox'>

/** Takes rows whose lease ran out, then rows that fell due, oldest first. */
export function claimRows(rows: TenantRows, query: Parameters<Store['claim']>[0], now: Instant): Claimed[] {
  const due = rows.table('outbox').ordering('due')
  const all = (state: string) => due.page({ where: [state], limit: Infinity, reverse: false }) as Outbox[]
  const expired = all('claimed').filter((row) => row.leaseUntil <= now)
  const taken = expired.slice(0, query.limit)
  const pending = due.page({ where: ['pending'], limit: query.limit - taken.length, reverse: false }) as Outbox[]
  taken.push(...pending.filter((row) => row.dueAt <= now))
  return taken.map((row) => {
    const leaseUntil = now + query.leaseMs
    return replace(rows, { ...row, state: 'claimed', epoch: row.epoch + 1, owner: query.owner, leaseUntil })
  })
}

/** Ends a claim whose epoch still holds. Its owner and lease stay in the row, to be read later. */
export function settleRow(rows: TenantRows, claim: Parameters<Store['settle']>[0]): 'ok' | 'stale' {
  const row = rows.table('outbox').get([claim.id]) as Outbox | undefined
  if (row === undefined || row.state !== 'claimed' || row.epoch !== claim.epoch) return 'stale'
  const body = claim.body === undefined ? row.body : copyJson(claim.body)
  replace(rows, { ...row, state: claim.state, dueAt: claim.dueAt ?? row.dueAt, body })
  return 'ok'
}

function replace(rows: TenantRows, row: Outbox): Outbox {
  const steps: Step[] = []
  const table = rows.table('outbox')
  table.update({ ...row }, steps)
  for (const step of steps) {
    if (step.before !== undefined) step.slot.row = step.before
    table.settle(step)
  }
  return row
}
