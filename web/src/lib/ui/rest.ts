/**
 * After something else has come under the finger, the second half of a double tap, or of a trembling one, must not choose there.
 * The page says so (`data-resting`), and its style sheet lets taps on what can be chosen fall through.
 */
const restMs = 400
let timer: ReturnType<typeof setTimeout> | undefined

const refuse = (event: Event): void => {
  if (timer === undefined) return
  event.preventDefault()
  event.stopPropagation()
}

export function rest(): void {
  const page = document.documentElement
  // A key that is pressed twice is a click too, and no style sheet holds it.
  document.addEventListener('click', refuse, true)
  page.toggleAttribute('data-resting', true)
  clearTimeout(timer)
  timer = setTimeout(() => {
    timer = undefined
    page.toggleAttribute('data-resting', false)
  }, restMs)
}
