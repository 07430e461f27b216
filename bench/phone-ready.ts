/**
 * How soon somebody can be written down where there is no network: from the tap on “见到一个人”, and from unlocking the phone at the
 * address of an encounter, until the first page can be filled in. The processor is slowed four times, as on an old phone.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from '@playwright/test'
import { grantRole, insertAccount } from '#kernel/account.ts'
import { systemActor } from '#kernel/actor.ts'
import { root } from '#kernel/config.ts'
import { derivedId } from '#kernel/crypto.ts'
import { withActor } from '#kernel/db.ts'
import type { House } from '#kernel/house.ts'
import { startPostgres } from '#kernel/postgres.ts'
import { hashPassword } from '#kernel/session.ts'
import { closeHouse, foundCity, openEmptyHouse, PASSWORD, stationId } from './city.ts'
import { type Bench, dataDirectory, median, rounded, startServer } from './lab.ts'
import { drawArea } from './phones.ts'

const LOGIN = 'ready'
const SLOWER = 4
const WANTED_MS = 1500
/** Until the screens nobody has opened yet are fetched, too. */
const SETTLED_MS = 4000

export async function benchPhoneReady(bench: Bench): Promise<void> {
  const executablePath = process.env.CHROME_PATH ?? '/usr/bin/chromium'
  if (!existsSync(executablePath)) return bench.log('no browser: CHROME_PATH names one')
  if (!existsSync(join(root, 'dist', 'phone', 'sw.js'))) return bench.log('dist/phone is not built: npm start builds it')
  const data = dataDirectory(bench, 'phone-ready')
  const postgres = await startPostgres({ dataDir: data })
  try {
    const house = await openEmptyHouse(postgres.connection, data)
    await foundCity(house)
    await insertOfficer(house)
    await closeHouse(house)
  } finally {
    await postgres.stop()
  }
  const server = await startServer({ data })
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    await drawArea(server.port, 0)
    const context = await browser.newContext({
      baseURL: `http://localhost:${server.port}`,
      locale: 'zh-CN',
      viewport: { width: 390, height: 844 },
    })
    const { taps, openings } = await measured(context, bench.quick ? 2 : 9)
    const line = (name: string, times: number[]) =>
      bench.line({
        name,
        figure: `${rounded(median(times) / 1000, 2)} s`,
        comparedTo: `slowest of ${times.length}: ${rounded(Math.max(...times) / 1000, 2)} s; no network, processor ${SLOWER} times slower`,
        wanted: `≤ ${WANTED_MS / 1000} s`,
        met: median(times) <= WANTED_MS,
      })
    line('phone: the encounter can be filled in, from the tap', taps)
    line('phone: the encounter can be filled in, from unlocking', openings)
  } finally {
    await browser.close()
    await server.stop()
  }
}

async function insertOfficer(house: House): Promise<void> {
  const by = { accountId: systemActor.accountId, now: house.clock.now() }
  const id = derivedId('bench phone-ready', LOGIN)
  const rest = { passwordHash: await hashPassword(PASSWORD), secondFactor: false, mustChange: false, sample: true }
  await withActor(house.db, systemActor, async (tx) => {
    await insertAccount(tx, { id, login: LOGIN, name: '巡查', organisationId: stationId(0), ...rest }, by)
    await grantRole(tx, id, 'patrol-officer', by)
  })
}

async function measured(context: BrowserContext, rounds: number): Promise<{ taps: number[]; openings: number[] }> {
  const page = await context.newPage()
  await page.goto('/phone/')
  await page.getByLabel('账号').fill(LOGIN)
  await page.getByLabel('密码').fill(PASSWORD)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('button', { name: '见到一个人' }).waitFor()
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  await page.waitForTimeout(SETTLED_MS)
  await context.setOffline(true)
  const chrome = await context.newCDPSession(page)
  await chrome.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  const taps: number[] = []
  const openings: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    await page.goto(`/phone/patrol/encounter/${crypto.randomUUID()}`)
    await page.getByLabel('密码').fill(PASSWORD)
    openings.push(await fromPress(page, '打开'))
    await page.goto('/phone/patrol')
    await page.getByLabel('密码').fill(PASSWORD)
    await page.getByRole('button', { name: '打开', exact: true }).click()
    await page.getByRole('button', { name: '见到一个人' }).waitFor()
    await page.waitForTimeout(SETTLED_MS)
    taps.push(await fromPress(page, '见到一个人'))
  }
  return { taps, openings }
}

/** Milliseconds from pressing a button until the first page of an encounter stands, by the page's own clock. */
function fromPress(page: Page, words: string): Promise<number> {
  return page.evaluate(async (said) => {
    const button = (what: string) => [...document.querySelectorAll('button')].find((each) => each.textContent?.includes(what))
    const began = performance.now()
    button(said)?.click()
    while (!button('下一步：看情况')) await new Promise((resolve) => requestAnimationFrame(resolve))
    return performance.now() - began
  }, words)
}
