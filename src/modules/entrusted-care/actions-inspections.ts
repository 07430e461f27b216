/** An inspection on the spot: two visitors, everybody placed there by name, then the house. */
import { action, type LoadContext, type NewFact } from '#kernel/action.ts'
import { isUnknown } from '#kernel/field.ts'
import { dateOf, dayOfInstant } from '#kernel/time.ts'
import { fileById, fileRef } from '#modules/people-and-cases/index.ts'
import { mayKeep } from './access-institutions.ts'
import { findingNo } from './actions-findings.ts'
import { firstFact, loadInstitution, told } from './actions-register.ts'
import { refuse } from './refusals-institutions.ts'
import { concerns, visitorsOf, weightChange, type Weighed } from './rules-inspections.ts'
import { closeInspectionForm, seenForm, startInspectionForm } from './schema-watch.ts'
import { institutionById, type InstitutionRow, institutionRef } from './store-institutions.ts'
import { placedNow } from './store-placed.ts'
import {
  closeInspectionRow,
  findingsOf,
  insertFinding,
  insertInspection,
  inspectionById,
  type InspectionRow,
  inspectionsOf,
  keepSeen,
  seenBefore,
  seenIn,
  type SeenRow,
} from './store-watch.ts'

export const startInspection = action({
  name: 'institution.start-inspection',
  title: '开始检查',
  help: '两人以上同去。逐人看，边看边存，看完再结束。',
  legalBasis: '大提升第2项：定期检查（周期为假定）',
  form: startInspectionForm,
  async load(context, form) {
    const loaded = await loadInstitution(context, form)
    return loaded && { ...loaded, inspections: await inspectionsOf(context.tx, context.vault, form.institutionId, 20) }
  },
  may: (actor, loaded) => mayKeep(actor, loaded),
  decide({ inspections }, form, moment) {
    const visitors = visitorsOf(form.visitors)
    if (visitors.length < 2) return refuse('TWO_VISITORS')
    if (inspections.some((each) => each.closedAt === null && each.startedBy === moment.actor.accountId))
      return refuse('INSPECTING_ALREADY')
    const id = moment.newId('inspection')
    // The fact comes with the closing: an inspection that was begun has shown nothing yet.
    return {
      facts: [],
      changes: {
        id,
        by: moment.actor.organisation.kind === 'bureau' ? 'bureau' : 'station',
        content: told({ visitors, unannounced: form.unannounced }),
      },
      reply: { inspectionId: id },
    }
  },
  save: (context, changes, { institution: { id: institutionId, ownerPath } }) =>
    insertInspection(context, { ...changes, institutionId, ownerPath }),
  constraintRefusal: (constraint) => (constraint === 'inspection_open' ? refuse('INSPECTING_ALREADY') : undefined),
})

interface WithInspection {
  inspection: InspectionRow
  institution: InstitutionRow
}
async function loadInspection({ tx, vault }: LoadContext, form: { inspectionId: string }): Promise<WithInspection | null> {
  const inspection = await inspectionById(tx, vault, form.inspectionId, true)
  const institution = inspection && (await institutionById(tx, vault, inspection.institutionId))
  return inspection && institution ? { inspection, institution } : null
}

/** What was weighed the last time, if it was. */
export function weighedIn(rows: readonly SeenRow[], fileId: string): Weighed | undefined {
  const last = rows.find((each) => each.fileId === fileId && typeof each.content.weight === 'number')
  return last && { kg: last.content.weight as number, day: dayOfInstant(last.seenAt) }
}

