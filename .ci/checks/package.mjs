// Builds every package, packs it as it would be published, and asks publint and attw about the tarball.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { binary, packagesInBuildOrder, root } from './workspace.mjs'

/** Runs a command and gives its output; rejects with it when the command fails. */
function run(title, command, args, cwd) {
  return new Promise((resolve, reject) => {
    const windowsScript = process.platform === 'win32' && command !== process.execPath
    const child = spawn(command, args, { cwd, shell: windowsScript, stdio: ['ignore', 'pipe', 'pipe'] })
    const chunks = []
    child.stdout.on('data', (chunk) => chunks.push(chunk))
    child.stderr.on('data', (chunk) => chunks.push(chunk))
    child.on('error', reject)
    child.on('close', (code) => {
      const output = Buffer.concat(chunks).toString().trim()
      if (code === 0) resolve(output)
      else reject(new Error(`${title} failed\n${output}`))
    })
  })
}

const node = (title, script, args, cwd) => run(title, process.execPath, [script, ...args], cwd)

const tarballs = join(root, 'node_modules', '.cache', 'tarballs')
rmSync(tarballs, { recursive: true, force: true })
mkdirSync(tarballs, { recursive: true })

async function build({ dir, manifest: { name } }) {
  await node(`${name}: tsup`, binary('tsup'), [], dir)
  await node(`${name}: declarations`, binary('typescript', 'tsc'), ['-p', 'tsconfig.build.json'], dir)
}

async function inspect({ dir, manifest: { name } }) {
  const place = join(tarballs, name.split('/')[1])
  mkdirSync(place)
  await run(`${name}: pack`, 'pnpm', ['pack', '--pack-destination', place], dir)
  const tarball = join(
    place,
    readdirSync(place).find((file) => file.endsWith('.tgz')),
  )
  const answers = await Promise.allSettled([
    node(`${name}: publint`, binary('publint'), ['run', tarball, '--strict'], root),
    node(
      `${name}: attw`,
      binary('@arethetypeswrong/cli', 'attw'),
      [tarball, '--profile', 'esm-only', '--no-emoji'],
      root,
    ),
  ])
  const failed = answers.filter(({ status }) => status === 'rejected').map(({ reason }) => reason.message)
  if (!existsSync(join(dir, 'README.md'))) failed.push(`${name}: has no README.md`)
  if (failed.length > 0) throw new Error(failed.join('\n\n'))
}

const failures = []
const built = []
for (const one of packagesInBuildOrder()) {
  try {
    await build(one)
    built.push(one)
  } catch (error) {
    failures.push(error.message)
  }
}
await Promise.all(
  built.map(async (one) => {
    try {
      await inspect(one)
      console.log(`${one.manifest.name}: built, packed, passed`)
    } catch (error) {
      failures.push(error.message)
    }
  }),
)
for (const failure of failures) console.log(`\n${failure}`)
process.exitCode = failures.length === 0 ? 0 : 1
