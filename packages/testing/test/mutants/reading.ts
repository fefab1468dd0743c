import { scan, type OpeningQuery, type Read, type Row as RowOf, type Store } from '@owekit/core/ports'
import { asks, commits, deeply, reads, tick, without, type Mutate, type Row } from './change.js'

// Stores that give other rows than were written, other pages, or other sums.

type Mutants = Readonly<Record<string, Mutate>>

/** Keeps every text in another form than it was given. */
const texts = (change: (text: string) => string): Mutate =>
  commits((batch) => deeply(batch, (leaf) => (typeof leaf === 'string' ? change(leaf) : leaf)) as typeof batch)

export const tenants: Mutants = {
  'shows every tenant the rows of the first': (store) => ({
    read: ((tenant: string, list: readonly Read[]) =>
      store.read(tenant === 'two' ? 'one' : tenant, list)) as unknown as Store['read'],
  }),
  'settles for any tenant': (store) => ({
    settle: async (claim) => {
      for (const tenant of await store.tenants()) if ((await store.settle({ ...claim, tenant })) === 'ok') return 'ok'
      return 'stale'
    },
  }),
  'ages every tenant together': (store) => ({
    aging: async (query) => {
      const all = (await store.tenants()).map((tenant) => store.aging!({ ...query, tenant }))
      return (await Promise.all(all)).flat()
    },
  }),
  'adds up the balances of every tenant': (store) => ({
    balances: async (query) => {
      const all = (await store.tenants()).map((tenant) => store.balances!({ ...query, tenant }))
      return (await Promise.all(all)).flat()
    },
  }),
  'counts one series for all tenants': (store) => ({
    commit: async (batch) => {
      const result = await store.commit(batch)
      if (batch.number !== undefined && result.status === 'committed' && batch.tenant === 'one')
        await store.commit({ tenant: 'two', expect: [], insert: {}, update: {}, number: batch.number })
      return result
    },
  }),
  'lists whoever was asked about': (store) => {
    const asked = new Set<string>()
    return {
      read: ((tenant: string, list: readonly Read[]) => {
        asked.add(tenant)
        return store.read(tenant, list)
      }) as unknown as Store['read'],
      tenants: async () => [...new Set([...(await store.tenants()), ...asked])].sort(),
    }
  },
  'takes a tenant for one whose name begins alike': (store) => ({
    read: ((tenant: string, list: readonly Read[]) =>
      store.read(tenant === 'ab' ? 'a' : tenant, list)) as unknown as Store['read'],
  }),
}

export const money: Mutants = {
  'keeps money as floats': reads((rows) =>
    rows.map((row) => deeply(row, (leaf) => (typeof leaf === 'bigint' ? BigInt(Number(leaf)) : leaf)) as Row),
  ),
  'wraps around beyond 64 bit': commits(
    (batch) => deeply(batch, (leaf) => (typeof leaf === 'bigint' ? BigInt.asIntN(64, leaf) : leaf)) as typeof batch,
  ),
  'finds nothing open beyond 32 bit': reads((rows, read) =>
    'index' in read && read.index === 'open'
      ? rows.filter((row) => BigInt.asIntN(32, row['open'] as bigint) !== 0n)
      : rows,
  ),
}

export const text: Mutants = {
  'normalises text': texts((text) => text.normalize('NFC')),
  'decomposes text': texts((text) => text.normalize('NFD')),
  'trims text': texts((text) => text.trim()),
  'ends text at NUL': texts((text) => text.replace(/\0.*/s, '')),
  'mends lone surrogates': texts((text) => text.toWellFormed()),
  'takes a number in text for the number': texts((text) => (/^\d+$/.test(text) ? String(Number(text)) : text)),
  'cuts text at 65,535': texts((text) => text.slice(0, 65_535)),
  'forgets rows with an emoji': commits((batch) =>
    batch.insert.heads?.some(({ customer }) => customer.includes('😀')) ? { ...batch, insert: {} } : batch,
  ),
}

