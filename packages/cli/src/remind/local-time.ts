/**
 * What a clock shows at an instant in a zone.
 *
 * @example
 * localTime('2026-07-01T07:00:00Z', 'Europe/Paris') // { day: '2026-07-01', time: '09:00' }
 */
export function localTime(instant: string | number, zone: string): { readonly day: string; readonly time: string } {
  // Swedish writes days and times as ISO 8601 does.
  const text = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(new Date(instant))
  const [day = '', time = ''] = text.split(' ')
  return { day, time }
}
