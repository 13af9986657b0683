/** The words that stand on a screen, block by block, in the order in which they are read. */
import { plain } from './part.ts'

export interface Block {
  readonly element: Element
  readonly text: string
}

/** What its maker writes is in no text of the page. */
function written(element: Element): string | null {
  if (element instanceof HTMLTextAreaElement) return element.value
  if (element instanceof HTMLInputElement && /^(text|search)$/.test(element.type)) return element.value
  return null
}

/** A button that shows an icon only, and a picture, have their words in a name. */
function named(element: Element): string | null {
  const isNamed = element.matches('button, a[href], [role=img]') && !hasWords(element)
  if (isNamed) return element.getAttribute('aria-label')
  return element instanceof HTMLImageElement ? element.alt : null
}

const hasWords = (element: Element): boolean =>
  element instanceof HTMLElement && plain(element.innerText) !== ''

const holdsText = (element: Element): boolean =>
  [...element.childNodes].some(
    (node) => node.nodeType === Node.TEXT_NODE && plain(node.textContent ?? '') !== '',
  )

/** Not behind something closed, and not for screen readers only, who hear the page already. */
const isSeen = (element: Element): boolean =>
  element.checkVisibility({ visibilityProperty: true }) && getComputedStyle(element).clipPath === 'none'

export function blocksIn(root: Element): readonly Block[] {
  const blocks: Block[] = []
  function walk(element: Element): void {
    if (element.matches('[aria-hidden=true], script, style, noscript') || !isSeen(element)) return
    const own = written(element) ?? named(element)
    const text = plain(own ?? (holdsText(element) ? element.textContent : ''))
    if (text !== '') blocks.push({ element, text })
    else if (own === null) for (const child of element.children) walk(child)
  }
  walk(root)
  return blocks
}