export const json: Mutants = {
  'gives big integers in data back as numbers': reads((rows) =>
    rows.map((row) => ({ ...row, ...('data' in row ? { data: numbered(row['data']) } : {}) })),
  ),
  'takes text for a big integer': reads((rows) =>
    rows.map((row) => {
      const mark = (leaf: unknown) => (typeof leaf === 'string' && /^n:\d+$/.test(leaf) ? BigInt(leaf.slice(2)) : leaf)
      return 'data' in row ? { ...row, data: deeply(row['data'], mark) } : row
    }),
  ),
  'loses what is called __proto__': reads((rows) =>
    rows.map((row) => ('data' in row ? { ...row, data: assigned(row['data']) } : row)),
  ),
  'rounds what is no whole number': commits(
    (batch) => deeply(batch, (leaf) => (leaf === 0.5 ? 1 : leaf)) as typeof batch,
  ),
}

function numbered(data: unknown): unknown {
  return deeply(data, (leaf) => (typeof leaf === 'bigint' ? Number(leaf) : leaf))
}

/** As code does that builds objects key by key. */
function assigned(data: unknown): unknown {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return data
  const copy: Record<string, unknown> = {}
  for (const [key, held] of Object.entries(data)) copy[key] = held
  return copy
}

export const ordering: Mutants = {
  'orders text by UTF-16 unit': reads((rows, read) => {
    if ('keys' in read || read.where.length > 0 || read.collection !== 'customers') return rows
    const by = (row: Row) => (read.index === 'byName' ? row['name'] : row['id']) as string
    const sorted = [...rows].sort((a, b) => (by(a) < by(b) ? -1 : 1))
    return read.reverse === true ? sorted.reverse() : sorted
  }),
  'orders text as a language does': reads((rows, read) =>
    'index' in read && read.index === 'byName'
      ? [...rows].sort((a, b) => String(a['name']).localeCompare(String(b['name'])))
      : rows,
  ),
  'orders numbers as text': reads((rows, { collection }) =>
    collection === 'facts' || collection === 'postings'
      ? [...rows].sort((a, b) => (String(a['version']) < String(b['version']) ? -1 : 1))
      : rows,
  ),
  'gives rows asked by key in the order of their keys': reads((rows, read) =>
    'keys' in read ? [...rows].sort((a, b) => (String(a['id']) < String(b['id']) ? -1 : 1)) : rows,
  ),
  'gives a row asked for twice once': reads((rows, read) =>
    'keys' in read ? [...new Map(rows.map((row) => [row['id'], row])).values()] : rows,
  ),
}

/** Every row of a page's index, from its beginning. */
async function whole(store: Store, tenant: string, read: Read): Promise<readonly Row[]> {
  const all = { ...without(read as { after?: unknown }, 'after'), limit: 100_000 } as Read
  const [rows] = (await store.read(tenant, [all])) as unknown as [readonly Row[]]
  return rows
}

export const scans: Mutants = {
  'begins a page with the last row of the one before': asks((read) =>
    'after' in read && read.after?.length === 1 ? { ...read, after: [String(read.after[0]).slice(0, -1)] } : read,
  ),
  'ignores reverse': asks((read) => ('keys' in read ? read : { ...read, reverse: false })),
  'skips rows whose leading value was on the page before': (store) => ({
    read: (async (tenant: string, list: readonly Read[]) => {
      const answer = (await store.read(tenant, list)) as readonly (readonly Row[])[]
      return answer.map((rows, i) => {
        const read = list[i]!
        if (!('after' in read) || read.index !== 'byCustomer' || read.where.length > 0) return rows
        return rows.filter((row) => row['customer'] !== read.after?.[0])
      })
    }) as unknown as Store['read'],
  }),
  'finds its place by counting rows': (store) => {
    const given = new Map<string, number>()
    return {
      read: (async (tenant: string, list: readonly Read[]) => {
        const pages = []
        for (const read of list) {
          if ('keys' in read) pages.push((await store.read(tenant, [read]))[0])
          else {
            const id = JSON.stringify([tenant, read.collection, read.index, read.where, read.reverse])
            const from = read.after === undefined ? 0 : (given.get(id) ?? 0)
            const page = (await whole(store, tenant, read)).slice(from, from + read.limit)
            given.set(id, from + page.length)
            pages.push(page)
          }
        }
        return pages
      }) as unknown as Store['read'],
    }
  },
  'keeps rows in an index that they have left': asks((read) => {
    if (!('index' in read) || read.collection !== 'holds') return read
    const { collection, limit } = read
    return { collection, where: [], limit }
  }),
  'gives an empty day as the first of all': reads((rows, { collection }) =>
    collection === 'documents' ? rows.map((row) => ({ ...row, dueOn: row['dueOn'] ?? 0 })) : rows,
  ),
  'gives a page of one where none was asked': asks((read) =>
    'keys' in read || read.limit !== 0 ? read : { ...read, limit: 1 },
  ),
}

