import AxeBuilder from '@axe-core/playwright'
import { expect, PASSWORD, startCode, test } from './desk.ts'

test('the first start takes the code of the terminal and no other, and lays out the sample city', async ({ stranger }) => {
  const code = startCode()
  test.setTimeout(660_000)
  const page = await stranger()
  await page.goto('/')
  await expect(page.getByRole('heading', { name: '第一次启动归途' })).toBeVisible()
  const load = page.getByRole('button', { name: '装入样例城市' })
  await expect(load).toBeDisabled()

  await page.getByLabel('启动码').fill('00000000')
  await load.click()
  await expect(page.getByRole('alert')).toContainText('启动码')

  await page.getByLabel('启动码').fill(code ?? '')
  await load.click()
  await expect(page.getByRole('heading', { name: '正在装入样例城市' })).toBeVisible()
  await expect(page.getByRole('progressbar', { name: '装入进度' })).toBeVisible()
  await expect(page.getByRole('heading', { name: '登录归途' })).toBeVisible({ timeout: 600_000 })

  const people = page.getByRole('region', { name: '样例城市的工作人员' })
  await expect(people.getByRole('button')).toHaveCount(40)
  await expect(people).toContainText(PASSWORD)
  const found = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa']).analyze()
  expect(found.violations.filter((each) => each.impact === 'serious' || each.impact === 'critical')).toEqual([])

  await people.getByRole('button', { name: '韩小满' }).click()
  await expect(page.getByRole('complementary', { name: '样例城市' })).toContainText('虚构')
  await expect(page.getByRole('button', { name: '韩小满' })).toBeVisible()
})

test('a password that is wrong opens nothing and does not say which half was wrong', async ({ stranger }) => {
  const page = await stranger()
  await page.goto('/')
  await page.getByLabel('账号').fill('hanxiaoman')
  await page.getByLabel('密码').fill('wrong-password-1')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('账号、密码或动态码不对')
  await expect(page.getByRole('navigation', { name: '主菜单' })).toHaveCount(0)
})
