/** The longest that a timer of Node can wait; a longer one would fire at once. */
const longest = 2 ** 31 - 1

/**
 * Waits for work no longer than that. The work itself goes on, and how it ends is heard by nobody.
 *
 * @throws what `give` makes of an error that says how long was waited
 */
export async function inTime<T>(work: Promise<T>, ms: number, give: (cause: Error) => Error): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => {
        reject(give(Object.assign(new Error(`nothing came within ${ms} ms`), { code: 'ETIMEDOUT' })))
      },
      Math.min(ms, longest),
    )
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
