/** The SQLSTATE of an error, as every driver has it in `code`; undefined when the server did not answer. */
export function sqlState(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null | undefined)?.code
  // System errors have codes too (EPIPE); no SQLSTATE class begins with E.
  return typeof code === 'string' && /^[0-5FHPX][0-9A-Z]{4}$/.test(code) ? code : undefined
}

/** Whether the server itself ended the session: what it was doing may or may not have been finished. */
export function isSessionEnd(state: string): boolean {
  return state.startsWith('08') || ['57P01', '57P02', '57P05', '25P03', '25P04'].includes(state)
}
