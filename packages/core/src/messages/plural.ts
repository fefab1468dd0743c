/** The forms of a counted phrase by plural category; `#` is the number. `other` stands in for those left out. */
export type Forms = { readonly other: string } & { readonly [category in Intl.LDMLPluralRule]?: string }

/**
 * Picks the form that a number takes in a language, by its plural rules, and writes the number into it.
 *
 * @example
 * plural('ar', 2, { two: 'يومين', few: '# أيام', other: '# يوم' }) // 'يومين'
 * plural('en', 1, { one: '# day', other: '# days' }) // '1 day'
 */
export function plural(locale: string, count: number, forms: Forms): string {
  const form = forms[rulesOf(locale).select(count)] ?? forms.other
  return form.replaceAll('#', String(count))
}

const held = new Map<string, Intl.PluralRules>()

function rulesOf(locale: string): Intl.PluralRules {
  let rules = held.get(locale)
  if (rules === undefined) held.set(locale, (rules = new Intl.PluralRules(locale)))
  return rules
}
