export { storeConformance, type ConformanceOptions, type MakeStore, type StoreTestRunner } from './store-conformance.js'
export type { GroupName, HostTransaction, TestHost } from './case.js'
