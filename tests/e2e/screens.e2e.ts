/** Every screen: readable by all, no wider than its window, nothing broken in the console. */
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './desk.ts'

const shots = join(import.meta.dirname, '..', '..', '.cache', 'test', 'screens')

interface Screen {
  name: string
  login: string
  path: string
  /** A heading that stands there once the screen is drawn. */
  heading: string | RegExp
}

const screens: Screen[] = [
  { name: 'home', login: 'hanxiaoman', path: '/', heading: '应办事项' },
  { name: 'duties', login: 'hanxiaoman', path: '/duties', heading: '应办事项' },
  { name: 'reception', login: 'hanxiaoman', path: '/reception', heading: '接待' },
  { name: 'open-receptions', login: 'hanxiaoman', path: '/reception/open', heading: '接待中' },
  { name: 'in-station', login: 'hanxiaoman', path: '/in-station', heading: '在站' },
  { name: 'files', login: 'hanxiaoman', path: '/files', heading: '个案' },
  { name: 'find', login: 'hanxiaoman', path: '/find', heading: '查找' },
  { name: 'beds', login: 'hanxiaoman', path: '/beds', heading: '床位图' },
  { name: 'rounds', login: 'hanxiaoman', path: '/rounds', heading: /查房/ },
  { name: 'departures', login: 'hanxiaoman', path: '/departures', heading: '离站' },
  { name: 'infirmary', login: 'chenruoyu', path: '/infirmary', heading: '医务' },
  { name: 'import', login: 'zhouliqun', path: '/import', heading: '导入花名册' },
  { name: 'zones', login: 'zhouliqun', path: '/admin/zones', heading: /分区/ },
  { name: 'bureau-home', login: 'duruochuan', path: '/', heading: '应办事项' },
  { name: 'policies', login: 'duruochuan', path: '/policies', heading: '政策' },
  { name: 'policy-page', login: 'duruochuan', path: '/policies/s2', heading: /大提升/ },
  { name: 'extensions', login: 'duruochuan', path: '/extensions', heading: '延长救助备案' },
  { name: 'accounts', login: 'security', path: '/admin/accounts', heading: '账号' },
  { name: 'organisations', login: 'system', path: '/admin/organisations', heading: '机构' },
  { name: 'jobs', login: 'system', path: '/admin/jobs', heading: '后台任务' },
  { name: 'ledger', login: 'audit', path: '/admin/ledger', heading: '留痕链' },
  { name: 'account', login: 'hanxiaoman', path: '/account', heading: '我的账号' },
]

/** Nothing that would lead on is still on its way. */
async function drawn(page: Page, heading: string | RegExp): Promise<void> {
  await expect(page.getByRole('heading', { name: heading, level: 1 })).toBeVisible()
  await expect(page.locator('.g-skeleton')).toHaveCount(0)
}

/** Neither the page nor its body is wider than the window. */
async function expectNoWider(page: Page): Promise<void> {
  const over = await page.evaluate(() =>
    [document.documentElement, document.querySelector('.d-body')].map((box) => (box ? box.scrollWidth - box.clientWidth : 0)),
  )
  expect(over, page.url()).toEqual([0, 0])
}

async function expectReadable(page: Page): Promise<void> {
  const found = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa']).analyze()
  const grave = found.violations
    .filter((each) => each.impact === 'serious' || each.impact === 'critical')
    .map((each) => `${each.id}: ${each.nodes.map((node) => node.html.slice(0, 160)).join(' ')}`)
  expect(grave, page.url()).toEqual([])
}

async function look(page: Page, name: string): Promise<void> {
  for (const [width, height] of [
    [1280, 900],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height })
    await expectNoWider(page)
    await page.screenshot({ path: `${shots}/${name}-${width}.png` })
  }
}

for (const { name, login, path, heading } of screens) {
  test(`${name}: for all to read, at a desk and on a phone`, async ({ as }) => {
    const page = await as(login)
    await page.goto(path)
    await drawn(page, heading)
    await expectReadable(page)
    await look(page, name)
  })
}

test('a file: for all to read, at a desk and on a phone', async ({ as }) => {
  const page = await as('shenjia')
  await page.goto('/files')
  await page.getByLabel('在个案里筛选').fill('何桂香')
  await page.getByRole('row').filter({ hasText: '何桂香（音）' }).getByRole('link').click()
  await drawn(page, '何桂香（音）')
  await expectReadable(page)
  await look(page, 'file')

  await page.setViewportSize({ width: 1280, height: 900 })
  await page.getByRole('link', { name: '历次救助' }).click()
  await drawn(page, '何桂香（音）')
  await expectReadable(page)
  await look(page, 'person')
})

test.describe('closed doors', () => {
  test.use({ missingIsRight: true })
  test('who may not see a file reads the same as where there is none', async ({ as }) => {
    const page = await as('hanxiaoman')
    await page.goto('/files')
    await page.getByRole('row').nth(1).getByRole('link').click()
    await expect(page).toHaveURL(/\/rescue-file\//)
    const neighbour = await as('pengyuan')
    await neighbour.goto(new URL(page.url()).pathname)
    await expect(neighbour.getByRole('heading', { level: 1 })).toHaveCount(0)
    await expect(
      neighbour
        .getByRole('alert')
        .or(neighbour.getByText(/没有找到|无权/))
        .first(),
    ).toBeVisible()
  })
})
