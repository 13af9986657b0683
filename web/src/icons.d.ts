declare module '*.svg?icon' {
  /** The `d` of each stroke, in a box of 24 × 24. */
  const strokes: readonly string[]
  export default strokes
}
