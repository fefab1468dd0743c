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
export { messageLanguages, writeDay, writeMoney } from './language.js'
export { escapeHtml, plainText, safeUrl } from './plain-text.js'
export { plural, type Forms } from './plural.js'
export { receiptEmail, receiptSms, thanksEmail, thanksSms } from './receipt.js'
export { reminderEmail, reminderSms } from './reminder.js'
export { depositEmail, depositSms, invoiceEmail, invoiceSms } from './sent.js'
export { isGsm7, smsText } from './sms-text.js'
