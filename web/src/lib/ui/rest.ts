/**
 * After something else has come under the finger, the second half of a double tap, or of a trembling one, must not choose there.
 * The page says so (`data-resting`), and its style sheet lets taps on what can be chosen fall through.
 */
const restMs = 400
let timer: ReturnType<typeof setTimeout> | undefined

const refuse = (event: Event): void => {
  event.preventDefault()
  event.stopPropagation()
}

export function rest(isOver = false): void {
  document.documentElement.toggleAttribute('data-resting', !isOver)
  // A key that is pressed twice is a click too, and no style sheet holds it.
  if (isOver) return removeEventListener('click', refuse, true)
  addEventListener('click', refuse, true)
  clearTimeout(timer)
  timer = setTimeout(rest, restMs, true)
}
