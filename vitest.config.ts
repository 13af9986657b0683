import { svelte } from '@sveltejs/vite-plugin-svelte'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const alias = { '#core': at('core') }

/**
 * Three kinds of tests, run one kind after the other:
 * unit (pure, beside the file they test), integration (real PostgreSQL, real HTTP), journeys (real Chromium).
 */
export default defineConfig({
  test: {
    reporters: ['default', ['json', { outputFile: '.cache/vitest.json' }]],
    projects: [
      {
        // Modules with runes are compiled as the pages compile them.
        plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['{api,core,storage,web/src}/**/*.test.ts', 'tests/house/**/*.test.ts'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          include: ['tests/{api,storage,faults,support}/**/*.test.ts'],
          globalSetup: ['tests/support/global-database.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          // Faults are mostly waited out: a killed worker's job, a database that comes back.
          maxWorkers: 4,
          sequence: { groupOrder: 1 },
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'journeys',
          include: ['tests/journeys/**/*.test.ts'],
          globalSetup: ['tests/support/global-database.ts', 'tests/support/global-browser.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Two people at a time: a journey mostly waits for pages; more would only wait for one another.
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
