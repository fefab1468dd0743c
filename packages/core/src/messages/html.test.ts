import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { inkOn } from './html.js'
import { plainText } from './plain-text.js'
import { smsText } from './sms-text.js'

const light = (colour: string) => {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

test('words on a button of any colour stand out 4.5 to 1', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffff }), (number) => {
      const colour = `#${number.toString(16).padStart(6, '0')}`
      const [dark, bright] = [light(colour), light(inkOn(colour))].sort((a, b) => a - b) as [number, number]
      expect((bright + 0.05) / (dark + 0.05)).toBeGreaterThanOrEqual(4.5)
    }),
  )
})

it.each([
  ['1\u202f000,00\u00a0€', '1 000,00 €'],
  ['“Ada’s” – …', '"Ada\'s" - ...'],
  ['“Łódź” – it’s', '“Łódź” – it’s'],
  ['Łódź\u00a0x', 'Łódź x'],
])('%j is sent as %j', (text, sent) => expect(smsText(text)).toBe(sent))

it.each([
  ['Ada\r\nBcc: eve@example.com', 'Ada Bcc: eve@example.com'],
  ['A\u200bd\u202ea', 'Ada'],
  ['  a\t b ', 'a b'],
  ['x'.repeat(301), `${'x'.repeat(299)}…`],
  ['می\u200cخواهم', 'می\u200cخواهم'],
])('the name %j is written %j', (text, written) => expect(plainText(text)).toBe(written))
