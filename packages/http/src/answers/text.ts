/** The text that answers of ours were made of: a bridge need not read it back through a stream. */
const texts = new WeakMap<Response, string>()

/** An answer made of a text. */
export function textResponse(text: string, init: ResponseInit): Response {
  const response = new Response(text, init)
  texts.set(response, text)
  return response
}

/** The text an answer was made of, if it is one of ours and unread. */
export function textOf(response: Response): string | undefined {
  return response.bodyUsed ? undefined : texts.get(response)
}
