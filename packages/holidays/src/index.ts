export { publicHolidays, type HolidayOptions, type HolidaySource } from './public-holidays.js'
