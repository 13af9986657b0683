/** Made by the build: `web/words.ts`. */
declare module 'virtual:words' {
  /** The texts of a language and a room (`en public`), by their short names. */
  export const tables: Readonly<
    Record<string, (() => Promise<{ readonly default: Readonly<Record<string, string>> }>) | undefined>
  >
}
