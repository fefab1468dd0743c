import { expect, test } from 'vitest'
import { parseUrl } from './parse-url.js'

test('bug: on Node 20, addresses with letters like ü were none once their reader was hot', () => {
  for (let again = 0; again < 100_000; again++)
    if (parseUrl('https://bücher.example/')?.hostname !== 'xn--bcher-kva.example') expect.fail(`at reading ${again}`)
})

test.each(['', 'bücher', 'https://', 'https://a b/', '//x'])('no address: %j', (text) => {
  expect(parseUrl(text)).toBeUndefined()
})

test('an address that is relative to another', () => {
  expect(parseUrl('/thanks?a=1', 'https://shop.example/pay')?.href).toBe('https://shop.example/thanks?a=1')
})
