import type { AnyRow } from '../memory/slot.js'
import type { TenantRows } from '../memory/tenant-rows.js'
import { orderingOf } from '../ports/scan.js'
import type { Read } from '../ports/store.js'
import { compareKeys } from '../records/compare-text.js'

/** A read of a page of an ordering. */
export type PageRead = Extract<Read, { readonly where: unknown }>

/** How far a part of an ordering was read, from its beginning: to its end, or to a position. */
type Reach = 'end' | readonly unknown[]

/**
 * Remembers which parts of which orderings were read, and how far, so that a page is asked of the store once.
 *
 * A part is an ordering, the values its first columns equal, and a direction.
 */
export class Ranges {
  readonly #reached = new Map<string, Reach>()

  /** The reads still needed before these pages can be answered from `rows`: each goes on where the last one stopped. */
  missing(pages: readonly PageRead[], rows: TenantRows): PageRead[] {
    const wanted = new Map<string, PageRead>()
    for (const page of pages) {
      const part = partOf(page)
      const reach = this.#reached.get(part)
      if (reach === 'end' || (reach !== undefined && isWithin(page, reach, rows))) continue
      const other = wanted.get(part)
      const { after: _, ...whole } = page
      const limit = Math.max(page.limit, other?.limit ?? 0)
      wanted.set(part, { ...whole, limit, ...(reach === undefined ? {} : { after: reach }) } as PageRead)
    }
    return [...wanted.values()]
  }

  /** Takes note of what such a read gave. */
  learn(read: PageRead, found: readonly AnyRow[]): void {
    const last = found.at(-1)
    const reach = last === undefined || found.length < read.limit ? 'end' : positionOf(read, last)
    this.#reached.set(partOf(read), reach)
  }
}

/** Whether a page is full of rows that lie before the position everything is known up to. */
function isWithin(page: PageRead, reach: readonly unknown[], rows: TenantRows): boolean {
  const { index, where, after, limit, reverse = false } = page
  const found = rows.table(page.collection).ordering(index).page({ where, after, limit, reverse })
  if (found.length < limit) return false
  const last = found.at(-1)
  if (last === undefined) return true
  const order = compareKeys(positionOf(page, last), reach)
  return reverse ? order >= 0 : order <= 0
}

function positionOf({ collection, index, where }: PageRead, row: AnyRow): unknown[] {
  return orderingOf(collection, index)
    .slice(where.length)
    .map((column) => row[column])
}

function partOf({ collection, index, where, reverse = false }: PageRead): string {
  return JSON.stringify([collection, index ?? '', reverse, ...where])
}
