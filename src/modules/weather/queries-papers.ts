/** The operation as a workbook, and its summary as a paper. */
import { z } from 'zod'
import { paperAnswer, renderPaper } from '#kernel/paper.ts'
import { query } from '#kernel/query.ts'
import { workbookOf, XLSX } from '#kernel/sheet.ts'
import { dateOf, printInstant } from '#kernel/time.ts'
import { figuresOf, lastYears, stockOfOperation, tonightOf } from './figures.ts'
import { nightOf, stockWords } from './rules.ts'
import { operationId } from './schema.ts'
import { casualtiesIn, movementsOf, operationById, operations } from './store.ts'
import { casualtyKinds, causes, items, kinds, levels, ways } from './words.ts'

const itemWord = (item: string) => items[item as keyof typeof items] ?? item
/** What was counted, in the order of the paper. */
export const figureWords = {
  nights: '已过的夜',
  planned: '排定班次',
  held: '实际巡查',
  people: '见到的人',
  sightings: '见到人次',
  brought: '劝导进站',
  goodsIn: '调入物资（件）',
  goodsOut: '发出物资（件）',
  deaths: '因寒冷、饥饿、炎热死亡',
  injuries: '因寒冷、饥饿、炎热受伤',
  unknown: '原因未查清的伤亡',
  beside: '后来另有认定的',
} as const
type FigureKey = keyof typeof figureWords
const figureKeys = Object.keys(figureWords) as FigureKey[]

export const sheet = query({
  name: 'weather.sheet',
  title: '行动台账',
  params: z.strictObject({ operationId }),
  result: 'file',
  may: () => true,
  async read({ tx, vault, now }, params) {
    const found = await operationById(tx, vault, params.operationId)
    if (!found) return null
    const figures = await figuresOf({ tx, vault, now }, found)
    const tonight = await tonightOf({ tx, now }, found, nightOf(found.closedAt ?? now))
    const names = new Map(found.areas.map((each) => [each.id, each.name]))
    const casualties = await casualtiesIn(tx, vault, { operationId: found.id, from: 0, until: 0 })
    const moved = await movementsOf(tx, vault, found.id, 2000)
    const body = await workbookOf([
      { title: '概况', heads: ['项目', '数'], lines: figureKeys.map((key) => [figureWords[key], figures[key]]) },
      {
        title: '各区域',
        heads: [
          '区域',
          '排定班次',
          '实际巡查',
          '已知',
          '见到',
          '进站',
          '叫急救、送医',
          '找过没见到',
          '没有见到',
          '多晚没见到',
          '发出物资',
        ],
        lines: tonight.map((each) => [
          each.name,
          each.planned,
          each.held,
          each.known,
          each.seen,
          each.brought,
          each.standing.hospital,
          each.looked,
          each.notSeen,
          each.missing,
          each.goods,
        ]),
      },
      {
        title: '每晚',
        heads: ['夜', '排定班次', '实际巡查', '见到', '找过没见到', '进站'],
        lines: figures.series.map((each) => [each.night, each.planned, each.held, each.seen, each.looked, each.brought]),
      },
      {
        title: '物资',
        heads: ['时间', '物品', '件数', '怎么动的', '区域'],
        lines: moved.map((each) => [
          printInstant(each.at),
          itemWord(each.item),
          each.count,
          ways[each.way],
          each.areaId ? (names.get(each.areaId) ?? '') : '',
        ]),
      },
      {
        title: '伤亡',
        heads: ['编号', '时间', '区域', '登记', '后来认定', '登记时间'],
        lines: casualties.map((each) => [
          each.no,
          printInstant(each.at),
          each.areaName ?? '',
          `${casualtyKinds[each.kind]}，${each.cause ? causes[each.cause] : '原因未查清'}`,
          each.laterKind && each.laterCause ? `${casualtyKinds[each.laterKind]}，${causes[each.laterCause]}` : '',
          printInstant(each.recordedAt),
        ]),
      },
    ])
    return { file: { name: `${kinds[found.kind]} ${found.no}.xlsx`, type: XLSX, body } }
  },
})

export const paperSummary = query({
  name: 'weather.paper-summary',
  title: '行动小结',
  params: z.strictObject({ operationId }),
  result: 'file',
  may: () => true,
  async read({ tx, vault, actor, now }, params) {
    const found = await operationById(tx, vault, params.operationId)
    if (!found) return null
    const figures = await figuresOf({ tx, vault, now }, found)
    const earlier = lastYears(found, await operations(tx, vault))
    const before = earlier ? await figuresOf({ tx, vault, now }, earlier) : null
    const goods = await stockOfOperation({ tx }, found)
    const data = {
      station: actor.organisation.name,
      no: found.no,
      kind: kinds[found.kind],
      days: `${found.from} 至 ${found.until}`,
      state: found.closedAt === null ? '进行中' : `已于 ${dateOf(found.closedAt)} 结束`,
      level: found.level ? levels[found.level as keyof typeof levels] : '',
      areas: found.areas.map((each) => each.name).join('、'),
      ground: found.content.ground,
      measures: [found.content.shelter ? '开放夜间避寒、避暑点' : '', found.content.measures ?? ''].filter(Boolean).join('；'),
      summary: found.content.summary ?? '',
      before: earlier ? `${earlier.from} 至 ${earlier.until}` : '无同期行动',
      figures: figureKeys.map((key) => [figureWords[key], String(figures[key]), before ? String(before[key]) : '']),
      goods: goods.map((each) => [itemWord(each.item), String(each.in), String(each.out), stockWords(each.stock)]),
    }
    const url = new URL('./papers/summary.typ', import.meta.url)
    return paperAnswer(`行动小结 ${found.no}`, await renderPaper(url, data, { printedBy: actor.name, printedAt: now }))
  },
})
