/** The doors for reading: one complaint, its material, what was asked of a body. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { type AnyQuery, query } from '#kernel/query.ts'
import { dateOf } from '#kernel/time.ts'
import { isDelegate, isHandler, mayLookInto, mayRead } from './access.ts'
import { possibleIn } from './lifecycle.ts'
import { closed, closedMaybe, line, listed } from './listed.ts'
import { board } from './queries-board.ts'
import { reviewUntil } from './rules.ts'
import { complaintId } from './schema.ts'
import { bodies, handlers, paper, publicBodies, sheet, staff } from './queries-lists.ts'
import { complaintById, joinedTo, type Step, stepsOf, wantsOf } from './store.ts'
import { materialOf, measuresOf, statementsFor, statementsOf } from './store-parts.ts'
import { answerWays, ways } from './words.ts'

const filesOf = ({ content }: Step): string[] =>
  Array.isArray(content['files']) ? (content['files'] as string[]).slice(0, 9) : []

const stepLabels: Record<string, string> = {
  to: '交给',
  who: '经办人',
  dueOn: '期限',
  ask: '要求',
  reason: '理由',
  body: '反映的单位',
  names: '被反映人',
  question: '请说明',
  finding: '查到',
  done: '处理',
  what: '事项',
  proof: '结果',
  way: '方式',
  answer: '答复',
  why: '不同意的理由',
  reportNo: '报告编号',
  into: '并入',
  from: '并入的',
}

const mayReview = ({ reviewAt, answeredAt }: { reviewAt: number | null; answeredAt: number | null }, today: string): boolean =>
  reviewAt === null && answeredAt !== null && reviewUntil(dateOf(answeredAt)) >= today

/** What was chosen from a list stands in its words. */
const said = (key: string, value: string) =>
  key === 'way' && value in answerWays ? answerWays[value as keyof typeof answerWays] : value

export const complaint = query({
  name: 'complaints.complaint',
  title: '一件投诉',
  params: z.strictObject({ complaintId }),
  result: line.extend({
    owner: z.string(),
    receivedBy: z.string().nullable(),
    staffName: closedMaybe('反映谁'),
    when: closedMaybe('什么时候的事'),
    asksFor: closedMaybe('希望怎么解决'),
    files: z.array(z.string()).max(9),
    ask: closedMaybe('要求'),
    finding: closedMaybe('查明'),
    done: closedMaybe('处理'),
    answer: closedMaybe('答复'),
    wants: z.string().nullable(),
    reviewUntil: z.string().nullable(),
    reviewed: z.boolean(),
    reportNo: z.string().nullable(),
    joined: z.array(z.strictObject({ complaintId: z.string(), no: z.string() })).max(50),
    joinedInto: z.string().nullable(),
    statements: z
      .array(
        z.strictObject({
          askedAt: z.number(),
          dueOn: z.string(),
          givenAt: z.number().nullable(),
          question: closed('请说明'),
          answer: closedMaybe('说明'),
          by: closedMaybe('说明人'),
        }),
      )
      .max(20),
    measures: z
      .array(
        z.strictObject({
          measureId: z.string(),
          what: closed('要整改的'),
          dueOn: z.string().nullable(),
          doneAt: z.number().nullable(),
          proof: closedMaybe('整改结果'),
        }),
      )
      .max(50),
    /** What whoever asks may do now. */
    may: z.array(z.string()).max(20),
    course: z
      .array(
        z.strictObject({
          at: z.number(),
          kind: z.string(),
          by: z.string(),
          lines: field(z.array(z.string()).max(20), { label: '经过', sensitivity: 'sealed', mask: 'none' }),
          files: z.array(z.string()).max(9),
        }),
      )
      .max(200),
  }),
  may: () => true,
  async read({ tx, vault, actor, now }, params) {
    const found = await complaintById(tx, vault, params.complaintId)
    if (!found || !mayRead(actor, found)) return null
    const [handler, delegate, looks] = [isHandler(actor, found), isDelegate(actor, found), mayLookInto(actor, found)]
    const { content } = found
    const doors = possibleIn(found.state).filter((door) => (door === 'complaints.look-into' ? looks : handler))
    if (handler || delegate) doors.push('complaints.tell-retaliation')
    if ((handler || delegate) && found.openMeasures > 0) doors.push('complaints.correct')
    if ((handler || delegate) && found.sentOnAt === null) doors.push('complaints.send-on')
    if (handler && found.bodyId && found.state !== 'closed') doors.push('complaints.name-accused')
    if (handler) doors.push('complaints.open-complainant')
    if (looks && !handler && ['assigned', 'review'].includes(found.state) && found.bodyId) doors.push('complaints.ask-statement')
    return {
      ...listed(found, dateOf(now)),
      way: found.way in ways ? ways[found.way as keyof typeof ways] : found.way,
      owner: found.ownerName,
      receivedBy: content.receivedAt ?? null,
      staffName: content.staffName ?? null,
      when: content.when ?? null,
      asksFor: content.asksFor ?? null,
      files: content.files ?? [],
      ask: content.ask ?? null,
      finding: content.finding ?? null,
      done: content.done ?? null,
      answer: content.answer ?? null,
      wants: handler ? await wantsOf(tx, found.id) : null,
      reviewUntil: found.answeredAt === null ? null : reviewUntil(dateOf(found.answeredAt)),
      reviewed: found.reviewAt !== null,
      reportNo: content.reportNo ?? null,
      joined: (await joinedTo(tx, vault, found.id)).map((each) => ({ complaintId: each.id, no: each.no })),
      joinedInto: found.joinedInto,
      statements: (await statementsOf(tx, vault, found.id)).map((each) => ({
        askedAt: each.askedAt,
        dueOn: each.dueOn,
        givenAt: each.givenAt,
        question: each.question,
        answer: each.answer?.text ?? null,
        by: each.answer?.by ?? null,
      })),
      measures: (await measuresOf(tx, vault, found.id)).map((each) => ({
        measureId: each.id,
        what: each.content.what,
        dueOn: each.dueOn,
        doneAt: each.doneAt,
        proof: each.content.proof ?? null,
      })),
      may: [...new Set(doors)].filter((door) => door !== 'complaints.ask-review' || mayReview(found, dateOf(now))),
      course: (await stepsOf(tx, vault, found.id)).map((step) => ({
        at: step.at,
        kind: step.kind,
        by: step.byName,
        lines: Object.entries(stepLabels).flatMap(([key, label]) =>
          typeof step.content[key] === 'string' ? [`${label}：${said(key, step.content[key] as string)}`] : [],
        ),
        files: filesOf(step),
      })),
    }
  },
})

