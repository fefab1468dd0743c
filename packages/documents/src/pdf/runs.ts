import bidiJs, { type Bidi, type EmbeddingLevels } from 'bidi-js'
import type { Face, FaceFor } from './fonts.js'

/** A piece of a line that one font draws in one direction; a line's runs stand from left to right. */
export interface Run {
  /** In the order it is read. */
  readonly text: string
  readonly face: Face
  readonly isRtl: boolean
}

/** A text with its directions. */
export interface Directed {
  readonly text: string
  /** None where everything is read from left to right, letter by letter: most of what there is. */
  readonly levels: EmbeddingLevels | undefined
}

/** Node gives the function itself, a bundler may give the module around it. */
const factory = bidiJs as unknown as (() => Bidi) | { readonly default: () => Bidi }
const bidi = typeof factory === 'function' ? factory() : factory.default()

/** Marks that steer directions and have no shape. */
const marks = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g
/** Latin, Greek and Cyrillic letters, figures, punctuation and signs of currencies. */
const plain = /^[\u0020-\u007e\u00a0-\u02af\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2212]*$/
const letter = /[\p{L}\p{N}]/u

/** Works out the directions of a text by the Unicode algorithm (UAX 9). */
export function directed(text: string, direction: 'ltr' | 'rtl'): Directed {
  const isPlain = direction === 'ltr' && plain.test(text)
  return { text, levels: isPlain ? undefined : bidi.getEmbeddingLevels(text, direction) }
}

/** A text as it is read aloud. */
export const withoutMarks = (text: string): string => text.replace(marks, '')

/** True where a text is not simply read from left to right. */
export const isTurned = ({ levels }: Directed): boolean => levels?.levels.some((level) => level % 2 === 1) ?? false

/** The runs of a part of a text, from left to right. `end` is not in it. */
export function runsOf({ text, levels }: Directed, start: number, end: number, faceFor: (code: number) => Face): Run[] {
  if (end <= start) return []
  if (levels === undefined) return plainRuns(text.slice(start, end), faceFor)
  const order = bidi.getReorderedIndices(text, levels, start, end - 1).slice(start, end)
  const mirrored = bidi.getMirroredCharactersMap(text, levels.levels, start, end - 1)
  const runs: { first: number; last: number; face: Face; isRtl: boolean }[] = []
  for (const at of order) {
    if (isLowSurrogate(text, at) && at > start) continue
    const code = text.codePointAt(at)!
    if (isMark(code)) continue
    const isRtl = levels.levels[at]! % 2 === 1
    const run = runs.at(-1)
    const face = run !== undefined && isCarried(code, run.face) ? run.face : faceFor(code)
    const last = code > 0xffff ? at + 1 : at
    if (run === undefined || run.face !== face || run.isRtl !== isRtl || !adjoins(text, run, at, last))
      runs.push({ first: at, last, face, isRtl })
    else if (isRtl) run.first = at
    else run.last = last
  }
  return runs.map(({ first, last, face, isRtl }) => {
    let shown = ''
    for (let at = first; at <= last; at += 1) shown += mirrored.get(at) ?? text[at]!
    const read = withoutMarks(shown)
    // A shaper turns Arabic and Hebrew by itself; what has no letters it would leave as it is read.
    return { text: isRtl && !letter.test(read) ? Array.from(read).reverse().join('') : read, face, isRtl }
  })
}

function plainRuns(text: string, faceFor: (code: number) => Face): Run[] {
  const runs: { text: string; face: Face; isRtl: boolean }[] = []
  for (const character of text) {
    const run = runs.at(-1)
    const code = character.codePointAt(0)!
    const face = run !== undefined && isBlank(code) && run.face.has(code) ? run.face : faceFor(code)
    if (run?.face === face) run.text += character
    else runs.push({ text: character, face, isRtl: false })
  }
  return runs
}

/** What joins the letters around it stays in their font: blanks and combining marks. */
const isCarried = (code: number, face: Face) => (isBlank(code) || isCombining(code)) && face.has(code)

const isBlank = (code: number) => code === 0x20 || code === 0xa0
const isCombining = (code: number) => /\p{M}/u.test(String.fromCodePoint(code))
const isMark = (code: number) => withoutMarks(String.fromCodePoint(code)) === ''
const isLowSurrogate = (text: string, at: number) => /[\udc00-\udfff]/.test(text[at]!)

/** True where nothing but marks stands between a run and a character. */
function adjoins(text: string, run: { first: number; last: number; isRtl: boolean }, at: number, last: number) {
  const between = run.isRtl ? text.slice(last + 1, run.first) : text.slice(run.last + 1, at)
  return (run.isRtl ? last < run.first : at > run.last) && withoutMarks(between) === ''
}

/** The fonts of one weight. */
export const ofWeight = (faceFor: FaceFor, isBold: boolean) => (code: number) => faceFor(code, isBold)
