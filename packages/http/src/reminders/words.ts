// Long because it is one list: every word of the preferences page in every language.
import type { Locale } from '../pay/words.js'

/** What the preferences page says. */
export interface PreferenceWords {
  readonly title: string
  readonly about: string
  readonly channels: string
  readonly email: string
  readonly sms: string
  readonly still: string
  readonly language: string
  readonly save: string
  readonly none: string
  readonly saved: string
}

/** How a language calls itself. */
export const languageNames: { readonly [L in Locale]: string } = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  ar: 'العربية',
}

/** The words of each language. */
export const preferenceWords: { readonly [L in Locale]: PreferenceWords } = {
  en: {
    title: 'How we write to you',
    about: 'Choose how you are reminded of what is open.',
    channels: 'Remind me by',
    email: 'E-mail',
    sms: 'Text message',
    still: 'Invoices and receipts still reach you. What you owe does not change.',
    language: 'Language',
    save: 'Save',
    none: 'No reminders at all',
    saved: 'Saved.',
  },
  de: {
    title: 'Wie wir Ihnen schreiben',
    about: 'Wählen Sie, wie Sie an Offenes erinnert werden.',
    channels: 'Erinnern Sie mich per',
    email: 'E-Mail',
    sms: 'SMS',
    still: 'Rechnungen und Quittungen erhalten Sie weiterhin. Was Sie schulden, ändert sich nicht.',
    language: 'Sprache',
    save: 'Speichern',
    none: 'Gar keine Erinnerungen',
    saved: 'Gespeichert.',
  },
  fr: {
    title: 'Comment nous vous écrivons',
    about: 'Choisissez comment nous vous rappelons ce qui reste à payer.',
    channels: 'Me rappeler par',
    email: 'E-mail',
    sms: 'SMS',
    still: 'Vous recevez toujours les factures et les reçus. Ce que vous devez ne change pas.',
    language: 'Langue',
    save: 'Enregistrer',
    none: 'Aucun rappel',
    saved: 'Enregistré.',
  },
  es: {
    title: 'Cómo le escribimos',
    about: 'Elija cómo le recordamos lo que queda por pagar.',
    channels: 'Recordarme por',
    email: 'Correo electrónico',
    sms: 'SMS',
    still: 'Seguirá recibiendo facturas y recibos. Lo que debe no cambia.',
    language: 'Idioma',
    save: 'Guardar',
    none: 'Ningún recordatorio',
    saved: 'Guardado.',
  },
  ar: {
    title: 'كيف نراسلك',
    about: 'اختر كيف نذكّرك بالمبالغ المفتوحة.',
    channels: 'ذكّرني عبر',
    email: 'البريد الإلكتروني',
    sms: 'الرسائل النصية',
    still: 'ستصلك الفواتير والإيصالات كما هي. ما عليك لا يتغير.',
    language: 'اللغة',
    save: 'حفظ',
    none: 'بلا تذكيرات',
    saved: 'تم الحفظ.',
  },
}
