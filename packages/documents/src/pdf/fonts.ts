import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { create } from 'fontkit'
import { invalidOption } from '../invalid.js'
import { sfntOf } from './sfnt.js'

/** A font file, and which characters are in it. */
export interface Face {
  /** What it is registered by. */
  readonly key: string
  readonly bytes: Buffer
  readonly has: (codePoint: number) => boolean
}

/** Finds the font for a character: Noto Sans for Latin, Greek and Cyrillic, Vazirmatn for Arabic, then the host's own. */
export type FaceFor = (codePoint: number, isBold: boolean) => Face

const require = createRequire(import.meta.url)
const notoSans = dirname(require.resolve('@fontsource/noto-sans/package.json'))
const vazirmatn = dirname(require.resolve('@fontsource/vazirmatn/package.json'))

/** In the order they are asked; a file is read when all before it lack a character. */
const families = [
  join(notoSans, 'files', 'noto-sans-latin'),
  join(notoSans, 'files', 'noto-sans-latin-ext'),
  join(vazirmatn, 'files', 'vazirmatn-arabic'),
  join(notoSans, 'files', 'noto-sans-cyrillic'),
  join(notoSans, 'files', 'noto-sans-greek'),
  join(notoSans, 'files', 'noto-sans-vietnamese'),
  join(notoSans, 'files', 'noto-sans-cyrillic-ext'),
  join(notoSans, 'files', 'noto-sans-greek-ext'),
  join(notoSans, 'files', 'noto-sans-devanagari'),
] as const

const packaged = new Map<string, Face>()

function packagedFace(family: string, weight: 400 | 700): Face {
  const path = `${family}-${weight}-normal.woff`
  const face = packaged.get(path) ?? faceOf(basename(path), sfntOf(readFileSync(path)))
  packaged.set(path, face)
  return face
}

function faceOf(key: string, bytes: Buffer): Face {
  const font = create(bytes)
  if (!('hasGlyphForCodePoint' in font)) throw new Error('This is a collection of fonts.')
  return { key, bytes, has: (codePoint) => font.hasGlyphForCodePoint(codePoint) }
}

/**
 * The fonts of a document.
 *
 * @param own fonts of the host, for characters that the packaged ones lack
 * @throws ReceivablesError `invalid_input` with path `fonts`
 */
export function fontsWith(own: readonly Uint8Array[]): FaceFor {
  const faces = own.map((bytes, at) => ownFace(bytes, at))
  const found = new Map<number, Face>()
  return (codePoint, isBold) => {
    const key = isBold ? -codePoint : codePoint
    const known = found.get(key)
    if (known !== undefined) return known
    const face = faceWith(codePoint, isBold ? 700 : 400, faces)
    found.set(key, face)
    return face
  }
}

/** The first that has it; a character that none has is the first one's box. */
function faceWith(codePoint: number, weight: 400 | 700, own: readonly Face[]): Face {
  for (const family of families) {
    const face = packagedFace(family, weight)
    if (face.has(codePoint)) return face
  }
  return own.find((face) => face.has(codePoint)) ?? packagedFace(families[0], weight)
}

function ownFace(bytes: Uint8Array, at: number): Face {
  try {
    return faceOf(`own ${at}`, Buffer.from(bytes))
  } catch {
    throw invalidOption('fonts', `Font ${at + 1} of the document is no TrueType, OpenType or WOFF font.`, { font: at })
  }
}
