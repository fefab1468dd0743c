export { consoleNotifier, type ConsoleNotifierOptions } from './console-notifier.js'
export {
  type NotifierFault,
  memoryNotifier,
  type MemoryNotifier,
  type MemoryNotifierOptions,
} from './memory-notifier.js'
export type { KeptMessage } from './post-box.js'
