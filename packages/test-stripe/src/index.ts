export { type CheckShape, StandIn, type Thing } from './stand-in.js'