/** What was shown at the desk, material of the looking-into and proof of what was put right. */
export const file = query({
  name: 'complaints.file',
  title: '投诉的材料',
  params: z.strictObject({ complaintId, attachmentId: field(z.uuid(), { label: '材料', widget: 'hidden' }) }),
  result: 'file',
  may: () => true,
  async read({ tx, vault, actor }, params) {
    const found = await complaintById(tx, vault, params.complaintId)
    if (!found || !mayRead(actor, found)) return null
    const opened = await materialOf(tx, vault, found.id, params.attachmentId)
    return opened ? { file: { name: found.no, type: opened.type, body: opened.body } } : null
  },
})

/** What was asked of one's own organisation: its own part, and nothing else of the complaint. */
export const statements = query({
  name: 'complaints.statements',
  title: '要求本单位说明的',
  help: '只写要说明的事；投诉的内容和投诉人不在这里。',
  params: z.strictObject({}),
  result: z.strictObject({
    waiting: z.number(),
    items: z
      .array(
        z.strictObject({
          statementId: z.string(),
          about: z.string(),
          from: z.string(),
          askedAt: z.number(),
          dueOn: z.string(),
          late: z.boolean(),
          givenAt: z.number().nullable(),
          question: closed('请说明'),
          answer: closedMaybe('说明'),
          by: closedMaybe('说明人'),
        }),
      )
      .max(100),
  }),
  may: (actor) => actor.kind === 'person',
  async read({ tx, vault, actor, now }) {
    const found = await statementsFor(tx, vault, actor.organisation.path, 100)
    return {
      waiting: found.filter((each) => each.givenAt === null).length,
      items: found.map((each) => ({
        statementId: each.id,
        about: each.about,
        from: each.ownerName,
        askedAt: each.askedAt,
        dueOn: each.dueOn,
        late: each.givenAt === null && each.dueOn < dateOf(now),
        givenAt: each.givenAt,
        question: each.question,
        answer: each.answer?.text ?? null,
        by: each.answer?.by ?? null,
      })),
    }
  },
})

export const queries: AnyQuery[] = [board, complaint, file, statements, bodies, publicBodies, handlers, staff, sheet, paper]
