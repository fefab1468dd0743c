import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { memoryStore } from '@owekit/core/memory'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { generate } from '../src/generate.js'
import { live, openBooks, storyClock } from '../src/live.js'
import { monday } from '../src/monday.js'
import { report } from '../src/report.js'
import { paintFor } from '../src/terminal.js'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const run = promisify(execFile)

/** The README's blocks of a kind, in order. */
async function blocks(fence: string): Promise<string[]> {
  const text = await readFile(join(root, 'README.md'), 'utf8')
  return text.split('```').flatMap((block, at) => (at % 2 === 1 && block.startsWith(`${fence}\n`) ? [block] : []))
}

const codeOf = (block: string | undefined) => block?.slice(block.indexOf('\n') + 1) ?? ''

describe('the README', () => {
  let cwd = ''
  let scripts = ''
  beforeAll(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'owekit-readme-'))
    // The script has to be inside the workspace for its imports to be found; what it writes goes to `cwd`.
    const cache = join(root, 'node_modules', '.cache')
    await mkdir(cache, { recursive: true })
    scripts = await mkdtemp(join(cache, 'readme-'))
  })
  afterAll(async () => {
    for (const folder of [cwd, scripts]) await rm(folder, { recursive: true, force: true })
  })

  async function execute(name: string, code: string): Promise<string> {
    const file = join(scripts, name)
    await writeFile(file, code)
    const tsx = import.meta.resolve('tsx')
    return (await run(process.execPath, ['--conditions=@owekit/source', '--import', tsx, file], { cwd })).stdout
  }

  test('its first screen runs as it stands, leaves €70.00 to pay, and does nothing when run again', async () => {
    const [first] = await blocks('ts')
    const code = `${codeOf(first)}\nconsole.log(JSON.stringify(toPay))\n`
    expect(await execute('first.mts', code)).toBe('{"amount":"70.00","currency":"EUR"}\n')
    expect(await execute('again.mts', code)).toBe('{"amount":"70.00","currency":"EUR"}\n')
  }, 60_000)

  test('what goes on from it says what its comments say', async () => {
    const [first] = await blocks('ts')
    const [more] = await blocks('ts continues')
    const said = await execute('more.mts', codeOf(first) + codeOf(more))
    expect(said).toContain("A-1 { amount: '70.00', currency: 'EUR' } oldestDue: due 2026-03-31")
    expect(said).toContain("'1–30: 70.00'")
    expect(said.trimEnd().split('\n').at(-1)).toBe('true')
  }, 60_000)

  test('its picture of the report is the report, with lines left out', async () => {
    const clock = storyClock()
    const store = memoryStore({ clock })
    const mails = await live(store, clock, generate())
    const paint = paintFor({ write: () => {}, isTTY: false }, {})
    const printed = report(await monday(openBooks(store, clock), mails), { paint, width: 96, db: 'studio.db' })
    const count = (what: string) => generate().filter((happening) => happening.do === what).length
    const text = await readFile(join(root, 'README.md'), 'utf8')
    expect(text).toContain(`${count('customers.open')} customers, ${count('invoices.issue')} invoices`)
    const [picture] = await blocks('text')
    for (const part of codeOf(picture).split('…\n')) expect(printed).toContain(part)
  }, 60_000)
})
