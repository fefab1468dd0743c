// Walks what an installer of our packages gets (production dependencies, through node_modules) and prints the
// licence of each. Fails for anything that is not permissive.
import { existsSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { packages, readJson, shortPath } from './workspace.mjs'

const PERMISSIVE = new Set(['MIT', 'MIT-0', 'ISC', '0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause'])

/** Licences read by a person, for packages whose manifest does not say: `name` → licence. */
const READ_BY_HAND = { 'png-js': 'MIT' }

/** Packages of font files, which nothing is linked with: the licence of fonts may also be put into documents. */
const FONTS = { '@fontsource/noto-sans': 'OFL-1.1', '@fontsource/vazirmatn': 'OFL-1.1' }

const found = new Map()
const missing = []

/** The folder of a dependency as Node finds it from `dir`, links followed. */
function locate(name, dir) {
  for (let at = dir; ; at = dirname(at)) {
    const candidate = join(at, 'node_modules', name)
    if (existsSync(join(candidate, 'package.json'))) return realpathSync(candidate)
    if (dirname(at) === at) return undefined
  }
}

function visit(dir, manifest) {
  const optional = new Set([
    ...Object.keys(manifest.optionalDependencies ?? {}),
    ...Object.keys(manifest.peerDependenciesMeta ?? {}),
  ])
  const names = Object.keys({
    ...manifest.dependencies,
    ...manifest.optionalDependencies,
    ...manifest.peerDependencies,
  })
  for (const name of names) {
    const place = locate(name, dir)
    if (place === undefined) {
      // Binaries for other platforms are not installed here.
      if (!optional.has(name)) missing.push(`${manifest.name} needs ${name}, which is not installed`)
      continue
    }
    const dependency = readJson(join(place, 'package.json'))
    const id = `${dependency.name}@${dependency.version}`
    if (found.has(id)) continue
    found.set(id, { place, licence: licenceOf(dependency) })
    visit(place, dependency)
  }
}

function licenceOf({ name, license, licenses }) {
  if (READ_BY_HAND[name] !== undefined) return READ_BY_HAND[name]
  const stated = license ?? licenses?.[0]
  return (typeof stated === 'string' ? stated : stated?.type) ?? 'none stated'
}

/** True for an expression of permissive licences: every one of an AND, any one of an OR. */
function isPermissive(expression) {
  return expression
    .replaceAll(/[()]/g, ' ')
    .split(/\s+OR\s+/)
    .some((choice) => choice.split(/\s+AND\s+/).every((one) => PERMISSIVE.has(one.trim())))
}

for (const { dir, manifest } of packages()) {
  visit(dir, manifest)
  if (!isPermissive(manifest.license ?? 'none stated')) missing.push(`${shortPath(dir)} states no permissive licence`)
}

const rows = [...found].filter(([id]) => !id.startsWith('@owekit/')).sort(([a], [b]) => (a < b ? -1 : 1))
const isAllowed = (id, licence) => isPermissive(licence) || FONTS[id.slice(0, id.lastIndexOf('@'))] === licence
for (const [id, { licence }] of rows) console.log(`${isAllowed(id, licence) ? '  ' : '✗ '}${id.padEnd(40)} ${licence}`)
for (const line of missing) console.log(`✗ ${line}`)

const refused = rows.filter(([id, { licence }]) => !isAllowed(id, licence))
console.log(`${rows.length} packages, ${refused.length + missing.length} problems`)
process.exitCode = refused.length + missing.length === 0 ? 0 : 1
