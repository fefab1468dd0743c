/** A message of a schedule, as one writes it by hand. */
export interface Said {
  readonly document: string
  readonly level: number
  readonly day: string
}

/** Days after the due day, weekends moved to Monday: ISO text in, whole numbers inside, objects of ISO text out. */
export function scheduleByHand(document: string, due: string, offsets: readonly number[]): Said[] {
  const base = dayNumber(due)
  const said: Said[] = []
  for (let level = 0; level < offsets.length; level++) {
    let day = base + offsets[level]!
    // 1970-01-01 was a Thursday: 0 is Monday.
    const weekday = (((day + 3) % 7) + 7) % 7
    if (weekday > 4) day += 7 - weekday
    said.push({ document, level, day: isoOf(day) })
  }
  return said
}

/** Days since 1970-01-01. Method: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (public domain). */
function dayNumber(iso: string): number {
  const month = Number(iso.slice(5, 7))
  const year = Number(iso.slice(0, 4)) - (month <= 2 ? 1 : 0)
  const era = Math.floor(year / 400)
  const ofEra = year - era * 400
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + Number(iso.slice(8, 10)) - 1
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468
}

function isoOf(day: number): string {
  const z = day + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const ofYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * ofYear + 2) / 153)
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  const date = ofYear - Math.floor((153 * shifted + 2) / 5) + 1
  return `${year}-${month < 10 ? '0' : ''}${month}-${date < 10 ? '0' : ''}${date}`
}
