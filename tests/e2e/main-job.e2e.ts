/** The main job of a station, from the door to the way home, and what the bureau sees of it. */
import type { Page } from '@playwright/test'
import { choose, done, expect, search, test, write } from './desk.ts'

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
  await done(page, '记健康检视')
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

/** Asks for a paper by a button and gives back what came. */
async function paper(page: Page, query: string, press: () => Promise<void>): Promise<void> {
  const [answer] = await Promise.all([page.waitForResponse((response) => response.url().endsWith(`/api/ask/${query}`)), press()])
  expect(answer.status(), query).toBe(200)
  expect(answer.headers()['content-type'], query).toContain('application/pdf')
}

/** 入站健康检视 on the policy page: how many arose, as the bureau reads it now. */
async function arisen(bureau: Page): Promise<number> {
  await bureau.reload()
  const figure = bureau.locator('.s-figure').filter({ hasText: '入站健康检视' }).first()
  const words = await figure.getByText(/\d+ \/ \d+ 件/).innerText()
  return Number(/\/ (\d+) 件/.exec(words)?.[1])
}

test('a man whose name is known: from the door to the way home, and the bureau sees the number move', async ({ as }) => {
  test.setTimeout(180_000)
  const name = `余天放${Date.now().toString().slice(-3)}`
  const bureau = await as('duruochuan')
  await bureau.getByRole('link', { name: '政策', exact: true }).click()
  await bureau.getByRole('link', { name: /大提升专项行动/ }).click()
  await expect(bureau.getByRole('navigation', { name: '逐条有交代' })).toBeVisible()
  const before = await arisen(bureau)

  const page = await as('wuaihua')
  await page.keyboard.press('n')
  await choose(page, '来站方式', '自行来站')
  await write(page, '姓名', name)
  await choose(page, '性别', '男')
  await write(page, '出生日期', '1975-3-2')
  await choose(page, '证件核对', '没有证件')
  await write(page, '户籍地', '青禾县杨店镇柳树村')
  await write(page, '体温', '36.5')
  await choose(page, '安全检查', '同意，未见违禁')
  await write(page, '第二名工作人员', '韩小满')
  await choose(page, '身心状况', '未见异常')
  await choose(page, '原因', '务工不着')
  await choose(page, '请求', '送我回家')
  await choose(page, '登记表签字', '本人签字')
  await page.keyboard.press('Control+Enter')
  const number = await acceptedNumber(page)
  await page.getByRole('button', { name: '安排床位' }).click()
  await takeOfferedBed(page)
  await screen(await as('chenruoyu'), number)

  await test.step('what he brought is kept', async () => {
    await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: /个案/ }).click()
    await page.getByRole('link', { name: number }).click()
    await page.getByRole('button', { name: '保管物品' }).click()
    const form = page.getByRole('dialog', { name: '保管物品' })
    await form.getByRole('button', { name: '加物品' }).click()
    await write(form, '物品', '帆布包')
    await search(form, '种类', '包裹行李')
    await write(form, '数量', '1')
    await choose(form, '受助人员签收', '本人签字')
    await write(form, '第二名经手人', '韩小满')
    await form.getByRole('button', { name: '保管物品' }).click()
    await done(page, '保管物品')
    await expect(page.getByText('在保管 1 件')).toBeVisible()
  })

  await test.step('the police find out who he is', async () => {
    await page.getByRole('button', { name: '认定身份' }).click()
    const form = page.getByRole('dialog', { name: '认定身份' })
    await choose(form, '身份状态', '已核实')
    await choose(form, '凭据', '公安查询')
    await write(form, '出处', '车站派出所查询回执')
    await form.getByRole('button', { name: '认定身份' }).click()
    await done(page, '认定身份')
    await expect(page.getByText('身份已核实', { exact: true })).toBeVisible()
  })

  await test.step('he gets a ticket, his things and the papers, and leaves on his own', async () => {
    await page.getByRole('button', { name: '全部发还' }).click()
    const back = page.getByRole('dialog', { name: '全部发还' })
    await choose(back, '收的人签收', '本人签字')
    await write(back, '第二名经手人', '韩小满')
    await back.getByRole('button', { name: '全部发还' }).click()
    await done(page, '全部发还')
    await expect(page.getByText('已了结')).toBeVisible()

    await page.getByRole('button', { name: '办离站' }).click()
    await expect(page.getByRole('heading', { name: `${name} 离站` })).toBeVisible()
    await page.getByRole('button', { name: '发乘车凭证' }).click()
    const ticket = page.getByRole('dialog', { name: '发乘车凭证' })
    await choose(ticket, '种类', '乘车凭证')
    await choose(ticket, '交通方式', '长途客车')
    await write(ticket, '从', '云川市')
    await write(ticket, '到', '青禾县')
    await write(ticket, '金额', '28')
    await ticket.getByRole('button', { name: '发乘车凭证' }).click()
    await done(page, '发乘车凭证')
    await expect(page.getByText(/乘车凭证.*青禾县/)).toBeVisible()

    await page.getByRole('radio', { name: /^自行离站/ }).check()
    await choose(page, '是回家乡', '是')
    await choose(page, '声明书', '本人签名')
    await write(page, '另一名经办人', '韩小满')
    await page.getByRole('button', { name: '办理自行离站' }).click()
    await expect(page.getByText('已办：自行离站').first()).toBeVisible()

    await paper(page, 'departure.paper-stay-and-leaving', () =>
      page.getByRole('button', { name: '打印在站服务及离站登记表' }).click(),
    )
    await paper(page, 'departure.paper-self-leave', () => page.getByRole('button', { name: '打印自行离站声明书' }).click())
  })

  await expect.poll(() => arisen(bureau), { timeout: 150_000 }).toBeGreaterThan(before)
  const figure = bureau.locator('.s-figure').filter({ hasText: '入站健康检视' }).first()
  await figure.getByRole('button', { name: /件按时办结/ }).click()
  const cases = figure.getByRole('list', { name: '按时办结' })
  await expect(cases.getByRole('link').first()).toBeVisible()
  await cases.getByRole('link').first().click()
  await expect(bureau.getByRole('heading', { name: '经过' })).toBeVisible()
})
