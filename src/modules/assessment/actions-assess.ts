/** An assessment begun, filled in, signed, and ended without a result. */
import { action, type LoadContext } from '#kernel/action.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { dateOf, printInstant } from '#kernel/time.ts'
import { type LoadedChild, lockChild, type SheetInForce, sheetInForce } from '#modules/people-and-cases/index.ts'
import { answerFaults, sheetItems } from '#modules/people-and-cases/words.ts'
import { mayAssess, mayDecide } from './access.ts'
import { assessmentLife, mayMove } from './lifecycle.ts'
import { lockAssessment, type LoadedAssessment } from './loads.ts'
import { refuse } from './refusals.ts'
import { teamFault, teamFor } from './rules.ts'
import { changeTeamForm, dropForm, fillForm, signForm, startForm } from './schema.ts'
import { endSight, giveSight } from './sight.ts'
import { teamOf } from './team.ts'
import {
  type AssessmentRow,
  assessmentsOf,
  type AssessorRow,
  changeAssessment,
  insertAssessment,
  insertAssessors,
  retire,
  setSigned,
} from './store.ts'
import { assessableByIds, type Person } from './store-read.ts'
import { purposes } from './words.ts'

interface Starting extends LoadedChild {
  inForce: SheetInForce
  people: Person[]
  underWay: AssessmentRow | undefined
}

export const start = action({
  name: 'assessment.start',
  title: '开始评估',
  help: '按现用的指标表评。选好评估人，人数按表里的规定；被选的人能看到登记、家庭和评估部分。',
  legalBasis: '未成年人保护法第九十三条',
  form: startForm,
  async load(context: LoadContext, form): Promise<Starting | null> {
    const { tx, vault, actor, now } = context
    const loaded = await lockChild(tx, vault, form.childId)
    if (!loaded?.opens.has('assessment')) return null
    const ids = form.assessors.flatMap((each) => each.accountId ?? [])
    const before = await assessmentsOf(tx, vault, form.childId)
    return {
      ...loaded,
      inForce: await sheetInForce(tx, form.purpose, loaded.child.ownerPath, dateOf(now)),
      people: await assessableByIds(tx, actor.organisation.path, ids),
      underWay: before.find((each) => each.state === 'under-way' && each.purpose === form.purpose),
    }
  },
  may: (actor, loaded) => mayDecide(actor, loaded),
  decide(loaded, form, moment) {
    const purpose = purposes[form.purpose]
    if (loaded.child.closedAt !== null) return refuse('CLOSED')
    if (loaded.underWay) return refuse('UNDER_WAY', { purpose, since: printInstant(loaded.underWay.startedAt).slice(0, 10) })
    const { sheet, sheetId } = loaded.inForce
    if (!sheet.purposes.includes(form.purpose)) return refuse('SHEET_PURPOSE', { purpose })
    const id = moment.newId('assessment')
    const assessors = teamOf(form.assessors, loaded.people, moment)
    if (isRefusal(assessors)) return assessors
    const fault = teamFault(teamFor(sheet, form.purpose), form.purpose, assessors)
    if (fault) return fault
    const content = { answers: {}, remarks: {}, changes: 0, ...(form.note ? { note: form.note } : {}) }
    return {
      facts: [],
      changes: {
        row: { id, childId: loaded.child.id, purpose: form.purpose, sheetId, sheet: sheet.id, version: sheet.version, content },
        assessors,
      },
      reply: { assessmentId: id, childId: loaded.child.id },
    }
  },
  async save(context, { row, assessors }) {
    await insertAssessment(context, row)
    await insertAssessors(context, row, assessors)
    await giveSight(context, row.childId, assessors)
  },
  constraintRefusal: (constraint) =>
    constraint === 'assessment_under_way' ? refuse('UNDER_WAY', { purpose: '同一事由的评估', since: '刚刚' }) : undefined,
})

export const fill = action({
  name: 'assessment.fill',
  title: '填写指标',
  help: '可以分几次填。还不知道的选“未了解”，结果会是一个范围，不会猜。',
  form: fillForm,
  load: lockAssessment,
  may: (actor, loaded) => mayAssess(actor, loaded),
  decide({ row, sheet }, form) {
    if (!mayMove(row.state, 'assessment.fill'))
      return refuse('NOT_NOW', { state: assessmentLife.states[row.state].zh, what: '填写' })
    if (form.seen !== row.content.changes) return refuse('CHANGED')
    const wrong = answerFaults(sheet, form.answers)
    if (wrong.length > 0) {
      const names = new Map(sheetItems(sheet).map((item) => [item.key, item.title]))
      return refuse('ANSWERS', {
        count: wrong.length,
        items: wrong
          .slice(0, 5)
          .map((key) => names.get(key) ?? key)
          .join('、'),
      })
    }
    const content = {
      ...row.content,
      answers: form.answers,
      remarks: form.remarks ?? row.content.remarks,
      changes: row.content.changes + 1,
    }
    return { facts: [], changes: { id: row.id, content }, reply: { seen: content.changes } }
  },
  async save(context, { id, content }) {
    await changeAssessment(context, id, { content })
    // Who signed, signed other answers.
    await setSigned(context, id, null)
  },
})