export const snapshots: Mutants = {
  'answers each read from its own moment': (store) => ({
    read: (async (tenant: string, list: readonly Read[]) => {
      const answer = []
      for (const read of list) {
        answer.push((await store.read(tenant, [read]))[0])
        await tick()
      }
      return answer
    }) as unknown as Store['read'],
  }),
  'reads from a copy that lags behind': (store) => {
    let last: { readonly id: string; readonly answer: unknown } | undefined
    return {
      read: (async (tenant: string, list: readonly Read[]) => {
        const id = JSON.stringify([tenant, list])
        const answer = await store.read(tenant, list)
        const stale = last?.id === id ? last.answer : answer
        last = { id, answer }
        return stale
      }) as unknown as Store['read'],
    }
  },
  'says that it does not age, and does': (store) => ({ caps: { ...store.caps, aging: false } }),
  'says that it has balances, and has not': () => ({ balances: undefined as never }),
}

/** Asks for aging as if a part of the question were not there. */
const agesWithout = (name: 'knownAt' | 'groupBy' | 'customer' | 'currency' | 'reference'): Mutate => {
  return (store) => ({ aging: (query) => store.aging!(without(query, name)) })
}

export const aging: Mutants = {
  'ages from the day before': (store) => ({ aging: (query) => store.aging!({ ...query, asOf: query.asOf - 1 }) }),
  'ages what was not known yet': agesWithout('knownAt'),
  'ages without groups': agesWithout('groupBy'),
  'ages every customer': agesWithout('customer'),
  'ages every currency': agesWithout('currency'),
  'ages every reference': agesWithout('reference'),
  'ages what was known at that very moment as unknown': (store) => ({
    aging: (query) => store.aging!(query.knownAt === undefined ? query : { ...query, knownAt: query.knownAt - 1 }),
  }),
  'ages by due day whatever is asked': (store) => ({ aging: (query) => store.aging!({ ...query, basis: 'due' }) }),
  'counts the last day of a bucket to the next': (store) => ({
    aging: (query) =>
      store.aging!({ ...query, bounds: query.bounds.map((bound) => bound - 1).filter((bound) => bound) }),
  }),
  'adds up in floats': (store) => ({
    aging: async (query) =>
      (await store.aging!(query)).map((row) => ({
        ...row,
        credits: row.credits.map((sum) => BigInt(Number(sum))),
      })),
  }),
  'adds currencies together': (store) => ({
    aging: async (query) => (await store.aging!(query)).map((row) => ({ ...row, currency: 'EUR' })),
  }),
  'leaves deposits out': (store) => ({
    aging: async (query) => (await store.aging!(query)).map((row) => ({ ...row, deposits: 0n })),
  }),
  'takes any bounds': (store) => ({
    aging: (query) => store.aging!({ ...query, bounds: query.bounds.filter((bound) => bound > 0) }),
  }),
}

