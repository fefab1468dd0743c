export { notifierSuite, type NotifierSuiteOptions } from './notifier-suite.js'
export type { Arrived, MakeNotifier, NotifierBench, NotifierGroupName, NotifierWorld, Trouble } from './case.js'
