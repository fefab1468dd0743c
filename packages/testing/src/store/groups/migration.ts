import { same } from '../assert.js'
import { group } from '../case.js'
import { land, posting } from '../rows.js'
import { snapshot } from '../snapshot.js'

/** A schema tells what it would do, does it once, and keeps the rows. */
export const migration = group('migration', {
  'a dry run does nothing and says what a real run then does': async ({ store }) => {
    const plan = await store.migrate({ dryRun: true })
    same(plan.steps.length, plan.to - plan.from, 'one step per version')
    same(await store.migrate({ dryRun: true }), plan, 'a second dry run')
    same(await store.migrate(), plan, 'the real run')
  },
  'a second run has nothing to do and loses nothing': async ({ store }) => {
    await store.migrate()
    await land(store, posting('cus_ada', 1))
    const before = await snapshot(store)
    const plan = await store.migrate()
    same([plan.from, plan.steps], [plan.to, []], 'the second run')
    same(await snapshot(store), before, 'every row')
  },
})
