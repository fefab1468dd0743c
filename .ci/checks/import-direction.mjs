// Imports go one way: between packages, between the folders of core, and never in a circle.
// Edit the tables; the rest reads them. Type-only imports count too.
import { readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { parseSync } from 'oxc-parser'
import { filesBelow, root, shortPath } from './workspace.mjs'

/** Workspace package → the workspace packages its sources may import. `*` is any. */
const PACKAGES = {
  'packages/core': [],
  'packages/testing': ['@owekit/core'],
  'packages/store-sqlite': ['@owekit/core'],
  'packages/store-postgres': ['@owekit/core'],
  'packages/pay-stripe': ['@owekit/core'],
  'packages/holidays': ['@owekit/core'],
  'packages/notify-email': ['@owekit/core'],
  'packages/notify-webhook': ['@owekit/core'],
  'packages/notify-http': ['@owekit/core', '@owekit/notify-webhook'],
  'packages/http': ['@owekit/core'],
  'packages/templates': ['@owekit/core'],
  'packages/documents': ['@owekit/core'],
  'packages/test-postgres': [],
  'packages/test-stripe': [],
  'packages/cli': ['*'],
  bench: ['*'],
  'examples/*': ['*'],
}

/** What a test may import besides what its package may. */
const TESTS_MAY_IMPORT = [
  '@owekit/testing',
  '@owekit/store-sqlite',
  '@owekit/store-postgres',
  '@owekit/test-postgres',
  '@owekit/test-stripe',
]

/** The folders (or top-level files) of core, lowest first: a layer imports the layers above it in this list. */
const CORE_LAYERS = [
  ['errors'],
  ['money'],
  ['calendar'],
  ['records'],
  ['journal'],
  ['allocation', 'hold', 'dunning'],
  ['invoice', 'suspense'],
  ['credit', 'deposit', 'plan', 'promise', 'writeoff'],
  ['payment', 'customer', 'dispute', 'booking'],
  ['link'],
  ['method'],
  ['account'],
  ['aging', 'balance', 'statement', 'verify', 'views', 'reminders'],
  ['ports', 'messages'],
  ['memory'],
  ['receivables'],
  ['batch'],
  ['index', 'schemas', 'testing', 'fake'],
  ['notify'],
]

/** Folders that their neighbours in the same layer may import. */
const OPEN_TO_NEIGHBOURS = []

/** Further arrows between neighbours: from → to. */
const SIDEWAYS = []

/** Dependency → the only folders of core's sources that may import it. No other package's sources may. */
const ONLY_IN = {
  'decimal.js': ['money'],
  'temporal-polyfill': ['calendar'],
  rrule: ['recurring', 'reminders'],
}

/** Dependency → folders of core's sources that may not import it. */
const NOT_IN = {
  zod: ['money', 'calendar', 'allocation', 'aging'],
}

const isTest = (file) => /\.(test|test-d|prop|bench)\.ts$/.test(file) || /(^|\/)(test|tests|campaigns)\//.test(file)
const problems = []

/** Every module a file names: static, dynamic, re-exported, and `import('…')` types. */
function importsOf(path) {
  const text = readFileSync(path, 'utf8')
  const { module, errors } = parseSync(path, text)
  if (errors.length > 0) problems.push(`${shortPath(path)}: cannot be parsed: ${errors[0].message}`)
  const named = [
    ...module.staticImports.map((one) => one.moduleRequest.value),
    ...module.staticExports.flatMap((one) => one.entries.flatMap((entry) => entry.moduleRequest?.value ?? [])),
    ...module.dynamicImports.map(
      (one) => /^['"](.*)['"]$/.exec(text.slice(one.moduleRequest.start, one.moduleRequest.end))?.[1],
    ),
    ...[...text.matchAll(/^(?!\s*(?:\*|\/\/)).*\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm)].map((match) => match[1]),
  ]
  return [...new Set(named.filter((name) => name !== undefined))]
}

const packageName = (specifier) => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')

function checkBetweenPackages(file, specifier, folder, allowed, selfName) {
  if (!specifier.startsWith('@owekit/')) return
  const target = packageName(specifier)
  const may = isTest(file) ? [...allowed, ...TESTS_MAY_IMPORT, selfName] : allowed
  if (may.includes('*') || may.includes(target)) return
  problems.push(`${file} → ${specifier}: ${folder} may not import ${target}`)
}

function checkDependency(file, specifier, folder) {
  if (isTest(file)) return
  const name = packageName(specifier)
  const only = ONLY_IN[name]
  if (only !== undefined && !only.includes(folder)) {
    problems.push(`${file} → ${specifier}: only ${only.map((one) => `core/src/${one}/`).join(', ')} may import ${name}`)
  }
  if (NOT_IN[name]?.includes(folder))
    problems.push(`${file} → ${specifier}: core/src/${folder}/ may not import ${name}`)
}

const layerOf = (folder) => CORE_LAYERS.findIndex((layer) => layer.includes(folder))

function checkLayers(file, from, target, to) {
  if (from === to || isTest(file)) return
  if (layerOf(to) < 0) return
  if (layerOf(from) > layerOf(to)) return
  const neighbours = layerOf(from) === layerOf(to)
  if (neighbours && (OPEN_TO_NEIGHBOURS.includes(to) || SIDEWAYS.some(([a, b]) => a === from && b === to))) return
  problems.push(`${file} → ${target}: ${from} may not import ${to} (${neighbours ? 'a neighbour' : 'a higher layer'})`)
}

/** The first folder below src, or the name of a file that stands directly in it. */
const folderIn = (src, path) => relative(src, path).split(sep)[0].replace(/\.ts$/, '')

/** Circles among a package's own files, each reported once. */
function findCircles(graph) {
  const state = new Map()
  const path = []
  const visit = (file) => {
    state.set(file, 'open')
    path.push(file)
    for (const next of graph.get(file) ?? []) {
      if (state.get(next) === 'open') {
        const circle = [...path.slice(path.indexOf(next)), next]
        problems.push(`circle: ${circle.map(shortPath).join(' → ')}`)
      } else if (!state.has(next)) visit(next)
    }
    path.pop()
    state.set(file, 'closed')
  }
  for (const file of graph.keys()) if (!state.has(file)) visit(file)
}

let count = 0
for (const [pattern, allowed] of Object.entries(PACKAGES)) {
  const [parent, star] = pattern.split('/')
  const files = filesBelow(join(root, ...(star === '*' ? [parent] : pattern.split('/'))), (name) =>
    name.endsWith('.ts'),
  )
  const src = join(root, ...pattern.split('/'), 'src')
  const isCore = pattern === 'packages/core'
  const graph = new Map()
  const unplaced = new Set()

  for (const path of files) {
    count += 1
    const file = shortPath(path)
    const inSrc = path.startsWith(src + sep)
    const folder = isCore && inSrc ? folderIn(src, path) : undefined
    if (folder !== undefined && !isTest(file) && layerOf(folder) < 0) unplaced.add(folder)
    const own = []
    for (const specifier of importsOf(path)) {
      checkBetweenPackages(file, specifier, pattern, allowed, `@owekit/${star ?? pattern}`)
      if (inSrc) checkDependency(file, specifier, folder)
      if (!specifier.startsWith('.')) continue
      const target = join(dirname(path), specifier.replace(/\.js$/, '.ts'))
      if (target.startsWith(src + sep)) {
        if (!isTest(file)) own.push(target)
        if (folder !== undefined) checkLayers(file, folder, shortPath(target), folderIn(src, target))
      } else if (pattern === 'bench' && target.startsWith(join(root, 'packages/core/src') + sep)) {
        // A bench may time what has no public entry: deciding, applying, reading a journal.
      } else if (star !== '*' && !target.startsWith(join(root, ...pattern.split('/')) + sep)) {
        problems.push(`${file} → ${specifier}: leaves its package; import it by name`)
      }
    }
    if (inSrc && !isTest(file)) graph.set(path, own)
  }
  for (const folder of unplaced)
    problems.push(`core/src/${folder}: place it in CORE_LAYERS (.ci/checks/import-direction.mjs)`)
  findCircles(graph)
}

for (const problem of problems) console.log(problem)
console.log(`${count} files, ${problems.length} problems`)
process.exitCode = problems.length === 0 ? 0 : 1
