export { batch, type BatchOptions, type BatchOutcome } from './batch.js'
export type { BatchCommand, CommandName } from './commands.js'
