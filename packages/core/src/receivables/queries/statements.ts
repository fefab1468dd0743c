import { ReceivablesError } from '../../errors/index.js'
import type { Fact } from '../../journal/fact.js'
import type { Row } from '../../records/collections.js'
import { type Statement, statement } from '../../statement/statement.js'
import { statementOf } from '../input/others.js'
import { streamOf } from '../facts.js'
import { parseInput } from '../parse.js'
import { readings } from '../readings.js'
import { type Settings, todayOf } from '../settings.js'
import { assertCustomer } from './balances.js'

/** A customer's account over a period in one currency, with a running balance. */
export async function statementsOf(settings: Settings, asked: unknown): Promise<Statement> {
  const query = parseInput(statementOf, typeof asked === 'string' ? { customer: asked } : asked, 'statements.of')
  await assertCustomer(settings, query.customer)
  const currency = query.currency ?? (await onlyCurrency(settings, query.customer))
  const facts: Fact[] = []
  const numbers = new Map<string, string>()
  let first: number | undefined
  for await (const fact of streamOf(settings.store, settings.tenant, query.customer)) {
    if (fact.type === 'invoice.issued' || fact.type === 'credit.issued') numbers.set(fact.data.id, fact.data.number)
    if (fact.type === 'account.absorbed') noteNumbers(numbers, fact.data.rows['documents'])
    if (fact.postings.length === 0 || (query.knownAt !== undefined && fact.recordedAt > query.knownAt)) continue
    if (first === undefined || fact.effectiveOn < first) first = fact.effectiveOn
    facts.push(fact)
  }
  facts.sort((a, b) => a.effectiveOn - b.effectiveOn || a.version - b.version)
  const to = query.to ?? todayOf(settings)
  const from = query.from ?? first ?? to
  if (from > to) throw new ReceivablesError('invalid_input', 'statements.of: the period ends before it begins.')
  const period = { customer: query.customer, currency, from, to, reference: query.reference }
  return statement(facts, period, (document) => numbers.get(document) ?? document)
}

function noteNumbers(numbers: Map<string, string>, rows: readonly { readonly [column: string]: unknown }[] = []): void {
  for (const row of rows as unknown as readonly Row<'documents'>[]) numbers.set(row.id, row.number)
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
