import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a bare server answers with: bytes and headers made beforehand. */
export interface Prepared {
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  readonly etag: string
}

/** A server that sends prepared bytes, or 304 to whoever has them, and does nothing else. */
export function bareServer(answers: ReadonlyMap<string, Prepared>): Server {
  return createServer(({ url = '', headers }, response) => {
    const prepared = answers.get(url)
    if (prepared === undefined) response.writeHead(404).end()
    else if (headers['if-none-match'] === prepared.etag) response.writeHead(304, prepared.headers).end()
    else response.writeHead(200, { ...prepared.headers, 'Content-Length': prepared.body.length }).end(prepared.body)
  })
}

/** Starts a server on a free port of this machine. */
export async function listening(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return (server.address() as AddressInfo).port
}
