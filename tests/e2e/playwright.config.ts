import { defineConfig } from '@playwright/test'

/** `npm test` names the browser; run by hand, the usual places are tried. */
const executablePath = process.env.CHROME_PATH ?? '/usr/bin/chromium'
const output = '../../.cache/test/e2e'
/** A city that runs already is past its first start; a house of our own has told its code. */
const cityWasThere = process.env.GUITU_E2E_ADDRESS !== undefined && process.env.GUITU_E2E_CODE === undefined

export default defineConfig({
  testDir: '.',
  testMatch: '*.e2e.ts',
  outputDir: output,
  globalSetup: './start-house.ts',
  // One house for all: the first start loads the sample city, everything after it works in that city.
  workers: 1,
  retries: 0,
  // Long enough for a busy machine: they find what hangs, and nothing else.
  timeout: 240_000,
  expect: { timeout: 40_000 },
  reporter: 'list',
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1280, height: 900 },
    actionTimeout: 40_000,
    navigationTimeout: 60_000,
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    {
      name: 'first start',
      testMatch: 'first-start.e2e.ts',
      ...(cityWasThere ? { grepInvert: /takes the code of the terminal/ } : {}),
    },
    { name: 'desk', testIgnore: 'first-start.e2e.ts', dependencies: ['first start'] },
  ],
})
