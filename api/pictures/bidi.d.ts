/** The package's types are those of its ES module, but its main file is not one: we import the module itself. */
declare module 'bidi-js/dist/bidi.mjs' {
  import type { Bidi } from 'bidi-js'
  export default function bidiFactory(): Bidi
}
