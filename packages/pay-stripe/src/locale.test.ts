import { expect, it } from 'vitest'
import { localeOf } from './locale.js'

it.each([
  { locale: 'de', page: 'de' },
  { locale: 'de-AT', page: 'de' },
  { locale: 'en-GB', page: 'en-GB' },
  { locale: 'pt-BR', page: 'pt-BR' },
  { locale: 'zh-Hant-TW', page: 'zh' },
  { locale: 'eo', page: 'auto' },
  { locale: '', page: 'auto' },
])('a payer who reads $locale gets a page in $page', ({ locale, page }) => {
  expect(localeOf(locale)).toBe(page)
})
