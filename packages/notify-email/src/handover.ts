import { Buffer } from 'node:buffer'
import { Transform } from 'node:stream'
import type { Transporter } from 'nodemailer'

/** The most that is handed over in one piece, in bytes. */
const piece = 16_384

/** What is known of one mail on its way. */
export interface Handover {
  /** The end of it was given to the connection: from here on the server may have taken it. */
  isDone: boolean
}

/**
 * Watches how far mails get. Gives a function that starts watching the mail with the given headers.
 *
 * The server takes a mail when it has read the dot after its last line, and nodemailer writes the dot when it has read the
 * last of the mail. So a connection that is lost before certainly took nothing, and one that is lost after may have.
 */
export function watchHandover(transporter: Transporter<unknown>): (headers: object) => Handover {
  const underWay = new WeakMap<object, Handover>()
  transporter.use('stream', (mail, done) => {
    const handover = underWay.get(mail.data.headers ?? {})
    if (handover !== undefined) {
      mail.message?.processFunc((input) => {
        const output = inPieces()
        output.once('end', () => {
          handover.isDone = true
        })
        input.once('error', (error: Error) => output.destroy(error))
        return input.pipe(output)
      })
    }
    done()
  })
  return (headers) => {
    const handover = { isDone: false }
    underWay.set(headers, handover)
    return handover
  }
}

/** A file comes as one piece, however large; a server that is slow, or gone, should have been given no more than it read. */
function inPieces(): Transform {
  return new Transform({
    transform(chunk: Buffer | string, encoding, done) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk
      for (let at = 0; at < bytes.length; at += piece) this.push(bytes.subarray(at, at + piece))
      done()
    },
  })
}
