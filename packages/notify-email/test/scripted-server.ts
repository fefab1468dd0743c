import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'

/** A server that answers each line as it is told, and hangs up for `undefined`; lines of a mail, but the dot, get none. */
export async function scriptedServer(answer: (line: string) => string | undefined) {
  const lines: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.write('220 here\r\n')
    let rest = ''
    let isMail = false
    socket.on('data', (chunk) => {
      const parts = `${rest}${chunk.toString()}`.split('\r\n')
      rest = parts.pop() ?? ''
      for (const line of parts) {
        lines.push(line)
        if (isMail && line !== '.') continue
        const reply = answer(line)
        if (reply === undefined) socket.destroy()
        else socket.write(`${reply}\r\n`)
        isMail = reply?.startsWith('354') === true && line !== '.'
      }
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  }
  return { port: (server.address() as AddressInfo).port, lines, close }
}
