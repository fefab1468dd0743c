export {
  addBusinessDays,
  holidayCalendar,
  nextBusinessDay,
  previousBusinessDay,
  weekendsOnly,
  type HolidayCalendar,
} from './business.js'
export { civilOf, dayFrom, daysInMonth, type CivilDate } from './civil.js'
export { addDays, dayOfWeek, daysBetween, formatDay, isWeekend, parseDay, type Day } from './day.js'
export { formatInstant, parseInstant, type Instant } from './instant.js'
export { addMonths, endOfMonth, monthsFrom, onDayOfMonth } from './month.js'
export { parseTerms, type ParsedTerms, type TermsDiscount } from './parse-terms.js'
export { checkedTerms, type TermStep, type Terms } from './term-step.js'
export { dayOfNextMonth, dueDate, endOfMonthAfter, eomPlus, net, netEom, onReceipt } from './terms.js'
export { assertTimeZone, dayAt, instantAt, overdueFrom, startOfDay } from './zone.js'
