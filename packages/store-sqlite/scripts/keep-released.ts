import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keep } from '../test/released-schema.js'

// Keeps a database of the current schema version, with books in it, in test/released. Run when a version is frozen;
// from then on every later release is tested to bring that database to its own schema.
const folder = mkdtempSync(join(tmpdir(), 'owekit-released-'))
await keep(join(folder, 'books.db'))
rmSync(folder, { recursive: true, force: true })
