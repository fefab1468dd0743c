import { expect, test } from 'vitest'
import { returnUrl } from './return-url.js'

const page = 'https://pay.example.com/pay'
const shop = ['https://shop.example.com']

test.each([
  ['/thanks', 'https://pay.example.com/thanks'],
  ['thanks?x=1#top', 'https://pay.example.com/thanks?x=1#top'],
  ['https://pay.example.com/a', 'https://pay.example.com/a'],
  ['https://shop.example.com/back', 'https://shop.example.com/back'],
  ['https://shop.example.com:443/back', 'https://shop.example.com/back'],
  ['HTTPS://SHOP.example.com/back', 'https://shop.example.com/back'],
])('a payer may go back to %s', (asked, url) => {
  expect(returnUrl(asked, page, shop)).toBe(url)
})

test.each([
  '//evil.example',
  '///evil.example',
  '////evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '\\/evil.example',
  '/\t/evil.example',
  '\t//evil.example',
  '/\n/evil.example',
  '\r\n//evil.example',
  ' //evil.example',
  '\u00a0//evil.example',
  '\u0000//evil.example',
  '\ufeff//evil.example',
  'https:evil.example',
  'https:/evil.example',
  'https:\\\\evil.example',
  'https://evil.example',
  'HTTPS://EVIL.EXAMPLE',
  'http://pay.example.com/',
  'http://shop.example.com/',
  'https://shop.example.com@evil.example/',
  'https://user@shop.example.com/',
  'https://user:pass@shop.example.com/',
  'https://@evil.example/',
  'https://shop.example.com.evil.example/',
  'https://shop.example.com:8443/',
  'https://a.shop.example.com/',
  'https://shop.example.com%2eevil.example/',
  'https://shop.example.com\u3002evil.example/',
  'https://evil.example/https://shop.example.com',
  'https://evil.example#https://shop.example.com',
  'https://evil.example?https://shop.example.com',
  'https://evil.example\\@shop.example.com/',
  'https://ev\til.example',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)//https://shop.example.com',
  'java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'blob:https://shop.example.com/1',
  'ftp://shop.example.com/',
  'mailto:a@shop.example.com',
  'https://[::1]/',
  'https://2130706433/',
  'https://',
  '',
  `https://shop.example.com/${'x'.repeat(2000)}`,
])('threat row 7: a payer does not go to %j', (asked) => {
  expect(returnUrl(asked, page, shop)).toBeUndefined()
})
