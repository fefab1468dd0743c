import type * as z from 'zod/mini'
import { digest } from '../journal/digest.js'
import { renew } from './commands/links.js'
import { type Command, execute, type Written } from './engine.js'
import { type LinkGrant, grantOf, linkRow } from './queries/links.js'
import type { Settings } from './settings.js'

/**
 * Runs a command about a link and gives the link to be handed out. One that was made before and expired since is renewed,
 * so that whoever asks for a link never gets one that is over; one that was revoked stays so.
 */
export async function runForLink<S extends z.ZodMiniType, Extra extends object>(
  settings: Settings,
  command: Command<S, Extra>,
  input: unknown,
): Promise<Written & LinkGrant> {
  const written: Written = await execute(settings, command, input)
  // In a dry run there is no link to hand out, and no row unless it was made before.
  if (settings.dryRun && !written.replayed) return together(nothing(written.id), written)
  const row = await linkRow(settings, written.id)
  const isOver = row.revokedOn === null && row.expiresAt !== null && row.expiresAt <= settings.clock()
  const { key, days } = input as { readonly key?: string; readonly days?: number }
  // A request that is repeated under its own key is answered as it was.
  const isAskedAgain = written.replayed && isOver && key === undefined
  const once = `again:${digest(`${row.id}\0${row.generation}`)}`
  const renewal = { link: row.id, key: once, ...(days === undefined ? {} : { days }) }
  const last: Written = isAskedAgain ? await execute(settings, renew, renewal) : written
  if (settings.dryRun) return together(nothing(row.id), last)
  return together(await grantOf(settings, isAskedAgain ? await linkRow(settings, row.id) : row), last)
}

const nothing = (id: string): LinkGrant => ({ id, token: '', url: '', expiresAt: null })

/** Facts stay shown on demand. */
const together = (grant: LinkGrant, written: Written): Written & LinkGrant =>
  Object.defineProperties({ ...grant }, Object.getOwnPropertyDescriptors(written)) as Written & LinkGrant
