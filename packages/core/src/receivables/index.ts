export type { Written } from './engine.js'
export type { FactView, PostingView } from './fact-view.js'
export { type AgingOptions, createReceivables, type Receivables } from './receivables.js'
