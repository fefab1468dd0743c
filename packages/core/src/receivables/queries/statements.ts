import { ReceivablesError } from '../../errors/index.js'
import { scan } from '../../ports/scan.js'
import type { Row } from '../../records/collections.js'
import { movement, type Statement, statement, type StatementEntry } from '../../statement/statement.js'
import { statementOf } from '../input/others.js'
import { parseInput } from '../parse.js'
import { readings } from '../readings.js'
import { type Settings, todayOf } from '../settings.js'
import { assertCustomer } from './balances.js'

type Line = Row<'postings'>

/**
 * A customer's account over a period in one currency, with a running balance.
 *
 * Reads the lines of the period and no others; what came before is one sum, by the store where it can.
 */
export async function statementsOf(settings: Settings, asked: unknown): Promise<Statement> {
  const query = parseInput(statementOf, typeof asked === 'string' ? { customer: asked } : asked, 'statements.of')
  // All reads that follow keep to this version, so that they are of one moment.
  const { customer, rev: version } = await assertCustomer(settings, query.customer)
  const { store, tenant } = settings
  const { knownAt = Infinity, reference } = query
  const currency = query.currency ?? (await onlyCurrency(settings, customer))
  const to = query.to ?? todayOf(settings)
  const lines = new Map<number, Line[]>()
  let first: number | undefined
  const part = { customer, currency, reference }
  const sum =
    query.from === undefined
      ? undefined
      : await store.opening?.({ ...part, tenant, before: query.from, version, knownAt: query.knownAt })
  let opening = sum ?? 0n
  const after = sum === undefined ? {} : { after: [query.from! - 1] }
  for await (const line of scan(store, tenant, {
    collection: 'postings',
    index: 'byDay',
    where: [customer],
    ...after,
  })) {
    if (line.version > version || line.recordedAt > knownAt) continue
    first ??= line.effectiveOn
    if (line.effectiveOn > to) break
    if (query.from !== undefined && line.effectiveOn < query.from) {
      opening += movement([line], part)
      continue
    }
    const own = lines.get(line.version)
    if (own === undefined) lines.set(line.version, [line])
    else own.push(line)
  }
  const from = query.from ?? first ?? to
  if (from > to) throw new ReceivablesError('invalid_input', 'statements.of: the period ends before it begins.')
  const moving = [...lines].filter(([, own]) => movement(own, part) !== 0n)
  const list = readings(store, tenant)
  const facts = list.keys(
    'facts',
    moving.map(([no]) => [customer, no]),
  )
  const about = new Set(moving.flatMap(([, own]) => own.map(({ document }) => document)))
  const documents = list.keys(
    'documents',
    [...about].map((id) => [id]),
  )
  await list.fetch()
  const entries = facts().map((fact) => ({ ...fact, postings: lines.get(fact.version)! }))
  const numbers = new Map(documents().map((row) => [row.id, row.number]))
  return statement(entries as StatementEntry[], { ...part, from, to, opening }, (id) => numbers.get(id) ?? id)
}

async function onlyCurrency(settings: Settings, customer: string): Promise<string> {
  const list = readings(settings.store, settings.tenant)
  const rows = list.all('balances', { where: [customer] })
  await list.fetch()
  if (rows().length > 1)
    throw new ReceivablesError(
      'currency_required',
      `Customer ${customer} has entries in ${rows()
        .map((row) => row.currency)
        .join(', ')}; a statement is in one currency.`,
      { currencies: rows().map((row) => row.currency) },
    )
  return rows()[0]?.currency ?? settings.home.currency
}
