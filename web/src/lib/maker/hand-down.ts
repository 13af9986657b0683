/**
 * A button behind which the phone may close the page. What must be written down before that is written when the finger or
 * key goes down: the click itself comes too late to wait for. If no click follows, it is written down that there was none.
 */
interface HandDown {
  down(): void
  /** Comes without `down` where a voice or a switch presses. */
  click(): void
  /** The hand is gone, whether it has pressed or slid away. */
  up(): void
}

/** Browsers send the click right after the finger is lifted. */
const clickWithinMs = 500

export function handDown(
  opens: () => void,
  opensNot: () => void,
  wait: (act: () => void, ms: number) => void = setTimeout,
): HandDown {
  let hand: 'away' | 'down' | 'pressed' = 'away'
  return {
    down() {
      hand = 'down'
      opens()
    },
    click() {
      if (hand !== 'down') opens()
      hand = 'pressed'
    },
    up() {
      if (hand !== 'down') return
      wait(() => {
        if (hand !== 'down') return
        hand = 'away'
        opensNot()
      }, clickWithinMs)
    },
  }
}
