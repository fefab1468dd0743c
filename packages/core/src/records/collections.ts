// Long because it is one table: every collection the engine keeps, with its columns, keys and indexes side by side.

/**
 * What a column holds, in memory and on disk.
 *
 * - `text`: any well-formed Unicode text, kept exactly
 * - `int`: a whole number within ±2^53
 * - `money`: a bigint of minor units within signed 64 bit
 * - `day`: an integer day number (days since 1970-01-01); shown to SQL readers as `YYYY-MM-DD`
 * - `instant`: integer milliseconds since 1970-01-01T00:00Z; shown to SQL readers as RFC 3339 text
 * - `json`: plain data (objects, arrays, text, integers, booleans, null and bigint), kept as canonical text
 */
export type ColumnKind = 'text' | 'int' | 'money' | 'day' | 'instant' | 'json'

/** One column: its kind, and whether it may be null. */
export interface Column<K extends ColumnKind = ColumnKind, N extends boolean = boolean> {
  readonly kind: K
  readonly nullable: N
}

/** An ordering the engine reads by; equality on the first columns, then keyset order over the rest. */
export interface Index {
  readonly columns: readonly string[]
  /** Two rows of a tenant may not agree on these columns. */
  readonly unique?: boolean
  /** Only rows for which the column is not zero, is null, or is not null are in the index. */
  readonly where?: { readonly column: string; readonly is: 'nonzero' | 'null' | 'not null' | 'not empty' }
}

/** A collection: its columns, its key (the tenant always comes first and is not listed), its indexes. */
export interface Collection {
  readonly columns: Readonly<Record<string, Column>>
  readonly key: readonly string[]
  readonly indexes: Readonly<Record<string, Index>>
  /** Rows carry a `rev` column that a batch may expect. */
  readonly guarded: boolean
  /** Rows are written once and never changed. */
  readonly appendOnly: boolean
}

/** A value inside a `json` column. */
export type Json = null | boolean | string | number | bigint | readonly Json[] | { readonly [key: string]: Json }

type Held<K extends ColumnKind> = K extends 'text'
  ? string
  : K extends 'money'
    ? bigint
    : K extends 'json'
      ? Json
      : number

/** The row type that a collection's columns describe. */
export type RowOf<C extends Collection> = {
  readonly [Name in keyof C['columns']]: C['columns'][Name] extends Column<infer K, infer N>
    ? Held<K> | (N extends true ? null : never)
    : never
}

const column = <K extends ColumnKind>(kind: K): Column<K, false> => ({ kind, nullable: false })
const nullable = <K extends ColumnKind>(kind: K): Column<K, true> => ({ kind, nullable: true })

const text = column('text')
const int = column('int')
const money = column('money')
const day = column('day')
const instant = column('instant')
const json = column('json')
const dayOrNull = nullable('day')
const moneyOrNull = nullable('money')
const textOrNull = nullable('text')

function collection<const C extends Partial<Collection> & Pick<Collection, 'columns' | 'key'>>(parts: C) {
  return { indexes: {}, guarded: false, appendOnly: false, ...parts }
}

/**
 * Every collection the engine keeps, one descriptor each.
 *
 * `Batch` and `Row` are typed from this table; SQL adapters derive their tables and statements from it. Text
 * orders by code point (`COLLATE "C"`, `BINARY`), so that every store pages alike.
 */
