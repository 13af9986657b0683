/** What a benchmark is: it says what it finds as it goes, and gives its figures at the end. */

/** Each figure has its unit in its name: `listRatioToRaw`, `uploadMegabytesPerS`. */
export type Figures = Readonly<Record<string, number>>

export interface Benchmark {
  /** @throws {Missing} when the machine lacks what it needs */
  run(say: (lines: string) => void): Promise<Figures>
}

/** Its message is one sentence that names what is missing. */
export class Missing extends Error {}
