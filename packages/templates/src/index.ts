export { checkTemplate, previewTemplate, type Preview } from './check.js'
export { renderTemplate, type Rendered, type RenderedEmail, type RenderedSms } from './render.js'
export { countSegments, type SmsSegments } from './segments.js'
export type { EmailTemplate, SmsTemplate, Template, TemplateData, TemplatePart, TemplatePurpose } from './template.js'
