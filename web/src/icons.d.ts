declare module '*.svg?icon' {
  /** The `d` of a path with all strokes, in a box of 24 × 24. */
  const strokes: string
  export default strokes
}
