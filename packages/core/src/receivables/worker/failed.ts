import * as z from 'zod/mini'
import { formatInstant } from '../../calendar/index.js'
import { ReceivablesError } from '../../errors/index.js'
import { scan } from '../../ports/scan.js'
import type { Json } from '../../records/collections.js'
import { parseInput } from '../parse.js'
import { readings } from '../readings.js'
import type { Settings } from '../settings.js'
import { type JobRow, untried } from './jobs.js'

/** A job that was given up. */
export interface FailedJob {
  readonly job: string
  readonly kind: string
  /** What it is about. */
  readonly about: { readonly [name: string]: unknown }
  readonly dueAt: string
  /** What it threw the last time. */
  readonly problem: string
}

/** The jobs that were given up, longest due first. */
export async function* failedJobs({ store, tenant }: Settings): AsyncIterable<FailedJob> {
  for await (const row of scan(store, tenant, { collection: 'outbox', index: 'due', where: ['failed'] })) {
    const { kind, tries = untried, ...about } = row.body as unknown as JobRow
    yield { job: row.id, kind, about, dueAt: formatInstant(row.dueAt), problem: tries.problem }
  }
}

const retryInput = z.strictObject({ job: z.string().check(z.minLength(1), z.maxLength(500)) })

/** Makes a job that was given up due again, with all its tries. */
export async function retryJob(settings: Settings, input: z.input<typeof retryInput>): Promise<void> {
  const { job } = parseInput(retryInput, input, 'worker.retry')
  const { store, tenant } = settings
  const list = readings(store, tenant)
  const rows = list.keys('outbox', [[job]])
  await list.fetch()
  const row = rows()[0]
  if (row?.state !== 'failed')
    throw new ReceivablesError('job_not_found', `No job ${job} was given up.`, { job, state: row?.state ?? '' })
  const { tries: _, ...body } = row.body as unknown as JobRow
  // A row of its own: were the old one taken up again by two at once, a claim of one could hold for the other.
  const again = {
    ...row,
    id: `${job}~${row.epoch}`,
    state: 'pending',
    dueAt: await store.now(),
    epoch: 0,
    body: body as Json,
  }
  const ended = await store.commit({
    tenant,
    expect: [],
    insert: { outbox: [again] },
    update: {},
    remove: { outbox: [[job]] },
  })
  if (ended.status !== 'committed')
    throw new ReceivablesError('job_not_found', `Job ${job} is tried again already.`, { job })
}
