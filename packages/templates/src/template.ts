import type { DepositData, InvoiceData, ReceiptData, ReminderData, ThanksData } from '@owekit/core/messages'

/** What a template writes about, with the data of each. */
export interface TemplateData {
  readonly reminder: ReminderData
  readonly receipt: ReceiptData
  readonly thanks: ThanksData
  readonly invoice: InvoiceData
  readonly deposit: DepositData
}

/** Which of them: it decides the variables that a template has. */
export type TemplatePurpose = keyof TemplateData

/** A mail in Liquid, as a tenant wrote it. */
export interface EmailTemplate<Purpose extends TemplatePurpose = TemplatePurpose> {
  readonly channel: 'email'
  readonly purpose: Purpose
  readonly subject: string
  readonly text: string
  /** What stands in the body of the HTML; `''` for none. */
  readonly html: string
}

/** A text message in Liquid. */
export interface SmsTemplate<Purpose extends TemplatePurpose = TemplatePurpose> {
  readonly channel: 'sms'
  readonly purpose: Purpose
  readonly text: string
}

export type Template<Purpose extends TemplatePurpose = TemplatePurpose> = EmailTemplate<Purpose> | SmsTemplate<Purpose>

/** A part of a template. */
export type TemplatePart = 'subject' | 'text' | 'html'
