import type { Money } from '@owekit/core'
import { toDecimal } from '@owekit/core/money'
import { document } from './document.js'
import { type Html, html } from './html.js'
import type { PayLinkView } from './links.js'
import { fill, formatTag, type Locale, type Words, words } from './words.js'

/** What the page was asked for besides the link. */
export interface PageRequest {
  readonly locale: Locale
  /** Where the forms go: the page's own path. */
  readonly action: string
  /** Where the payer goes back to, if it is allowed. */
  readonly next: string | undefined
  /** The amount that was typed and not accepted. */
  readonly refused?: string
  /** The amount moved while the page was open. */
  readonly changed?: boolean
  /** A fresh link was asked for and sent. */
  readonly renewed?: boolean
  /** A fresh link can be asked for here. */
  readonly canRenew: boolean
}

/** The pay page of a link. */
export function payPage(view: PayLinkView, asked: PageRequest): string {
  const say = words[asked.locale]
  const show = shower(asked.locale)
  const title = fill(say.payTo, { merchant: view.merchant })
  const body = view.state === 'payable' ? payable(view, asked, say, show) : settledBody(view, asked, say, show)
  return document(
    asked.locale,
    title,
    html`<h1>${title}</h1>
      ${body}`,
  )
}

/** How amounts and days are written in a language. */
interface Shower {
  readonly money: (money: Money) => Html
  readonly plain: (money: Money) => string
  readonly day: (day: string) => string
  readonly overdue: (days: number) => string
}

function payable(view: PayLinkView, asked: PageRequest, say: Words, show: Shower): Html {
  const { amount, minimum, open, credit, items, expiresAt } = view
  if (amount === null) return html`<p class="state">${say.nothingDue}</p>`
  const most = open ?? amount
  return html` ${asked.changed === true && html`<p class="notice" role="alert">${say.changed}</p>`}
    <p class="label">${say.toPay}</p>
    <p class="${show.plain(amount).length > 12 ? 'amount long' : 'amount'}">${show.money(amount)}</p>
    ${credit !== null && credit.minor > 0n && html`<p class="text">${filled(say.credit, { amount: show.money(credit) })}</p>`}
    ${view.capture === 'hold' && html`<p class="text">${say.held}</p>`}
    <form method="post" action="${asked.action}">
      ${hidden(asked)}<input type="hidden" name="expected" value="${toDecimal(amount)}" />
      <button>${filled(say.pay, { amount: show.money(amount) })}</button>
    </form>
    ${minimum !== null && minimum.minor < most.minor && partForm(minimum, most, asked, say, show)}
    ${itemList(items, say, show)}
    ${expiresAt !== null && html`<footer>${fill(say.validUntil, { date: show.day(expiresAt.slice(0, 10)) })}</footer>`}`
}

function partForm(least: Money, most: Money, asked: PageRequest, say: Words, show: Shower): Html {
  const limits = { least: show.money(least), most: show.money(most) }
  const wrong = asked.refused !== undefined
  return html`<details${wrong && html` open`}>
      <summary>${say.otherAmount}</summary>
      <form method="post" action="${asked.action}">
        ${hidden(asked)}
        <label for="amount">${fill(say.amountIn, { currency: most.currency })}</label>
        ${wrong && html`<p class="error" id="limits" role="alert">${filled(say.badAmount, limits)}</p>`}
        <input type="text" id="amount" name="amount" inputmode="decimal" autocomplete="off" dir="ltr" required maxlength="30"
          value="${asked.refused ?? ''}" aria-describedby="limits"${wrong && html` aria-invalid="true" autofocus`}>
        ${!wrong && html`<p class="hint" id="limits">${filled(say.between, limits)}</p>`}
        <button class="quiet">${say.payThis}</button>
      </form>
    </details>`
}

function itemList(items: PayLinkView['items'], say: Words, show: Shower): Html | null {
  if (items.length === 0) return null
  const several = new Set(
    items.filter((item) => items.some((other) => other !== item && other.document === item.document)),
  )
  return html`<h2>${say.items}</h2>
    <ul>
      ${items.map(
        (item) =>
          html`<li>
            <span
              >${say.item}
              <bdi>${item.number === '' ? item.document : item.number}</bdi
              >${several.has(item) && fill(say.instalment, { no: String(item.instalment) })}
              ${item.overdueDays > 0 ? html`<small class="late">${show.overdue(item.overdueDays)}</small>` : html`<small>${item.dueOn === null ? say.dueToday : html`${say.due}: ${show.day(item.dueOn)}`}</small>`}</span
            >
            <span class="sum">${show.money(item.open)}</span>
          </li>`,
      )}
    </ul>`
}

