import { assertTimeZone, formatDay } from '../../calendar/index.js'
import { mergeAccounts } from '../../customer/merge.js'
import { ReceivablesError } from '../../errors/index.js'
import type { Key, Row } from '../../records/collections.js'
import type { Command, Trip } from '../engine.js'
import { readings } from '../readings.js'
import { eraseCustomer, mergeCustomers, openCustomer, updateCustomer } from '../input/customers.js'

const nothing = () => ({})

export const open: Command<typeof openCustomer, object> = {
  name: 'customers.open',
  schema: openCustomer,
  identity: (input) => input.id,
  async run(trip, input) {
    const { decision, loaded } = await trip.account(input.id, {}, 'any')
    if (loaded.exists)
      throw new ReceivablesError('already_exists', `customers.open: customer ${input.id} exists.`, {
        collection: 'customers',
        fields: ['id'],
      })
    if (input.timeZone !== undefined) assertTimeZone(input.timeZone)
    decision.add({ type: 'account.opened', effectiveOn: trip.today, data: { customer: input.id }, postings: [] })
    trip.insert({
      collection: 'customers',
      row: {
        id: input.id,
        name: input.name ?? '',
        email: input.email ?? '',
        phone: input.phone ?? '',
        timeZone: input.timeZone ?? '',
        locale: input.locale ?? '',
        openedOn: trip.today,
        erasedOn: null,
        mergedInto: '',
        metadata: input.metadata ?? {},
      },
    })
    return { id: input.id }
  },
  extra: nothing,
}

export const update: Command<typeof updateCustomer, object> = {
  name: 'customers.update',
  schema: updateCustomer,
  async run(trip, input) {
    const { decision, loaded } = await trip.account(input.id, {})
    if (input.timeZone !== undefined && input.timeZone !== '') assertTimeZone(input.timeZone)
    const row = mustCustomer(loaded.customer, input.id)
    if (row.erasedOn !== null)
      throw new ReceivablesError(
        'customer_erased',
        `Customer ${input.id} was erased on ${formatDay(row.erasedOn)}; open a new one to keep data again.`,
        { customer: input.id, erasedOn: formatDay(row.erasedOn) },
      )
    const { id: _id, key: _key, ...changes } = input
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
    // Which fields, never what they say: the fact stays when the person asks to be forgotten.
    decision.add({
      type: 'customer.updated',
      effectiveOn: trip.today,
      data: { customer: input.id, fields: Object.keys(given).sort() },
      postings: [],
    })
    trip.update({ collection: 'customers', row: { ...row, ...given } })
    return { id: input.id }
  },
  extra: nothing,
}

export const erase: Command<typeof eraseCustomer, object> = {
  name: 'customers.erase',
  schema: eraseCustomer,
  async run(trip, input) {
    const { decision, loaded } = await trip.account(input.id, {}, 'any')
    for (const letter of await lettersTo(trip, input.id)) trip.update({ collection: 'letters', row: letter })
    const row = mustCustomer(loaded.customer, input.id)
    if (row.erasedOn !== null) return { id: input.id }
    decision.add({ type: 'customer.erased', effectiveOn: trip.today, data: { customer: input.id }, postings: [] })
    trip.update({
      collection: 'customers',
      row: { ...row, name: '', email: '', phone: '', timeZone: row.timeZone, metadata: {}, erasedOn: trip.today },
    })
    return { id: input.id }
  },
  extra: nothing,
}

export const merge: Command<typeof mergeCustomers, object> = {
  name: 'customers.merge',
  schema: mergeCustomers,
  async run(trip, input) {
    if (input.from === input.into)
      throw new ReceivablesError('invalid_input', `customers.merge: ${input.from} cannot be merged into itself.`)
    const from = await trip.account(input.from, { everything: true })
    const into = await trip.account(input.into, {})
    mergeAccounts(from.decision, into.decision, input.on)
    const row = mustCustomer(from.loaded.customer, input.from)
    trip.update({ collection: 'customers', row: { ...row, mergedInto: input.into } })
    return { id: input.into }
  },
  extra: nothing,
}

/** The letters to a customer, without who they went to and what they said. */
async function lettersTo({ settings: { store, tenant } }: Trip, customer: string): Promise<Row<'letters'>[]> {
  const list = readings(store, tenant)
  const messages = list.all('messages', { index: 'byCustomer', where: [customer] })
  await list.fetch()
  const more = readings(store, tenant)
  const letters = more.keys(
    'letters',
    messages().map(({ id }): Key => [id]),
  )
  await more.fetch()
  const nobody = { address: '', name: '', locale: '', subject: '', body: '', html: '' }
  return letters().map(({ message }) => ({ message, ...nobody }))
}

function mustCustomer(row: Row<'customers'> | undefined, id: string): Row<'customers'> {
  if (row === undefined)
    throw new ReceivablesError('customer_not_found', `There is no customer ${id}.`, { customer: id })
  return row
}
