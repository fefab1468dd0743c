// Long because it is one list: every word of the pay page in every language.

/** The languages the pay page speaks. */
export const locales = ['en', 'de', 'fr', 'es', 'ar'] as const

/** A language of the pay page. */
export type Locale = (typeof locales)[number]

/** What the pay page says; `{…}` is filled in. */
export interface Words {
  readonly pay: string
  readonly payTo: string
  /** Of a link whose amount is only held on the card. */
  readonly held: string
  readonly toPay: string
  readonly open: string
  readonly items: string
  readonly item: string
  readonly instalment: string
  readonly due: string
  readonly overdue: Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>
  readonly dueToday: string
  readonly otherAmount: string
  readonly amountIn: string
  readonly between: string
  readonly payThis: string
  readonly badAmount: string
  readonly credit: string
  readonly paid: string
  readonly paidOn: string
  readonly thanks: string
  readonly inProgress: string
  readonly inProgressText: string
  readonly look: string
  readonly nothingDue: string
  readonly nothingDueText: string
  readonly expired: string
  readonly expiredText: string
  readonly renew: string
  readonly renewed: string
  readonly askMerchant: string
  readonly cancelled: string
  readonly cancelledText: string
  readonly missing: string
  readonly missingText: string
  readonly unavailable: string
  readonly unavailableText: string
  readonly tooMany: string
  readonly validUntil: string
  readonly changed: string
  readonly back: string
  readonly onward: string
}

const en: Words = {
  pay: 'Pay {amount}',
  payTo: 'Payment to {merchant}',
  held: 'The amount is held on your card. Nothing is taken yet.',
  toPay: 'Left to pay',
  open: 'Open',
  items: 'What this is for',
  item: 'Invoice',
  instalment: ', part {no}',
  due: 'Due',
  overdue: { one: '{count} day overdue', other: '{count} days overdue' },
  dueToday: 'On receipt',
  otherAmount: 'Pay another amount',
  amountIn: 'Amount in {currency}',
  between: 'From {least} to {most}.',
  payThis: 'Pay this amount',
  badAmount: 'Please enter an amount from {least} to {most}.',
  credit: 'Your credit of {amount} is not taken off here.',
  paid: 'Paid in full',
  paidOn: 'Paid on {date}',
  thanks: 'Thank you. There is nothing left to do.',
  inProgress: 'Your payment is on its way',
  inProgressText: 'A payment of {amount} was started and is not confirmed yet. Please do not pay again.',
  look: 'Look again',
  nothingDue: 'Nothing to pay',
  nothingDueText: 'There is nothing open at the moment.',
  expired: 'This link has expired',
  expiredText: 'For your safety, pay links end after a while. What you owe has not changed.',
  renew: 'Get a new link',
  renewed: 'A new link is on its way to you.',
  askMerchant: 'Please ask {merchant} for a new one.',
  cancelled: 'This link is no longer used',
  cancelledText: 'It was taken back. Please use the latest link you were sent.',
  missing: 'There is nothing here',
  missingText: 'The address may be incomplete. Please open the link again from your message.',
  unavailable: 'Paying is not possible right now',
  unavailableText: 'Nothing was charged. Please try again in a few minutes.',
  tooMany: 'Too many tries. Please wait a moment.',
  validUntil: 'This link can be used until {date}.',
  changed: 'The amount has changed. Please check it before you pay.',
  back: 'Back to the payment',
  onward: 'Back to {merchant}',
}

const de: Words = {
  pay: '{amount} bezahlen',
  payTo: 'Zahlung an {merchant}',
  held: 'Der Betrag wird auf Ihrer Karte reserviert. Abgebucht wird noch nichts.',
  toPay: 'Noch zu zahlen',
  open: 'Offen',
  items: 'Wofür',
  item: 'Rechnung',
  instalment: ', Teil {no}',
  due: 'Fällig',
  overdue: { one: '{count} Tag überfällig', other: '{count} Tage überfällig' },
  dueToday: 'Sofort',
  otherAmount: 'Anderen Betrag zahlen',
  amountIn: 'Betrag in {currency}',
  between: 'Von {least} bis {most}.',
  payThis: 'Diesen Betrag zahlen',
  badAmount: 'Bitte geben Sie einen Betrag von {least} bis {most} ein.',
  credit: 'Ihr Guthaben von {amount} ist hier nicht abgezogen.',
  paid: 'Vollständig bezahlt',
  paidOn: 'Bezahlt am {date}',
  thanks: 'Vielen Dank. Es ist nichts mehr zu tun.',
  inProgress: 'Ihre Zahlung ist unterwegs',
  inProgressText:
    'Eine Zahlung über {amount} wurde begonnen und ist noch nicht bestätigt. Bitte zahlen Sie nicht noch einmal.',
  look: 'Noch einmal nachsehen',
  nothingDue: 'Nichts zu zahlen',
  nothingDueText: 'Zurzeit ist nichts offen.',
  expired: 'Dieser Link ist abgelaufen',
  expiredText: 'Zu Ihrer Sicherheit gelten Zahlungslinks nur eine Zeit lang. An dem, was offen ist, ändert das nichts.',
  renew: 'Neuen Link anfordern',
  renewed: 'Ein neuer Link ist zu Ihnen unterwegs.',
  askMerchant: 'Bitte wenden Sie sich für einen neuen an {merchant}.',
  cancelled: 'Dieser Link gilt nicht mehr',
  cancelledText: 'Er wurde zurückgezogen. Bitte nehmen Sie den letzten, den Sie erhalten haben.',
  missing: 'Hier ist nichts',
  missingText: 'Vielleicht ist die Adresse unvollständig. Bitte öffnen Sie den Link noch einmal aus Ihrer Nachricht.',
  unavailable: 'Zahlen ist gerade nicht möglich',
  unavailableText: 'Es wurde nichts abgebucht. Bitte versuchen Sie es in einigen Minuten wieder.',
  tooMany: 'Zu viele Versuche. Bitte warten Sie einen Moment.',
  validUntil: 'Dieser Link gilt bis {date}.',
  changed: 'Der Betrag hat sich geändert. Bitte prüfen Sie ihn, bevor Sie zahlen.',
  back: 'Zurück zur Zahlung',
  onward: 'Zurück zu {merchant}',
}

