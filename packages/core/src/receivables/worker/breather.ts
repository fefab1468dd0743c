/** How long work goes on before others have their turn, in milliseconds. */
const patience = 10

/**
 * Makes a stop to call between pieces of work: every ten milliseconds it lets timers and requests have their turn.
 *
 * A store in this process answers without ever giving the event loop back, so that work over it, however often it awaits,
 * would keep a server from answering until all of it is done.
 *
 * @example
 * const breathe = breather()
 * for (const job of jobs) {
 *   await work(job)
 *   await breathe()
 * }
 */
export function breather(): () => Promise<void> {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < patience) return
    await new Promise((resolve) => setTimeout(resolve, 0))
    since = performance.now()
  }
}
