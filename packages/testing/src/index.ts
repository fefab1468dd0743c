export { booksToKeep } from './scenario/books-to-keep.js'
export { bundledScenarios } from './scenario/bundled-scenarios.js'
export { scenarioConformance, type ScenarioConformanceOptions, type TestRunner } from './scenario/conformance.js'
export type { Json, JsonObject } from './scenario/json.js'
export { parseScenarioFile } from './scenario/read-scenarios.js'
export {
  runScenario,
  runScenarios,
  type ScenarioOptions,
  type ScenarioResult,
  type StoreMaker,
} from './scenario/run-scenario.js'
export type {
  AskStep,
  ConfigureStep,
  DeliverStep,
  DoStep,
  ExpectedFailure,
  PreviewStep,
  ProviderStep,
  Scenario,
  ScenarioSettings,
  Step,
} from './scenario/scenario.js'
export { campaign, CampaignFailure, type CampaignOptions, type CampaignStore } from './model/campaign.js'
export { fuzz, type FuzzOptions, type FuzzTally } from './model/fuzz.js'
export { newTally, type Step as CampaignStep, type Tally } from './model/ledger.js'
export {
  storeConformance,
  type ConformanceOptions,
  type DiskRoom,
  type GroupName,
  type HostTransaction,
  type TestHost,
  type MakeStore,
  type StoreTestRunner,
} from './store/index.js'
export {
  paymentProviderSuite,
  type MakeProvider,
  type PaymentProviderSuiteOptions,
  type ProviderBench,
  type ProviderGroupName,
  type ProviderTestRunner,
  type ProviderWorld,
  type Signer,
} from './provider/index.js'
export {
  notifierSuite,
  type Arrived,
  type MakeNotifier,
  type NotifierBench,
  type NotifierGroupName,
  type NotifierSuiteOptions,
  type NotifierWorld,
  type Trouble,
} from './notifier/index.js'
export { listenOnOwnPort } from './notifier/own-port.js'
