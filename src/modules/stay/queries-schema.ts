/** Shapes of the answers. Names are personal; the board asks for them masked unless somebody wants them shown. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'

const text = (label: string) => field(z.string(), { label })
const textOrNone = (label: string) => field(z.string().nullable(), { label })
const number = (label: string) => field(z.number(), { label })
const numberOrNone = (label: string) => field(z.number().nullable(), { label })
const name = field(z.string(), { label: '姓名', sensitivity: 'personal' })
const personal = (label: string) => field(z.string(), { label, sensitivity: 'personal' })
const personalOrNone = (label: string) => field(z.string().nullable(), { label, sensitivity: 'personal' })
const yes = (label: string) => field(z.boolean(), { label })
const list = <T extends z.ZodType>(of: T, most = 2000) => z.array(of).max(most)
const answer = z.enum(['yes', 'leader', 'no'])

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
      state: z.enum(['here', 'hospital', 'entrusted', 'left']),
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

export const countsShape = z.object({
  inStation: number('在站'),
  hospital: number('住院'),
  entrusted: number('站外托养'),
  beds: number('床位'),
  taken: number('在用'),
  free: number('空床'),
  percent: number('使用率'),
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

const limitShape = z.object({ words: text('期限'), on: textOrNone('期满日'), daysLeft: numberOrNone('剩余天数') })
const dueShape = z.object({
  care: text('照料'),
  words: text('照料'),
  dueAt: number('应于'),
  late: yes('已迟'),
  lastAt: numberOrNone('上次'),
})

export const inStationShape = z.object({
  total: number('人数'),
  shift: z.object({ zh: text('班次'), from: number('起'), to: number('止') }),
  counts: countsShape,
  items: list(
    z.object({
      fileId: z.string(),
      name,
      no: text('编号'),
      sex: textOrNone('性别'),
      age: textOrNone('年龄'),
      words: list(z.string(), 20),
      zoneId: z.string().nullable(),
      zone: textOrNone('分区'),
      bed: textOrNone('床号'),
      where: z.enum(['here', 'hospital', 'entrusted']),
      whereWords: text('在哪里'),
      acceptedAt: numberOrNone('受理时间'),
      days: numberOrNone('在站天数'),
      limit: limitShape,
      due: list(dueShape, 20),
      planReviewOn: textOrNone('复核日期'),
    }),
  ),
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

export const fileShape = z.object({
  fileId: z.string(),
  state: text('状态'),
  name,
  words: list(z.string(), 20),
  here: yes('在站'),
  days: numberOrNone('在站天数'),
  limit: limitShape,
  bed: z
    .object({ bedId: z.string(), label: text('床号'), zone: text('分区'), takenAt: number('自'), withMother: yes('随母') })
    .nullable(),
  history: list(
    z.object({ id: z.string(), label: text('床号'), zone: text('分区'), takenAt: number('起'), leftAt: numberOrNone('止') }),
    200,
  ),
  together: z.object({ motherFileId: z.string(), mother: personalOrNone('母亲') }).nullable(),
  needs: list(
    z.object({
      care: text('照料'),
      words: text('照料'),
      everyHours: number('间隔'),
      note: personalOrNone('怎么做'),
      usual: yes('通常'),
    }),
    20,
  ),
  due: list(dueShape, 20),
  shift: z.object({ zh: text('班次'), from: number('起'), to: number('止') }),
  care: z.object({
    total: number('条数'),
    lines: list(
      z.object({
        id: z.string(),
        words: text('照料'),
        result: text('结果'),
        resultWords: text('结果'),
        at: number('时间'),
        by: text('谁做'),
        note: personalOrNone('说明'),
      }),
      200,
    ),
  }),
  lastRound: z.object({ at: number('时间'), by: text('谁'), seen: yes('见到') }).nullable(),
  trainings: list(
    z.object({
      id: z.string(),
      kindWords: text('种类'),
      topic: personal('内容'),
      givenBy: personalOrNone('由谁办'),
      beganOn: text('开始'),
      endedOn: textOrNone('结束'),
      hours: numberOrNone('课时'),
      result: text('结果'),
      resultWords: text('结果'),
      note: personalOrNone('去向'),
    }),
    100,
  ),
  plans: list(
    z.object({
      id: z.string(),
      running: yes('执行中'),
      groundWords: text('为了防止'),
      measures: list(z.string(), 20),
      reason: personal('为什么必要'),
      how: personal('怎么做'),
      told: personalOrNone('告知'),
      madeAt: number('制定'),
      by: text('谁'),
      reviewOn: text('复核日期'),
      endedAt: numberOrNone('终止'),
      endedReason: personalOrNone('终止原因'),
      reviews: list(
        z.object({ id: z.string(), at: number('时间'), by: text('谁'), finding: personal('情况'), nextOn: text('下次') }),
        200,
      ),
    }),
    50,
  ),
  extensions: list(
    z.object({
      id: z.string(),
      groundWords: text('理由'),
      until: text('延至'),
      approvedBy: text('批准'),
      filedAt: number('报备'),
      acknowledgedAt: numberOrNone('备案'),
      acknowledgedBy: textOrNone('备案机关'),
    }),
    100,
  ),
})

export const roundSheetShape = z.object({
  shift: z.object({ zh: text('班次'), from: number('起'), to: number('止') }),
  zones: list(
    z.object({
      id: z.string(),
      name: text('分区'),
      rule: text('规则'),
      lastRound: z.object({ at: number('时间'), by: text('谁'), seen: number('见到'), missed: number('没见到') }).nullable(),
      guests: list(
        z.object({
          fileId: z.string(),
          name,
          bed: text('床号'),
          where: text('在哪里'),
          words: list(z.string(), 20),
          due: list(dueShape, 20),
          plan: yes('行为方案'),
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
      phone: field(z.string(), { label: '电话', sensitivity: 'personal' }),
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
