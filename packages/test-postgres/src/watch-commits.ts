/** A statement that is a transaction of its own and writes: what the store lands a batch with. */
const landing = /^WITH\b.*\bINSERT INTO\b/s

/**
 * Reads along with what a client sends to PostgreSQL, and tells of each piece whether a commit is asked for in it: the
 * word COMMIT, or a statement that lands a batch by itself, prepared earlier or not.
 */
export function watchCommits(): (chunk: Buffer) => boolean {
  const prepared = new Map<string, string>()
  let rest = Buffer.alloc(0)
  let hasStarted = false

  function isCommit(kind: string, body: Buffer): boolean {
    const [first = '', second = ''] = texts(body)
    if (kind === 'P') prepared.set(first, second)
    if (kind === 'Q') return first === 'COMMIT'
    return kind === 'B' && landing.test(prepared.get(second) ?? '')
  }

  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    let found = false
    for (;;) {
      // The first message has no kind.
      const head = hasStarted ? 1 : 0
      if (rest.length < head + 4) return found
      const end = head + rest.readInt32BE(head)
      if (rest.length < end) return found
      if (hasStarted) found = isCommit(String.fromCharCode(rest[0]!), rest.subarray(5, end)) || found
      hasStarted = true
      rest = rest.subarray(end)
    }
  }
}

/** The first two texts of a message, each ended by a zero. */
function texts(body: Buffer): string[] {
  const first = body.indexOf(0)
  const second = body.indexOf(0, first + 1)
  return [body.subarray(0, first), body.subarray(first + 1, second)].map((text) => text.toString())
}
