/**
 * The phone between its worker and everybody else: the second factor, a password changed at the desk, the lock that closes by
 * itself, and what a sign-out takes along. Each worker is new, so that the city's own stay as they are.
 */
import { randomUUID } from 'node:crypto'
import type { APIRequestContext, Browser, BrowserContext, Page } from '@playwright/test'
import { Secret, TOTP } from 'otpauth'
import { address, expect, PASSWORD, test } from './desk.ts'

const FIRST = 'first-day-2026'
const OWN = 'own-words-2026'
const OTHER = 'other-words-2026'
const STEP_MS = 30_000

async function post<A>(by: APIRequestContext, path: string, data: object): Promise<A> {
  const answer = await by.post(`${address()}${path}`, { data, headers: { origin: address() } })
  expect(answer.status(), path).toBe(200)
  return (await answer.json()) as A
}

/** The worker's authenticator: a code serves once, so each is of a later step than the one before. */
function authenticator(secret: string) {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) })
  let last = 0
  return async () => {
    // The house takes the step that comes next as well.
    await expect.poll(() => Math.floor(Date.now() / STEP_MS) + 1).toBeGreaterThan(last)
    last = Math.floor(Date.now() / STEP_MS) + 1
    return totp.generate({ timestamp: last * STEP_MS })
  }
}

interface Worker {
  login: string
  code(): Promise<string>
  /** At a desk of his own, signed in. */
  desk: APIRequestContext
}

/** Somebody who walks for the station, with a password of his own and an authenticator. */
async function aWorker(browser: Browser): Promise<Worker> {
  const security = (await browser.newContext()).request
  await post(security, '/api/session/sign-in', { login: 'security', password: PASSWORD })
  const login = `night-${randomUUID().slice(0, 8)}`
  const { answer } = await post<{ answer: { organisations: { id: string; name: string }[] } }>(
    security,
    '/api/ask/administration.organisations',
    {},
  )
  const station = answer.organisations.find((each) => each.name === '云川市救助管理站')
  const form = { organisationId: station?.id, login, name: '包晓夜', roles: ['patrol-officer'], password: FIRST }
  await post(security, '/api/act/administration.open-account', { actionId: randomUUID(), form })
  const desk = (await browser.newContext()).request
  const { secret } = await post<{ secret: string }>(desk, '/api/session/sign-in', { login, password: FIRST })
  const code = authenticator(secret)
  await post(desk, '/api/session/code', { code: await code() })
  await post(desk, '/api/session/password', { old: FIRST, new: OWN })
  return { login, code, desk }
}

async function aPhone(browser: Browser): Promise<{ phone: BrowserContext; page: Page }> {
  const phone = await browser.newContext({
    baseURL: address(),
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 390, height: 844 },
    hasTouch: true,
  })
  await phone.clock.install()
  return { phone, page: await phone.newPage() }
}

/** Signs in with both factors, and waits until the app opens without network. */
async function signIn(page: Page, { login, code }: Worker): Promise<void> {
  await page.goto('/phone/')
  await page.getByLabel('账号').fill(login)
  await page.getByLabel('密码').fill(OWN)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByLabel('动态码').fill(await code())
  await page.getByRole('button', { name: '验证并登录' }).click()
  await expect(page.getByRole('heading', { name: /巡查$/, level: 1 })).toBeVisible()
  await page.goto('/phone/help/this-phone')
  await unlock(page, OWN)
  await expect(page.getByText('✓ 能')).toBeVisible()
}

async function unlock(page: Page, password: string): Promise<void> {
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '打开', exact: true }).click()
}
const open = (page: Page) => expect(page.getByRole('navigation')).toBeVisible()

/** Meets somebody and writes how he looks, without going on. */
async function begin(page: Page, look: string): Promise<void> {
  await page.goto('/phone/')
  await unlock(page, OWN)
  await page.getByRole('button', { name: '见到一个人' }).click()
  await page.getByLabel(/什么样子/).fill(look)
  await expect(page.getByText(/本页已自动保存/)).toBeVisible()
}
async function meet(page: Page, look: string): Promise<void> {
  await begin(page, look)
  await page.getByRole('button', { name: /^下一步：看情况/ }).click()
  await page
    .getByRole('button', { name: '老人', exact: true })
    .or(page.getByLabel('老人', { exact: true }))
    .click()
  await page.getByRole('button', { name: /^下一步：要办的/ }).click()
  await page.getByRole('button', { name: /^下一步：核对/ }).click()
  await page.getByRole('button', { name: /^记下/ }).click()
  await expect(page.getByText('已记在手机')).toBeVisible()
}

