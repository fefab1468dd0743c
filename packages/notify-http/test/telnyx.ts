import { type Carrier, httpNotifier, type HttpNotifierOptions } from '@owekit/notify-http'

interface Telnyx extends HttpNotifierOptions {
  readonly apiKey: string
  readonly from: string
}

const carrier = ({ apiKey, from }: Telnyx): Carrier => ({
  id: 'telnyx',
  channel: 'sms',
  capabilities: { repeats: 'none', attachments: false, html: false, feedback: false },
  request: ({ to, text, ...message }) => ({
    url: 'https://api.telnyx.com/v2/messages',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ from: message.from?.address ?? from, to: to.address, text }),
  }),
  receipt({ json }) {
    const { id, parts } = (json as { data?: { id?: string; parts?: number } } | undefined)?.data ?? {}
    return id === undefined ? undefined : { externalId: id, ...(parts === undefined ? {} : { segments: parts }) }
  },
  refusal({ json }) {
    const { code = '' } = (json as { errors?: { code?: string }[] } | undefined)?.errors?.[0] ?? {}
    return ['10002', '40300', '40310'].includes(code) ? 'address' : undefined
  },
})

export const telnyxNotifier = (options: Telnyx) => httpNotifier(carrier(options), options)
