import { ReceivablesError } from '@owekit/core'
import type { NodemailerError } from 'nodemailer'

type Fault = 'address' | 'content' | 'settings'

/** What nodemailer says when it was set up wrongly, or told so by a server. */
const settingsCodes = new Set(['EAUTH', 'ENOAUTH', 'EOAUTH2', 'ECONFIG', 'EREQUIRETLS', 'ERR_ACCESS_DENIED'])

/** A certificate that will not become better by waiting. */
const certificate = /CERT|SELF_SIGNED|ALTNAME/

/**
 * Says in our codes why a mail was not sent, or that nobody knows. The error of nodemailer is the cause; what the server
 * said is not repeated, because it may quote an address.
 */
export function failureOf(error: unknown, isHandedOver: boolean): ReceivablesError {
  const failure = (error instanceof Error ? error : new Error(String(error))) as NodemailerError
  const { responseCode, response = '' } = failure
  const status = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1]
  const details = {
    ...(failure.code === undefined ? {} : { code: failure.code }),
    ...(responseCode === undefined ? {} : { reply: responseCode }),
    ...(status === undefined ? {} : { status }),
  }
  const isFinal = responseCode !== undefined && responseCode >= 400
  if (isFinal && (responseCode < 500 || responseCode === 503)) {
    return unavailable('The mail server refused the message for now.', { ...details, ...waitOf(response) }, error)
  }
  if (isFinal) return refused(faultOfReply(failure, responseCode, status), details, error)
  const fault = faultOfSetup(failure)
  if (fault !== undefined) return refused(fault, details, error)
  if (!isHandedOver) return unavailable('The mail server was not reached.', details, error)
  const why = 'The mail server had the message when it was lost, and did not say whether it took it.'
  return new ReceivablesError('notifier_indeterminate', why, details, { cause: error })
}

type Details = ReceivablesError['details']

function unavailable(why: string, details: Details, cause: unknown): ReceivablesError {
  return new ReceivablesError('notifier_unavailable', why, details, { cause })
}

function refused(fault: Fault, details: Details, cause: unknown): ReceivablesError {
  const said = [details['reply'], details['status']].flatMap((one) => one ?? []).map(String)
  const reply = said.length === 0 ? '' : ` (${said.join(' ')})`
  const why = `The mail server refused the message for its ${fault}${reply}.`
  return new ReceivablesError('notifier_refused', why, { ...details, fault }, { cause })
}

/**
 * What a reply for good is about, by its status (RFC 3463) or, without one, by what it answered.
 *
 * A refusal by policy (5.7) is never held against the reader: an address that is taken for a bad one gets no more mail.
 */
function faultOfReply({ code, command = '' }: NodemailerError, reply: number, status = ''): Fault {
  if (code === 'EAUTH' || (reply >= 530 && reply <= 538)) return 'settings'
  const isBody = command === 'DATA'
  if (/^5\.1\.[78]$/.test(status)) return 'settings'
  if (/^5\.[12]\./.test(status)) return status === '5.2.3' ? 'content' : 'address'
  if (/^5\.(?:6\.|3\.4$)/.test(status)) return 'content'
  if (/^5\.[3457]\./.test(status)) return isBody ? 'content' : 'settings'
  if (isBody) return 'content'
  if (command === 'RCPT TO') return reply === 554 ? 'content' : 'address'
  return reply === 552 || (reply === 554 && command === 'MAIL FROM') ? 'content' : 'settings'
}

/** What was found wrong before a server said anything. */
function faultOfSetup({ code = '', command, ...rest }: NodemailerError): Fault | undefined {
  if (settingsCodes.has(code)) return 'settings'
  if (code === 'EENVELOPE') return 'address'
  if (code === 'EMESSAGE' && command === 'MAIL FROM') return 'content'
  const original = 'originalCode' in rest ? String(rest.originalCode) : ''
  return certificate.test(original) ? 'settings' : undefined
}

/** How long a reply asks to wait, as greylists do: `Greylisted, try again in 300 seconds`. */
function waitOf(response: string): { retryAfterSeconds?: number } {
  const [, amount, unit] = /\b(\d{1,5}) ?(s|secs?|seconds?|m|mins?|minutes?)\b/i.exec(response) ?? []
  if (amount === undefined || unit === undefined) return {}
  const seconds = Number(amount) * (/^m/i.test(unit) ? 60 : 1)
  return seconds > 0 && seconds <= 86_400 ? { retryAfterSeconds: seconds } : {}
}
