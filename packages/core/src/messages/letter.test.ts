import { expect, test } from 'vitest'
import { money, toDecimal } from '../money/index.js'
import { plainLine, reminderEmail, type ReminderData, reminderLetter } from './index.js'

test('a reminder as a letter says what the mail says, with its first and last words apart', () => {
  const data: ReminderData = {
    brand: { name: 'Corner Shop' },
    customer: 'Grace Hopper',
    tone: 'plain',
    today: '2026-11-13',
    items: [{ number: 'A-1', open: money('61.11', 'EUR'), dueOn: '2026-11-01' }],
    onAccount: money('1.11', 'EUR'),
  }
  const letter = reminderLetter(data, 'de')
  const { subject, text } = reminderEmail(data, 'de')
  expect(letter.subject).toBe(subject)
  expect(text.split('\n')[0]).toBe(letter.greeting)
  for (const part of [letter.regards, ...letter.before, ...letter.after, ...letter.sums.map(({ amount }) => amount)])
    expect(text).toContain(part)
  expect(toDecimal(letter.toPay)).toBe('60.00')
})

test('a line of another length ends with a mark where it is cut, and never in half a letter', () => {
  expect(plainLine('Room with\na view', 10)).toBe('Room with…')
  expect(plainLine('Room\u202e with\r\na view', 16)).toBe('Room with a view')
  expect(plainLine('ab😀cd', 4)).toBe('ab…')
})
