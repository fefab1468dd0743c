/** The model's no: every code that would be a true answer. */
export class Refusal extends Error {
  readonly codes: readonly string[]

  constructor(codes: readonly string[]) {
    super(codes.join(' or '))
    this.codes = codes
  }
}

/** What is wrong with a command so far. */
export interface Refusals {
  when(isBroken: boolean, ...codes: string[]): void
  /** Refuses if anything was wrong. */
  end(): void
  /** Refuses, with all that was wrong. */
  now(): never
}

/** Collects what is wrong with a command, since it may break several rules and the law does not rank them. */
export function refusals(): Refusals {
  const found: string[] = []
  return {
    when(isBroken, ...codes) {
      if (isBroken) found.push(...codes)
    },
    end() {
      if (found.length > 0) throw new Refusal(found)
    },
    now() {
      throw new Refusal(found)
    },
  }
}

/** Refuses at once. */
export function refuse(...codes: string[]): never {
  throw new Refusal(codes)
}
