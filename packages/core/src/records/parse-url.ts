/**
 * Reads an address as browsers read it, or says that it is none.
 *
 * `URL.canParse` is not asked: once its caller is hot, Node 20 says no to addresses with letters like `ü`.
 *
 * @param base what a relative address is relative to
 * @example
 * parseUrl('https://bücher.example/')?.hostname // 'xn--bcher-kva.example'
 * parseUrl('bücher') // undefined
 */
export function parseUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base)
  } catch {
    return undefined
  }
}
