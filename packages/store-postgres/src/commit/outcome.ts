import type { CollectionName, CommitResult, Guard } from '@owekit/core/ports'

/** How one try to land a batch ended. */
export type Outcome =
  | Extract<CommitResult, { status: 'committed' | 'replayed' }>
  /** A guard did not hold; `found` is the revision that was there, -1 for no row at all. */
  | { readonly status: 'missed'; readonly guard: Guard; readonly found: number }
  /** A row to update is not there. */
  | { readonly status: 'missing'; readonly collection: CollectionName }
  /** A row to insert into a guarded collection is already there. */
  | { readonly status: 'taken'; readonly collection: CollectionName }