export const balances: Mutants = {
  'remembers when balances were first read': (store) => {
    let first: number | undefined
    return {
      balances: async (query) =>
        (await store.balances!(query)).map((row) => ({ ...row, readAt: (first ??= row.readAt - 1) })),
    }
  },
  'counts what is due today as overdue': (store) => ({
    balances: (query) => store.balances!({ ...query, today: query.today + 1 }),
  }),
  'gives the balances of every customer': (store) => ({
    balances: (query) => store.balances!(without(query, 'customer')),
  }),
  'begins every page of balances at the first': (store) => ({
    balances: async (query) =>
      query.after?.[1] === 'JPY' ? store.balances!(query) : store.balances!(without(query, 'after')),
  }),
  'pages balances by customer alone': (store) => ({
    balances: async (query) => (await store.balances!(query)).filter(({ customer }) => customer !== query.after?.[0]),
  }),
  'gives more balances than asked': (store) => ({
    balances: (query) => store.balances!({ ...query, limit: query.limit + 1 }),
  }),
  'lets credit expire on its last day': (store) => ({
    balances: async (query) => {
      const late = await store.balances!({ ...query, today: query.today + 1 })
      return (await store.balances!(query)).map((row, i) => ({ ...row, expired: late[i]!.expired }))
    },
  }),
  'counts nothing as expired': (store) => ({
    balances: async (query) => (await store.balances!(query)).map((row) => ({ ...row, expired: 0n })),
  }),
  'counts promised refunds as expired': (store) => ({
    balances: async (query) => {
      const [sources] = await store.read(query.tenant, [{ collection: 'sources', where: [], limit: 1000 }])
      return (await store.balances!(query)).map((row) => {
        const over = sources.filter(
          ({ customer, currency, unapplied, expiresOn }) =>
            customer === row.customer &&
            currency === row.currency &&
            unapplied !== 0n &&
            (expiresOn ?? query.today) < query.today,
        )
        return { ...row, expired: over.reduce((sum, { unapplied }) => sum + unapplied, 0n) }
      })
    },
  }),
  'counts only what is overdue in the first currency': (store) => ({
    balances: async (query) =>
      (await store.balances!(query)).map((row) => (row.currency === 'EUR' ? row : { ...row, overdue: 0n })),
  }),
}

const plan = (from: number) => {
  const steps = [{ version: 1, name: 'first schema', statements: ['CREATE'] }].slice(from)
  return { from, to: 1, steps }
}

export const migration: Mutants = {
  'migrates in a dry run': () => {
    let version = 0
    return {
      migrate: async () => {
        const told = plan(version)
        version = 1
        return told
      },
    }
  },
  'migrates again at each run': () => ({ migrate: async () => plan(0) }),
  'tells of fewer steps than it takes': () => ({ migrate: async () => ({ ...plan(0), steps: [] }) }),
  'drops rows when it migrates': (store) => {
    let isEmpty = false
    let runs = 0
    const gone = reads((rows) => (isEmpty ? [] : rows))(store, Date.now)
    return {
      ...gone,
      migrate: async () => {
        isEmpty = ++runs > 1
        return store.migrate()
      },
    }
  },
}

/** What counts in a statement's opening. */
function isEarlier(line: RowOf<'postings'>, query: OpeningQuery): boolean {
  const { before, version, knownAt = Infinity, reference = line.reference } = query
  const isInTime = line.effectiveOn < before && line.version <= version && line.recordedAt <= knownAt
  return isInTime && line.reference === reference
}

/** Answers openings by reading every line of the account and counting some. */
const opensWith =
  (counts: (line: RowOf<'postings'>, query: OpeningQuery) => boolean): Mutate =>
  (store) => ({
    async opening(query) {
      let sum = 0n
      for await (const line of scan(store, query.tenant, { collection: 'postings', where: [query.customer] })) {
        const isOwn = line.account === 'receivable' || line.account === 'unapplied'
        if (isOwn && line.currency === query.currency && counts(line, query)) sum += line.amount
      }
      return sum
    },
  })

export const statements: Mutants = {
  'opens a statement a day late': opensWith((line, { before }) => line.effectiveOn <= before),
  'opens a statement with every version': opensWith((line, query) => isEarlier(line, { ...query, version: 99 })),
  'opens a statement without knownAt': opensWith((line, query) => isEarlier(line, without(query, 'knownAt'))),
  'opens a statement with all references': opensWith((line, query) => isEarlier(line, without(query, 'reference'))),
}
