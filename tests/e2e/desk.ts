/** What every journey at the desk shares: who sits there, how a form is filled in, what may never happen. */
import { test as base, expect, type Locator, type Page } from '@playwright/test'

/** The password of every account of the sample city. */
export const PASSWORD = 'yunchuan-2026'

export const address = () => process.env.GUITU_E2E_ADDRESS as string
/** Absent where the city was there before the run. */
export const startCode = () => process.env.GUITU_E2E_CODE

/** Refusals are answers; the browser prints them as failed loads all the same. */
const refusal = /Failed to load resource: the server responded with a status of (400|401|403|409|422)/
const mayRefuse = /\/api\/(act|session|setup)\//

/** Writes down every error of a page; the test fails when there was one. */
function watch(page: Page, troubles: string[], missingIsRight: boolean): void {
  page.on('pageerror', (error) => troubles.push(`${page.url()}: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() !== 'error') return
    if (refusal.test(message.text()) && mayRefuse.test(message.location().url)) return
    if (missingIsRight && /status of 404/.test(message.text())) return
    troubles.push(`${page.url()}: ${message.text()} ${message.location().url}`)
  })
}

interface Desk {
  /** Set where a journey knocks at doors that read like no door. */
  missingIsRight: boolean
  /** A browser of its own in which this account of the sample city is signed in already. */
  as(login: string): Promise<Page>
  /** A browser of its own in which nobody is signed in. */
  stranger(): Promise<Page>
}

export const test = base.extend<Desk, { cookies: Map<string, string> }>({
  missingIsRight: [false, { option: true }],
  baseURL: async ({ browserName: _any }, use) => use(address()),
  cookies: [async ({ browserName: _any }, use) => use(new Map()), { scope: 'worker' }],
  stranger: async ({ browser, baseURL, locale, timezoneId, viewport, missingIsRight }, use) => {
    const troubles: string[] = []
    const opened: Page[] = []
    await use(async () => {
      const context = await browser.newContext({
        baseURL: baseURL as string,
        locale: locale as string,
        timezoneId: timezoneId as string,
        viewport,
      })
      context.on('page', (page) => watch(page, troubles, missingIsRight))
      const page = await context.newPage()
      opened.push(page)
      return page
    })
    for (const page of opened) await page.context().close()
    expect(troubles, 'errors in the browser').toEqual([])
  },
  as: async ({ stranger, cookies }, use) => {
    await use(async (login) => {
      const page = await stranger()
      const known = cookies.get(login)
      if (known) await page.context().addCookies(JSON.parse(known))
      else {
        const answer = await page.request.post('/api/session/sign-in', {
          data: { login, password: PASSWORD },
          headers: { origin: address() },
        })
        expect(answer.status(), `sign-in of ${login}`).toBe(200)
        cookies.set(login, JSON.stringify(await page.context().cookies()))
      }
      await page.goto('/')
      await expect(page.getByRole('navigation', { name: '主菜单' })).toBeVisible()
      return page
    })
  },
})

export { expect }

/** The start of a label: the marks behind it (必填, its legal basis) do not count. */
const begins = (label: string) => new RegExp(`^${label}`)

/** Writes into a field. */
export async function write(scope: Page | Locator, label: string, words: string): Promise<void> {
  await scope
    .getByRole('textbox', { name: begins(label) })
    .last()
    .fill(words)
}

/** Chooses one answer of a question drawn as chips. */
export async function choose(scope: Page | Locator, question: string, answer: string | RegExp): Promise<void> {
  await scope
    .getByRole('group', { name: begins(question) })
    .getByText(answer, { exact: true })
    .click()
}

/** Picks from a list that the browser draws. */
export async function pick(scope: Page | Locator, question: string, answer: string | RegExp): Promise<void> {
  const list = scope.getByRole('combobox', { name: begins(question) })
  const found = list.getByRole('option', typeof answer === 'string' ? { name: answer, exact: true } : { name: answer }).first()
  await expect(found).toBeAttached()
  await list.selectOption(await found.getAttribute('value'))
}

/** Picks from a list that opens below the field and can be searched. */
export async function search(scope: Page | Locator, question: string, answer: string): Promise<void> {
  const box = scope.getByRole('combobox', { name: begins(question) })
  await box.click()
  await box.fill(answer)
  await box.press('Enter')
}

/** What was sent is done; the duties that arose from it are read and laid aside. */
export async function done(page: Page, title: string): Promise<void> {
  await expect(page.getByRole('status').filter({ hasText: `已办：${title}` })).toBeVisible()
  // The sheet has closed or shows what arose by the time the word stands there.
  const arisen = page.getByRole('dialog', { name: `已办：${title}` })
  if (await arisen.isVisible()) await arisen.getByRole('button', { name: '知道了' }).click()
  await expect(page.locator('dialog[open]')).toHaveCount(0)
}
