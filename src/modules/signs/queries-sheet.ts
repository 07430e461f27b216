/** The register as a workbook: signs on one sheet, events on the other. */
import { query } from '#kernel/query.ts'
import { workbookOf, XLSX } from '#kernel/sheet.ts'
import { dateOf } from '#kernel/time.ts'
import { signLife } from './lifecycle.ts'
import { filterOf, listed } from './listed.ts'
import { boardForm } from './schema.ts'
import { eventsIn, signsIn } from './store.ts'
import { eventKinds, kinds, placeKinds } from './words.ts'

const heads = [
  '编号',
  '是什么',
  '在哪类地方',
  '在哪里',
  '镇街',
  '上面写什么',
  '设置单位',
  '哪家',
  '设置日期',
  '状态',
  '坏在哪里',
  '上次检查',
  '下次检查',
  '纬度',
  '经度',
]
const eventHeads = ['日期', '怎么宣传的', '在哪里', '镇街', '做了什么', '和谁一起', '人数', '发放', '单位']

export const sheet = query({
  name: 'signs.sheet',
  title: '标牌、宣传登记表',
  params: boardForm,
  result: 'file',
  may: () => true,
  async read(context, params) {
    const { tx, vault, now } = context
    const found = (await signsIn(tx, vault, filterOf(context, params), 5000)).map((each) => listed(each, context))
    const body = await workbookOf([
      {
        title: '标牌、宣传点',
        heads,
        lines: found.map((each) => [
          each.no,
          kinds[each.kind],
          placeKinds[each.placeKind],
          each.where,
          each.town,
          each.says,
          each.owner,
          each.keeper,
          each.placedOn,
          signLife.states[each.state].zh,
          each.damages.join('、'),
          each.checkedAt === null ? '' : dateOf(each.checkedAt),
          each.dueOn,
          each.lat,
          each.lng,
        ]),
      },
      {
        title: '宣传活动',
        heads: eventHeads,
        lines: (await eventsIn(tx, vault, 5000)).map((each) => [
          each.heldOn,
          eventKinds[each.kind as keyof typeof eventKinds] ?? each.kind,
          each.content.where,
          each.town,
          each.content.what,
          each.content.together,
          each.people,
          each.leaflets,
          each.owner,
        ]),
      },
    ])
    return { file: { name: `标牌、宣传登记表 ${dateOf(now)}.xlsx`, type: XLSX, body } }
  },
})
