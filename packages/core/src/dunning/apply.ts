import { parseDay, parseInstant } from '../calendar/index.js'
import type { Books } from '../journal/books.js'
import type { Decided, Fact, MessageAsked, MessagePart, StepOutcome } from '../journal/fact.js'
import type { Row } from '../records/collections.js'

type FactOf<T extends Fact['type']> = Extract<Fact, { type: T }>

/** What a message row's `data` column holds. Amounts are minor units. */
export interface MessageData {
  readonly tone: string
  readonly level: number
  readonly steps: readonly string[]
  readonly parts: readonly MessagePart[]
  readonly due: bigint
  readonly onAccount: bigint
  readonly isLate: boolean
  readonly passedOver: readonly { readonly channel: string; readonly why: string }[]
  readonly payment: string
}

/** A message row's data, typed. */
export function messageData(row: Row<'messages'>): MessageData {
  return row.data as unknown as MessageData
}

/** The id of the row that says what is agreed with a customer. */
export const preferencesOf = (customer: string) => `customer:${customer}`
/** The id of the row that says what is agreed about an invoice. */
export const preferencesAbout = (document: string) => `invoice:${document}`

/** Writes what was decided: the steps, the messages that stand for some, what staff is to do. */
export function applyDecided(books: Books, fact: FactOf<'reminder.decided'>): void {
  applySteps(books, fact, fact.data)
  for (const message of fact.data.messages) createMessage(books, fact, message)
}

function createMessage(books: Books, fact: FactOf<'reminder.decided'>, asked: MessageAsked): void {
  const { id, channel, purpose, at, toPay, ...rest } = asked
  books.messages.create(id, {
    id,
    customer: books.customer,
    currency: fact.data.currency,
    channel,
    purpose,
    state: 'waiting',
    why: '',
    notifier: '',
    externalId: '',
    attempts: 0,
    triedAt: null,
    until: 0,
    delivery: '',
    askedOn: fact.effectiveOn,
    askedAt: parseInstant(at),
    settledOn: null,
    toPay,
    data: rest as unknown as Row<'messages'>['data'],
  })
}

/** Writes that a message is handed over now. */
export function applyMessageSending(books: Books, { data }: FactOf<'message.sending'>): void {
  const row = books.messages.get(data.message)
  if (row === undefined) return
  books.messages.put(row.id, {
    ...row,
    state: 'sending',
    why: '',
    notifier: data.notifier,
    attempts: data.attempt,
    triedAt: row.triedAt ?? parseInstant(data.at),
    until: parseInstant(data.until),
  })
}

/** Writes how a message came out. */
export function applyMessageSettled(books: Books, fact: FactOf<'message.settled'>): void {
  const { message, state, why, externalId } = fact.data
  const row = books.messages.get(message)
  if (row !== undefined)
    books.messages.put(row.id, {
      ...row,
      state,
      why,
      externalId: externalId === '' ? row.externalId : externalId,
      until: 0,
      // One that certainly did not go out has not been tried, as far as a key's lifetime goes.
      triedAt: state === 'waiting' ? null : row.triedAt,
      settledOn: state === 'waiting' ? null : fact.effectiveOn,
    })
  applySteps(books, fact, fact.data)
}

/** From what says least to what says most: whatever the order in which they are told, the last of these stands. */
const deliveries = ['', 'deferred', 'delivered', 'opened', 'bounced', 'complained']

/** Writes what became of a message. What was unknown is known to have gone out. */
export function applyMessageTold(books: Books, fact: FactOf<'message.told'>): void {
  const { message, delivery, externalId } = fact.data
  const row = books.messages.get(message)
  if (row !== undefined) {
    const isMore = deliveries.indexOf(delivery) > deliveries.indexOf(row.delivery)
    const isSent = row.state === 'unknown' || row.state === 'sending'
    books.messages.put(row.id, {
      ...row,
      delivery: isMore ? delivery : row.delivery,
      externalId: row.externalId === '' ? externalId : row.externalId,
      ...(isSent ? { state: 'sent', why: '', until: 0, settledOn: fact.effectiveOn } : {}),
    })
    if (isSent)
      for (const task of books.tasks.values())
        if (task.message === message && task.kind === 'check_message' && task.closedOn === null)
          books.tasks.put(task.id, { ...task, closedOn: fact.effectiveOn, note: delivery })
  }
  applySteps(books, fact, fact.data)
}

function applySteps(books: Books, fact: Fact, { currency, steps, tasks }: Decided): void {
  for (const step of steps) applyStep(books, fact, currency, step)
  for (const { id, kind, message } of tasks)
    books.tasks.create(id, {
      id,
      customer: books.customer,
      kind,
      currency,
      message,
      openedOn: fact.effectiveOn,
      closedOn: null,
      note: '',
    })
}

function applyStep(books: Books, fact: Fact, currency: string, outcome: StepOutcome): void {
  const { id, document, instalment, step, occurrence, state, why, message, tried } = outcome
  books.reminders.put(id, {
    id,
    customer: books.customer,
    currency,
    document,
    instalment,
    step,
    baseDay: parseDay(outcome.baseDay),
    occurrence,
    state,
    why,
    day: parseDay(outcome.day),
    at: parseInstant(outcome.at),
    message,
    takes: (books.reminders.get(id)?.takes ?? 0) + (state === 'asked' ? 1 : 0),
    tried,
    hurried: outcome.hurried ? 1 : 0,
    decidedOn: fact.effectiveOn,
  })
}

/** Writes what is agreed. */
export function applyPreferences(books: Books, { data }: FactOf<'preferences.changed'>): void {
  const { document, policy, isPaused, snoozedUntil, optedOut } = data
  const id = document === '' ? preferencesOf(books.customer) : preferencesAbout(document)
  books.preferences.put(id, {
    id,
    customer: books.customer,
    document,
    policy,
    isPaused: isPaused ? 1 : 0,
    snoozedUntil: snoozedUntil === null ? null : parseDay(snoozedUntil),
    optedOut: optedOut.join(),
  })
}

/** Closes what staff was asked to do. */
export function applyTaskClosed(books: Books, fact: FactOf<'task.closed'>): void {
  const row = books.tasks.get(fact.data.task)
  if (row !== undefined) books.tasks.put(row.id, { ...row, closedOn: fact.effectiveOn, note: fact.data.note })
}
