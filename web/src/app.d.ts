/** What the page of the card asks right now; kept in the history, so that the browser's Back leads out of a question. */
type CardQuestion = 'name' | 'write-name' | 'gifts' | 'take-down' | 'delete' | 'scan' | 'words' | 'link'

declare global {
  namespace App {
    interface PageState {
      ask?: CardQuestion
    }
  }
}

declare module 'svelte/elements' {
  interface HTMLTextareaAttributes {
    /** Safari's own, and since 2025 in HTML. */
    autocorrect?: 'on' | 'off'
  }
}

export {}