test('two factors open a new phone; a password changed at the desk leaves what waits to the old one, until both are known', async ({
  browser,
}) => {
  const worker = await aWorker(browser)
  const { phone, page } = await aPhone(browser)
  await signIn(page, worker)
  await phone.setOffline(true)
  await meet(page, '蓝棉衣，一个麻袋')
  await post(worker.desk, '/api/session/password', { old: OWN, new: OTHER })

  await page.goto('/phone/help/waiting')
  await unlock(page, OTHER)
  await expect(page.getByText('密码不对，没有打开')).toBeVisible()
  await expect(page.getByText(/条待传，最早/)).toBeVisible()
  await unlock(page, OWN)
  await expect(page.getByText(/等着上传 \d+ 条/)).toBeVisible()

  await phone.setOffline(false)
  await page.getByRole('button', { name: '重新登录再上传' }).click()
  const sheet = page.getByRole('dialog', { name: /请重新登录/ })
  await sheet.getByLabel('密码').fill(OTHER)
  await sheet.getByRole('button', { name: '登录' }).click()
  await sheet.getByLabel('动态码').fill(await worker.code())
  await sheet.getByRole('button', { name: '验证并登录' }).click()
  await sheet.getByLabel('旧密码').fill('a-guess-2026')
  await sheet.getByRole('button', { name: '换成新密码' }).click()
  await expect(sheet.getByText('旧密码不对')).toBeVisible()
  await sheet.getByLabel('旧密码').fill(OWN)
  await sheet.getByRole('button', { name: '换成新密码' }).click()
  await expect(page.getByText('没有待传的记录')).toBeVisible()

  await phone.setOffline(true)
  await page.goto('/phone/')
  await unlock(page, OWN)
  await expect(page.getByText('密码不对，没有打开')).toBeVisible()
  await unlock(page, OTHER)
  await open(page)
  await phone.close()
})

test('a phone that lies about locks with the page half written; signed out, it forgets what it received and never what waits', async ({
  browser,
}) => {
  const worker = await aWorker(browser)
  const { phone, page } = await aPhone(browser)
  await signIn(page, worker)
  await phone.setOffline(true)
  await begin(page, '红围巾，写到一半')
  await phone.clock.fastForward('31:00')
  await expect(page.getByLabel('密码')).toBeVisible()
  expect(await page.content()).not.toContain('红围巾')
  await unlock(page, OWN)
  await expect(page.getByLabel(/什么样子/)).toHaveValue('红围巾，写到一半')

  await meet(page, '灰大衣')
  await page.goto('/phone/help/this-phone')
  await unlock(page, OWN)
  await page.getByRole('button', { name: '退出' }).click()
  await page.getByRole('button', { name: '知道了，仍然退出' }).click()
  await expect(page.getByText(/条待传，最早/)).toBeVisible()
  await unlock(page, OWN)
  await expect(page.getByText('还没有收到今夜的班次')).toBeVisible()
  await expect(page.getByText(/没记完/)).toBeVisible()

  // Signed out without network is signed out when there is one: the cookie opens nothing any more.
  await phone.setOffline(false)
  await page.goto('/phone/help/waiting')
  await expect(page.getByLabel('密码')).toBeVisible()
  await expect
    .poll(async () => (await (await phone.request.get(`${address()}/api/me`)).json()) as { me: unknown })
    .toMatchObject({ me: null })
  await unlock(page, OWN)
  await page.getByRole('button', { name: '重新登录再上传' }).click()
  const sheet = page.getByRole('dialog', { name: /请重新登录/ })
  await sheet.getByLabel('密码').fill(OWN)
  await sheet.getByRole('button', { name: '登录' }).click()
  await sheet.getByLabel('动态码').fill(await worker.code())
  await sheet.getByRole('button', { name: '验证并登录' }).click()
  await expect(page.getByText('没有待传的记录')).toBeVisible()
  await phone.close()
})
