import { document } from '../pay/document.js'
import { type Html, html } from '../pay/html.js'
import { type Locale, locales } from '../pay/words.js'
import { languageNames, preferenceWords } from './words.js'

/** What the preferences page shows. */
export interface PreferencesShown {
  readonly locale: Locale
  /** Where its forms go: its own path. */
  readonly action: string
  /** The channels there are for this customer, and whether reminders are wanted on each. */
  readonly channels: readonly { readonly channel: 'email' | 'sms'; readonly isWanted: boolean }[]
  /** It was saved a moment ago. */
  readonly isSaved: boolean
}

/** The page on which a customer says how they are written to. It names nobody: whoever has the link may see it. */
export function preferencesPage({ locale, action, channels, isSaved }: PreferencesShown): string {
  const say = preferenceWords[locale]
  return document(
    locale,
    say.title,
    html`<h1 class="state">${say.title}</h1>
      ${isSaved && html`<p class="label good" role="status">${say.saved}</p>`}
      <p class="text">${say.about}</p>
      <form method="post" action="${action}">
        ${channels.length > 0 && choices(channels, say)}
        <label for="lang">${say.language}</label>
        <select id="lang" name="lang">
          ${locales.map((one) => html`<option value="${one}" lang="${one}" ${one === locale && html` selected`}>${languageNames[one]}</option>`)}
        </select>
        <button>${say.save}</button>
      </form>
      ${
        channels.some(({ isWanted }) => isWanted) &&
        html`<form method="post" action="${action}">
          <input type="hidden" name="lang" value="${locale}" /><button class="quiet" name="none" value="1">
            ${say.none}
          </button>
        </form>`
      }
      <footer>${say.still}</footer>`,
  )
}

function choices(channels: PreferencesShown['channels'], say: (typeof preferenceWords)[Locale]): Html {
  return html`<fieldset>
    <legend>${say.channels}</legend>
    ${channels.map(
      ({ channel, isWanted }) =>
        html`<label class="choice"
          ><input type="checkbox" name="channel" value="${channel}" ${isWanted && html` checked`} />
          ${say[channel]}</label
        >`,
    )}
  </fieldset>`
}
