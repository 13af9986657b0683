/**
 * T4 and T8: words that are longer than ours, and words of another language than the page's. Each function is sent to
 * the browser as it stands, so it may use nothing that lies outside of it.
 */

/** Writes every text as long as a language may make it: by 60 %, and in the heading a word of 60 letters. */
export function lengthen(): void {
  const kept = new Map<Text, string>()
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (
      !(node instanceof Text) ||
      node.data.trim() === '' ||
      node.parentElement?.closest('svg, script, style')
    )
      continue
    kept.set(node, node.data)
  }
  for (const [node, text] of kept) {
    const words = text.trim().split(/\s+/)
    const more = Math.ceil(text.trim().length * 0.6)
    let added = ''
    for (let at = 0; added.length < more; at++) added += ` ${words[at % words.length] ?? ''}`
    const isHeading = node.parentElement?.localName === 'h1'
    node.data = `${text}${added}${isHeading ? ` ${'silarsuarmi'.repeat(6).slice(0, 60)}` : ''}`
  }
  Object.assign(globalThis, { keptTexts: kept })
}

export function shortenAgain(): void {
  const kept: unknown = Reflect.get(globalThis, 'keptTexts')
  if (kept instanceof Map)
    for (const [node, text] of kept) if (node instanceof Text && typeof text === 'string') node.data = text
}

/** Texts of one language that stand in a part which says that it is in another. */
export function inWrongLanguage({
  texts,
  language,
}: {
  texts: readonly string[]
  language: string
}): string[] {
  return [...document.body.querySelectorAll('*')]
    .filter((element) => {
      const own = [...element.childNodes]
        .filter((node) => node.nodeType === Node.TEXT_NODE)
        .map((node) => node.textContent ?? '')
        .join(' ')
        .trim()
      return texts.includes(own) && element.closest('[lang]')?.getAttribute('lang') !== language
    })
    .map((element) => element.textContent.trim().slice(0, 60))
}
