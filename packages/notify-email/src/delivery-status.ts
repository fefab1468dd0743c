/** Fields of one block, by their names in lower case; the first of each. */
export type Fields = ReadonlyMap<string, string>

/** What became of a mail to one reader. */
export interface RecipientStatus {
  readonly address: string
  /** `failed`, `delayed`, `delivered`, `relayed` or `expanded`. */
  readonly action: string
  /** The address is the reason: no other mail will arrive there. */
  readonly isOfAddress: boolean
  /** What the other server said; at most 500 characters. */
  readonly reason: string
  /** Milliseconds since 1970, or `NaN`. */
  readonly lastAttempt: number
}

/**
 * Reads the part of a delivery report that is for programs (RFC 3464): a block about the mail, then one for each reader.
 *
 * @example
 * readStatus('Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; ada@example.com\nAction: failed\nStatus: 5.1.1\n')
 * // recipients: [{ address: 'ada@example.com', action: 'failed', isOfAddress: true, … }]
 */
export function readStatus(text: string): { message: Fields; recipients: readonly RecipientStatus[] } {
  const blocks = text
    .replaceAll(/\r\n?/g, '\n')
    .split(/\n(?:[ \t]*\n)+/)
    .map(readFields)
    .filter(({ size }) => size > 0)
  const recipients = blocks.filter((block) => block.has('final-recipient') || block.has('original-recipient'))
  return { message: blocks[0] ?? new Map(), recipients: recipients.map(readRecipient) }
}

function readFields(block: string): Fields {
  const fields = new Map<string, string>()
  for (const line of block.replaceAll(/\n[ \t]+/g, ' ').split('\n')) {
    const at = line.indexOf(':')
    const name = line.slice(0, Math.max(at, 0)).trim().toLowerCase()
    if (name !== '' && !fields.has(name)) fields.set(name, line.slice(at + 1).trim())
  }
  return fields
}

function readRecipient(fields: Fields): RecipientStatus {
  const diagnostic = valueOf(fields.get('diagnostic-code') ?? '')
  return {
    address: addressOf(fields.get('original-recipient')) || addressOf(fields.get('final-recipient')),
    action: (fields.get('action') ?? '').toLowerCase(),
    isOfAddress: isOfAddress(fields.get('status') ?? '', diagnostic),
    reason: (diagnostic || (fields.get('status') ?? '')).slice(0, 500),
    lastAttempt: Date.parse(fields.get('last-attempt-date') ?? ''),
  }
}

/**
 * Whether the address is to blame: it does not exist (5.1), or its mailbox is closed (5.2.1).
 *
 * Full mailboxes, mails that were too large, filters and policies say nothing of the next mail. A status that says nothing
 * (5.0.0) leaves it to the words of the other server.
 */
function isOfAddress(status: string, diagnostic: string): boolean {
  const said = /^5\.0\.0\b|^$/.test(status) ? (/\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(diagnostic)?.[0] ?? '') : status
  if (said !== '' && !said.startsWith('5.0.')) return /^5\.1\.(?:[0-6]|10)\b|^5\.2\.1\b/.test(said)
  return /^55[013]\b/.test(diagnostic)
}

/** What is behind the kind of a field: `smtp; 550 No such user`. */
const valueOf = (text: string): string => text.replace(/^[\w-]+\s*;\s*/, '')

const addressOf = (text = ''): string => valueOf(text).replace(/^<(.*)>$/, '$1')
