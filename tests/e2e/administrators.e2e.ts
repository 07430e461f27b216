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
