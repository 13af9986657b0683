import { defineConfig } from 'vitest/config'
export default defineConfig({ root: '/work/tree/api', resolve: { alias: {} }, test: { include: ['tests/api/**/*.test.ts'], globalSetup: ['tests/support/global-database.ts'], testTimeout: 60000, hookTimeout: 60000, maxWorkers: 1 } })
