import { formatInstant, type Instant } from '../../calendar/index.js'
import { ReceivablesError } from '../../errors/index.js'
import { digest } from '../../journal/digest.js'
import type { LinkScope } from '../../journal/fact.js'
import { firstEndOf } from '../../link/apply.js'
import { linkToken, tokenHash } from '../../link/token.js'
import type { Money } from '../../money/index.js'
import type { Row } from '../../records/collections.js'
import type { Command, Trip } from '../engine.js'
import { balanceLink, depositLink, invoiceLink, referenceLink, renewLink, revokeLink } from '../input/links.js'
import type { LinkSettings, Settings } from '../settings.js'
import { ownerOf } from './owner.js'

const nothing = () => ({})
/** What a link that exists keeps when it is asked for again without a word of it. */
const keeps = ['minimum', 'days', 'capture'] as const
const dayInMs = 86_400_000

interface NewLink {
  readonly id: string
  readonly customer: string
  readonly scope: LinkScope
  readonly target: string
  readonly instalment: number
  readonly currency: string
  readonly minimum: Money | undefined
  readonly days: number | undefined
  readonly capture: 'now' | 'hold' | undefined
}

/** The link settings, or the error that there are none. */
export function linkSettingsOf({ links }: Settings): LinkSettings {
  if (links === undefined)
    throw new ReceivablesError('not_configured', 'Pay links need links: { url, key } in createReceivables.', {
      setting: 'links',
    })
  return links
}

/** The id of the one link for a thing: asking twice gives the same link. */
function idFor(...place: readonly (string | number)[]): string {
  return `lnk_${digest(place.join('\0'))}`
}

async function create(trip: Trip, link: NewLink): Promise<{ id: string }> {
  const { key, days } = linkSettingsOf(trip.settings)
  const { decision } = await trip.account(
    link.customer,
    link.scope === 'invoice' || link.scope === 'instalment'
      ? { around: [link.target] }
      : { documents: targetsOf(link) },
  )
  // A link is for the currency of its document; without one, for that of its minimum, or for whatever is open.
  const document = decision.books.documents.get(link.target)
  const currency = document?.currency ?? (link.currency === '' ? (link.minimum?.currency ?? '') : link.currency)
  if (link.minimum !== undefined && link.minimum.currency !== currency)
    throw new ReceivablesError(
      'currency_mismatch',
      `The link is for ${currency}; its minimum is in ${link.minimum.currency}.`,
      { link: currency, minimum: link.minimum.currency },
    )
  if (link.scope === 'instalment' && decision.books.instalments.get(`${link.target}#${link.instalment}`) === undefined)
    throw new ReceivablesError('invoice_not_found', `Invoice ${link.target} has no instalment ${link.instalment}.`, {
      invoice: link.target,
      instalment: link.instalment,
    })
  const token = await linkToken(key, { tenant: trip.settings.tenant, link: link.id, generation: 1 })
  decision.add({
    type: 'link.created',
    effectiveOn: trip.today,
    data: {
      id: link.id,
      scope: link.scope,
      target: link.target,
      instalment: link.instalment,
      currency,
      tokenHash: await tokenHash(token),
      minimum: link.minimum?.minor ?? null,
      expiresAt: formatInstant(trip.settings.clock() + (link.days ?? days) * dayInMs),
      ...(link.capture === 'hold' ? { capture: 'hold' as const } : {}),
    },
    postings: [],
  })
  return { id: link.id }
}

const targetsOf = ({ scope, target }: NewLink) => (scope === 'deposit' ? [target] : [])

const invoiceLinkId = (given: {
  readonly id?: string | undefined
  readonly invoice: string
  readonly instalment?: number | undefined
}) => given.id ?? idFor('invoice', given.invoice, given.instalment ?? 0)

export const forInvoice: Command<typeof invoiceLink, object> = {
  name: 'links.forInvoice',
  schema: invoiceLink,
  identity: invoiceLinkId,
  keeps,
  async run(trip, given) {
    const customer = await ownerOf(trip.settings, 'documents', given.invoice)
    return create(trip, {
      id: invoiceLinkId(given),
      customer,
      scope: given.instalment === undefined ? 'invoice' : 'instalment',
      target: given.invoice,
      instalment: given.instalment ?? 0,
      currency: '',
      minimum: given.minimum,
      days: given.days,
      capture: given.capture,
    })
  },
  extra: nothing,
}

const depositLinkId = (given: { readonly id?: string | undefined; readonly request: string }) =>
  given.id ?? idFor('deposit', given.request)

