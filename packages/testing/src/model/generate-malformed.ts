import type { Command } from './inputs.js'
import type { Random } from './random.js'

type Malformed = readonly [command: unknown, ...codes: string[]]

/** A command whose input breaks the schema, with the codes that say how. */
export function malformed(random: Random, customer: string): { command: Command; codes: readonly string[] } {
  const amount = { amount: '10.00', currency: 'EUR' }
  const pay = (input: object) => ({ name: 'payments.record', input: { customer, id: 'pay_bad', amount, ...input } })
  const issue = (input: object) => ({
    name: 'invoices.issue',
    input: { customer, number: 'bad', total: amount, ...input },
  })
  const [command, ...codes] = random.pick<Malformed>([
    [pay({ amount: { amount: '0.00', currency: 'EUR' } }), 'invalid_amount'],
    [pay({ amount: { amount: '-5.00', currency: 'EUR' } }), 'invalid_amount'],
    [pay({ amount: { amount: '1.001', currency: 'EUR' } }), 'too_many_decimals'],
    [pay({ amount: { amount: '1e3', currency: 'EUR' } }), 'invalid_amount'],
    [pay({ amount: { amount: '92233720368547758.08', currency: 'EUR' } }), 'amount_out_of_range'],
    [pay({ amount: { amount: '1.00', currency: 'XAU' } }), 'unknown_currency'],
    [pay({ amount: 10 }), 'invalid_amount'],
    [pay({ receivedOn: '2026-02-30' }), 'invalid_date'],
    [pay({ receivedOn: 5 }), 'invalid_input'],
    [pay({ id: '__proto__' }), 'invalid_id'],
    [pay({ id: '' }), 'invalid_id'],
    [pay({ id: 'a\0b' }), 'invalid_text', 'invalid_id'],
    [pay({ method: '\ud800' }), 'invalid_text'],
    [pay({ surprise: 1 }), 'invalid_input'],
    [issue({ dueOn: '2026-13-01' }), 'invalid_date'],
    [issue({ issuedOn: '2026-03-10', dueOn: '2026-03-09' }), 'due_before_issue'],
    [issue({ terms: 'whenever' }), 'invalid_terms'],
    [issue({ total: undefined }), 'invalid_input'],
    [issue({ number: 'x'.repeat(201) }), 'invalid_id'],
  ])
  return { command: command as Command, codes }
}
