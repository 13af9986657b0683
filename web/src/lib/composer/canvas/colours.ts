/** The colours of the tokens, for what is drawn on a canvas and cannot read CSS by itself. */

export interface Colours {
  readonly ink: string
  readonly white: string
  readonly felt: string
  readonly chalk: string
}

export function coloursOf(element: Element): Colours {
  const styles = getComputedStyle(element)
  const token = (name: string) => styles.getPropertyValue(`--${name}`).trim()
  return {
    ink: token('ink'),
    white: token('white'),
    felt: token('felt'),
    chalk: token('chalk'),
  }
}
