/** The public pages in a browser: for all to read, on any screen, with and without scripts. */
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './desk.ts'

const pages = [
  '/',
  '/notices',
  '/inquiry',
  '/receipt',
  '/help',
  '/about',
  '/policies',
  '/fraud',
  '/report',
  '/report/state',
  '/complaint',
  '/complaint/state',
  '/complaint/review',
  '/minors',
  '/minors/ask',
  '/minors/report',
  '/minors/answer',
  '/minors/places',
  '/minors/traces',
  '/accessibility',
  '/take-down',
]

for (const path of pages) {
  test(`public ${path}: readable, no wider than its window, in both sizes of text`, async ({ stranger }) => {
    const page = await stranger()
    for (const size of ['standard', 'large']) {
      await page.goto(`/public/text-size?size=${size}&back=${encodeURIComponent(`/public${path}`)}`)
      for (const [width, height] of [
        [1100, 900],
        [390, 844],
      ] as const) {
        await page.setViewportSize({ width, height })
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
        expect([size, width, over]).toEqual([size, width, 0])
      }
      const found = await new AxeBuilder({ page }).analyze()
      expect(
        found.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html.slice(0, 160)).join(' ')}`),
      ).toEqual([])
    }
  })
}

test('a family without scripts looks through the notices and leaves an inquiry', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL: baseURL as string, javaScriptEnabled: false, locale: 'zh-CN' })
  const page = await context.newPage()
  await page.goto('/public/')
  await expect(page.getByRole('banner').getByRole('link', { name: /^0999-/ })).toBeVisible()
  await expect(page.getByRole('button', { name: '读给我听' })).toBeHidden()
  await page.getByRole('link', { name: '寻找家人的公告' }).click()
  await page.getByLabel('性别').selectOption('女')
  await page.getByRole('button', { name: '筛选' }).click()
  await expect(page).toHaveURL(/sex=female/)
  await page.goto('/public/')
  await page.getByRole('link', { name: '登记寻人' }).click()
  await page.getByLabel('姓名', { exact: true }).fill('尤小满')
  await page.getByLabel('电话', { exact: true }).fill('13900006543')
  await page.getByLabel('家里人怎么说的').fill('去赶集再没回来')
  await page.getByRole('button', { name: '登记', exact: true }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  // What was written is still there; only the consent was lacking.
  await expect(page.getByLabel('家里人怎么说的')).toHaveValue('去赶集再没回来')
  await page.getByLabel('同意留存登记内容用于寻亲').check()
  await page.getByRole('button', { name: '登记', exact: true }).click()
  await expect(page.getByRole('heading', { name: '登记好了' })).toBeVisible()
  const [number, code] = await page.locator('.big').allInnerTexts()
  await page.getByRole('link', { name: '查我的登记' }).click()
  await page.getByLabel('登记编号').fill(number as string)
  await page.getByLabel('查询码').fill(code as string)
  await page.getByRole('button', { name: '查询' }).click()
  await expect(page.getByRole('status')).toContainText('已收到')
  await context.close()
})

test('the map of the report form: readable, no wider than its window, before and after a tap', async ({ stranger }) => {
  const page = await stranger()
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/public/report')
  await page.getByRole('button', { name: '在图上点位置' }).click()
  for (const tap of [false, true]) {
    if (tap) await page.locator('input[type="image"]').click({ position: { x: 100, y: 100 } })
    await expect(page.getByRole('button', { name: '用这个位置' })).toHaveCount(tap ? 1 : 0)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    const found = await new AxeBuilder({ page }).analyze()
    expect(found.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html.slice(0, 160)).join(' ')}`)).toEqual(
      [],
    )
  }
  await page.getByRole('button', { name: '用这个位置' }).click()
  expect((await new AxeBuilder({ page }).analyze()).violations.map((each) => each.id)).toEqual([])
})

test('somebody without scripts taps where he saw a person on the narrowest telephone, and loses nothing that he wrote', async ({
  browser,
  baseURL,
  as,
}) => {
  const context = await browser.newContext({
    baseURL: baseURL as string,
    javaScriptEnabled: false,
    locale: 'zh-CN',
    viewport: { width: 320, height: 640 },
  })
  const page = await context.newPage()
  await page.goto('/public/report')
  await page.getByLabel('看到了什么').fill('花坛边躺着一位老人，说的是外地话')
  await page.getByLabel('露宿').check()
  await page.getByRole('button', { name: '在图上点位置' }).click()
  const map = page.locator('input[type="image"]')
  await expect(map).toHaveAttribute('alt', /不用图/)
  await map.click({ position: { x: 200, y: 90 } })
  await expect(page.getByRole('status')).toContainText('点好了')
  await page.getByRole('button', { name: '放大', exact: true }).click()
  await map.click({ position: { x: 150, y: 150 } })
  // The picture is as large as it is drawn, so that a tap is where it was seen; the page is no wider than its window.
  expect(await map.evaluate((one) => [one.clientWidth, document.documentElement.scrollWidth])).toEqual([288, 320])
  const where = /点好了：(.+)/.exec(await page.getByRole('status').innerText())?.[1] as string
  expect(page.url()).not.toContain('?')
  await page.getByRole('button', { name: '用这个位置' }).click()
  await expect(page.getByLabel('看到了什么')).toHaveValue('花坛边躺着一位老人，说的是外地话')
  await expect(page.getByLabel('露宿')).toBeChecked()
  await expect(page.getByText(`图上点好了：${where}`)).toBeVisible()
  await page.getByRole('button', { name: '发给我们' }).last().click()
  await expect(page.getByRole('heading', { name: '我们收到了，谢谢您' })).toBeVisible()
  await context.close()
  const desk = await as('hanxiaoman')
  await desk.goto('/reports')
  await desk.getByText('花坛边躺着一位老人，说的是外地话').first().click()
  await expect(desk.getByText(/^图上点选，可能差/)).toBeVisible()
  await expect(desk.getByText(`图上点选，${where}`).first()).toBeVisible()
  await expect(desk.getByText('离巡查点位多远')).toBeVisible()
})
