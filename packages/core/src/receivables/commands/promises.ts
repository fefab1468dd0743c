import { ReceivablesError } from '../../errors/index.js'
import { makePromise as decideMake, withdrawPromise as decideWithdraw } from '../../promise/make.js'
import type { Command } from '../engine.js'
import * as input from '../input/promises.js'
import { ownerOf } from './owner.js'

const nothing = () => ({})

export const make: Command<typeof input.makePromise, object> = {
  name: 'promises.make',
  schema: input.makePromise,
  identity: (given) => given.id,
  async run(trip, given) {
    const { invoice } = given
    if ((invoice === undefined) === (given.customer === undefined))
      throw new ReceivablesError('invalid_input', 'promises.make: name an invoice or a customer, one of them.')
    const customer = given.customer ?? (await ownerOf(trip.settings, 'documents', invoice ?? ''))
    const { decision } = await trip.account(customer, {
      openPromises: true,
      ...(invoice === undefined ? { receivedSince: given.on ?? trip.today } : { around: [invoice] }),
    })
    const id = given.id ?? `prm_${decision.nextId()}`
    decideMake(decision, { ...given, id, note: given.note ?? '', on: given.on ?? trip.today })
    return { id }
  },
  extra: nothing,
}

export const withdraw: Command<typeof input.withdrawPromise, object> = {
  name: 'promises.withdraw',
  schema: input.withdrawPromise,
  async run(trip, given) {
    const customer = await ownerOf(trip.settings, 'promises', given.promise)
    const { decision } = await trip.account(customer, { promises: [given.promise] })
    decideWithdraw(decision, { promise: given.promise, reason: given.reason ?? '', on: given.on ?? trip.today })
    return { id: given.promise }
  },
  extra: nothing,
}
