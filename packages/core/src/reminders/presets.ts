import type { ReminderPolicy } from './policy.js'

const evening = { sms: { from: '20:00', to: '08:00' } } as const

/** For customers one wants to keep close: before the due day, then three times in a month and a half, never harsh. */
export const gentle: ReminderPolicy = {
  id: 'gentle',
  steps: [
    { id: 'soon', days: -3 },
    { id: 'week_1', days: 7, tone: 'friendly' },
    { id: 'week_3', days: 21 },
    { id: 'week_6', days: 42 },
    { id: 'call', days: 56, channels: ['task'] },
  ],
  days: 'business',
  quiet: evening,
  gap: 3,
}

/** What most small businesses want: before, on and after the due day, firmer each time, a text message when mail fails, and a person at the end. */
export const standard: ReminderPolicy = {
  id: 'standard',
  steps: [
    { id: 'soon', days: -3 },
    { id: 'due' },
    { id: 'days_4', days: 4 },
    { id: 'days_10', days: 10, channels: ['email', 'sms'] },
    { id: 'days_20', days: 20, channels: ['email', 'sms'], tone: 'firm' },
    { id: 'days_30', days: 30, channels: ['email', 'sms'], tone: 'final' },
    { id: 'call', days: 37, channels: ['task'] },
  ],
  days: 'business',
  quiet: evening,
  gap: 2,
}

/** For debts that must come in: every week, on two channels, until a person takes over after two months. */
export const firm: ReminderPolicy = {
  id: 'firm',
  steps: [
    { id: 'soon', days: -2 },
    { id: 'due' },
    { id: 'days_2', days: 2, channels: ['email', 'sms'] },
    { id: 'weekly', days: 7, repeat: 'FREQ=WEEKLY;COUNT=3', channels: ['email', 'sms'], tone: 'firm' },
    { id: 'last', days: 28, channels: ['email', 'sms'], tone: 'final' },
    { id: 'call', days: 35, channels: ['task'] },
    { id: 'hand_over', days: 60, channels: ['task'] },
  ],
  days: 'business',
  quiet: evening,
  gap: 1,
}

/** For a deposit that holds a booking: soon after it was asked for, before its last day, and on it, any day of the week. */
export const bookingDeposit: ReminderPolicy = {
  id: 'booking-deposit',
  steps: [
    { id: 'asked', base: 'issue', days: 1 },
    { id: 'tomorrow', days: -1, channels: ['email', 'sms'] },
    { id: 'today', time: '10:00', channels: ['sms', 'email'] },
  ],
  quiet: evening,
  pauseAfterPayment: 0,
}
