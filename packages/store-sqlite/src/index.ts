export { sqliteStore, type SqliteStore, type SqliteStoreOptions } from './sqlite-store.js'
export type { DriverName, Source } from './driver/open.js'
export type { HandleDatabase, HandleStatement } from './driver/handle.js'
export type { NodeDatabase } from './driver/node-sqlite.js'
