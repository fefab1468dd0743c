import { factId } from '../../journal/fact.js'
import type { Row } from '../../records/collections.js'
import { scan } from '../../ports/scan.js'
import type { Findings } from '../../verify/verify.js'
import type { Settings } from '../settings.js'

/** Proves that every fact of an account has its place in the feed, or waits for it, once and in order. */
export async function checkTold(settings: Settings, head: Row<'heads'>, found: Findings): Promise<void> {
  const { store, tenant } = settings
  const where = [head.customer]
  let told = 0
  let seq = 0
  for await (const row of scan(store, tenant, { collection: 'feed', index: 'byFact', where })) {
    if (row.body !== null) {
      if (row.version !== told) found.fail('feed', `${row.id} stands apart from its commit`)
      continue
    }
    const next = factId(head.customer, told + 1)
    if (row.id !== next || row.version !== told + 1) found.fail('feed', `${row.id} follows where ${next} should`)
    if (row.seq <= seq) found.fail('feed', `${row.id} comes before its predecessor`)
    told = row.version
    seq = row.seq
  }
  for await (const { version, facts } of scan(store, tenant, { collection: 'feedQueue', where })) {
    if (version - facts !== told || facts < 1)
      found.fail('feed', `${facts} facts up to ${factId(head.customer, version)} wait, after ${told} that were told`)
    told = version
  }
  if (told !== head.rev) found.fail('feed', `${head.customer} is at ${head.rev}, told or waiting are ${told}`)
}

/** Proves that the feed is numbered without a gap. */
export async function checkNumbers({ store, tenant }: Settings, found: Findings): Promise<void> {
  let last = 0
  for await (const { seq } of scan(store, tenant, { collection: 'feed' })) {
    if (seq !== last + 1) found.fail('feed', `${seq} follows ${last}`)
    last = seq
  }
}
