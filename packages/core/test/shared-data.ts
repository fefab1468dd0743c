import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Reads a file of outside test cases from the `shared/data` folder that may lie beside the repository.
 *
 * The folder holds other people's data and is never copied into the repository, so it is absent in most clones:
 * a test that needs it says so with `test.skipIf(data === undefined)`. Only for tests in this repository.
 *
 * @example
 * sharedData('standards/iso4217.json') // the text of the file, or undefined where the folder is absent
 */
export function sharedData(path: string): string | undefined {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const file = join(folder, 'shared', 'data', path)
    if (existsSync(file)) return readFileSync(file, 'utf8')
    if (folder === dirname(folder)) return undefined
  }
}
