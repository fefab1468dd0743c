// Where things are in this workspace: shared by the checks.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository root. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

const skipped = new Set(['node_modules', 'dist', 'coverage'])

/** Reads a JSON file. */
export const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'))

/** A path from the root, with forward slashes on every system. */
export const shortPath = (path) => relative(root, path).split(sep).join('/')

/** Every file below a folder for which `wanted(name)` holds, in a stable order; none when the folder is missing. */
export function filesBelow(folder, wanted) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return skipped.has(entry.name) ? [] : filesBelow(path, wanted)
      return wanted(entry.name) ? [path] : []
    })
}

/** The publishable packages: folder and manifest. */
export function packages() {
  const parent = join(root, 'packages')
  return readdirSync(parent)
    .map((name) => join(parent, name))
    .filter((dir) => existsSync(join(dir, 'package.json')))
    .map((dir) => ({ dir, manifest: readJson(join(dir, 'package.json')) }))
    .filter(({ manifest }) => manifest.private !== true)
}

/** The packages, those that others depend on first. */
export function packagesInBuildOrder() {
  const all = packages()
  const names = new Set(all.map(({ manifest }) => manifest.name))
  const ordered = new Map()
  while (ordered.size < all.length) {
    const ready = all.filter(
      ({ manifest }) =>
        !ordered.has(manifest.name) &&
        Object.keys(manifest.dependencies ?? {}).every((name) => !names.has(name) || ordered.has(name)),
    )
    if (ready.length === 0) throw new Error('The packages depend on each other in a circle.')
    for (const one of ready) ordered.set(one.manifest.name, one)
  }
  return [...ordered.values()]
}

/** The script behind a command of a root dependency, to be run with this same Node. */
export function binary(name, command = name) {
  const dir = join(root, 'node_modules', name)
  const { bin } = readJson(join(dir, 'package.json'))
  return join(dir, typeof bin === 'string' ? bin : bin[command])
}
