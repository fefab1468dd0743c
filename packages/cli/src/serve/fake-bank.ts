import { isReceivablesError } from '@owekit/core'
import type { FakeProvider } from '@owekit/core/fake'

/** What the payer's bank may do next about a payment that was made: the last part of the path, and what the button says. */
export interface BankAct {
  readonly act: 'dispute' | 'win' | 'lose' | 'return'
  readonly label: string
}

/** The payer's bank, for trying out what comes after a payment. */
export interface BankDesk {
  /** What it may do about a payment, by the provider's id. */
  acts(payment: string): readonly BankAct[]
  /** Does it, and says whether it could: it cannot twice, or in another order. */
  run(payment: string, act: string): boolean
}

const beginnings: readonly BankAct[] = [
  { act: 'dispute', label: 'The payer disputes it' },
  { act: 'return', label: 'The bank returns it' },
]
const endings: readonly BankAct[] = [
  { act: 'win', label: 'The dispute is won' },
  { act: 'lose', label: 'The dispute is lost' },
]

/** Opens the bank's desk; what it has done is kept in the provider's memory. */
export function bankDesk(fake: FakeProvider, memory: Map<string, string>): BankDesk {
  /** Nothing yet, the dispute that is open, or that it is over. */
  const known = (payment: string) => memory.get(`bank/${payment}`)
  const acts = (payment: string) => {
    const state = known(payment)
    return state === undefined ? beginnings : state === 'over' ? [] : endings
  }
  return {
    acts,
    run(payment, act) {
      if (!acts(payment).some((one) => one.act === act)) return false
      try {
        if (act === 'dispute') memory.set(`bank/${payment}`, fake.bank.dispute(payment).externalId)
        else {
          if (act === 'return') fake.bank.reverse(payment)
          else fake.bank[act as 'win' | 'lose'](known(payment) ?? '')
          memory.set(`bank/${payment}`, 'over')
        }
        return true
      } catch (error) {
        // It was paid back meanwhile, or is on its way.
        if (isReceivablesError(error, 'provider_refused')) return false
        throw error
      }
    },
  }
}
