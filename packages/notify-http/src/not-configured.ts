import { ReceivablesError } from '@owekit/core'
import { parseUrl } from '@owekit/core/ports'

/** A setting that nothing can be sent or believed with. Its value is not repeated: it may be a secret. */
export function notConfigured(setting: string, why: string): ReceivablesError {
  return new ReceivablesError('not_configured', `The setting ${setting} cannot be used: it ${why}.`, { setting })
}

/** Refuses a credential that cannot stand in a header: empty, or with spaces or line breaks from where it was copied. */
export function checkCredential(setting: string, text: string): void {
  if (!/^[\x21-\x7e]+$/.test(text))
    throw notConfigured(setting, 'is empty or holds spaces or letters that no header takes')
}

/** The place of a service without its last slash. */
export function checkedBase(text: string): string {
  if (!/^https?:$/.test(parseUrl(text)?.protocol ?? '')) throw notConfigured('baseUrl', 'is no address of the web')
  return text.replace(/\/+$/, '')
}
