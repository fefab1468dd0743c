import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Test files that take longest, longest first: begun last, one of them would run on alone while the other worker rests. */
const long = [
  'packages/testing/test/model.test.ts',
  'packages/testing/test/model-more.test.ts',
  'packages/store-postgres/test/conformance.test.ts',
  'packages/testing/test/fuzz.test.ts',
  'packages/testing/test/webhook-sequences.test.ts',
  'packages/testing/test/webhook-sequences-more.test.ts',
  'packages/store-postgres/test/scenarios.test.ts',
  'packages/testing/test/faults-kills.test.ts',
  'packages/testing/test/faults-races.test.ts',
  'packages/testing/test/everything.test.ts',
  'packages/testing/test/faults-workers.test.ts',
  'packages/store-postgres/test/distributed.test.ts',
]

/** Runs the long test files first, the others as vitest would. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const place = long.findIndex((one) => moduleId.endsWith(`/${one}`))
      return place < 0 ? long.length : place
    }
    const sorted = await super.sort(files)
    return sorted.sort((a, b) => rank(a) - rank(b))
  }
}
