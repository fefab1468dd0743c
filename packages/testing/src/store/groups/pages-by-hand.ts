import { collections, compareKeys, type Collection, type Index, type Key, type Row } from '@owekit/core/ports'
import type { Random } from '../random.js'
import { document, instalment, source, startDay } from '../rows.js'

type AnyRow = Readonly<Record<string, unknown>>
type Listed = 'documents' | 'instalments' | 'sources'
type Lists = { readonly [C in Listed]: readonly Row<C>[] }

interface Page {
  readonly collection: Listed
  readonly index?: string
  readonly where: readonly unknown[]
  readonly after?: readonly unknown[]
  readonly limit: number
  readonly reverse: boolean
}

/** Lists with few different values, so that much in their indexes is equal. */
export function randomRows(dice: Random): Lists {
  const who = () => ({
    customer: dice.pick(['a', 'b', '😀', 'ﬀ']),
    currency: dice.pick(['EUR', 'JPY']),
    reference: dice.pick(['', '', 'job']),
  })
  const day = () => startDay + dice.upTo(3)
  const open = () => BigInt(dice.upTo(3) - 1)
  return {
    documents: Array.from({ length: 60 }, (_, no) => document(`d${no}`, { ...who(), issuedOn: day(), dueOn: day() })),
    instalments: Array.from({ length: 90 }, (_, no) => {
      return instalment(`d${no % 30}`, no, { ...who(), open: open(), dueOn: day(), issuedOn: day() })
    }),
    sources: Array.from({ length: 60 }, (_, no) => {
      return source(`s${no}`, {
        ...who(),
        unapplied: open(),
        receivedOn: day(),
        externalId: no % 2 === 0 ? '' : `x${no}`,
      })
    }),
  }
}

/** The columns that order an index: its own, which end in the key. */
function columnsOf(collection: Listed, index: string | undefined): readonly string[] {
  const described: Collection = collections[collection]
  return index === undefined ? described.key : described.indexes[index]!.columns
}

/** A page from anywhere in any of their indexes. */
export function randomPage(dice: Random, rows: Lists): Page {
  const collection = dice.pick(['documents', 'instalments', 'sources'] as const)
  const index = dice.pick([undefined, ...Object.keys(collections[collection].indexes)])
  const columns = columnsOf(collection, index)
  const valuesOf = () => columns.map((column) => (dice.pick<AnyRow>(rows[collection])[column] ?? 0) as string | number)
  const given = dice.upTo(columns.length)
  const after = valuesOf().slice(given)
  return {
    collection,
    where: valuesOf().slice(0, given),
    limit: dice.pick([1, 3, 10, 200]),
    reverse: dice.upTo(2) === 0,
    ...(index === undefined ? {} : { index }),
    ...(dice.upTo(2) === 0 && !after.some((value) => typeof value === 'bigint') ? { after } : {}),
  }
}

/** The same page by sorting every row. */
export function pageByHand(
  rows: readonly AnyRow[],
  { collection, index, where, after, limit, reverse }: Page,
): AnyRow[] {
  const columns = columnsOf(collection, index)
  const described: Collection = collections[collection]
  const condition = index === undefined ? undefined : described.indexes[index]?.where
  const isIndexed = (row: AnyRow) => condition === undefined || isHeld(row[condition.column], condition.is)
  const rest = (row: AnyRow) => columns.slice(where.length).map((column) => row[column]) as Key
  const way = reverse ? -1 : 1
  return rows
    .filter((row) => isIndexed(row) && where.every((value, i) => row[columns[i]!] === value))
    .filter((row) => after === undefined || way * compareKeys(rest(row), after as Key) > 0)
    .sort((a, b) => way * compareKeys(rest(a), rest(b)))
    .slice(0, limit)
}

function isHeld(value: unknown, is: NonNullable<Index['where']>['is']): boolean {
  switch (is) {
    case 'nonzero':
      return value !== 0n
    case 'null':
      return value === null
    case 'not null':
      return value !== null
    case 'not empty':
      return value !== ''
  }
}
