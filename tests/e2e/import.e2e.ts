/** A roster that the station kept until now comes in, row by row; what cannot come in says why. */
import { guestRow, rosterOf } from '../../src/modules/exchange/testing/roster.ts'
import { expect, test } from './desk.ts'

test('a roster is read, its rows are judged before anything is written, then they are files', async ({ as }) => {
  test.setTimeout(180_000)
  const page = await as('zhouliqun')
  await page.getByRole('link', { name: '导入', exact: true }).click()
  await expect(page.getByRole('heading', { name: '导入花名册' })).toBeVisible()

  // The last row has no day of arrival and must stay outside.
  const broken = guestRow(5).map((cell, column) => (column === 6 ? null : cell))
  const chosen = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: '选择花名册' }).click()
  await (await chosen).setFiles({
    name: '花名册.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: await rosterOf([guestRow(1), guestRow(2), guestRow(4), broken]),
  })
  await page.getByRole('button', { name: '逐行检查' }).click()
  await expect(page.getByRole('heading', { name: /不能导入的行/ })).toBeVisible()

  await page.getByRole('button', { name: /^导入/ }).click()
  await expect(page.getByText(/完成$/).first()).toBeVisible({ timeout: 90_000 })
  await expect(page.getByRole('button', { name: '下载没导入的行' })).toBeVisible()
  await page.getByRole('link', { name: '看个案' }).click()
  await expect(page.getByRole('heading', { name: '个案', level: 1 })).toBeVisible()
  await page.keyboard.press('/')
  await page.keyboard.type('李桂香')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: '李桂香' }).first()).toBeVisible()
})
