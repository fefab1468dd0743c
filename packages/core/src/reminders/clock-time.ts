/**
 * Whole minutes after midnight of a time by the clock.
 *
 * @param text `HH:MM`, 00:00 to 23:59, checked before
 * @example
 * minuteOf('09:30') // 570
 */
export function minuteOf(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5))
}
