import { isReceivablesError, ReceivablesError, type ErrorCode } from '@owekit/core/ports'
import { Unanswered, Unreachable } from './driver/driver.js'
import { sqlState } from './driver/sql-state.js'

/** SQLSTATEs, or classes of them, that mean something to us, with what to do. */
const states: Readonly<Record<string, readonly [code: ErrorCode, advice: string]>> = {
  '08': ['store_unavailable', 'The connection was lost; try again.'],
  '0A000': ['store_unsupported', "The server cannot do this; on CockroachDB and its like set commitForm: 'portable'."],
  '25006': ['store_unavailable', 'The server takes no writes; connect to the primary.'],
  '28': ['store_unavailable', 'The server refused the user or the password; check the connection settings.'],
  '3D000': ['store_unavailable', 'There is no such database; create it, or correct the connection settings.'],
  '3F000': ['store_unsupported', 'There is no such schema; call migrate() on the store.'],
  '25P01': ['store_unsupported', 'The transaction that was joined is over; join the next one.'],
  '25P02': ['store_unsupported', 'A statement of the host failed in this transaction; roll it back.'],
  '40': ['account_changed', 'The server took the transaction back because of another one; run the whole of it again.'],
  '42501': ['store_unavailable', 'The role may not do this; grant it what grantsSql() lists.'],
  '42P01': ['store_unsupported', 'The tables are not there; call migrate() on the store.'],
  '53100': ['store_full', 'The disk of the server is full; make room and try again. Nothing was half-written.'],
  '53': ['store_unavailable', 'The server is out of connections or memory; try again, with a smaller pool.'],
  '54000': ['invalid_input', 'A text is too long for an index; keys and numbers take about 2,700 bytes.'],
  '55P03': ['store_unavailable', 'Another transaction kept a lock for longer than lock_timeout; try again.'],
  '57014': ['store_unavailable', 'The statement was cancelled, by statement_timeout or by a person; try again.'],
  '57': ['store_unavailable', 'The server is starting, stopping or ended the session; try again.'],
  '58': ['store_unavailable', 'The disk of the server did not do what was asked; check it.'],
  XX001: ['store_corrupt', 'The server found damaged data; restore a backup.'],
  XX002: ['store_corrupt', 'The server found a damaged index; REINDEX it, then run verify.'],
}

/** Turns a driver's error into ours; our own errors pass through. */
export function storeError(error: unknown): unknown {
  if (isReceivablesError(error)) return error
  const cause = error instanceof Unanswered || error instanceof Unreachable ? error.cause : error
  const state = sqlState(cause)
  const said = cause instanceof Error && cause.message !== '' ? cause.message : codeOf(cause)
  if (state === undefined) {
    if (error === cause && !isConnectionError(cause)) {
      return new ReceivablesError('internal_error', `The PostgreSQL driver said: ${said}`, {}, { cause })
    }
    const message = `PostgreSQL did not answer (${said}); check that it runs and can be reached.`
    return new ReceivablesError('store_unavailable', message, {}, { cause })
  }
  const found = states[state] ?? states[state.slice(0, 2)]
  if (found === undefined) {
    return new ReceivablesError('internal_error', `PostgreSQL said: ${said}`, { sqlState: state }, { cause })
  }
  const [code, advice] = found
  return new ReceivablesError(code, `PostgreSQL said: ${said}. ${advice}`, { sqlState: state }, { cause })
}

/** The error of a commit: one that was sent and not answered may have landed. */
export function commitError(error: unknown): unknown {
  if (!(error instanceof Unanswered) || wasNeverSent(error.cause)) return storeError(error)
  const message = 'The commit was not answered; retry with the same request key to learn whether it landed.'
  return new ReceivablesError('store_indeterminate', message, {}, { cause: error.cause })
}

/** Whether a driver that connects by itself failed to, so that nothing can have been written. */
function wasNeverSent(cause: unknown): boolean {
  return ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'CONNECT_TIMEOUT'].includes(
    codeOf(cause),
  )
}

function isConnectionError(cause: unknown): boolean {
  return (
    /^(E[A-Z]+|CONNECTION_[A-Z]+|CONNECT_TIMEOUT)$/.test(codeOf(cause)) || /connection|timeout/i.test(String(cause))
  )
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null | undefined)?.code
  return typeof code === 'string' ? code : 'no code'
}
