import type { ReceivablesOptions } from '@owekit/core'
import { consoleNotifier } from '@owekit/core/notify'
import { type Notifier, parseUrl } from '@owekit/core/ports'
import { type Command, InvalidArgumentError } from 'commander'
import type { Context } from '../context.js'
import { Refusal } from '../refusal.js'
import { shown } from '../shown.js'

/** What is said on the command line of who carries messages. */
export interface PostFlags {
  readonly smtp?: URL
  readonly from?: string
}

/** Who carries messages. */
export interface Post {
  readonly notifier: Notifier
  /** The mail server as it may be shown, without its password; undefined: nothing leaves this machine. */
  readonly server: string | undefined
}

/** Adds the options of a command that sends. */
export function addPostOptions(command: Command, without: string): Command {
  return command
    .option(
      '--smtp <url>',
      `the mail server, smtp://… or smtps://… (default: OWEKIT_SMTP_URL, else ${without})`,
      smtpUrl,
    )
    .option('--from <address>', 'who mails come from (default: OWEKIT_MAIL_FROM, else the user of the mail server)')
}

function smtpUrl(text: string): URL {
  const url = parseUrl(text)
  if (url !== undefined && /^smtps?:$/.test(url.protocol) && url.hostname !== '') return url
  throw new InvalidArgumentError('Write smtp://user:password@host:port, or smtps://….')
}

/**
 * The mail server that was named, on the command line or in the environment; undefined when none was.
 *
 * @throws Refusal `not_configured` when the address of the server or of the sender is none
 */
export async function smtpPost(context: Context, { smtp, from }: PostFlags, name: string): Promise<Post | undefined> {
  const { env } = context.io
  const url = smtp ?? urlIn(env['OWEKIT_SMTP_URL'])
  if (url === undefined) return undefined
  const user = decodeURIComponent(url.username)
  const address = from ?? (env['OWEKIT_MAIL_FROM'] || user)
  if (!/^[^\s@<>,;:"]+@[^\s@<>,;:"]+$/.test(address))
    throw new Refusal(
      'not_configured',
      address === ''
        ? 'Nobody is named whom mails come from.'
        : `${shown(address)} is no address that mails come from.`,
      'Say --from billing@shop.example, or set OWEKIT_MAIL_FROM.',
    )
  const { emailNotifier } = await import('@owekit/notify-email')
  const notifier = emailNotifier({ transport: url.href, from: { name, address } })
  return { notifier, server: url.host }
}

function urlIn(text: string | undefined): URL | undefined {
  if (text === undefined || text === '') return undefined
  try {
    return smtpUrl(text)
  } catch {
    // What it holds may be a password.
    throw new Refusal(
      'not_configured',
      'OWEKIT_SMTP_URL is no address of a mail server.',
      'Write smtp://user:password@host:port, or smtps://….',
    )
  }
}

/** Shows messages instead of sending them. */
export const shownPost = (write: (text: string) => void): Post => ({
  notifier: consoleNotifier({ write }),
  server: undefined,
})

/** What receivables are opened with so that they send through this post. */
export function sending(
  { notifier }: Post,
  name: string,
  { confirmations = true } = {},
): Pick<ReceivablesOptions, 'notifiers' | 'messages'> {
  return { notifiers: [notifier], messages: { brand: { name }, confirmations } }
}
