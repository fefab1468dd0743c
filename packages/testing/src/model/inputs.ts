/** Money as commands take it. */
export interface Wire {
  readonly amount: string
  readonly currency: string
}

/** A strategy as commands take it. */
export type WireStrategy =
  | string
  | {
      readonly specific: readonly { readonly invoice: string; readonly instalment?: number; readonly amount?: Wire }[]
      readonly then?: string
    }

/** What part of a booking is charged. */
export type WireCharge = 'none' | 'all' | { readonly percent: string } | { readonly amount: Wire }

/** What cancelling costs. */
export interface WirePolicy {
  readonly windows: readonly { readonly until: { readonly days: number }; readonly charge: WireCharge }[]
  readonly after: WireCharge
  readonly rest: 'refund' | 'credit'
}

/** The inputs the campaign sends, in wire form: the part of the public schema the model understands. */
export interface Inputs {
  'customers.open': { id: string; name?: string }
  'invoices.issue': {
    customer: string
    id?: string
    number?: string
    series?: string
    issuedOn?: string
    total?: Wire
    lines?: { description: string; amount: Wire }[]
    taxes?: { code: string; amount: Wire }[]
    dueOn?: string
    terms?: string
    instalments?: { dueOn: string; amount?: Wire; percent?: string }[]
    discount?: {
      percent: string
      days?: number
      until?: string
      base?: 'gross' | 'net'
      mode?: 'fullSettlementOnly' | 'proportional'
    }
    component?: string
    reference?: string
    applyDeposits?: boolean
    metadata?: { [name: string]: string }
  }
  'invoices.void': { invoice: string; on?: string }
  'invoices.moveDueDate': { invoice: string; dueOn: string; instalment?: number; on?: string }
  'credits.issue': {
    customer: string
    number: string
    issuedOn?: string
    amount: Wire
    kind?: string
    invoice?: string
    surplus?: string
    expiresOn?: string
    reference?: string
  }
  'payments.record': {
    customer?: string
    splits?: { customer: string; amount: Wire; allocate?: WireStrategy }[]
    id: string
    amount: Wire
    receivedOn?: string
    reference?: string
    provider?: string
    externalId?: string
    allocate?: WireStrategy
    planHash?: string
  }
  'payments.refund': { payment: string; amount?: Wire; as?: string; invoice?: string; number?: string; on?: string }
  'payments.reverse': { payment: string; on?: string; reason?: string; hold?: boolean }
  'allocations.apply': {
    customer: string
    currency?: string
    sources?: string[]
    strategy?: WireStrategy
    effectiveOn?: string
    planHash?: string
  }
  'allocations.release': { allocation: string; on?: string }
  'allocations.move': { allocation: string; to: string; instalment?: number; on?: string }
  'writeOffs.record': { invoice: string; amount?: Wire; on?: string }
  'holds.place': { id?: string; invoice?: string; customer?: string; reason: string; on?: string }
  'holds.release': { hold: string; on?: string }
  'plans.agree': {
    id?: string
    invoice: string
    instalments?: { dueOn: string; amount: Wire }[]
    monthly?: { parts: number; firstDueOn: string }
    on?: string
  }
  'plans.cancel': { plan: string; on?: string }
  'plans.accept': { plan: string; by: string }
  'disputes.open': { id: string; invoice?: string; payment?: string; amount?: Wire; reason: string }
  'disputes.resolve': { dispute: string; outcome: string; as?: string; number?: string; releaseHold?: boolean }
  'promises.make': { id: string; invoice?: string; customer?: string; amount?: Wire; until: string }
  'promises.withdraw': { promise: string }
  'bookings.request': {
    customer: string
    reference: string
    total: Wire
    date: string
    timeZone: string
    policy: WirePolicy
    noShow: WireCharge
  }
  'bookings.cancel': { reference: string; by: string; waive?: boolean }
  'bookings.noShow': { reference: string; fee?: Wire }
  'bookings.reschedule': { reference: string; date: string }
  'deposits.settle': { customer: string; id: string; reference: string; amount: Wire; receivedOn?: string }
  'deposits.apply': { deposit: string; invoice: string; amount?: Wire; on?: string }
  'deposits.forfeit': { deposit: string; amount?: Wire; on?: string }
  'deposits.release': { deposit: string; amount?: Wire; on?: string }
  'periods.close': { through: string }
}

/** A command's name: noun and verb. */
type CommandName = keyof Inputs

/** A command with its input, and a request key when it has one. */
export type Command = {
  readonly [Name in CommandName]: { readonly name: Name; readonly input: Inputs[Name] & { key?: string } }
}[CommandName]
