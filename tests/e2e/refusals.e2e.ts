/** Help is refused on a lawful ground only, and to some never. */
import type { Page } from '@playwright/test'
import { choose, done, expect, search, test, write } from './desk.ts'

/** Registers somebody who stands at the desk, without deciding. */
async function register(page: Page, name: string, born: string): Promise<void> {
  await page.keyboard.press('n')
  await choose(page, '来站方式', '自行来站')
  await write(page, '姓名', name)
  await choose(page, '性别', '男')
  await write(page, '出生日期', born)
  await choose(page, '原因', '其他')
}

test('a refusal wants its lawful ground, its facts and who answers for it; then the notice can be printed', async ({ as }) => {
  const page = await as('wuaihua')
  const name = `祁山岭${Date.now().toString().slice(-4)}`
  await register(page, name, '1984-5-6')
  await page.getByRole('button', { name: '不予救助（须法定情形）' }).click()
  const form = page.getByRole('dialog', { name: '出具不予救助通知书' })
  await expect(form).toContainText('多次求助只是事实，不是理由')

  await form.getByRole('button', { name: '出具不予救助通知书' }).click()
  await expect(form.getByText(/有 \d+ 处没有填对/)).toBeVisible()

  await search(form, '法定情形', '能自行解决食宿')
  await write(form, '事实和说明', '本人有稳定工作和住处，只为省车费')
  await write(form, '值班负责人', '吴爱华')
  await choose(form, '通知书送达', '本人签收')
  await form.getByRole('button', { name: '出具不予救助通知书' }).click()
  await done(page, '出具不予救助通知书')

  await page.getByRole('link', { name: /个案/ }).first().click()
  await page.getByRole('button', { name: '不予救助', exact: true }).click()
  await page.getByRole('row').filter({ hasText: name }).getByRole('link').click()
  const answered = page.waitForResponse((response) => /\/api\/ask\/intake\.paper/.test(response.url()))
  await page.getByRole('button', { name: /通知书/ }).click()
  await page
    .getByRole('dialog', { name: /通知书/ })
    .getByRole('button', { name: /^打印/ })
    .click()
  expect((await answered).headers()['content-type']).toContain('application/pdf')
})

test('nobody refuses help to a child: the button says why instead', async ({ as }) => {
  const page = await as('hanxiaoman')
  await register(page, `童谷${Date.now().toString().slice(-4)}`, '2014-9-1')
  await page.getByRole('button', { name: '不予救助（须法定情形）' }).click()
  // The page is kept first; what was registered already forbids the refusal.
  const form = page.getByRole('dialog', { name: '出具不予救助通知书' })
  await search(form, '法定情形', '能自行解决食宿')
  await write(form, '事实和说明', '试一试')
  await write(form, '值班负责人', '吴爱华')
  await choose(form, '通知书送达', '本人签收')
  await form.getByRole('button', { name: '出具不予救助通知书' }).click()
  await expect(form.getByRole('alert').first()).toContainText(/未成年|先救助/)
})