export const forDeposit: Command<typeof depositLink, object> = {
  name: 'links.forDeposit',
  schema: depositLink,
  identity: depositLinkId,
  keeps,
  async run(trip, given) {
    const customer = await ownerOf(trip.settings, 'documents', given.request, 'deposit_not_found')
    const { request: target, minimum, days, capture } = given
    return create(trip, {
      id: depositLinkId(given),
      customer,
      scope: 'deposit',
      target,
      instalment: 0,
      currency: '',
      minimum,
      days,
      capture,
    })
  },
  extra: nothing,
}

type ReferenceGiven = {
  readonly id?: string | undefined
  readonly customer: string
  readonly reference: string
  readonly currency?: string | undefined
}
const referenceLinkId = (given: ReferenceGiven) =>
  given.id ?? idFor('reference', given.customer, given.reference, given.currency ?? '')

export const forReference: Command<typeof referenceLink, object> = {
  name: 'links.forReference',
  schema: referenceLink,
  identity: referenceLinkId,
  keeps,
  run: (trip, given) =>
    create(trip, {
      id: referenceLinkId(given),
      customer: given.customer,
      scope: 'reference',
      target: given.reference,
      instalment: 0,
      currency: given.currency ?? '',
      minimum: given.minimum,
      days: given.days,
      capture: given.capture,
    }),
  extra: nothing,
}

const balanceLinkId = (given: {
  readonly id?: string | undefined
  readonly customer: string
  readonly currency?: string | undefined
}) => given.id ?? idFor('balance', given.customer, given.currency ?? '')

export const forBalance: Command<typeof balanceLink, object> = {
  name: 'links.forBalance',
  schema: balanceLink,
  identity: balanceLinkId,
  keeps,
  run: (trip, given) =>
    create(trip, {
      id: balanceLinkId(given),
      customer: given.customer,
      scope: 'balance',
      target: '',
      instalment: 0,
      currency: given.currency ?? '',
      minimum: given.minimum,
      days: given.days,
      capture: given.capture,
    }),
  extra: nothing,
}

export const renew: Command<typeof renewLink, object> = {
  name: 'links.renew',
  schema: renewLink,
  async run(trip, { link, days, holder }) {
    const settings = linkSettingsOf(trip.settings)
    const customer = await ownerOf(trip.settings, 'links', link)
    const { decision } = await trip.account(customer, { links: [link] })
    const row = decision.books.links.get(link)
    if (row === undefined) throw new ReceivablesError('link_not_found', `There is no pay link ${link}.`, { link })
    const now = trip.settings.clock()
    if (holder !== undefined) {
      await assertRenewable(row, holder, now)
      if (row.expiresAt === null || row.expiresAt > now) return { id: link }
    }
    const firstEnd = holder === undefined ? null : firstEndOf(row)
    const generation = row.generation + 1
    const token = await linkToken(settings.key, { tenant: trip.settings.tenant, link, generation })
    const expiresAt = formatInstant(now + (days ?? settings.days) * dayInMs)
    decision.add({
      type: 'link.renewed',
      effectiveOn: trip.today,
      data: {
        id: link,
        tokenHash: await tokenHash(token),
        generation,
        expiresAt,
        ...(firstEnd === null ? {} : { firstEnd: formatInstant(firstEnd) }),
      },
      postings: [],
    })
    return { id: link }
  },
  extra: nothing,
}

/** Whoever holds a link renews it with the token that opens it now, unless it was revoked, and for so many days. */
async function assertRenewable(
  row: Row<'links'>,
  { token, within = 60 }: { readonly token: string; readonly within?: number | undefined },
  now: Instant,
): Promise<void> {
  const { id: link } = row
  if (row.tokenHash !== (await tokenHash(token)))
    throw new ReceivablesError('link_not_found', 'There is no such pay link.')
  if (row.revokedOn !== null) throw new ReceivablesError('link_revoked', 'This link was revoked.', { link })
  const end = firstEndOf(row)
  if (end !== null && now >= end + within * dayInMs)
    throw new ReceivablesError(
      'link_expired',
      `This link ended on ${formatInstant(end)}; it could be renewed for ${within} days.`,
      { link, end: formatInstant(end), within },
    )
}

export const revoke: Command<typeof revokeLink, object> = {
  name: 'links.revoke',
  schema: revokeLink,
  async run(trip, { link, reason }) {
    const customer = await ownerOf(trip.settings, 'links', link)
    const { decision } = await trip.account(customer, { links: [link] })
    if (decision.books.links.get(link)?.revokedOn === null)
      decision.add({
        type: 'link.revoked',
        effectiveOn: trip.today,
        data: { id: link, reason: reason ?? '' },
        postings: [],
      })
    return { id: link }
  },
  extra: nothing,
}
