// The system gives free ports from 32768 on to whoever asks. A server that closes and opens again on its port takes one
// from below, or another test's server may have it by then.
const [first, last] = [20_000, 30_000]

/** What of a server of `node:net`, `node:http` or `node:https` is needed. */
interface Listening {
  once(event: 'listening' | 'error', heard: (error: unknown) => void): unknown
  removeListener(event: 'listening' | 'error', heard: (error: unknown) => void): unknown
}

/**
 * Lets a server of a test listen on a port that stays its own while it is closed: for stand-ins that go away and come back.
 *
 * @param listen begins to listen on the port it is given
 * @param port the one it had before; 0 for a new one, from 20000 to 29999
 * @returns the port
 * @throws what the server says, when no port could be had in fifty tries
 * @example
 * const port = await listenOnOwnPort(server, (port) => server.listen(port, '127.0.0.1'), 0) // 24117
 * server.close()
 * await listenOnOwnPort(server, (port) => server.listen(port, '127.0.0.1'), port) // 24117 again
 */
export async function listenOnOwnPort(
  server: Listening,
  listen: (port: number) => unknown,
  port: number,
): Promise<number> {
  for (let tries = 1; ; tries++) {
    const asked = port === 0 ? first + Math.floor(Math.random() * (last - first)) : port
    try {
      await listening(server, () => listen(asked))
      return asked
    } catch (error) {
      const isTaken = (error as { code?: unknown }).code === 'EADDRINUSE'
      if (!isTaken || tries === 50) throw error
      if (port !== 0) await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}

function listening(server: Listening, listen: () => unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    const yes = () => {
      server.removeListener('error', no)
      resolve()
    }
    const no = (error: unknown) => {
      server.removeListener('listening', yes)
      reject(error)
    }
    server.once('listening', yes)
    server.once('error', no)
    listen()
  })
}