export const collections = {
  /** One row per account: the version that guards every write to it. */
  heads: collection({
    key: ['customer'],
    guarded: true,
    columns: { customer: text, rev: int, recordedAt: instant, mergedInto: text },
  }),
  /** The append-only truth, versions 1..N per account. `customer` is `''` for the tenant's own stream. */
  facts: collection({
    key: ['customer', 'version'],
    appendOnly: true,
    columns: {
      customer: text,
      version: int,
      type: text,
      schema: int,
      effectiveOn: day,
      recordedAt: instant,
      actor: text,
      cause: text,
      requestKey: text,
      data: json,
    },
  }),
  /** The signed lines of each fact. */
  postings: collection({
    key: ['customer', 'version', 'line'],
    appendOnly: true,
    columns: {
      customer: text,
      version: int,
      line: int,
      account: text,
      currency: text,
      amount: money,
      home: moneyOrNull,
      rate: textOrNull,
      part: text,
      taxCode: text,
      effectiveOn: day,
      recordedAt: instant,
      document: text,
      instalment: int,
      issuedOn: dayOrNull,
      dueOn: dayOrNull,
      source: text,
      sourceOn: dayOrNull,
      expiresOn: dayOrNull,
      reference: text,
    },
    indexes: {
      byDay: { columns: ['customer', 'effectiveOn', 'version', 'line'] },
      byDocument: {
        columns: ['document', 'effectiveOn', 'customer', 'version', 'line'],
        where: { column: 'document', is: 'not empty' },
      },
      byReference: {
        columns: ['reference', 'effectiveOn', 'customer', 'version', 'line'],
        where: { column: 'reference', is: 'not empty' },
      },
    },
  }),
  /** Invoices, credit notes and deposit requests as they were issued. */
  documents: collection({
    key: ['id'],
    columns: {
      id: text,
      customer: text,
      kind: text,
      number: text,
      currency: text,
      exponent: int,
      total: money,
      net: money,
      issuedOn: day,
      dueOn: dayOrNull,
      voidedOn: dayOrNull,
      /** The invoice a credit note corrects, or `''`. */
      corrects: text,
      reference: text,
      /** Lines, tax components, terms, discount, metadata: see `DocumentData`. */
      data: json,
    },
    indexes: {
      byNumber: { columns: ['kind', 'number'], unique: true },
      byCustomer: { columns: ['customer', 'issuedOn', 'id'] },
      byReference: { columns: ['reference', 'issuedOn', 'id'], where: { column: 'reference', is: 'not empty' } },
      byCorrected: { columns: ['corrects', 'id'], where: { column: 'corrects', is: 'not empty' } },
    },
  }),
  /** The parts of an invoice, each with its own due day and open amount. */
  instalments: collection({
    key: ['document', 'no'],
    columns: {
      document: text,
      no: int,
      customer: text,
      currency: text,
      number: text,
      issuedOn: day,
      startsOn: day,
      dueOn: day,
      amount: money,
      open: money,
      /** What `open` is carried at in the home currency; null when no rate was given. */
      home: moneyOrNull,
      rate: textOrNull,
      /** The day from which its open amount is free to be settled. */
      freeFrom: day,
      endedOn: dayOrNull,
      plan: text,
      reference: text,
      /** `principal`, `interest` or `costs`: what the law lets a payment settle first. */
      component: text,
      /** The last day on which a payment may take the early-payment discount. */
      discountUntil: dayOrNull,
    },
    indexes: {
      open: {
        columns: ['customer', 'currency', 'dueOn', 'issuedOn', 'number', 'document', 'no'],
        where: { column: 'open', is: 'nonzero' },
      },
      due: { columns: ['dueOn', 'document', 'no'], where: { column: 'open', is: 'nonzero' } },
    },
  }),
  /** Value a customer has with us that can be set against items: payments, credits, deposits. */
  sources: collection({
    key: ['id'],
    columns: {
      id: text,
      customer: text,
      kind: text,
      currency: text,
      exponent: int,
      amount: money,
      /** Free to allocate. */
      unapplied: money,
      /** Held as a deposit for `reference`. */
      held: money,
      /** Paid back so far. */
      refunded: money,
      /** Promised back to the customer and so kept from allocation. */
      refundDue: money,
      home: moneyOrNull,
      rate: textOrNull,
      receivedOn: day,
      freeFrom: day,
      expiresOn: dayOrNull,
      reversedOn: dayOrNull,
      reference: text,
      /** `provider:externalId`, or `''`. */
      externalId: text,
      data: json,
    },
    indexes: {
      unapplied: {
        columns: ['customer', 'currency', 'receivedOn', 'id'],
        where: { column: 'unapplied', is: 'nonzero' },
      },
      held: { columns: ['customer', 'currency', 'receivedOn', 'id'], where: { column: 'held', is: 'nonzero' } },
      byCustomer: { columns: ['customer', 'receivedOn', 'id'] },
      byExternalId: { columns: ['externalId'], unique: true, where: { column: 'externalId', is: 'not empty' } },
    },
  }),
  /** Everything that settles an item: from a source, or as discount, tolerance, write-off. */
  allocations: collection({
    key: ['id'],
    columns: {
      id: text,
      customer: text,
      kind: text,
      source: text,
      document: text,
      /** The document's printed number, or `''`. */
      number: text,
      instalment: int,
      currency: text,
      amount: money,
      effectiveOn: day,
      /** Which rule chose it. */
      why: text,
      /** The fact that wrote it: account and version. */
      stream: text,
      version: int,
      /** The allocation that brought this one (a discount, a tolerance), or `''`. */
      cause: text,
      undoneOn: dayOrNull,
    },
    indexes: {
      byDocument: { columns: ['document', 'id'], where: { column: 'document', is: 'not empty' } },
      bySource: { columns: ['source', 'id'], where: { column: 'source', is: 'not empty' } },
      byCustomer: { columns: ['customer', 'effectiveOn', 'id'] },
    },
  }),
  /** Disputes, chargebacks and other reasons to leave an item (or a customer, `document: ''`) alone. */
  holds: collection({
    key: ['id'],
    columns: {
      id: text,
      customer: text,
      document: text,
      reason: text,
      note: text,
      placedOn: day,
      releasedOn: dayOrNull,
    },
    indexes: {
      active: { columns: ['customer', 'document', 'id'], where: { column: 'releasedOn', is: 'null' } },
      byDocument: { columns: ['document', 'id'], where: { column: 'document', is: 'not empty' } },
      byCustomer: { columns: ['customer', 'id'] },
    },
  }),
  /** Negotiated payment plans over an invoice's open part. */
  plans: collection({
    key: ['id'],
    columns: {
      id: text,
      customer: text,
      document: text,
      agreedOn: day,
      /** The day on which the customer accepted it; null while it is ours alone. */
      acceptedOn: dayOrNull,
      /** The day from which a part was late, once that was noticed. */
      brokenOn: dayOrNull,
      cancelledOn: dayOrNull,
      data: json,
    },
    indexes: { byDocument: { columns: ['document', 'id'] }, byCustomer: { columns: ['customer', 'id'] } },
  }),
  /** Payments that a provider has announced: on their way, held on a card, or over. What has not ended counts as pending. */
  incoming: collection({
    key: ['id'],
    columns: {
      id: text,
      customer: text,
      /** See `IncomingState`. */
      state: text,
      provider: text,
      externalId: text,
      /** The checkout it came through, or `''`. */
      checkout: text,
      currency: text,
      exponent: int,
      amount: money,
      since: day,
      endedOn: dayOrNull,
      reference: text,
      /** What it is meant for: see `IncomingData`. */
      data: json,
    },
    indexes: {
      pending: { columns: ['customer', 'currency', 'id'], where: { column: 'endedOn', is: 'null' } },
      byCustomer: { columns: ['customer', 'id'] },
    },
  }),
  /** Money paid back, each with how far it got. */
  refunds: collection({
    key: ['id'],
    columns: {
      id: text,
      customer: text,
      source: text,
      currency: text,
      amount: money,
      /** `recorded` by hand, or through a provider: `requested`, `sent`, `failed`. */
      state: text,
      provider: text,
      externalId: text,
      refundedOn: day,
      data: json,
    },
    indexes: {
      bySource: { columns: ['source', 'id'] },
      byCustomer: { columns: ['customer', 'refundedOn', 'id'] },
      byExternalId: {
        columns: ['provider', 'externalId'],
        unique: true,
        where: { column: 'externalId', is: 'not empty' },
      },
    },
  }),
  /** What a customer, or the payer's bank, does not accept: of an invoice, or of a payment. */
  disputes: collection({
    key: ['id'],
    columns: {
      id: text,
      customer: text,
      /** The invoice, or `''`. */
      document: text,
      /** The payment, or `''`. */
      source: text,
      reason: text,
      currency: text,
      amount: money,
      openedOn: day,
      resolvedOn: dayOrNull,
      /** `''` while open; `accepted`, `rejected` or `withdrawn`; of a provider's `won` or `lost`. */
      outcome: text,
      hold: text,
      provider: text,
      externalId: text,
      /** The lines it is about and the log of evidence: see `DisputeData`. */
      data: json,
    },
    indexes: {
      open: { columns: ['customer', 'document', 'id'], where: { column: 'resolvedOn', is: 'null' } },
      byDocument: { columns: ['document', 'id'], where: { column: 'document', is: 'not empty' } },
      byCustomer: { columns: ['customer', 'id'] },
      byExternalId: {
        columns: ['provider', 'externalId'],
        unique: true,
        where: { column: 'externalId', is: 'not empty' },
      },
    },
  }),
  /** What a customer said would be paid by a day. */
  promises: collection({
    key: ['id'],
    columns: {
      id: text,
      customer: text,
      /** The invoice, or `''` for whatever is open. */
      document: text,
      currency: text,
      amount: money,
      madeOn: day,
      /** The last day on which it is kept. */
      until: day,
      /** What had been received of it when it ended; while open, 0. */
      received: money,
      /** `open`, `kept`, `broken` or `withdrawn`. */
      state: text,
      endedOn: dayOrNull,
      data: json,
    },
    indexes: {
      open: { columns: ['customer', 'currency', 'until', 'id'], where: { column: 'endedOn', is: 'null' } },
      byDocument: { columns: ['document', 'id'], where: { column: 'document', is: 'not empty' } },
      byCustomer: { columns: ['customer', 'madeOn', 'id'] },
    },
  }),
  /** Bookings: what they were made under, and how far they got. What was paid is read from the money itself. */
  bookings: collection({
    key: ['id'],
    columns: {
      /** Also the reference of its deposit and its invoices. */
      id: text,
      customer: text,
      currency: text,
      exponent: int,
      total: money,
      /** What is asked at first. */
      deposit: money,
      /** `requested`, `approved`, `cancelled` or `no_show`. */
      state: text,
      date: day,
      requestedOn: day,
      approvedOn: dayOrNull,
      /** The deposit request, or `''`. */
      request: text,
      /** The instant until which it is kept unpaid; null: until someone decides. */
      expiresAt: nullable('instant'),
      endedOn: dayOrNull,
      /** Rules, place in time and outcome: see `BookingData`. */
      data: json,
    },
    indexes: {
      byCustomer: { columns: ['customer', 'id'] },
      byDate: { columns: ['date', 'id'] },
    },
  }),
  /** Links that ask for what is open now. The token itself is never kept, only its SHA-256. */
  links: collection({
    key: ['id'],
    columns: {
      id: text,
      customer: text,
      /** `invoice`, `instalment`, `deposit`, `reference` or `balance`. */
      scope: text,
      /** The invoice, deposit request or reference it is for; `''` for the balance. */
      target: text,
      instalment: int,
      /** The only currency it asks for, or `''`. */
      currency: text,
      tokenHash: text,
      generation: int,
      createdOn: day,
      /** The instant from which it only offers a new one; null: never. */
      expiresAt: nullable('instant'),
      revokedOn: dayOrNull,
      /** The least a payer may pay at once; null: only the whole. */
      minimum: moneyOrNull,
      data: json,
    },
    indexes: {
      byToken: { columns: ['tokenHash'], unique: true },
      byCustomer: { columns: ['customer', 'createdOn', 'id'] },
      byTarget: { columns: ['target', 'id'], where: { column: 'target', is: 'not empty' } },
    },
  }),
  /** How far a step of an item got: asked by a message, skipped, moved to another day, or given to staff. */
  reminders: collection({
    key: ['id'],
    columns: {
      id: text,
      customer: text,
      currency: text,
      document: text,
      instalment: int,
      step: text,
      baseDay: day,
      occurrence: int,
      /** `asked`, `skipped`, `moved` or `task`. */
      state: text,
      /** Why it was skipped or moved, or `''`. */
      why: text,
      /** The day and the instant it stands at now. */
      day: day,
      at: instant,
      /** The last message that asked for it, or `''`. */
      message: text,
      /** How many messages have stood for it. */
      takes: int,
      /** Channels that it was refused on: text by comma. */
      tried: text,
      /** Staff wants it said at once, whatever it would wait for: 1, otherwise 0. */
      hurried: int,
      decidedOn: day,
    },
    indexes: {
      byDocument: { columns: ['document', 'id'] },
      byCustomer: { columns: ['customer', 'decidedOn', 'id'] },
    },
  }),
  /** Messages to customers, and how far each got. Address and words are in `letters`, which can be erased. */
  messages: collection({
    key: ['id'],
    columns: {
      id: text,
      customer: text,
      currency: text,
      channel: text,
      /** `reminder`, `receipt` or `thanks`. */
      purpose: text,
      /** `waiting`, `sending`, `sent`, `refused`, `unknown` or `withdrawn`. */
      state: text,
      /** Why it was refused, withdrawn or is unknown, or `''`. */
      why: text,
      notifier: text,
      externalId: text,
      /** How often it was handed over, or tried to be. */
      attempts: int,
      /** When it was first tried; null before. */
      triedAt: nullable('instant'),
      /** Until when the attempt that runs may take; 0 for none. */
      until: instant,
      /** `''`, `deferred`, `delivered`, `opened`, `bounced` or `complained`. */
      delivery: text,
      askedOn: day,
      askedAt: instant,
      settledOn: dayOrNull,
      toPay: money,
      /** What it lists and which steps it stands for: see `MessageData`. */
      data: json,
    },
    indexes: {
      byCustomer: { columns: ['customer', 'askedOn', 'id'] },
      byExternalId: { columns: ['notifier', 'externalId', 'id'], where: { column: 'externalId', is: 'not empty' } },
    },
  }),
  /** What staff is asked to do about a customer. */
  tasks: collection({
    key: ['id'],
    columns: {
      id: text,
      customer: text,
      /** `apply_credit`, `reach_customer`, `call` or `check_message`. */
      kind: text,
      currency: text,
      /** The message it is about, or `''`. */
      message: text,
      openedOn: day,
      closedOn: dayOrNull,
      note: text,
    },
    indexes: {
      open: { columns: ['openedOn', 'id'], where: { column: 'closedOn', is: 'null' } },
      byCustomer: { columns: ['customer', 'openedOn', 'id'] },
    },
  }),
  /** What is agreed about reminders with a customer, or, with a document, about one invoice. */
  preferences: collection({
    key: ['id'],
    columns: {
      /** `customer:…` or `invoice:…`. */
      id: text,
      customer: text,
      document: text,
      /** The policy's name; `''` for the next wider one, `none` for no reminders. */
      policy: text,
      isPaused: int,
      snoozedUntil: dayOrNull,
      /** Channels on which no reminders are wanted: text by comma. */
      optedOut: text,
    },
    indexes: { byCustomer: { columns: ['customer', 'id'] } },
  }),
  /** One row per account and currency: a balance is one read. */
  balances: collection({
    key: ['customer', 'currency'],
    columns: {
      customer: text,
      currency: text,
      exponent: int,
      receivable: money,
      unapplied: money,
      deposits: money,
      pending: money,
      refundDue: money,
      /** The latest day on which anything of it takes effect. */
      latestOn: day,
    },
  }),
  /** Personal data: the only rows that can be erased. */
  customers: collection({
    key: ['id'],
    columns: {
      id: text,
      name: text,
      email: text,
      phone: text,
      timeZone: text,
      locale: text,
      openedOn: day,
      erasedOn: dayOrNull,
      mergedInto: text,
      metadata: json,
    },
    indexes: { byName: { columns: ['name', 'id'] } },
  }),
  /** The words of a message and who it goes to: personal, and so erased with the customer. */
  letters: collection({
    key: ['message'],
    columns: { message: text, address: text, name: text, locale: text, subject: text, body: text, html: text },
  }),
  /** Reminder policies by name, as given. The row `''` says which one holds for the tenant, and what else does. */
  policies: collection({
    key: ['id'],
    guarded: true,
    columns: { id: text, rev: int, by: text, data: json },
  }),
  /** Addresses that nothing is sent to any more, by channel and SHA-256. */
  suppressions: collection({
    key: ['id'],
    guarded: true,
    columns: {
      /** `email:` or `sms:`, and the digest of the address. */
      id: text,
      rev: int,
      /** `bounced`, `complained`, `refused`, or `''` when it was lifted. */
      why: text,
      since: instant,
    },
  }),
  /** Gapless number series of a tenant. */
  series: collection({
    key: ['name'],
    guarded: true,
    columns: { name: text, rev: int, next: money, prefix: text, width: int },
  }),
  /** The books' lock: nothing may take effect on or before `closedThrough`. */
  periods: collection({
    key: ['id'],
    guarded: true,
    columns: { id: text, rev: int, closedThrough: dayOrNull },
  }),
  /** Money received from somebody we cannot name yet. */
  suspense: collection({
    key: ['id'],
    guarded: true,
    columns: {
      id: text,
      rev: int,
      currency: text,
      exponent: int,
      amount: money,
      open: money,
      receivedOn: day,
      payer: text,
      externalId: text,
      data: json,
    },
    indexes: {
      open: { columns: ['receivedOn', 'id'], where: { column: 'open', is: 'nonzero' } },
      byExternalId: { columns: ['externalId'], unique: true, where: { column: 'externalId', is: 'not empty' } },
    },
  }),
  /** One try to pay through a link: what the provider was asked for, and against which its events are checked. */
  checkouts: collection({
    key: ['link', 'attempt'],
    guarded: true,
    columns: {
      link: text,
      attempt: int,
      rev: int,
      customer: text,
      provider: text,
      /** The provider's own id of it; `''` until the provider has answered. */
      externalId: text,
      /** `asked`, `open`, `pending`, `authorised`, `paid`, `failed` or `closed`. */
      state: text,
      currency: text,
      exponent: int,
      amount: money,
      startedAt: instant,
      expiresAt: nullable('instant'),
      /** Where the payer goes, what it is meant for: see `CheckoutData`. */
      data: json,
    },
    indexes: {
      byExternalId: {
        columns: ['provider', 'externalId'],
        unique: true,
        where: { column: 'externalId', is: 'not empty' },
      },
      byCustomer: { columns: ['customer', 'startedAt', 'link', 'attempt'] },
    },
  }),
  /** Every event a provider sent, once, with what became of it. */
  inbox: collection({
    key: ['provider', 'event'],
    guarded: true,
    columns: {
      provider: text,
      event: text,
      rev: int,
      type: text,
      /** The provider's id of the payment it is about, or `''`. */
      payment: text,
      /** `applied`, `ignored`, `waiting` for an earlier one, `held` for a person, or `dismissed` by one. */
      state: text,
      /** Why it is held, waits or was ignored: a code of ours. */
      reason: text,
      customer: text,
      occurredAt: instant,
      receivedAt: instant,
      /** The event as we understand it: see `ProviderEvent`. */
      body: json,
    },
    indexes: {
      byState: { columns: ['state', 'receivedAt', 'provider', 'event'] },
      byPayment: {
        columns: ['provider', 'payment', 'occurredAt', 'event'],
        where: { column: 'payment', is: 'not empty' },
      },
    },
  }),
  /** Facts that wait for their place in the feed: one row a commit and account. */
  feedQueue: collection({
    key: ['customer', 'version'],
    columns: {
      customer: text,
      /** The last fact of the commit. */
      version: int,
      /** How many facts up to that one wait. */
      facts: int,
      /** `''`, or `import`: history, of which nothing follows that was not told in its time. */
      origin: text,
    },
  }),
  /** What happened in a tenant, in one order without gaps: what a subscriber reads from its cursor on. */
  feed: collection({
    key: ['seq'],
    appendOnly: true,
    columns: {
      seq: int,
      /** Named after its fact: `cus_ada/3`, or `cus_ada/3:invoice.settled:inv_A-1`. */
      id: text,
      customer: text,
      version: int,
      type: text,
      /** What a derived event says; null for a fact, which says it itself. */
      body: json,
    },
    indexes: {
      /** Nothing is told twice, whoever writes the feed. */
      byFact: { columns: ['customer', 'version', 'id'], unique: true },
    },
  }),
  /** Request keys with the answer they got, kept as long as the facts. */
  keys: collection({
    key: ['id'],
    appendOnly: true,
    columns: { id: text, fingerprint: text, result: json, recordedAt: instant },
  }),
  /** Effects to deliver: claimed with a lease and an epoch, settled once. */
  outbox: collection({
    key: ['id'],
    columns: {
      id: text,
      shard: int,
      state: text,
      dueAt: instant,
      epoch: int,
      owner: text,
      leaseUntil: instant,
      body: json,
    },
    indexes: { due: { columns: ['state', 'dueAt', 'id'] } },
  }),
} as const satisfies Record<string, Collection>

/** The collections by name. */
export type Collections = typeof collections
/** A collection's name. */
export type CollectionName = keyof Collections
/** A row of the named collection. */
export type Row<C extends CollectionName> = RowOf<Collections[C]>
/** The values of a row's key columns, in order. */
export type Key = readonly (string | number)[]