const fr: Words = {
  pay: 'Payer {amount}',
  payTo: 'Paiement à {merchant}',
  held: 'Le montant est réservé sur votre carte. Rien n’est encore débité.',
  toPay: 'Reste à payer',
  open: 'À payer',
  items: 'Ce que vous réglez',
  item: 'Facture',
  instalment: ', échéance {no}',
  due: 'Échéance',
  overdue: { one: '{count} jour de retard', other: '{count} jours de retard' },
  dueToday: 'À réception',
  otherAmount: 'Payer un autre montant',
  amountIn: 'Montant en {currency}',
  between: 'De {least} à {most}.',
  payThis: 'Payer ce montant',
  badAmount: 'Veuillez saisir un montant de {least} à {most}.',
  credit: 'Votre avoir de {amount} n’est pas déduit ici.',
  paid: 'Entièrement payé',
  paidOn: 'Payé le {date}',
  thanks: 'Merci. Vous n’avez plus rien à faire.',
  inProgress: 'Votre paiement est en cours',
  inProgressText:
    'Un paiement de {amount} a été lancé et n’est pas encore confirmé. Veuillez ne pas payer une seconde fois.',
  look: 'Vérifier à nouveau',
  nothingDue: 'Rien à payer',
  nothingDueText: 'Aucun montant n’est dû pour le moment.',
  expired: 'Ce lien a expiré',
  expiredText: 'Pour votre sécurité, les liens de paiement ont une durée limitée. Le montant dû reste le même.',
  renew: 'Obtenir un nouveau lien',
  renewed: 'Un nouveau lien vous est envoyé.',
  askMerchant: 'Veuillez en demander un nouveau à {merchant}.',
  cancelled: 'Ce lien n’est plus utilisé',
  cancelledText: 'Il a été retiré. Veuillez utiliser le dernier lien reçu.',
  missing: 'Il n’y a rien ici',
  missingText: 'L’adresse est peut-être incomplète. Veuillez rouvrir le lien depuis votre message.',
  unavailable: 'Le paiement est impossible pour le moment',
  unavailableText: 'Rien n’a été débité. Veuillez réessayer dans quelques minutes.',
  tooMany: 'Trop d’essais. Veuillez patienter un instant.',
  validUntil: 'Ce lien est utilisable jusqu’au {date}.',
  changed: 'Le montant a changé. Veuillez le vérifier avant de payer.',
  back: 'Retour au paiement',
  onward: 'Retour à {merchant}',
}

const es: Words = {
  pay: 'Pagar {amount}',
  payTo: 'Pago a {merchant}',
  held: 'El importe se retiene en su tarjeta. Todavía no se cobra nada.',
  toPay: 'Pendiente de pago',
  open: 'Pendiente',
  items: 'Qué se paga',
  item: 'Factura',
  instalment: ', plazo {no}',
  due: 'Vencimiento',
  overdue: { one: '{count} día de retraso', other: '{count} días de retraso' },
  dueToday: 'A la recepción',
  otherAmount: 'Pagar otro importe',
  amountIn: 'Importe en {currency}',
  between: 'De {least} a {most}.',
  payThis: 'Pagar este importe',
  badAmount: 'Introduzca un importe de {least} a {most}.',
  credit: 'Su saldo a favor de {amount} no se descuenta aquí.',
  paid: 'Pagado por completo',
  paidOn: 'Pagado el {date}',
  thanks: 'Gracias. No queda nada por hacer.',
  inProgress: 'Su pago está en camino',
  inProgressText: 'Se inició un pago de {amount} que aún no está confirmado. No vuelva a pagar, por favor.',
  look: 'Comprobar de nuevo',
  nothingDue: 'Nada que pagar',
  nothingDueText: 'No hay nada pendiente en este momento.',
  expired: 'Este enlace ha caducado',
  expiredText: 'Por su seguridad, los enlaces de pago caducan. Lo que debe no ha cambiado.',
  renew: 'Obtener un enlace nuevo',
  renewed: 'Un enlace nuevo va en camino.',
  askMerchant: 'Pida uno nuevo a {merchant}.',
  cancelled: 'Este enlace ya no se usa',
  cancelledText: 'Se ha retirado. Utilice el último enlace que recibió.',
  missing: 'Aquí no hay nada',
  missingText: 'Puede que la dirección esté incompleta. Abra de nuevo el enlace desde su mensaje.',
  unavailable: 'Ahora no es posible pagar',
  unavailableText: 'No se ha cobrado nada. Inténtelo de nuevo en unos minutos.',
  tooMany: 'Demasiados intentos. Espere un momento.',
  validUntil: 'Este enlace se puede usar hasta el {date}.',
  changed: 'El importe ha cambiado. Compruébelo antes de pagar.',
  back: 'Volver al pago',
  onward: 'Volver a {merchant}',
}

