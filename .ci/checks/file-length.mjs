// Fails for a source file over 300 lines whose first comment does not say "Long because …".
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesBelow, packages, shortPath } from './workspace.mjs'

const LIMIT = 300

const tooLong = packages()
  .flatMap(({ dir }) => filesBelow(join(dir, 'src'), (name) => name.endsWith('.ts')))
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }))
  .map(({ path, text }) => ({ path, text, lines: text.replace(/\n$/, '').split('\n').length }))
  .filter(({ lines, text }) => lines > LIMIT && !firstComment(text).includes('Long because'))

function firstComment(text) {
  return /\/\*[\s\S]*?\*\/|(?:^[ \t]*\/\/.*\n?)+/m.exec(text)?.[0] ?? ''
}

for (const { path, lines } of tooLong) {
  console.log(
    `${shortPath(path)}: ${lines} lines, over ${LIMIT}. Split it, or say "Long because …" in its first comment.`,
  )
}
process.exitCode = tooLong.length === 0 ? 0 : 1
