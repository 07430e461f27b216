/**
 * A night without network on a patrol's phone, and the desk in the morning after: signed in where there is a signal, cut off, people
 * met, the page reloaded, the tab closed, another worker at the same phone, and then the network is back.
 */
import { type BrowserContext, expect, type Page } from '@playwright/test'
import { address, PASSWORD, test } from './desk.ts'

const LOGIN = 'hanxiaoman'

/** A phone of its own: small, with a place, and its app installed by the first visit. */
async function phoneOf(page: Page, login: string): Promise<void> {
  await page.goto('/phone/')
  await page.getByLabel('账号').fill(login)
  await page.getByLabel('密码').fill(PASSWORD)
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page.getByRole('heading', { name: /巡查$/, level: 1 })).toBeVisible()
}

/** The app answers without network only once its service worker has everything. */
async function installed(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const names = await caches.keys()
        const kept = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length))
        return kept.reduce((sum, each) => sum + each, 0)
      }),
    )
    .toBeGreaterThan(5)
}

async function unlock(page: Page): Promise<void> {
  await page.getByLabel('密码').fill(PASSWORD)
  await page.getByRole('button', { name: '打开', exact: true }).click()
  await expect(page.getByRole('navigation')).toBeVisible()
}

const chip = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true }).or(page.getByLabel(name, { exact: true }))
const next = (page: Page, name: RegExp) => page.getByRole('button', { name }).click()

/** A city that runs already may have this shift under way. */
async function begin(page: Page): Promise<void> {
  const start = page.getByRole('button', { name: '开始巡查' })
  const end = page.getByRole('button', { name: '结束巡查' })
  await expect(start.or(end)).toBeVisible()
  if (await start.isVisible()) await start.click()
  await expect(end).toBeVisible()
}

/** How many people the first page counts as met tonight, once it has read what the phone keeps. */
async function metTonight(page: Page): Promise<number> {
  const line = page.getByText(/^见到 \d+$/)
  await expect(line).toBeVisible()
  return Number((await line.innerText()).replace(/\D/g, ''))
}

async function meet(page: Page, of: { group: string; sign?: string; told: string; look: string }): Promise<void> {
  await page.getByRole('button', { name: '见到一个人' }).click()
  await page.getByLabel(/什么样子/).fill(of.look)
  await next(page, /^下一步：看情况/)
  await chip(page, of.group).click()
  if (of.sign) {
    await chip(page, of.sign).click()
    await expect(page.getByText(/先叫急救/)).toBeVisible()
    await expect(page.getByText(/第12项|任务12|第 12 项/).first()).toBeVisible()
  }
  await chip(page, of.told).click()
  await next(page, /^下一步：要办的/)
  await next(page, /^下一步：核对/)
  await next(page, /^记下/)
}

test('a whole night without network, and the desk in the morning after', async ({ browser, as }) => {
  const night = await browser.newContext({
    baseURL: address(),
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    permissions: ['geolocation'],
    geolocation: { latitude: 30.0179, longitude: 110.0151, accuracy: 12 },
  })
  let page = await night.newPage()
  await phoneOf(page, LOGIN)
  await expect(page.getByText('北环涵洞').first()).toBeVisible()
  await installed(page)

  await night.setOffline(true)
  await begin(page)
  const before = await metTonight(page)
  await meet(page, { group: '老人', told: '不愿意', look: '灰棉袄，两轮小车，夜里第一个' })
  await page.goto('/phone/')
  await unlock(page)
  await expect(page.getByText(/没有网络，照常记/)).toBeVisible()
  await expect(page.getByText(/条已存在手机，最早/)).toBeVisible()
  await expect.poll(() => metTonight(page)).toBe(before + 1)

  await page.close()
  page = await night.newPage()
  await page.goto('/phone/')
  await expect(page.getByText(/条待传，最早/)).toBeVisible()
  await unlock(page)
  await meet(page, { group: '能自己做主', sign: '醉酒', told: '答不了', look: '三十来岁，酒气，倒在台阶上' })
  await page.goto('/phone/')
  await unlock(page)
  await expect.poll(() => metTonight(page)).toBe(before + 2)
  await anotherWorkerSeesNothing(night)
  await meet(page, { group: '能自己做主', told: '愿意', look: '绿军大衣，想进站过夜' })

  await page.goto('/phone/waiting')
  await unlock(page)
  const waiting = page.getByRole('heading', { name: '待传' })
  await expect(waiting).toBeVisible()
  await expect(page.getByText(/等着上传 \d+ 条/)).toBeVisible()
  await night.setOffline(false)
  await page.getByRole('button', { name: '现在上传' }).click()
  await expect(page.getByText('都传上去了')).toBeVisible()
  await expect(page.getByText(/服务器已收到 \d+ 条/)).toBeVisible()
  await night.close()

  const desk = await as('wuaihua')
  await desk.goto('/patrol')
  await expect(desk.getByText('南桥片区').first()).toBeVisible()
  await desk.goto('/patrol/sleepers')
  await expect(desk.getByText('灰棉袄，两轮小车，夜里第一个').first()).toBeVisible()

  // Whoever came along is expected at the desk, and the reception opens on him.
  await desk.goto('/')
  const coming = desk.getByRole('region', { name: /正送来/ })
  await expect(coming.getByText(/绿军大衣/).first()).toBeVisible()
  await coming
    .getByRole('link', { name: /接待/ })
    .or(coming.getByRole('button', { name: /接待/ }))
    .first()
    .click()
  await expect(desk.getByRole('heading', { name: '接待', level: 1 })).toBeVisible()
})

/** Whoever else takes the phone without network finds a lock, and no word of what lies behind it. */
async function anotherWorkerSeesNothing(night: BrowserContext): Promise<void> {
  const page = await night.newPage()
  await page.goto('/phone/')
  await expect(page.getByLabel('密码')).toBeVisible()
  expect(await page.content()).not.toContain('灰棉袄')
  await page.getByLabel('密码').fill('somebody-else-1')
  await page.getByRole('button', { name: '打开', exact: true }).click()
  await expect(page.getByText('密码不对，没有打开')).toBeVisible()
  await page.close()
}
