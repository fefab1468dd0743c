export { run } from './run.js'
export type { Io, Output } from './terminal/io.js'
export { untilStopped } from './terminal/until-stopped.js'
