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
  { name: 'receiving', login: 'jiangtao', path: '/receiving', heading: '流出地接收' },
  { name: 'letter-file', login: 'jiangtao', path: '/receiving/file', heading: '导入函件文件' },
  { name: 'hospital', login: 'chenruoyu', path: '/hospital', heading: '医院' },
  { name: 'outside', login: 'zhouliqun', path: '/outside', heading: '托养机构' },
  { name: 'outside-people', login: 'zhouliqun', path: '/outside/people', heading: '站外托养人员' },
  { name: 'outside-approvals', login: 'duruochuan', path: '/outside/approvals', heading: '送托审批' },
  { name: 'bring-back', login: 'wuaihua', path: '/outside/bring-back', heading: '接回计划' },
  { name: 'settlement', login: 'zhouliqun', path: '/settlement', heading: '落户安置' },
  { name: 'settlement-soon', login: 'zhouliqun', path: '/settlement/soon', heading: '即将满三个月' },
  { name: 'settlement-bureau', login: 'duruochuan', path: '/settlement/bureau', heading: /民政局办理/ },
  { name: 'settlement-rules', login: 'duruochuan', path: '/settlement/rules', heading: '落户规则' },
  { name: 'settlement-campaign', login: 'duruochuan', path: '/settlement/campaign', heading: '专项行动进度' },
  { name: 'follow-up', login: 'duruochuan', path: '/follow-up', heading: '回访' },
  { name: 'register', login: 'duruochuan', path: '/follow-up/register', heading: '台账与信息库' },
  { name: 'rosters', login: 'duruochuan', path: '/follow-up/rosters', heading: '花名册' },
  { name: 'reports', login: 'yaotong', path: '/follow-up/reports', heading: '上报' },
  { name: 'found-again', login: 'duruochuan', path: '/follow-up/again', heading: '反复流浪' },
  { name: 'needs', login: 'duruochuan', path: '/follow-up/needs', heading: '转介' },
  { name: 'households', login: 'duruochuan', path: '/follow-up/households', heading: '边缘户' },
  { name: 'rates', login: 'hanxiaoman', path: '/follow-up/rates', heading: '回访率' },
  { name: 'visits', login: 'guohe', path: '/visits', heading: '走访' },
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
  { name: 'minors', login: 'baixiaotang', path: '/minors', heading: '未成年人保护' },
  { name: 'minors-find', login: 'baixiaotang', path: '/minors/find', heading: '查孩子' },
  { name: 'minors-new', login: 'baixiaotang', path: '/minors/new', heading: '建立未保个案' },
  { name: 'minors-approvals', login: 'huqiao', path: '/minors/approvals', heading: '待批的查看和导出' },
  { name: 'watching', login: 'shiyun', path: '/watching', heading: '排查' },
  { name: 'watching-children', login: 'shiyun', path: '/watching/children', heading: '在册的孩子' },
  { name: 'watching-rounds', login: 'shiyun', path: '/watching/rounds', heading: '排查轮次' },
  { name: 'watching-import', login: 'shiyun', path: '/watching/import', heading: '导入登记册' },
  { name: 'watching-twins', login: 'baixiaotang', path: '/watching/twins', heading: '可能是同一个孩子' },
  { name: 'watching-round', login: 'tangmei', path: '/watching/round', heading: '去看孩子' },
  { name: 'report-desk', login: 'huqiao', path: '/reports', heading: '线索报告' },
  { name: 'clues', login: 'huqiao', path: '/reports/clues', heading: '侵害线索' },
  { name: 'reports-made', login: 'jiangyue', path: '/reports/mine', heading: '本单位报出的' },
  { name: 'assessment', login: 'baixiaotang', path: '/assessment', heading: '监护评估' },
  { name: 'assessment-sheets', login: 'huqiao', path: '/assessment/sheets', heading: '指标表' },
  { name: 'guardianship', login: 'baixiaotang', path: '/guardianship', heading: '监护与安置' },
  { name: 'guardianship-placed', login: 'baixiaotang', path: '/guardianship/placed', heading: '在安置' },
  { name: 'guardianship-home', login: 'baixiaotang', path: '/guardianship/home', heading: '返家回访' },
  { name: 'guardianship-requests', login: 'huqiao', path: '/guardianship/requests', heading: '监护审批' },
  { name: 'guardianship-families', login: 'baixiaotang', path: '/guardianship/families', heading: '寄养、代养家庭' },
  { name: 'helping', login: 'baixiaotang', path: '/helping', heading: '帮扶' },
  { name: 'helping-waiting', login: 'baixiaotang', path: '/helping/waiting', heading: '等制定方案' },
  { name: 'helping-services', login: 'baixiaotang', path: '/helping/services', heading: '服务目录' },
  { name: 'helping-places', login: 'baixiaotang', path: '/helping/places', heading: '场所和活动' },
  { name: 'helpers', login: 'niewenqing', path: '/helpers', heading: '帮教联系' },
  { name: 'helpers-mine', login: 'niewenqing', path: '/helpers/mine', heading: '我联系的孩子' },
  { name: 'helpers-told', login: 'caoyan', path: '/helpers/told', heading: '在押、戒毒人员子女' },
  { name: 'pairing', login: 'luochunzhi', path: '/pairing', heading: '结对' },
  { name: 'pairing-mine', login: 'luochunzhi', path: '/pairing/mine', heading: '我结对的孩子' },
  { name: 'hazards', login: 'huqiao', path: '/hazards', heading: '隐患台账' },
  { name: 'network', login: 'huqiao', path: '/network', heading: '四级网络' },
  { name: 'network-points', login: 'huqiao', path: '/network/points', heading: '中心和保护点' },
  { name: 'network-roster', login: 'huqiao', path: '/network/roster', heading: /值班/ },
  { name: 'network-meetings', login: 'huqiao', path: '/network/meetings', heading: '会议' },
  { name: 'patrol', login: 'wuaihua', path: '/patrol', heading: '街面巡查' },
  { name: 'patrol-areas', login: 'wuaihua', path: '/patrol/areas', heading: '区域和点位' },
  { name: 'patrol-plans', login: 'wuaihua', path: '/patrol/plans', heading: '巡查排班' },
  { name: 'patrol-sleepers', login: 'wuaihua', path: '/patrol/sleepers', heading: '常在街面的人' },
  { name: 'handovers', login: 'zoukai', path: '/handovers', heading: '交接' },
  { name: 'street-order', login: 'zoukai', path: '/street-order', heading: '街面问题' },
  { name: 'street-order-figures', login: 'zoukai', path: '/street-order/figures', heading: '街面问题按月' },
  { name: 'street-order-news', login: 'luoyao', path: '/street-order/news', heading: '线索通报' },
  { name: 'street-order-operations', login: 'zoukai', path: '/street-order/operations', heading: '联合行动' },
  { name: 'street-order-vehicles', login: 'chengyuan', path: '/street-order/vehicles', heading: '救助车辆' },
  { name: 'weather', login: 'duruochuan', path: '/weather', heading: '极端天气救助' },
  { name: 'weather-casualties', login: 'duruochuan', path: '/weather/casualties', heading: '伤亡' },
  { name: 'maps', login: 'duruochuan', path: '/maps', heading: '地图' },
  { name: 'complaints', login: 'duruochuan', path: '/complaints', heading: '投诉' },
  { name: 'staff', login: 'zhouliqun', path: '/staff', heading: '工作人员' },
  { name: 'signs', login: 'shenli', path: '/signs', heading: '引导标牌、宣传点' },
  { name: 'signs-check', login: 'shenli', path: '/signs/check', heading: '去检查' },
  { name: 'signs-events', login: 'shenli', path: '/signs/events', heading: '宣传活动' },
  { name: 'devices', login: 'wuaihua', path: '/devices', heading: '手机' },
  { name: 'reports-figures', login: 'duruochuan', path: '/reports/figures', heading: /报告/ },
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
