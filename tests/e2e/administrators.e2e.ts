/** The three administrators apart, and the bureau that sets a term. */
import { Secret, TOTP } from 'otpauth'
import { choose, expect, pick, search, test, write } from './desk.ts'

const FIRST = 'first-day-2026'
const OWN = 'my-own-words-2026'

test('a new account changes its first password, enrols the second factor, and then works', async ({ as, stranger }) => {
  const login = `lin-${Date.now().toString(36)}`
  const security = await as('security')
  await security.getByRole('link', { name: '账号', exact: true }).click()
  await security.getByRole('button', { name: '开账号' }).click()
  const opening = security.getByRole('dialog', { name: '开账号' })
  await pick(opening, '机构', '云川市救助管理站（救助管理站）')
  await write(opening, '账号', login)
  await write(opening, '姓名', '林小雨')
  await choose(opening, '岗位', /^护理员（/)
  await write(opening, '初始密码', FIRST)
  await opening.getByRole('button', { name: '开账号' }).click()
  await expect(opening).toBeHidden()

  const row = security.getByRole('row').filter({ hasText: login })
  await expect(row).toContainText('首次登录时绑定')
  await row.getByRole('button', { name: '办理' }).click()
  const sheet = security.getByRole('dialog', { name: new RegExp(login) })
  await sheet.getByRole('button', { name: '授予岗位' }).click()
  const grant = security.getByRole('dialog', { name: '授予岗位' })
  await pick(grant, '岗位', '接待员')
  await write(grant, '理由', '顶夜班')
  await grant.getByRole('button', { name: '授予岗位' }).click()
  await expect(sheet).toContainText('接待员')

  const page = await stranger()
  await page.goto('/')
  await page.getByLabel('账号').fill(login)
  await page.getByLabel('密码').fill(FIRST)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('img', { name: '给验证器应用扫的二维码' })).toBeVisible()
  const secret = (await page.getByTestId('totp-secret').innerText()).replace(/\s/g, '')
  await page.getByLabel('动态码').fill(new TOTP({ secret: Secret.fromBase32(secret) }).generate())
  await page.keyboard.press('Enter')

  await expect(page.getByRole('heading', { name: '先换一个密码' })).toBeVisible()
  await page.getByLabel('现在的密码').fill(FIRST)
  await page.getByLabel('新密码', { exact: true }).fill(OWN)
  await page.getByLabel('新密码再写一遍').fill(OWN)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /林小雨/ })).toBeVisible()
  await expect(page.getByRole('button', { name: /登记求助/ })).toBeVisible()
})

test('the system administrator opens an organisation and sees nobody who was helped', async ({ as }) => {
  const name = `云川市第${Date.now().toString().slice(-6)}社区医院`
  const system = await as('system')
  await system.getByRole('link', { name: '机构', exact: true }).first().click()
  await system.getByRole('button', { name: '新设机构' }).click()
  const form = system.getByRole('dialog', { name: '新设机构' })
  await pick(form, '上级', /云川市$/)
  await search(form, '类别', '医院')
  await choose(form, '层级', '市')
  await write(form, '全称', name)
  await write(form, '简称', '社区医院')
  await write(form, '代号', `h-${Date.now().toString(36)}`)
  await form.getByRole('button', { name: '新设机构' }).click()
  await expect(system.getByRole('row').filter({ hasText: name })).toContainText('在用')

  await system.goto('/files')
  await expect(system.getByRole('heading', { name: '没有这一页' })).toBeVisible()
  await expect(system.getByRole('searchbox', { name: '查找人员' })).toHaveCount(0)
})

test('the audit administrator reads who did what', async ({ as }) => {
  const audit = await as('audit')
  await audit.getByRole('link', { name: '留痕', exact: true }).click()
  await expect(audit.getByRole('heading', { name: '留痕链' })).toBeVisible()
  await audit.getByRole('button', { name: '登录', exact: true }).click()
  await expect(audit.getByRole('row').filter({ hasText: '尚三' }).first()).toContainText('登录')
})

test('the bureau sets a term with its reason from a day on, and the next duty is counted by it', async ({ as }) => {
  test.setTimeout(180_000)
  const bureau = await as('duruochuan')
  await bureau.goto('/policies/s2')
  await bureau.getByRole('button', { name: '改参数' }).click()
  const sheet = bureau.getByRole('dialog', { name: '改参数' })
  const line = sheet.getByRole('listitem').filter({ hasText: '入站健康检视' }).first()
  await line.getByRole('button', { name: '改', exact: true }).click()
  const form = bureau.getByRole('dialog', { name: '设定时限' })
  await write(form, '时限', '36 小时')
  await write(form, '自何日起', '今天')
  await write(form, '理由', '夜里只有一名护士')
  await form.getByRole('button', { name: '设定时限' }).click()
  await expect(bureau.getByRole('status').filter({ hasText: '已办：设定时限' })).toBeVisible()
  await expect(line).toContainText('36 小时')

  const page = await as('wuaihua')
  await page.keyboard.press('n')
  await choose(page, '来站方式', '自行来站')
  await choose(page, '性别', '女')
  await write(page, '看上去 最小', '40')
  await write(page, '最大', '50')
  await choose(page, '安全检查', '同意，未见违禁')
  await write(page, '第二名工作人员', '韩小满')
  await choose(page, '贴身检查的工作人员', '女')
  await choose(page, '原因', '走失')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { name: /^已受理 / })).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: '入站健康检视' }).first()).toContainText(/1 天 1[12] 小时|3[56] 小时/)
})
