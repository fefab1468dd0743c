/** Entries a chunk may hold before it is split in two. */
const full = 512

/** A place in a {@link Chunked} list: the chunk and the offset in it. */
export interface Place {
  chunk: number
  offset: number
}

/**
 * A sorted list kept in chunks, so that an insertion moves a few hundred entries at most, however long it is.
 *
 * `order(entry, bound)` compares an entry with a bound; bounds may name only the beginning of an entry.
 */
export class Chunked<T> {
  #chunks: T[][] = []

  get isEmpty(): boolean {
    return this.#chunks.length === 0
  }

  /** Takes over entries that are already in order. */
  static sorted<T>(entries: readonly T[]): Chunked<T> {
    const list = new Chunked<T>()
    for (let i = 0; i < entries.length; i += full >> 1) list.#chunks.push(entries.slice(i, i + (full >> 1)))
    return list
  }

  /** Adds an entry where the order puts it. Appending to the end costs one comparison. */
  insert(entry: T, order: (entry: T, bound: T) => number): void {
    const chunks = this.#chunks
    const last = chunks[chunks.length - 1]
    if (last === undefined) {
      chunks.push([entry])
      return
    }
    const append = order(last[last.length - 1]!, entry) < 0
    const place = append ? { chunk: chunks.length - 1, offset: last.length } : this.lower((held) => order(held, entry))
    const chunk = chunks[place.chunk]!
    if (place.offset === chunk.length) chunk.push(entry)
    else chunk.splice(place.offset, 0, entry)
    if (chunk.length <= full) return
    // An append leaves full chunks behind; anything else halves, to leave room on both sides.
    chunks.splice(place.chunk + 1, 0, chunk.splice(append ? chunk.length - 1 : full >> 1))
  }

  /** Removes the entry at a place. */
  removeAt({ chunk, offset }: Place): void {
    const held = this.#chunks[chunk]!
    held.splice(offset, 1)
    if (held.length === 0) this.#chunks.splice(chunk, 1)
  }

  /** The first place whose entry is not before the bound: `order(entry) >= 0`. May be just past the end. */
  lower(order: (entry: T) => number): Place {
    return this.#search((entry) => order(entry) < 0)
  }

  /** The first place whose entry is after the bound: `order(entry) > 0`. May be just past the end. */
  upper(order: (entry: T) => number): Place {
    return this.#search((entry) => order(entry) <= 0)
  }

  at({ chunk, offset }: Place): T | undefined {
    return this.#chunks[chunk]?.[offset]
  }

  /** Moves a place one entry on, or back; a place outside the list holds no entry. */
  step(place: Place, reverse: boolean): void {
    if (reverse) {
      if (--place.offset >= 0) return
      place.chunk--
      place.offset = (this.#chunks[place.chunk]?.length ?? 0) - 1
    } else if (++place.offset >= (this.#chunks[place.chunk]?.length ?? 0)) {
      place.chunk++
      place.offset = 0
    }
  }

  #search(isBefore: (entry: T) => boolean): Place {
    const chunks = this.#chunks
    let low = 0
    let high = chunks.length - 1
    // The first chunk whose last entry is not before; the last chunk if all are.
    while (low < high) {
      const middle = (low + high) >> 1
      const chunk = chunks[middle]!
      if (isBefore(chunk[chunk.length - 1]!)) low = middle + 1
      else high = middle
    }
    const held = chunks[low] ?? []
    let from = 0
    let to = held.length
    while (from < to) {
      const middle = (from + to) >> 1
      if (isBefore(held[middle]!)) from = middle + 1
      else to = middle
    }
    return { chunk: low, offset: from }
  }
}
