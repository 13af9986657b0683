/**
 * What is measured inside the page. Each function is sent to the browser as it stands, so it may use nothing that
 * lies outside of it.
 */

/** Text that WCAG 2.2, 1.4.12, says must not be lost when somebody gives it more room. */
export function spaceOut(): void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(
    `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
     p { margin-bottom: 2em !important }`,
  )
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
}

export function spaceBack(): void {
  document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1)
}

/** Letters of twice the size, or as they were. */
export function textsDoubled(isDoubled: boolean): void {
  document.documentElement.style.fontSize = isDoubled ? '200%' : ''
}

/** Elements with words of their own that are wider, or cut off higher, than their box. */
export function clippedText(): string[] {
  const clipped: string[] = []
  for (const element of document.body.querySelectorAll('*')) {
    const words = [...element.childNodes]
      .filter((node) => node.nodeType === Node.TEXT_NODE)
      .map((node) => node.textContent?.trim() ?? '')
      .join(' ')
      .trim()
    const style = getComputedStyle(element)
    if (words === '' || element.clientWidth === 0 || !element.checkVisibility()) continue
    // For screen readers only, one pixel wide on purpose; or a picture of the words, for the eyes only.
    if (style.clipPath !== 'none' || element.closest('[aria-hidden=true]')) continue
    const isCutOff = style.overflowY === 'hidden' || style.overflowY === 'clip'
    if (element.scrollWidth > element.clientWidth + 1) clipped.push(`too wide: "${words}"`)
    else if (isCutOff && element.scrollHeight > element.clientHeight + 1) clipped.push(`cut off: "${words}"`)
  }
  return clipped
}

/** How many pixels the page is wider than the window. */
export function sidewaysPx(): number {
  return document.documentElement.scrollWidth - document.documentElement.clientWidth
}

/** Words of buttons, and of links that look like buttons, that stand on more than one line. */
export function brokenWords(): string[] {
  /** Longer words may be broken where there is no room (ux.md, T4). */
  const longestWhole = 14
  const broken: string[] = []
  for (const button of document.querySelectorAll('button, summary, label, a[href]')) {
    if (!button.checkVisibility() || getComputedStyle(button).clipPath !== 'none') continue
    const walker = document.createTreeWalker(button, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (const { 0: word, index } of (node.textContent ?? '').matchAll(/[\p{L}\p{N}]+/gu)) {
        if (word.length > longestWhole) continue
        const range = document.createRange()
        range.setStart(node, index)
        range.setEnd(node, index + word.length)
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)))
        if (lines.size > 1) broken.push(word)
      }
    }
  }
  return broken
}

/**
 * What can be used by pointer, and how large it is in CSS pixels: an input together with its label, when a tap on the
 * label is a tap on it.
 */
export function smallTargets(leastPx: number): string[] {
  const usable = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]'
  const small: string[] = []
  for (const element of document.querySelectorAll(usable)) {
    const isShown = element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    if (!isShown || element.closest('[inert]')) continue
    // Behind an open dialog nothing can be used.
    const dialog = document.querySelector('dialog:modal')
    if (dialog && !dialog.contains(element)) continue
    const parts: Element[] = [element]
    const isTicked = element instanceof HTMLInputElement && /^(checkbox|radio|file)$/.test(element.type)
    if (isTicked) parts.push(...(element.labels ?? []))
    // Seen only when it has the focus, or drawn by its label.
    else if (getComputedStyle(element).clipPath !== 'none') continue
    const boxes = parts.map((part) => part.getBoundingClientRect())
    const width = Math.max(...boxes.map((box) => box.right)) - Math.min(...boxes.map((box) => box.left))
    const height = Math.max(...boxes.map((box) => box.bottom)) - Math.min(...boxes.map((box) => box.top))
    if (width >= leastPx - 0.5 && height >= leastPx - 0.5) continue
    const name = (element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 40)
    small.push(`${element.tagName.toLowerCase()} "${name}" is ${Math.round(width)} × ${Math.round(height)}`)
  }
  return small
}

