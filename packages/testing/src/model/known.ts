/** Differences already reported, stepped around until they are settled. */
export const known = {
  expiringBySoonest: true,
  reversedSourceIgnored: true,
  refundNeedsFreePart: true,
  nothingOfDepositToApply: true,
  creditsReachPayable: true,
  depositsGrantNoDiscount: true,
  moveExpiredCredit: true,
  customerHoldLetsDepositsIn: true,
  refundHoldPerAllocation: true,
  moveIntoLessIsPartial: true,
  refundDueAsOf: true,
  depositCurrencies: true,
  specificOverSourceCapped: true,
}

for (const name of (process.env['KNOWN_OFF'] ?? '').split(','))
  if (name in known) Object.assign(known, { [name]: false })
if (process.env['KNOWN_OFF'] === 'all') for (const name of Object.keys(known)) Object.assign(known, { [name]: false })
