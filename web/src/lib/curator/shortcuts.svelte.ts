/** Shortcuts of one key. They can be turned off (WCAG 2.2, 2.1.4), and the browser remembers that they were. */

const storedAs = 'genveje'

export class Shortcuts {
  #areOn = $state(true)

  constructor() {
    try {
      this.#areOn = localStorage.getItem(storedAs) !== 'fra'
    } catch {
      // No storage here, on the server or in a closed browser: then they are on.
    }
  }

  get areOn(): boolean {
    return this.#areOn
  }

  set areOn(areOn: boolean) {
    this.#areOn = areOn
    try {
      localStorage.setItem(storedAs, areOn ? 'til' : 'fra')
    } catch {
      // Then they are as chosen until the page is closed.
    }
  }

  /** The key that was meant as a shortcut, in lower case; null for one that was typed, held, or meant for the browser. */
  keyOf(event: KeyboardEvent): string | null {
    if (!this.#areOn || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return null
    const typesIn = 'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable]'
    if (event.target instanceof Element && event.target.closest(typesIn)) return null
    return event.key.toLowerCase()
  }
}