/** Words that are smaller than somebody can read who sees little (ux.md, section 5). A picture of words is not meant. */
export function smallText(leastPx: number): string[] {
  const small: string[] = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement
    const words = node.textContent?.trim() ?? ''
    if (!element || words === '' || !element.checkVisibility() || element.closest('svg, [aria-hidden=true]'))
      continue
    const style = getComputedStyle(element)
    const sizePx = Number.parseFloat(style.fontSize)
    if (style.clipPath === 'none' && sizePx < leastPx) small.push(`"${words.slice(0, 40)}" is ${sizePx} px`)
  }
  return small
}

/** Choices that are lower than a thumb needs. */
export function lowChoices({ choices, leastPx }: { choices: string; leastPx: number }): string[] {
  return [...document.querySelectorAll(choices)]
    .filter((choice) => choice.checkVisibility() && choice.getBoundingClientRect().height < leastPx - 0.5)
    .map(
      (choice) =>
        `"${choice.textContent.trim()}" is ${Math.round(choice.getBoundingClientRect().height)} high`,
    )
}

/** Choices that lie over one another with less between them than an unsteady thumb needs. */
export function closeChoices({ choices, leastPx }: { choices: string; leastPx: number }): string[] {
  const boxes = [...document.querySelectorAll(choices)]
    .filter((choice) => choice.checkVisibility() && !choice.closest('[inert]'))
    .map((choice) => ({ name: choice.textContent.trim(), box: choice.getBoundingClientRect() }))
  return boxes.flatMap((upper, at) =>
    boxes.slice(at + 1).flatMap((lower) => {
      const isBeside = lower.box.left >= upper.box.right || upper.box.left >= lower.box.right
      const betweenPx = isBeside
        ? Math.max(lower.box.left - upper.box.right, upper.box.left - lower.box.right)
        : Math.max(lower.box.top - upper.box.bottom, upper.box.top - lower.box.bottom)
      const isInLine = isBeside ? lower.box.top < upper.box.bottom && upper.box.top < lower.box.bottom : true
      return isInLine && betweenPx < leastPx - 0.5
        ? [`${Math.round(betweenPx)} px between "${upper.name}" and "${lower.name}"`]
        : []
    }),
  )
}

/**
 * What a screen with one question has too much of (ux.md, P2). Its words are those of the question, what belongs to it, and
 * the choices; what may be scrolled to below them, and a trouble that is told, come on top.
 */
export function tooMuchAtOnce(choices: string): string[] {
  const shown = (selector: string) =>
    [...document.querySelectorAll<HTMLElement>(selector)].filter(
      (element) => element.checkVisibility() && !element.closest('[inert]'),
    )
  const questions = shown('h1').length
  const fields = shown('textarea, input:is([type=text], [type=search], [type=number], :not([type]))').length
  const troubles = shown('main [role=alert], main .error').map((element) => element.innerText)
  const words = shown('main h1, main .body:not(.foot), main .actions')
    .map((part) => troubles.reduce((text, trouble) => text.replace(trouble, ''), part.innerText))
    .flatMap((text) => text.match(/\p{L}[\p{L}\p{N}’'-]*/gu) ?? [])
  return [
    ...(questions === 1 ? [] : [`${questions} questions`]),
    ...(shown(choices).length <= 4 ? [] : [`${shown(choices).length} choices`]),
    ...(fields <= 1 ? [] : [`${fields} fields for text`]),
    ...(words.length <= 45 ? [] : [`${words.length} words`]),
  ]
}

/** Choices that are seen only after scrolling. */
export function choicesBelow(choices: string): string[] {
  scrollTo(0, 0)
  return [...document.querySelectorAll(choices)]
    .filter((choice) => choice.checkVisibility() && choice.getBoundingClientRect().bottom > innerHeight + 0.5)
    .map((choice) => choice.textContent.trim())
}

/** What moves: all of it, or what would never stop by itself. */
export function movements(onlyEndless: boolean): string[] {
  return document
    .getAnimations()
    .filter(({ effect }) => !onlyEndless || effect?.getComputedTiming().iterations === Infinity)
    .map(({ effect }) => (effect instanceof KeyframeEffect ? (effect.target?.className ?? '') : 'something'))
    .map(String)
}
