/** Where text goes: a terminal, a file, a pipe, or a test's buffer. */
export interface Output {
  /** Writes text; a promise means "wait for me before writing more". */
  write(text: string): void | Promise<void>
  /** A person is watching. */
  readonly isTTY: boolean
  /** Width of the terminal in cells. */
  readonly columns?: number
}

/** Everything a command may touch of the outside world, so that a test can stand in for it. */
export interface Io {
  readonly stdout: Output
  readonly stderr: Output
  /** A person can be asked. @default false */
  readonly canAsk?: boolean
  readonly env: Readonly<Record<string, string | undefined>>
  /** Relative paths start here. */
  readonly cwd: string
  /** Milliseconds since 1970-01-01T00:00Z. @default the machine's clock */
  readonly now?: () => number
  /** Waits until somebody wants a command to end that goes on by itself, such as a server. @default it ends at once */
  readonly untilStopped?: () => Promise<void>
}
