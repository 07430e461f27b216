/** What this room does by itself when a file is closed, or turns out to be another file's child. */
import { action } from '#kernel/action.ts'
import { childById, lockChild } from '#modules/people-and-cases/index.ts'
import { bySystem } from './access.ts'
import { followForm, followSameForm } from './schema.ts'
import { endSight } from './sight.ts'
import { assessmentsOf, assessorsOf, changeAssessment, moveToChild } from './store.ts'

export const followClosed = action({
  name: 'assessment.follow-closed',
  title: '结案后停止评估',
  help: '个案结案时由系统办，不由人办。',
  form: followForm,
  async load({ tx, vault }, form) {
    const loaded = await lockChild(tx, vault, form.childId)
    return loaded && { ...loaded, rows: await assessmentsOf(tx, vault, form.childId) }
  },
  may: bySystem,
  decide({ child, rows }, _form, { now }) {
    // Reopened meanwhile: what is under way goes on.
    const ends = child.closedAt === null ? [] : rows.filter((row) => row.state === 'under-way')
    const dropped = { reason: 'closed', by: '系统', at: now }
    return {
      facts: [],
      changes: ends.map((row) => ({ id: row.id, content: { ...row.content, dropped } })),
      reply: { ended: ends.length },
    }
  },
  async save(context, ends, { child }) {
    for (const { id, content } of ends) {
      await changeAssessment(context, id, { state: 'dropped', content })
      await endSight(context, { id, childId: child.id }, await assessorsOf(context.tx, context.vault, [id]), 0)
    }
  },
})

export const followSameChild = action({
  name: 'assessment.follow-same-child',
  title: '重复建档并入后，评估跟着走',
  help: '两份个案是同一个孩子时由系统办；两边都在评的，并入的一份停止。',
  form: followSameForm,
  async load({ tx, vault }, form) {
    const loaded = await lockChild(tx, vault, form.childId)
    const into = loaded && (await childById(tx, form.into))
    if (!into) return null
    const [rows, theirs] = [await assessmentsOf(tx, vault, form.childId), await assessmentsOf(tx, vault, form.into)]
    return { ...loaded, into, rows, theirs }
  },
  may: bySystem,
  decide({ rows, theirs, into }, _form, { now }) {
    const running = new Set(theirs.filter((each) => each.state === 'under-way').map((each) => each.purpose))
    const ends = rows.filter((row) => row.state === 'under-way' && running.has(row.purpose))
    const dropped = { reason: 'other', note: `与个案 ${into.no} 是同一个孩子，那边已在评估`, by: '系统', at: now }
    return {
      facts: [],
      changes: ends.map((row) => ({ id: row.id, content: { ...row.content, dropped } })),
      reply: { moved: rows.length, ended: ends.length },
    }
  },
  async save(context, ends, { child, into }) {
    for (const { id, content } of ends) await changeAssessment(context, id, { state: 'dropped', content })
    await moveToChild(context.tx, child.id, into.id)
  },
})
