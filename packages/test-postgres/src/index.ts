export { faultyNetwork, type FaultyNetwork } from './faulty-network.js'
export { startPostgres, type PostgresServer } from './start-postgres.js'