const ar: Words = {
  pay: 'ادفع {amount}',
  payTo: 'دفعة إلى {merchant}',
  held: 'يُحجز المبلغ على بطاقتك، ولا يُخصم شيء بعد.',
  toPay: 'المبلغ المتبقي',
  open: 'المستحق',
  items: 'تفاصيل المبلغ',
  item: 'الفاتورة',
  instalment: '، القسط {no}',
  due: 'تاريخ الاستحقاق',
  overdue: {
    one: 'متأخرة يومًا واحدًا',
    two: 'متأخرة يومين',
    few: 'متأخرة {count} أيام',
    many: 'متأخرة {count} يومًا',
    other: 'متأخرة {count} يوم',
  },
  dueToday: 'عند الاستلام',
  otherAmount: 'ادفع مبلغًا آخر',
  amountIn: 'المبلغ بعملة {currency}',
  between: 'من {least} إلى {most}.',
  payThis: 'ادفع هذا المبلغ',
  badAmount: 'يرجى إدخال مبلغ من {least} إلى {most}.',
  credit: 'رصيدك البالغ {amount} غير مخصوم هنا.',
  paid: 'مدفوع بالكامل',
  paidOn: 'تم الدفع في {date}',
  thanks: 'شكرًا لك. لم يبقَ شيء مطلوب منك.',
  inProgress: 'دفعتك قيد المعالجة',
  inProgressText: 'بدأت دفعة بمبلغ {amount} ولم تُؤكَّد بعد. يرجى عدم الدفع مرة أخرى.',
  look: 'تحقق مرة أخرى',
  nothingDue: 'لا يوجد ما يُدفع',
  nothingDueText: 'لا يوجد مبلغ مستحق حاليًا.',
  expired: 'انتهت صلاحية هذا الرابط',
  expiredText: 'حفاظًا على سلامتك تنتهي روابط الدفع بعد مدة. المبلغ المستحق لم يتغير.',
  renew: 'احصل على رابط جديد',
  renewed: 'رابط جديد في طريقه إليك.',
  askMerchant: 'يرجى طلب رابط جديد من {merchant}.',
  cancelled: 'لم يعد هذا الرابط مستخدمًا',
  cancelledText: 'تم سحبه. يرجى استخدام آخر رابط وصلك.',
  missing: 'لا يوجد شيء هنا',
  missingText: 'ربما يكون العنوان غير مكتمل. يرجى فتح الرابط من رسالتك مرة أخرى.',
  unavailable: 'الدفع غير ممكن الآن',
  unavailableText: 'لم يُخصم أي مبلغ. يرجى المحاولة بعد بضع دقائق.',
  tooMany: 'محاولات كثيرة. يرجى الانتظار قليلًا.',
  validUntil: 'يمكن استخدام هذا الرابط حتى {date}.',
  changed: 'تغيّر المبلغ. يرجى التحقق منه قبل الدفع.',
  back: 'العودة إلى الدفع',
  onward: 'العودة إلى {merchant}',
}

/** The words of each language. */
export const words: { readonly [L in Locale]: Words } = { en, de, fr, es, ar }

/** Which way a language is written. */
export const directionOf = (locale: Locale): 'ltr' | 'rtl' => (locale === 'ar' ? 'rtl' : 'ltr')

/** The tag numbers and days are written by: Arabic with the digits that a payer's bank will show. */
export const formatTag: { readonly [L in Locale]: string } = {
  en: 'en',
  de: 'de',
  fr: 'fr',
  es: 'es',
  ar: 'ar-u-nu-latn',
}

/** The first of a browser's languages that the page speaks. */
export function localeFor(asked: string | null, accepted: string | null, otherwise: Locale): Locale {
  const wanted = [asked ?? '', ...(accepted ?? '').slice(0, 500).split(',')].map((one, index) => {
    const [tag = '', quality] = one.trim().split(/\s*;\s*q=/)
    return { base: tag.toLowerCase().split('-', 1)[0] ?? '', weight: index === 0 ? 2 : Number(quality ?? 1) || 0 }
  })
  for (const { base } of wanted.filter((one) => one.weight > 0).sort((a, b) => b.weight - a.weight)) {
    const found = locales.find((locale) => locale === base)
    if (found !== undefined) return found
  }
  return otherwise
}

/** Fills a text in. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}
