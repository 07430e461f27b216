// `npm test`: everything vitest finds, on a database of its own, then the whole application in a browser.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { foreground } from './processes.mjs'
import { say, Trouble } from './say.mjs'
import { web } from './web.mjs'

const endToEnd = join('tests', 'e2e', 'playwright.config.ts')

/** Runs the tests; arguments narrow vitest to the files whose path contains them, and leave the browser out. */
export async function test(root, node, args) {
  const chromium = findChromium()
  if (process.env.CI === 'true' && !chromium && existsSync(join(root, endToEnd))) {
    throw new Trouble(
      '持续集成必须有浏览器：请安装 chromium，或用 CHROME_PATH 指明。[CI demands a browser: install chromium or set CHROME_PATH.]',
    )
  }
  const counts = { passed: 0, failed: 0, skipped: 0 }
  let code = await vitest(root, node, args, counts)
  const whole = !args.some((argument) => !argument.startsWith('-'))
  if (whole && existsSync(join(root, endToEnd))) {
    if (chromium) code = (await browser(root, node, chromium, counts)) || code
    else
      say(
        '没有找到 Chromium，跳过浏览器测试，其余照常。[No Chromium found: the browser tests are left out, everything else ran.]',
      )
  }
  const { passed, failed, skipped } = counts
  process.stdout.write(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}\n`)
  return code
}

/** What a test names that wants a database. `.ci/run` goes by the same names. */
const ONE_WITH_DATABASE = /freshDatabase|openTestHouse|guestIn|guest\.ts|house\.ts/

/** The tests that need neither database nor browser: rules, properties, borders. */
export function quickTests(root) {
  const below = (folder) => readdirSync(join(root, folder), { recursive: true }).map((path) => join(folder, path))
  const found = ['src', 'tests', 'web'].flatMap(below).filter((path) => /\.test\.tsx?$/.test(path))
  return found.filter((path) => !ONE_WITH_DATABASE.test(readFileSync(join(root, path), 'utf8'))).sort()
}

/** Vitest alone, with a machine-readable count beside what people read. */
async function vitest(root, node, args, counts) {
  const report = fresh(root, 'vitest.json')
  const runner = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const code = await foreground(node, [runner, 'run', ...reporters, ...args], { cwd: root })
  const result = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined
  counts.passed += result?.numPassedTests ?? 0
  counts.skipped += (result?.numPendingTests ?? 0) + (result?.numTodoTests ?? 0)
  // A file that could not even be read has failed without a failed test in it.
  const unread = result?.testResults.filter((file) => file.status === 'failed' && !file.assertionResults.length).length ?? 0
  counts.failed += (result?.numFailedTests ?? 1) + unread
  return code
}

async function browser(root, node, chromium, counts) {
  await web(root, node)
  const report = fresh(root, 'e2e.json')
  const runner = join(root, 'node_modules', '@playwright', 'test', 'cli.js')
  const code = await foreground(node, [runner, 'test', '--config', endToEnd, '--reporter=list,json'], {
    cwd: root,
    env: { CHROME_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  })
  const stats = existsSync(report)
    ? JSON.parse(readFileSync(report, 'utf8')).stats
    : { expected: 0, unexpected: 1, skipped: 0, flaky: 0 }
  counts.passed += stats.expected + stats.flaky
  counts.failed += stats.unexpected
  counts.skipped += stats.skipped
  return code
}

/** An empty place for a report, so that an old one is never counted. */
function fresh(root, name) {
  const folder = join(root, '.cache', 'test')
  mkdirSync(folder, { recursive: true })
  rmSync(join(folder, name), { force: true })
  return join(folder, name)
}

/** The browser of this machine, or undefined. */
export function findChromium() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  const folders = (process.env.PATH ?? '').split(process.platform === 'win32' ? ';' : ':')
  const candidates = [
    process.env.CHROME_PATH ?? '',
    ...names.map((name) => `/usr/bin/${name}`),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
  ]
  return candidates.find((path) => path !== '' && existsSync(path))
}
