import { svelte } from '@sveltejs/vite-plugin-svelte'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { SecondTries } from './tests/support/second-tries.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const alias = { '#core': at('core') }

/** Begun last, these would be waited for alone. */
const longest = [
  'accessibility',
  'maker',
  'never-lost',
  'by-keys',
  'phone-to-wall',
  'matrix',
  'hostile',
  'killed',
  'program',
  'shared-data',
]

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = longest.findIndex((name) => moduleId.includes(`/${name}.test.`))
      return at === -1 ? longest.length : at
    }
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other))
  }
}

/** Modules are loaded once a worker, not once a file: no test leaves anything behind in one. */
const modulesKept = { isolate: false }

/** What is mostly waited for, a killed worker's job or a page, waits together. */
const besideOneAnother = {
  // Said at the end: tests/support/second-tries.ts.
  retry: 1,
  testTimeout: 240_000,
  hookTimeout: 240_000,
  maxWorkers: 3,
  sequence: { groupOrder: 2 },
}

/**
 * Four kinds of tests, and the full matrix of the maker's room beside them: unit (pure, beside the file they test), then integration (real PostgreSQL, real HTTP), then
 * faults (the program itself, killed and starved) and journeys (real Chromium) beside one another.
 */
export default defineConfig({
  test: {
    // By itself vitest leaves a core to whoever watches.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // Walks that go on at once within one file: more would starve the files beside it.
    maxConcurrency: 3,
    reporters: ['default', new SecondTries(), ['json', { outputFile: '.cache/vitest.json' }]],
    projects: [
      {
        // Modules with runes are compiled as the pages compile them.
        plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
        resolve: { alias },
        test: {
          name: 'unit',
          ...modulesKept,
          include: ['{api,core,storage,web/src}/**/*.test.ts', 'tests/house/**/*.test.ts'],
          // Five seconds are not enough for a thousand random cases on a machine that has other work.
          testTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          ...modulesKept,
          include: ['tests/{api,storage,support}/**/*.test.ts'],
          globalSetup: ['tests/support/global-database.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          globalSetup: ['tests/support/global-database.ts'],
          ...besideOneAnother,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'journeys',
          include: ['tests/journeys/**/*.test.ts'],
          globalSetup: ['tests/support/global-database.ts', 'tests/support/global-browser.ts'],
          ...besideOneAnother,
        },
      },
      {
        // `npm run test:maker`; not part of `npm test`.
        resolve: { alias },
        test: {
          name: 'maker',
          include: ['tests/maker/**/*.test.ts'],
          globalSetup: ['tests/support/global-database.ts', 'tests/support/global-browser.ts'],
          ...besideOneAnother,
        },
      },
    ],
  },
})
