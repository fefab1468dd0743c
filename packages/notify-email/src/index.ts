export { emailNotifier, type EmailNotifierOptions, type EmailTransport } from './email-notifier.js'
export { readBounce } from './read-bounce.js'