export const sign = action({
  name: 'assessment.sign',
  title: '评估人签名',
  help: '看过答案再签。签过以后改了答案，要重新签。',
  form: signForm,
  load: lockAssessment,
  may: (actor, loaded) => mayAssess(actor, loaded),
  decide({ row, assessors }, form, { actor }) {
    if (!mayMove(row.state, 'assessment.sign'))
      return refuse('NOT_NOW', { state: assessmentLife.states[row.state].zh, what: '签名' })
    const own = assessors.find((each) => each.accountId === actor.accountId)
    if (!own) return refuse('NOT_ASSESSOR')
    if (form.seen !== row.content.changes) return refuse('CHANGED')
    if (own.signedAt !== null) return refuse('SIGNED')
    return { facts: [], changes: { id: row.id }, reply: {} }
  },
  save: (context, { id }) => setSigned(context, id, { accountId: context.actor.accountId }),
})

interface Changing extends LoadedAssessment {
  people: Person[]
}

export const changeTeam = action({
  name: 'assessment.change-team',
  title: '更换评估人',
  help: '有人调走、回避时换。留下的人签过的名还算数，换下的人不再看得到。',
  form: changeTeamForm,
  async load(context: LoadContext, form): Promise<Changing | null> {
    const loaded = await lockAssessment(context, form)
    const ids = form.assessors.flatMap((each) => each.accountId ?? [])
    return loaded && { ...loaded, people: await assessableByIds(context.tx, context.actor.organisation.path, ids) }
  },
  may: (actor, loaded) => mayDecide(actor, loaded),
  decide({ row, sheet, assessors: before, people }, form, moment) {
    if (!mayMove(row.state, 'assessment.change-team'))
      return refuse('NOT_NOW', { state: assessmentLife.states[row.state].zh, what: '更换评估人' })
    const wanted = teamOf(form.assessors, people, moment)
    if (isRefusal(wanted)) return wanted
    const fault = teamFault(teamFor(sheet, row.purpose), row.purpose, wanted)
    if (fault) return fault
    const same = (
      one: Pick<AssessorRow, 'accountId' | 'name' | 'title'>,
      other: Pick<AssessorRow, 'accountId' | 'name' | 'title'>,
    ) =>
      one.title === other.title &&
      (one.accountId ? one.accountId === other.accountId : other.accountId === null && one.name === other.name)
    const change = { at: moment.now, by: moment.actor.name, reason: form.reason, names: before.map((each) => each.name) }
    return {
      facts: [],
      changes: {
        id: row.id,
        childId: row.childId,
        content: { ...row.content, teams: [...(row.content.teams ?? []), change] },
        leave: before.filter((each) => !wanted.some((one) => same(one, each))),
        join: wanted.filter((each) => !before.some((one) => same(one, each))),
      },
      reply: {},
    }
  },
  async save(context, { id, childId, content, leave, join }) {
    await changeAssessment(context, id, { content })
    await endSight(context, { id, childId }, leave, 0)
    await retire(context, leave)
    await insertAssessors(context, { id, childId }, join)
    await giveSight(context, childId, join)
  },
})

export const drop = action({
  name: 'assessment.drop',
  title: '停止评估',
  help: '不再评的写明原因；已填的都留着。',
  form: dropForm,
  load: lockAssessment,
  may: (actor, loaded) => mayDecide(actor, loaded),
  decide({ row, assessors, child }, form, moment) {
    if (!mayMove(row.state, 'assessment.drop'))
      return refuse('NOT_NOW', { state: assessmentLife.states[row.state].zh, what: '停止' })
    const dropped = { reason: form.reason, by: moment.actor.name, at: moment.now, ...(form.note ? { note: form.note } : {}) }
    return { facts: [], changes: { id: row.id, childId: child.id, content: { ...row.content, dropped }, assessors }, reply: {} }
  },
  async save(context, { id, childId, content, assessors }) {
    await changeAssessment(context, id, { state: 'dropped', content })
    await endSight(context, { id, childId }, assessors, 0)
  },
})
