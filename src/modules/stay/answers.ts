/** Shapes of the answers about the house. Names are personal; the board asks for them masked unless somebody wants them shown. */
import { z } from 'zod'
import {
  answer,
  countsShape,
  list,
  name,
  number,
  numberOrNone,
  personal,
  personalOrNone,
  text,
  textOrNone,
  yes,
} from './answer-parts.ts'

export const objectionShape = z.object({
  code: text('代码'),
  short: text('理由'),
  zh: text('说明'),
  basis: list(z.string(), 10),
  override: z.enum(['nobody', 'leader']),
})

const bedShape = z.object({
  id: z.string(),
  label: text('床号'),
  room: text('房间'),
  state: z.enum(['ready', 'disinfecting', 'out-of-use']),
  stateWords: text('状态'),
  since: number('自'),
  readyFrom: numberOrNone('可放出时间'),
  occupant: z
    .object({
      fileId: z.string().nullable(),
      name,
      no: textOrNone('编号'),
      age: numberOrNone('年龄'),
      days: numberOrNone('在站天数'),
      daysInBed: number('本床天数'),
      withChild: yes('母子'),
      state: z.enum(['here', 'hospital', 'entrusted', 'leave', 'left']),
      stateWords: textOrNone('状态'),
      daysToLimit: numberOrNone('距期满'),
      misplaced: textOrNone('须调整'),
    })
    .nullable(),
  reserved: z.object({ expectedAt: number('预计到站'), keptUntil: number('保留到') }).nullable(),
  fit: answer.nullable(),
  objections: list(objectionShape, 20),
})

const zoneShape = z.object({
  id: z.string(),
  kind: z.enum(['observation', 'men', 'women', 'minors-boys', 'minors-girls', 'special', 'mother-child']),
  name: text('分区'),
  rule: text('规则'),
  staffedBy: textOrNone('由谁管理'),
  taken: number('在住'),
  total: number('床位'),
  verdict: z.object({ answer, recommended: yes('推荐'), objections: list(objectionShape, 20), full: yes('没有空床') }).nullable(),
  beds: list(bedShape),
})

export const waitingShape = z.object({
  here: list(
    z.object({ fileId: z.string(), name, no: text('编号'), words: list(z.string(), 20), acceptedAt: numberOrNone('受理时间') }),
  ),
  onTheWay: list(
    z.object({
      bedId: z.string(),
      bed: text('床号'),
      who: personal('为谁预留'),
      expectedAt: number('预计到站'),
      keptUntil: number('保留到'),
    }),
  ),
})

export const boardShape = z.object({
  station: z.object({ id: z.string(), name: text('救助站') }),
  now: number('现在'),
  names: yes('显示姓名'),
  zones: list(zoneShape, 200),
  chosen: z
    .object({
      fileId: z.string(),
      name,
      words: list(z.string(), 20),
      bedId: z.string().nullable(),
      motherFileId: z.string().nullable(),
      bed: textOrNone('现住'),
      recommendedZoneId: z.string().nullable(),
      offered: list(z.object({ id: z.string(), label: text('床号'), since: number('自') }), 10),
      must: list(z.string(), 20),
      moveOn: textOrNone('转出'),
      none: textOrNone('没有合适的床'),
      others: list(z.object({ zoneId: z.string(), zone: text('分区'), short: text('理由') }), 200),
    })
    .nullable(),
  waiting: waitingShape,
  counts: countsShape.extend({ doubles: number('双重占用') }),
  conflicts: z.object({
    total: number('本月次数'),
    items: list(
      z.object({ id: z.string(), title: text('冲突'), sentence: text('说明'), at: number('时间'), instead: textOrNone('改排') }),
      50,
    ),
  }),
})

export const zonesShape = z.object({
  stationId: z.string(),
  zones: list(
    z.object({
      id: z.string(),
      kind: text('类别'),
      kindWords: text('类别'),
      name: text('名称'),
      staffedBy: textOrNone('由谁管理'),
      position: number('排序'),
      beds: list(
        z.object({
          id: z.string(),
          label: text('床号'),
          room: text('房间'),
          state: text('状态'),
          stateWords: text('状态'),
          since: number('自'),
          taken: yes('有人'),
          reserved: yes('预留'),
        }),
      ),
    }),
    200,
  ),
})

export const safetyShape = z.object({
  liaisons: list(
    z.object({
      id: z.string(),
      kindWords: text('方式'),
      police: text('公安机关'),
      name: personal('姓名'),
      dutyLine: text('值班电话'),
      since: number('自'),
    }),
    10,
  ),
  disturbances: list(
    z.object({
      id: z.string(),
      state: z.enum(['open', 'police-called', 'closed']),
      stateWords: text('状态'),
      kindWords: text('种类'),
      policeMust: yes('须报警'),
      happenedAt: number('时间'),
      place: personal('在哪里'),
      course: personal('经过'),
      people: numberOrNone('涉及'),
      injured: numberOrNone('受伤'),
      by: text('登记人'),
      policeCalledAt: numberOrNone('报警'),
      police: textOrNone('接警单位'),
      receiptNo: textOrNone('接警编号'),
      closedAt: numberOrNone('办结'),
      outcomeWords: textOrNone('结果'),
      note: personalOrNone('处理情况'),
    }),
    200,
  ),
})

export const extensionsShape = z.object({
  total: number('件数'),
  items: list(
    z.object({
      id: z.string(),
      fileId: z.string(),
      no: text('编号'),
      name,
      station: text('救助站'),
      groundWords: text('理由'),
      reason: personal('说明'),
      until: text('延至'),
      days: numberOrNone('在站天数'),
      approvedBy: text('批准'),
      filedAt: number('报备'),
      acknowledgedAt: numberOrNone('备案'),
      acknowledgedBy: textOrNone('备案机关'),
    }),
    500,
  ),
})

export const houseShape = z.object({
  counts: countsShape,
  cameIn: number('今天入站'),
  left: number('今天离站'),
  waiting: number('待安排'),
  zones: list(
    z.object({ id: z.string(), kind: text('类别'), name: text('分区'), taken: number('在住'), total: number('床位') }),
    200,
  ),
})

export const stationsShape = z.object({
  stations: list(z.object({ id: z.string(), name: text('救助站'), beds: number('床位'), taken: number('在用') }), 500),
})
