/**
 * A code as a person reads it.
 *
 * @example
 * inWords('payment_on_its_way') // 'payment on its way'
 */
export const inWords = (code: string): string => code.replaceAll('_', ' ')
