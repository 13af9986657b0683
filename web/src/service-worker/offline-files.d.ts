/** Made by the build: `web/offline-files.ts`. */
declare module 'virtual:offline-files' {
  /** Every file of a maker's whole way, as addresses. */
  export const files: readonly string[]
  /** The one of them that every page of this build names, and no page of another. */
  export const appFile: string
  /** The same for the same files, and for no others. */
  export const version: string
}
