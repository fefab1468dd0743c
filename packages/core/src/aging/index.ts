export { agePostings, type AgedLine, type Aging, startAging } from './age-postings.js'
export { type Bucket, bucketBounds, bucketOf, buckets } from './buckets.js'
export { agingReport, type AgingSums, type CreditMode, type CurrencyAging } from './report.js'
