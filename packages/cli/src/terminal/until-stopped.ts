/** Those who pass a signal on, such as npm, may do it after the terminal told everybody: both mean the same wish. */
const sameWish = 1_000

/** Waits for Ctrl-C or SIGTERM. One that comes more than a second later ends the process at once. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    let first: number | undefined
    const end = () => {
      first ??= performance.now()
      if (performance.now() - first > sameWish) process.exit(130)
      resolve()
    }
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, end)
  })
}
