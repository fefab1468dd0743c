export type {
  Brand,
  DepositData,
  EmailText,
  InvoiceData,
  Listed,
  ListedOpen,
  MessageData,
  ReceiptData,
  ReminderData,
  SmsText,
  ThanksData,
} from './data.js'
export { inkOn } from './html.js'
export { messageLanguages, writeDay, writeMoney } from './language.js'
export type { Greeted, Letter, LetterRow, LetterSum } from './letter.js'
export { escapeHtml, plainLine, plainText, safeUrl } from './plain-text.js'
export { plural, type Forms } from './plural.js'
export { receiptEmail, receiptSms, thanksEmail, thanksSms } from './receipt.js'
export { reminderEmail, reminderLetter, reminderSms } from './reminder.js'
export { depositEmail, depositSms, invoiceEmail, invoiceSms } from './sent.js'
export { isGsm7, smsText } from './sms-text.js'
