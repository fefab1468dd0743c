import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { Instant } from '@owekit/core/calendar'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'

/** A mail as it arrived. */
export interface Mail {
  /** When it arrived, by the story's clock. */
  readonly at: Instant
  /** Our id of the message. */
  readonly message: string
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** A mail server in this process: whatever is sent to it stays on this machine. */
export interface Mailbox {
  readonly url: string
  /** What arrived, the oldest first. */
  readonly mails: readonly Mail[]
  close(): Promise<void>
}

/** Spaces that hold an amount together are any others to a terminal. */
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ')

/** Opens a mailbox on a free port of this machine. */
export async function openMailbox(clock: () => Instant): Promise<Mailbox> {
  const mails: Mail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 100,
    onData(stream, session, done) {
      void buffer(stream)
        .then((raw) => PostalMime.parse(raw))
        .then(({ headers, subject = '', text = '' }) => {
          const message = headers.find(({ key }) => key === 'x-owekit-message')?.value ?? ''
          const to = session.envelope.rcptTo[0]?.address ?? ''
          mails.push({ at: clock(), message, to, subject: plain(subject), text: plain(text).trimEnd() })
          done()
        }, done)
    },
  })
  // A client that hangs up is no trouble of the server's.
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
