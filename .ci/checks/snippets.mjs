// Type-checks every ```ts block of the README files and docs, each as its own module.
// A block opened with ```ts continues is checked together with the blocks of the same file it goes on from.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { binary, filesBelow, packages, root, shortPath } from './workspace.mjs'

const documents = [
  join(root, 'README.md'),
  ...filesBelow(join(root, 'docs'), (name) => name.endsWith('.md')),
  ...packages().map(({ dir }) => join(dir, 'README.md')),
]

/** The blocks of one document, each placed on its own lines so that compiler messages point into the document. */
function blocksOf(text) {
  const lines = text.split(/\r?\n/)
  const blocks = []
  let open
  lines.forEach((line, index) => {
    if (open === undefined) {
      const fence = /^(\s*)(`{3,}|~{3,})(?:ts|typescript)(\s.*)?$/.exec(line)
      if (fence) open = { fence: fence[2], start: index + 1, info: (fence[3] ?? '').trim(), code: [] }
    } else if (line.trim().startsWith(open.fence)) {
      blocks.push(open)
      open = undefined
    } else open.code.push(line)
  })
  return blocks.reduce((done, { start, info, code }) => {
    const earlier = info.split(/\s+/).includes('continues') ? (done.at(-1)?.lines ?? []) : []
    const padded = [...earlier, ...Array.from({ length: start - earlier.length }, () => ''), ...code]
    return [...done, { start, lines: padded }]
  }, [])
}

const folder = join(root, 'node_modules', '.cache', 'snippets')
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const origin = new Map()
for (const document of documents) {
  let text
  try {
    text = readFileSync(document, 'utf8')
  } catch {
    continue
  }
  for (const { start, lines } of blocksOf(text)) {
    const name = `${shortPath(document).replaceAll(/[^A-Za-z0-9.-]/g, '_')}.${start}.mts`
    writeFileSync(join(folder, name), `${lines.join('\n')}\nexport {}\n`)
    origin.set(name, shortPath(document))
  }
}

if (origin.size > 0) {
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: '../../../tsconfig.base.json',
      compilerOptions: {
        noEmit: true,
        declaration: false,
        sourceMap: false,
        noUnusedLocals: false,
        noUnusedParameters: false,
        types: ['node'],
      },
      files: [...origin.keys()],
    }),
  )
  const { status, stdout } = spawnSync(
    process.execPath,
    [binary('typescript', 'tsc'), '-p', folder, '--pretty', 'false'],
    {
      cwd: folder,
      encoding: 'utf8',
    },
  )
  // A block and those that continue it share code, and so its errors: each is shown once.
  const shown = stdout.split('\n').map((line) => {
    const at = /^([^(]+)(\(\d+.*)$/.exec(line)
    const document = at && origin.get(at[1])
    return document === undefined || document === null ? line : `${document}${at[2]}`
  })
  for (const line of new Set(shown)) if (line !== '') console.log(line)
  process.exitCode = status ?? 1
}
console.log(`${origin.size} snippets`)
