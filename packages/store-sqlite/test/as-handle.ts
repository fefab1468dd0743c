import type { Driver } from '../src/driver/driver.js'
import type { HandleDatabase } from '../src/index.js'

/** Shows a driver as the handle a host would pass. */
export function asHandle(
  raw: Driver,
  onPrepare: (sql: string) => void = () => {},
  afterRun: (sql: string) => void = () => {},
): HandleDatabase {
  return {
    get inTransaction() {
      return raw.inTransaction
    },
    exec: (sql: string) => raw.exec(sql),
    close: () => {},
    prepare: (sql: string) => {
      onPrepare(sql)
      const statement = raw.prepare(sql)
      return {
        raw: () => {},
        safeIntegers: () => {},
        run: (...values: unknown[]) => {
          const changes = statement.run(values.flat() as never)
          afterRun(sql)
          return { changes }
        },
        get: (...values: unknown[]) => statement.get(values.flat() as never),
        all: (...values: unknown[]) => statement.all(values.flat() as never) as unknown[],
      }
    },
  }
}
