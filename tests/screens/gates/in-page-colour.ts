/**
 * T6: what must not hang on colour alone. Each function is sent to the browser as it stands, so it may use nothing that
 * lies outside of it.
 */

/** Buttons, and what looks like one, that have no edge. Asked while the colours are those of the reader (forced). */
export function withoutBorder(): string[] {
  const buttons = 'main button, main summary, main a.choice, main label:has(input[type=file]), header summary'
  return [...document.querySelectorAll<HTMLElement>(buttons)]
    .filter((button) => {
      // What is chosen already may lose its edge: that is how it is told from the rest.
      if (!button.checkVisibility() || button.ariaPressed === 'true') return false
      const { borderTopStyle, borderTopWidth, borderTopColor, backgroundColor, textDecorationLine } =
        getComputedStyle(button)
      if (textDecorationLine === 'underline') return false
      const isDrawn = borderTopStyle !== 'none' && Number.parseFloat(borderTopWidth) > 0
      return !isDrawn || borderTopColor === backgroundColor
    })
    .map((button) => button.innerText.trim().slice(0, 40) || (button.ariaLabel ?? button.tagName))
}

/** What is chosen among its like and differs from them in colour only. */
export function toldByColourAlone(): string[] {
  /** As it is where there are no colours. */
  const isDark = (colour: string): boolean => {
    const [red = 255, green = 255, blue = 255, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number)
    return alpha > 0 && 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128
  }
  const shapeOf = (element: Element): string => {
    const whole = element instanceof HTMLInputElement ? (element.closest('label') ?? element) : element
    const parts = [whole, element, ...whole.querySelectorAll('*')]
    return parts
      .flatMap((part) => [undefined, '::before', '::after'].map((pseudo) => ({ part, pseudo })))
      .map(({ part, pseudo }) => {
        const style = getComputedStyle(part, pseudo)
        return [
          // An element is as wide as its words; what is drawn on it is not.
          pseudo === undefined ? '' : `${style.width} × ${style.height}`,
          ...[style.borderTopWidth, style.borderTopStyle, style.outlineStyle, style.outlineWidth],
          ...[style.textDecorationLine, style.fontWeight, style.content],
          ...[style.transform, style.visibility, style.display, style.opacity],
          // A ring that is only drawn for one of them.
          ...[style.boxShadow === 'none' ? '' : 'shadow', style.backgroundImage === 'none' ? '' : 'picture'],
          ...[style.borderTopColor === 'rgba(0, 0, 0, 0)' ? 'no edge' : 'edge', style.clipPath],
          ...[style.stroke === 'none' ? '' : 'drawn', isDark(style.backgroundColor) ? 'dark' : 'light'],
        ].join()
      })
      .join('|')
  }
  const isOwnDrawing = (element: Element) =>
    element instanceof HTMLInputElement && getComputedStyle(element).appearance !== 'none'
  const found: string[] = []
  const chosen = document.querySelectorAll<HTMLElement>(
    '[aria-pressed=true], [aria-checked=true], input:checked',
  )
  for (const element of chosen) {
    // A browser's own tick or dot is a shape.
    if (!element.checkVisibility() || (isOwnDrawing(element) && element.offsetWidth > 1)) continue
    const others = document.querySelectorAll(
      element instanceof HTMLInputElement
        ? `input[name="${element.name}"]:not(:checked)`
        : '[aria-pressed=false], [aria-checked=false]',
    )
    const group = element.closest('fieldset, [role=group], [role=radiogroup]') ?? document.body
    const other = [...others].find((one) => group.contains(one) && one.checkVisibility())
    if (other && shapeOf(other) === shapeOf(element))
      found.push((element.ariaLabel ?? element.closest('label')?.innerText ?? element.innerText).trim())
  }
  return found
}