function settledBody(view: PayLinkView, asked: PageRequest, say: Words, show: Shower): Html {
  const { state, paidOn, pending, amount, merchant } = view
  const onward =
    asked.next !== undefined &&
    html`<p class="onward"><a class="button quiet" href="${asked.next}">${fill(say.onward, { merchant })}</a></p>`
  switch (state) {
    case 'paid':
      return html`<p class="state good">${say.paid}</p>
        ${paidOn !== null && html`<p class="text">${fill(say.paidOn, { date: show.day(paidOn) })}</p>`}
        <p class="text">${say.thanks}</p>
        ${onward}`
    case 'in_progress':
      return html`<p class="state" role="status">${say.inProgress}</p>
        <p class="text">
          ${filled(say.inProgressText, { amount: (pending ?? amount) === null ? '' : show.money((pending ?? amount)!) })}
        </p>
        <form method="get" action="${asked.action}">${hidden(asked)}<button class="quiet">${say.look}</button></form>
        ${onward}`
    case 'nothing_due':
      return html`<p class="state good">${say.nothingDue}</p>
        <p class="text">${say.nothingDueText}</p>
        ${onward}`
    case 'expired':
      return html`<p class="state">${say.expired}</p>
        <p class="text">${say.expiredText}</p>
        ${
          asked.renewed === true
            ? html`<p class="text" role="status">${say.renewed}</p>`
            : view.renewable && asked.canRenew
              ? html`<form method="post" action="${asked.action}">
                  ${hidden(asked)}<button name="renew" value="1">${say.renew}</button>
                </form>`
              : html`<p class="text">${fill(say.askMerchant, { merchant })}</p>`
        }`
    case 'cancelled':
      return html`<p class="state">${say.cancelled}</p>
        <p class="text">${say.cancelledText}</p>`
    case 'payable':
      return html`${onward}`
  }
}

function hidden({ next, locale }: PageRequest): Html {
  return html`<input
      type="hidden"
      name="lang"
      value="${locale}"
    />${next !== undefined && html`<input type="hidden" name="next" value="${next}" />`}`
}

/** What a page says when there is no link to show. */
export function plainPage(locale: Locale, what: 'missing' | 'unavailable' | 'tooMany', back?: string): string {
  const say = words[locale]
  const text = what === 'missing' ? say.missingText : what === 'unavailable' ? say.unavailableText : ''
  return document(
    locale,
    say[what],
    html`<h1 class="state">${say[what]}</h1>
      ${text !== '' && html`<p class="text">${text}</p>`}
      ${back !== undefined && html`<form method="get" action="${back}"><input type="hidden" name="lang" value="${locale}" /><button class="quiet">${say.back}</button></form>`}`,
  )
}

/** Fills a text in with pieces of HTML; the text itself is escaped. */
function filled(text: string, values: Readonly<Record<string, Html | string>>): Html {
  const parts = text.split(/(\{\w+\})/)
  return html`${parts.map((part) => {
    const value = /^\{\w+\}$/.test(part) ? values[part.slice(1, -1)] : undefined
    return html`${value ?? part}`
  })}`
}

function shower(locale: Locale): Shower {
  const tag = formatTag[locale]
  const plural = new Intl.PluralRules(tag)
  const days = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' })
  const plain = (money: Money) => {
    const format = new Intl.NumberFormat(tag, {
      style: 'currency',
      currency: money.currency,
      minimumFractionDigits: money.exponent,
      maximumFractionDigits: money.exponent,
    })
    // Formatted from text, so that no digit is lost on the way.
    return format.format(toDecimal(money) as unknown as number)
  }
  return {
    plain,
    money: (money) => html`<bdi>${plain(money)}</bdi>`,
    day: (day) => days.format(new Date(`${day}T00:00:00Z`)),
    overdue: (count) => {
      const { overdue } = words[locale]
      return fill(overdue[plural.select(count)] ?? overdue.other, { count: String(count) })
    },
  }
}
