/** A shift on paper, a month's encounters as a workbook. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { paperAnswer, renderPaper } from '#kernel/paper.ts'
import { query } from '#kernel/query.ts'
import { sheetOf, XLSX } from '#kernel/sheet.ts'
import { addMonths, printInstant, startOfDay } from '#kernel/time.ts'
import { crewWords, encounterLine } from './lines.ts'
import { escortLife } from './lifecycle.ts'
import { areaById, organisationAt, organisationsNamed, stopsOf } from './store-area.ts'
import { encountersSeen } from './store-read.ts'
import { crewOf, shiftById } from './store-shift.ts'
import { visitsOf } from './store-street.ts'
import { answers, goodsKinds, groups, shiftKinds, type Sign, signs } from './words.ts'

const clock = (instant: number | null) => (instant === null ? '' : printInstant(instant).replace('T', ' '))
const goodsWord = (kind: string) => goodsKinds[kind as keyof typeof goodsKinds] ?? kind

type Line = ReturnType<typeof encounterLine>
const seenWords = (met: Line) =>
  [met.group ? groups[met.group] : '', ...met.signs.map((each) => signs[each as Sign]), ...met.flags].filter(Boolean).join('、')
const doneWords = (met: Line) =>
  [
    met.answer ? `${answers[met.answer]}救助` : '',
    ...met.done.map((each) => each.what),
    met.goods > 0 ? `发${met.goodsKinds.map(goodsWord).join('、')} ${met.goods} 件` : '',
    met.escort !== 'none' ? `${escortLife.states[met.escort].zh}${met.toName ? `（${met.toName}）` : ''}` : '',
  ]
    .filter(Boolean)
    .join('；')

export const paperShift = query({
  name: 'patrol.paper-shift',
  title: '街面巡查记录',
  params: z.strictObject({ shiftId: field(z.uuid(), { label: '班次', widget: 'hidden' }) }),
  result: 'file',
  may: () => true,
  async read({ tx, vault, actor, now }, { shiftId }) {
    const shift = await shiftById(tx, vault, shiftId)
    if (!shift) return null
    const area = await areaById(tx, shift.areaId)
    const crew = await crewOf(tx, vault, [shift.id])
    const named = await organisationsNamed(tx, [...shift.organisationIds, ...crew.map((each) => each.organisationId)])
    const organs = new Map(named.map((each) => [each.id, each]))
    const stops = new Map((await stopsOf(tx, vault, [shift.areaId])).map((each) => [each.id, each.content.name]))
    const visits = (await visitsOf(tx, vault, [shift.id])).filter((each) => each.personId === null)
    const met = (await encountersSeen(tx, vault, { shiftId }, 60)).map((each) => encounterLine(each, actor)).toReversed()
    const station = await organisationAt(tx, shift.ownerPath)
    const lines = (all: readonly string[], none: string) => (all.length > 0 ? all.join('\n') : none)
    const data = {
      station: station?.name ?? '',
      day: shift.day,
      area: area?.name ?? '',
      kind: shiftKinds[shift.kind],
      from: clock(shift.startedAt ?? shift.from),
      to: clock(shift.endedAt),
      crew: crewWords({ crew, organs }, shift).join('、'),
      visits: lines(
        visits.slice(0, 60).map((each) => {
          const seen = each.people === 0 ? '没有人' : `见到 ${each.people ?? 0} 人`
          return `${clock(each.at).slice(11)} ${stops.get(each.stopId ?? '') ?? ''} ${seen}${each.note ? `，${each.note}` : ''}`
        }),
        '没有记录',
      ),
      met: lines(
        met.map((each) =>
          [`${clock(each.metAt).slice(11)} ${each.called}`, each.place ?? '', seenWords(each), doneWords(each)]
            .filter(Boolean)
            .join('；'),
        ),
        '没有见到人',
      ),
      goods: `${met.reduce((sum, each) => sum + each.goods, 0)} 件`,
      told: shift.content.told?.join('；') ?? '',
    }
    const url = new URL('./papers/shift.typ', import.meta.url)
    return paperAnswer(`街面巡查记录 ${shift.day}`, await renderPaper(url, data, { printedBy: actor.name, printedAt: now }))
  },
})

const heads = ['时间', '区域', '位置', '怎么叫', '类别、体征', '样子', '答复', '办理', '发放件数', '记录单位', '记录人']

export const sheet = query({
  name: 'patrol.sheet',
  title: '街面发现台账',
  params: z.strictObject({
    month: field(z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '请按 2026-12 填写月份'), { label: '月份' }),
  }),
  result: 'file',
  may: () => true,
  async read({ tx, vault, actor }, { month }) {
    const first = `${month}-01`
    const span = { from: startOfDay(first), before: startOfDay(addMonths(first, 1)) }
    const found = (await encountersSeen(tx, vault, span, 5000)).map((each) => encounterLine(each, actor)).toReversed()
    const body = await sheetOf(
      '街面发现',
      heads,
      found.map((each) => [
        clock(each.metAt),
        each.area ?? '',
        each.place ?? '',
        each.called,
        seenWords(each),
        each.look ?? '',
        each.answer ? answers[each.answer] : '',
        doneWords(each),
        String(each.goods),
        each.organisation,
        each.by,
      ]),
    )
    return { file: { name: `街面发现台账 ${month}.xlsx`, type: XLSX, body } }
  },
})
