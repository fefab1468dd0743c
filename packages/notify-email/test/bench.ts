import { emailNotifier, type EmailNotifierOptions } from '@owekit/notify-email'
import type { Address } from '@owekit/core/ports'
import type { Arrived, NotifierBench, Trouble } from '@owekit/testing'
import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser'
import { type Manners, PostOffice } from './post-office.js'

const from = { address: 'billing@shop.example', name: 'Größe & Söhne' }

/** What a server does in each trouble. */
const manners: Readonly<Record<Exclude<Trouble, 'offline'>, Manners>> = {
  address: { to: [550, '5.1.1 No such user here'] },
  content: { data: [554, '5.6.0 Message content rejected'] },
  settings: { from: [550, '5.7.1 Sender is not allowed to send here'] },
  later: { to: [451, '4.7.1 Greylisted, please come again'] },
  limited: { to: [450, '4.7.1 Too much mail, try again in 90 seconds'] },
  lost: { data: 'hangUp' },
  silent: { data: 'stall' },
}

/** A notifier and the mail server behind it. */
export async function emailBench(options: Partial<EmailNotifierOptions> = {}) {
  const office = await new PostOffice().open()
  const transport = { host: '127.0.0.1', port: office.port, ignoreTLS: true, socketTimeout: 2000 }
  const bench: NotifierBench = {
    notifier: emailNotifier({ transport, from, ...options }),
    to: { address: 'ada@example.com', name: 'Ada' },
    from,
    retryAfterSeconds: 90,
    world: {
      arrived: () => Promise.all(office.delivered.map(({ raw }) => readMail(raw))),
      async trouble(it) {
        office.manners = it === null || it === 'offline' ? {} : manners[it]
        if (it === 'offline') await office.close()
        else if (it === null) await reopened(office)
      },
    },
    close: () => office.close(),
  }
  return { bench, office, transport }
}

async function reopened(office: PostOffice): Promise<void> {
  await office.close()
  await office.open()
}

/** A mail as a reader's program shows it. */
async function readMail(raw: Buffer): Promise<Arrived> {
  const mail = await simpleParser(raw)
  const way = wayOutOf(mail)
  const replyTo = firstOf(mail.replyTo)
  const sender = firstOf(mail.from)
  return {
    to: firstOf(mail.to)!,
    ...(sender === undefined ? {} : { from: sender }),
    ...(replyTo === undefined ? {} : { replyTo }),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html || '',
    attachments: mail.attachments.map(({ filename, contentType, content }) => ({
      name: filename ?? '',
      contentType,
      content: new Uint8Array(content),
    })),
    ...(way === undefined ? {} : { unsubscribe: way }),
  }
}

function firstOf(given: AddressObject | AddressObject[] | undefined): Address | undefined {
  const all = [given ?? []].flat().flatMap(({ value }) => value)
  if (all.length > 1) throw new Error(`${all.length} addresses where one was sent`)
  return all[0] && { address: all[0].address ?? '', name: all[0].name }
}

/** What a mail program makes of the raw headers: RFC 2369 and RFC 8058. */
function wayOutOf({ headerLines }: ParsedMail): Arrived['unsubscribe'] {
  const valueOf = (name: string) => headerLines.find(({ key }) => key === name)?.line.replace(/^[^:]*:\s*/, '')
  const links = [...(valueOf('list-unsubscribe') ?? '').matchAll(/<([^>]*)>/g)].map(([, link]) =>
    link!.replaceAll(/\r?\n\s*/g, ''),
  )
  const url = links.find((link) => /^https?:/.test(link))
  if (url === undefined) return undefined
  const mailto = links.find((link) => link.startsWith('mailto:'))?.slice(7)
  const oneClick = valueOf('list-unsubscribe-post') === 'List-Unsubscribe=One-Click'
  return { url, oneClick, ...(mailto === undefined ? {} : { mailto }) }
}
