export {
  paymentProviderSuite,
  type PaymentProviderSuiteOptions,
  type ProviderTestRunner,
} from './payment-provider-suite.js'
export type { MakeProvider, ProviderBench, ProviderGroupName, ProviderWorld, Signer } from './case.js'
