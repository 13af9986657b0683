/** Every benchmark by its name: one file, and one line here. */
import type { Benchmark } from './benchmark.ts'

interface Entry {
  readonly about: string
  load(): Promise<Benchmark>
}

export const benchmarks = new Map<string, Entry>([
  [
    'composer',
    {
      about: 'frames per second with up to 25,000 pieces, beside Konva and a board editor',
      load: () => import('./composer.ts'),
    },
  ],
  [
    'encodings',
    { about: 'bytes, processor time and error of JPEG, WebP and AVIF', load: () => import('./encodings.ts') },
  ],
  [
    'http',
    { about: 'reads and writes per second, beside plain Node, pg and disk', load: () => import('./http.ts') },
  ],
  [
    'ingest',
    { about: 'pictures prepared per second, beside plain decoding', load: () => import('./ingest.ts') },
  ],
  [
    'maker',
    {
      about: "what a maker's phone receives, and how quickly page and ink come",
      load: () => import('./maker.ts'),
    },
  ],
])
