import { buffer } from 'node:stream/consumers'
import { listenOnOwnPort } from '@owekit/testing'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** What a server answers at a step: nothing for yes, a code and words for no, `hangUp` or `stall` for no answer. */
export type Answer = undefined | readonly [code: number, words: string] | 'hangUp' | 'stall'

/** How a server behaves; each step is asked anew for every mail. */
export interface Manners {
  connect?: Answer
  from?: Answer
  to?: Answer
  /** Before the first line of the mail is asked for is no step of the server's; a mail is cut off after so many bytes. */
  cutAfter?: number
  /** After the dot. */
  data?: Answer
}

/** A mail as it came in. */
export interface Delivery {
  readonly raw: Buffer
  readonly envelope: { readonly from: string; readonly to: readonly string[] }
  readonly isSecure: boolean
}

/** A real mail server on this machine, which behaves as it is told. */
export class PostOffice {
  readonly delivered: Delivery[] = []
  manners: Manners = {}
  connections = 0
  port = 0
  #server: SMTPServer | undefined
  readonly #options: SMTPServerOptions

  constructor(options: SMTPServerOptions = {}) {
    this.#options = options
  }

  /** Opens, on the same port as before. */
  async open(): Promise<this> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: this.#options.secure ? [] : ['STARTTLS'],
      logger: false,
      disableReverseLookup: true,
      closeTimeout: 100,
      onConnect: (session, done) => {
        this.connections += 1
        this.#answer(this.manners.connect, session.id, done)
      },
      onMailFrom: (_, session, done) => this.#answer(this.manners.from, session.id, done),
      onRcptTo: (_, session, done) => this.#answer(this.manners.to, session.id, done),
      onData: (stream, session, done) => {
        const { cutAfter, data } = this.manners
        if (cutAfter !== undefined) {
          let seen = 0
          stream.on('data', (chunk: Buffer) => {
            seen += chunk.length
            if (seen > cutAfter) this.#hangUp(session.id)
          })
          return
        }
        void buffer(stream).then((raw) => {
          const { mailFrom, rcptTo } = session.envelope
          const isNo = Array.isArray(data)
          const envelope = { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) }
          if (!isNo) this.delivered.push({ raw, envelope, isSecure: session.secure })
          this.#answer(data, session.id, done)
        })
      },
      ...this.#options,
    })
    server.on('error', () => {})
    this.port = await listenOnOwnPort(server.server, (port) => server.listen(port, '127.0.0.1'), this.port)
    this.#server = server
    return this
  }

  async close(): Promise<void> {
    const server = this.#server
    this.#server = undefined
    if (server === undefined) return
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    for (const { id } of server.connections) this.#drop(server, id)
    await closed
  }

  #answer(answer: Answer, id: string, done: (error?: Error | null) => void): void {
    if (answer === 'stall') return
    if (answer === 'hangUp') this.#hangUp(id)
    else if (answer === undefined) done()
    else done(Object.assign(new Error(answer[1]), { responseCode: answer[0] }))
  }

  #hangUp(id: string): void {
    if (this.#server !== undefined) this.#drop(this.#server, id)
  }

  #drop(server: SMTPServer, id: string): void {
    for (const one of server.connections) if (one.id === id) one._socket.destroy()
  }
}