export const recordSeen = action({
  name: 'institution.record-seen',
  title: '记下这个人',
  help: '再记一次就改正前一次。',
  legalBasis: '大提升第2项：掌握每个人的身体和寻亲情况',
  form: seenForm,
  async load(context, form) {
    const loaded = await loadInspection(context, form)
    const file = loaded && (await fileById(context.tx, form.fileId))
    if (!loaded || !file) return null
    const { tx, vault } = context
    const here = (await placedNow(tx, loaded.institution.id)).some((each) => each.fileId === file.id)
    const own = (await seenIn(tx, vault, loaded.inspection.id)).find((each) => each.fileId === file.id)
    const before = await seenBefore(tx, vault, [file.id], { at: context.occurredAt, not: loaded.inspection.id })
    return { ...loaded, file, here: here || own !== undefined, own, before }
  },
  may: (actor, loaded) => mayKeep(actor, loaded),
  decide({ inspection, file, here, own, before }, form, { occurredAt }) {
    if (inspection.closedAt !== null) return refuse('INSPECTION_CLOSED')
    if (!here) return refuse('NOT_PLACED_HERE')
    const { inspectionId: _inspection, fileId, ...content } = form
    const { seen, weight, skin, injury, medicineTaken, mood, hygiene, said } = content
    if (seen !== 'seen' && [weight, skin, injury, mood, hygiene, said].some((each) => each !== undefined))
      return refuse('WEIGHT_UNSEEN')
    const kg = weight === undefined || isUnknown(weight) ? undefined : weight
    const last = weighedIn(before, fileId)
    const change = kg === undefined ? undefined : weightChange(last, { kg, day: dayOfInstant(occurredAt) })
    const words = concerns({ seen, skin, injury, medicineTaken, mood }, change)
    return {
      facts: [
        {
          subject: fileRef(file),
          name: 'entrusted.seen',
          value: { seen: seen === 'seen', flagged: words.length > 0 },
          details: told({ ...content, concerns: words.length > 0 ? words : undefined }),
          ...(own ? { replaces: own.factId } : {}),
        },
      ],
      changes: { content: told({ ...content, ...(change ? { change } : {}), concerns: words }) },
      reply: { concerns: words.length },
    }
  },
  save: (context, { content }, { inspection, file }) =>
    keepSeen(context, {
      inspectionId: inspection.id,
      institutionId: inspection.institutionId,
      fileId: file.id,
      ownerPath: file.ownerPath,
      content,
      factId: firstFact(context.actionId),
    }),
})

export const closeInspection = action({
  name: 'institution.close-inspection',
  title: '结束检查',
  help: '结束后不能再改。要整改的问题写明期限。',
  legalBasis: '大提升第2项',
  form: closeInspectionForm,
  async load(context, form) {
    const loaded = await loadInspection(context, form)
    if (!loaded) return null
    const { tx, vault } = context
    const seen = new Set((await seenIn(tx, vault, form.inspectionId)).map((each) => each.fileId))
    const left = (await placedNow(tx, loaded.institution.id)).filter((each) => !seen.has(each.fileId)).length
    return {
      ...loaded,
      left,
      seen: seen.size,
      findings: (await findingsOf(tx, vault, { institutionId: loaded.institution.id })).length,
    }
  },
  may: (actor, loaded) => mayKeep(actor, loaded),
  decide({ inspection, institution, left, seen, findings }, form, moment) {
    if (inspection.closedAt !== null) return refuse('INSPECTION_CLOSED')
    if (left > 0 && !form.unseen) return refuse('NOT_ALL_SEEN', { count: left })
    const today = dateOf(moment.occurredAt)
    const problems = form.problems ?? []
    if (problems.some((each) => each.dueOn < today)) return refuse('DUE_PAST')
    const { inspectionId: _id, problems: _problems, ...house } = form
    const areas = [...new Set(problems.map((each) => each.area as string))]
    const subject = institutionRef(institution)
    const made = problems.map((each, index) => ({
      id: moment.newId(`finding ${index}`),
      no: findingNo(today, findings + index),
      area: each.area,
      grave: each.grave === true,
      dueOn: each.dueOn,
      content: { text: each.text },
      factId: `${moment.actionId}:${index + 1}`,
    }))
    const facts: NewFact[] = [
      {
        subject,
        name: 'institution.inspected',
        value: { by: inspection.by, ...(areas.length > 0 ? { findings: areas } : {}) },
        details: { ...inspection.content, ...told(house), seen, left },
      },
      ...made.map((each) => ({
        subject,
        name: 'institution.finding-made',
        value: { finding: each.id, dueBy: each.dueOn },
        details: { no: each.no, area: each.area, text: each.content.text },
      })),
    ]
    return {
      facts,
      changes: { content: { ...inspection.content, ...told(house), seen, left }, made },
      reply: { findings: made.length },
    }
  },
  async save(context, { content, made }, { inspection }) {
    const { id: inspectionId, institutionId, ownerPath } = inspection
    await closeInspectionRow(context, inspectionId, content, firstFact(context.actionId))
    for (const each of made) await insertFinding(context, { ...each, institutionId, ownerPath, inspectionId })
  },
})
