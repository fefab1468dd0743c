import { PGlite } from '@electric-sql/pglite'
import { keep } from '../test/released-schema.js'

// Keeps a database of the current schema version, with books in it, in test/released. Run when a version is frozen;
// from then on every later release is tested to bring that database to its own schema.
const database = await PGlite.create()
await database.exec(`SET timezone = 'UTC'`)
await keep(database)
await database.close()
