/** The main job of a station, from the door to the way home, and what the bureau sees of it. */
import type { Page } from '@playwright/test'
import { choose, expect, test, write } from './desk.ts'

/** The number of the file that was just accepted: 云救 2026-0137. */
async function acceptedNumber(page: Page): Promise<string> {
  const heading = page.getByRole('heading', { name: /^已受理 / })
  await expect(heading).toBeVisible()
  return (await heading.innerText()).replace('已受理', '').trim()
}

/** Gives the offered bed on the board to the guest chosen there. */
async function takeOfferedBed(page: Page): Promise<void> {
  const offers = page.getByRole('complementary', { name: '安排床位' })
  await offers
    .getByRole('button', { name: /^安排 / })
    .first()
    .click()
  await expect(page.getByRole('status').filter({ hasText: '已安排：' })).toBeVisible()
}

/** The nurse's health check of one guest, from the list of those who wait. */
async function screen(page: Page, number: string): Promise<void> {
  await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: /医务/ }).click()
  await expect(page.getByRole('heading', { name: '医务', level: 1 })).toBeVisible()
  await page.getByRole('row').filter({ hasText: number }).getByRole('button', { name: '记健康检视' }).click()
  const form = page.getByRole('dialog', { name: '记健康检视' })
  await write(form, '体温', '36.6')
  await choose(form, '能否出行返乡', '能出行返乡')
  await choose(form, '传染病判断', '排除传染病')
  await form.getByRole('button', { name: '记健康检视' }).click()
  await expect(page.getByRole('status').filter({ hasText: '已办：记健康检视' })).toBeVisible()
}

test('a man without a name comes at night: looked up, taken in with few words, given a bed, seen by the nurse', async ({
  as,
}) => {
  const page = await as('hanxiaoman')
  await page.keyboard.press('n')
  await expect(page.getByRole('heading', { name: '接待', level: 1 })).toBeVisible()

  await page.getByRole('searchbox', { name: /^先查/ }).fill('谷蛮生')
  await expect(page.getByText(/“谷蛮生” 查到 \d+ 条/)).toBeVisible()
  await page.getByRole('searchbox', { name: /^先查/ }).clear()

  await choose(page, '来站方式', '公安护送')
  await write(page, '护送单位', '车站派出所')
  await write(page, '听到的叫法', '老蔫')
  await choose(page, '性别', '男')
  await write(page, '看上去 最小', '60')
  await write(page, '最大', '70')
  await choose(page, '安全检查', '同意，未见违禁')
  await choose(page, '谁同意检查', '不能表达，依职责检查')
  await write(page, '第二名工作人员', '吴爱华')
  await choose(page, '原因', '走失')
  await page.keyboard.press('Control+Enter')

  const number = await acceptedNumber(page)
  await expect(page.getByText(/按政策，接下来有 \d+ 件应办事项/)).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: '入站健康检视' }).first()).toContainText(/剩/)

  // The button that comes next has the focus already.
  await expect(page.getByRole('button', { name: '安排床位' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '床位图' })).toBeVisible()

  await page.getByRole('region', { name: '女区' }).getByRole('button', { name: /空/ }).first().click()
  const why = page.getByRole('dialog', { name: /^床位 / })
  await expect(why).toContainText('不能安排给')
  await expect(why).toContainText('值班长也不能越过')
  await page.keyboard.press('Escape')
  await expect(why).toBeHidden()
  await takeOfferedBed(page)

  const nurse = await as('chenruoyu')
  await screen(nurse, number)

  await nurse.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: /个案/ }).click()
  await nurse.getByRole('link', { name: number }).click()
  await expect(nurse.getByRole('heading', { name: '老蔫（音）' })).toBeVisible()
  const told = nurse.getByRole('listitem')
  for (const fact of ['入站健康检视', '安排床位', '受理', '求助登记'])
    await expect(told.filter({ hasText: fact }).first()).toBeVisible()

  await nurse
    .getByRole('button', { name: /^大提升/ })
    .first()
    .click()
  const because = nurse.getByRole('dialog', { name: /^为什么要办/ })
  await expect(because).toContainText('起因')
  await expect(because).toContainText('责任')
  await nurse.keyboard.press('Escape')
  await expect(because).toBeHidden()
})
