/** What is asked of staff about the public site. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { placeSchema, pointOf } from '#kernel/place.ts'
import { longText, shortText } from '#modules/people-and-cases/words.ts'

export const changePageForm = z.strictObject({
  organisationId: field(z.uuid(), { label: '哪个单位', widget: 'hidden' }),
  phone: field(z.string().trim().min(3).max(40).optional(), { label: '对外救助电话', help: '不填用单位登记的电话', span: 8 }),
  hours: field(shortText(40).optional(), { label: '接听时间', help: '不填写作“24 小时有人接”', span: 8 }),
  address: field(shortText(120).optional(), { label: '对外地址', span: 16 }),
  way: field(longText(300).optional(), { label: '怎么走', widget: 'textarea' }),
  intro: field(longText(1500).optional(), { label: '我们是谁、能帮什么', widget: 'textarea', help: '写给求助的人看，短句' }),
  more: field(z.array(shortText(120)).max(12).optional(), {
    label: '其他电话、办事时间',
    help: '一行一条；例如：白石镇引导点 0999-5550220',
  }),
  landmarks: field(
    z
      .array(
        z.strictObject({
          name: field(shortText(40), { label: '叫什么' }),
          at: field(
            placeSchema.refine((place) => pointOf(place) !== undefined, '请在图上点出位置，或填坐标'),
            { label: '位置', widget: 'place' },
          ),
        }),
      )
      .max(60)
      .optional(),
    {
      label: '公众报告时图上画的地点',
      widget: 'list',
      help: '公众在图上点位置时认路用，也能直接选。只写人人知道的公共场所，分散在城区各处最好；有人过夜的点位不要写',
      span: 24,
    },
  ),
  places: field(z.array(shortText(40)).max(60).optional(), {
    label: '公众报告时还能选的地点（不在图上）',
    help: '一行一个，只写人人知道的公共场所：火车站广场、东门大桥。写出来谁都看得到，有人过夜的点位不要写；不填就没有这一项',
  }),
})

export const linkPurposes = { inquiry: '家属寻亲登记（微信公众号菜单、二维码）' } as const
export const makeLinkForm = z.strictObject({
  organisationId: field(z.uuid(), { label: '哪个单位', widget: 'hidden' }),
  purpose: field(choice(linkPurposes), { label: '做什么用' }),
  days: field(z.int().min(1).max(366), {
    label: '有效几天',
    unit: '天',
    help: '放在公众号菜单里的可以写 366 天，到期再换',
    span: 6,
  }),
})
