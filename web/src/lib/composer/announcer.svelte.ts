/** What the composer says of itself: aloud, to those who hear the page, and in writing where everybody should see it. */

interface Word {
  readonly text: string
  readonly shown: boolean
  /** Every other time that the same is said: it has to look another way in the page, or it would not be heard again. */
  readonly isAgain: boolean
}

export class Announcer {
  word = $state.raw<Word>({ text: '', shown: false, isAgain: false })

  /** Says something to those who hear the page. */
  say(text: string): void {
    this.#speak(text, false)
  }

  /** Says it, and shows it too. */
  tell(text: string): void {
    this.#speak(text, true)
  }

  #speak(text: string, shown: boolean): void {
    this.word = { text, shown, isAgain: this.word.text === text && !this.word.isAgain }
  }
}
