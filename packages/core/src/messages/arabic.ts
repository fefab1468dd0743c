import { type Forms, plural } from './plural.js'
import type { Asked, Noun, Sent, Words } from './words.js'

// Counted words stand after a preposition everywhere, so one case of each is enough.

const nouns: Record<Noun, Forms> = {
  invoice: { two: 'فاتورتين', few: '# فواتير', other: '# فاتورة' },
  deposit: { two: 'دفعتين مقدمتين', few: '# دفعات مقدمة', other: '# دفعة مقدمة' },
  item: { two: 'مبلغين', few: '# مبالغ', many: '# مبلغًا', other: '# مبلغ' },
}
const days: Forms = { one: 'يوم واحد', two: 'يومين', few: '# أيام', many: '# يومًا', other: '# يوم' }
const overdue = (count: number) => `تأخير لمدة ${plural('ar', count, days)}`
const upTo = (count: number) => `تأخير يصل إلى ${plural('ar', count, days)}`
const dueOn = ({ day }: Sent) => (day === '' ? '' : `، وموعد الاستحقاق ${day}`)

function statement({ timing, isOne, on, due, day }: Asked): string {
  const first = isOne ? 'موعد الاستحقاق' : 'أول موعد استحقاق'
  if (timing === 'soon') return `المبلغ المطلوب عن ${on} هو ${due}، و${first} ${day}`
  if (timing === 'today') return `المبلغ المطلوب عن ${on} هو ${due}، و${first} اليوم`
  return `لا يزال مبلغ ${due} غير مدفوع عن ${on}`
}

/** Arabic. */
export const arabic: Words = {
  direction: 'rtl',
  smsDay: { day: '2-digit', month: '2-digit', year: 'numeric' },
  greeting: (name) => (name === '' ? 'مرحبًا،' : `مرحبًا ${name}،`),
  colon: ': ',
  regards: 'مع أطيب التحيات',
  preferences: 'اختيار الرسائل التي تصلكم',
  one: (noun, number) => `${noun === 'invoice' ? 'الفاتورة' : 'الدفعة المقدمة'} ${number}`,
  many: (noun, count) => plural('ar', count, nouns[noun]),
  title: (noun, number) => `${noun === 'invoice' ? 'الفاتورة' : 'الدفعة المقدمة'} ${number}`,
  overdue,
  columns: { item: 'البند', due: 'الاستحقاق', amount: 'المتبقي' },
  sums: { due: 'المستحق', onAccount: 'رصيد في الحساب', toPay: 'المطلوب دفعه' },
  pay: (amount) => `ادفع ${amount}`,
  smsPay: 'للدفع:',
  reminder: {
    subject: ({ timing, tone, isOne, on, day, toPay, days: late }) => {
      if (timing === 'soon') return `${toPay} عن ${on}، ${isOne ? 'موعد الاستحقاق' : 'أول موعد استحقاق'} ${day}`
      if (timing === 'today') return `${toPay} عن ${on}، ${isOne ? 'موعد الاستحقاق' : 'أول موعد استحقاق'} اليوم`
      if (tone === 'friendly') return `تذكير ودي بشأن ${on}`
      if (tone === 'plain') return `تذكير: ${toPay} عن ${on}`
      if (tone === 'firm') return `يرجى الدفع الآن عن ${on}، ${isOne ? overdue(late) : upTo(late)}`
      return `تذكير أخير بشأن ${on}: المطلوب دفعه ${toPay}`
    },
    opening: (asked) => {
      if (asked.timing !== 'late') return `للتذكير في الوقت المناسب: ${statement(asked)}.`
      const whole = `${statement(asked)}. كان ${asked.isOne ? 'موعد الاستحقاق' : 'أقدم موعد استحقاق'} ${asked.day}.`
      return asked.tone === 'friendly' ? `ربما غاب الأمر عن بالكم: ${whole}` : whole
    },
    ask: ({ timing, tone, toPay }) => {
      if (timing === 'soon') return `يرجى دفع ${toPay} في الموعد.`
      if (timing === 'today') return `يرجى دفع ${toPay} اليوم.`
      if (tone === 'friendly') return `هل يمكنكم دفع ${toPay} خلال الأيام القليلة القادمة؟`
      if (tone === 'plain') return `يرجى دفع ${toPay} في أقرب وقت ممكن.`
      if (tone === 'firm')
        return `يرجى دفع ${toPay} الآن. إذا كان هناك ما يمنع الدفع، فيرجى الرد على هذه الرسالة لنجد حلًا معًا.`
      return `هذا تذكيرنا الأخير. يرجى دفع ${toPay} دون تأخير، أو إخبارنا اليوم بما يمنع الدفع. إذا لم يصلنا رد منكم، فسنتخذ خطوات أخرى لتحصيل المبلغ.`
    },
    paid: 'إذا كنتم قد دفعتم للتو، فشكرًا لكم، ويرجى تجاهل هذه الرسالة.',
    sms: (asked) => {
      const { timing, tone, isOne, onAccount, toPay, days: count } = asked
      const late = timing === 'late' ? `، ${isOne ? overdue(count) : upTo(count)}` : ''
      const account = onAccount === '' ? '.' : `. رصيد في الحساب ${onAccount}، المطلوب دفعه ${toPay}.`
      const before = { friendly: 'تذكير: ', plain: '', firm: 'يرجى الدفع الآن: ', final: 'تذكير أخير: ' }
      return `${timing === 'late' ? before[tone] : ''}${statement(asked)}${late}${account}`
    },
  },
  receipt: {
    subject: ({ amount }) => `استلمنا ${amount}`,
    opening: ({ amount, day }) => `شكرًا لكم: وصلتنا دفعتكم بمبلغ ${amount} بتاريخ ${day}.`,
    left: ({ left, on }) => `بقي ${left} عن ${on}.`,
    sms: ({ amount, left, on }) => `شكرًا لكم، استلمنا ${amount}. بقي ${left} عن ${on}.`,
  },
  thanks: {
    subject: ({ on }) => `شكرًا على الدفع عن ${on}`,
    opening: ({ amount, day, on }) =>
      `شكرًا لكم: وصلتنا دفعتكم بمبلغ ${amount} بتاريخ ${day}. تم السداد بالكامل عن ${on}.`,
    sms: ({ amount, on }) => `شكرًا لكم، استلمنا ${amount}. تم السداد بالكامل عن ${on}.`,
  },
  invoice: {
    subject: ({ number, amount }) => `الفاتورة ${number}: ${amount}`,
    opening: (sent) => `إليكم الفاتورة ${sent.number} بمبلغ ${sent.amount}${dueOn(sent)}. شكرًا لثقتكم.`,
    sms: (sent) => `الفاتورة ${sent.number} بمبلغ ${sent.amount}${dueOn(sent)}.`,
  },
  deposit: {
    subject: ({ amount, about }) => `دفعة مقدمة بمبلغ ${amount}: ${about}`,
    opening: (sent) => `لتأكيد الحجز نطلب دفعة مقدمة بمبلغ ${sent.amount}${dueOn(sent)}: ${sent.about}.`,
    sms: (sent) => `نطلب دفعة مقدمة بمبلغ ${sent.amount}${dueOn(sent)}: ${sent.about}.`,
  },
}
