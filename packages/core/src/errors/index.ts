export { errorCatalogue, type ErrorCode, type ErrorKind } from './catalogue.js'
export { isReceivablesError, ReceivablesError, type ErrorDetails, type JsonValue } from './receivables-error.js'
export { attempted, shown } from './shown.js'
