import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts', 'web/**/*.test.{ts,tsx}'],
    exclude: ['tests/e2e/**', '**/node_modules/**'],
    // One database server for the whole run; each file that wants a database gets its own copy of a migrated one.
    globalSetup: ['tests/database.setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // What hangs is found, and a busy machine is no failure.
    testTimeout: 180_000,
    hookTimeout: 300_000,
  },
})
