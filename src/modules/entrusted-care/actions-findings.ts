/** Findings to correct: due date, proof, a re-check by somebody else; closed only by that. */
import { action, type LoadContext } from '#kernel/action.ts'
import { next } from '#kernel/lifecycle.ts'
import { dateOf } from '#kernel/time.ts'
import { mayKeep, mayTell } from './access-institutions.ts'
import { firstFact, loadInstitution, told } from './actions-register.ts'
import { findingLife } from './lifecycle-institutions.ts'
import { refuse } from './refusals-institutions.ts'
import { correctFindingForm, makeFindingForm, recheckFindingForm, urgeFindingForm } from './schema-watch.ts'
import { institutionById, type InstitutionRow, institutionRef } from './store-institutions.ts'
import { findingById, type FindingRow, findingsOf, insertFinding, keepFinding } from './store-watch.ts'

export const findingNo = (today: string, before: number) => `${today.slice(0, 4)}-${before + 1}`

export const makeFinding = action({
  name: 'institution.make-finding',
  title: '发现问题',
  help: '检查之外发现的（视频、来信、医院告知）也记在这里。',
  form: makeFindingForm,
  async load(context, form) {
    const loaded = await loadInstitution(context, form)
    return (
      loaded && { ...loaded, before: (await findingsOf(context.tx, context.vault, { institutionId: form.institutionId })).length }
    )
  },
  may: (actor, loaded) => mayKeep(actor, loaded),
  decide({ institution, before }, form, moment) {
    const today = dateOf(moment.occurredAt)
    if (form.dueOn < today) return refuse('DUE_PAST')
    const id = moment.newId('finding')
    const no = findingNo(today, before)
    const content = told({ text: form.text, papers: form.papers })
    return {
      facts: [
        {
          subject: institutionRef(institution),
          name: 'institution.finding-made',
          value: { finding: id, dueBy: form.dueOn },
          details: { no, area: form.area, ...content },
        },
      ],
      changes: { id, no, area: form.area, grave: form.grave === true, dueOn: form.dueOn, content },
      reply: { findingId: id },
    }
  },
  save: (context, changes, { institution: { id: institutionId, ownerPath } }) =>
    insertFinding(context, { ...changes, institutionId, ownerPath, inspectionId: null, factId: firstFact(context.actionId) }),
})

interface WithFinding {
  finding: FindingRow
  institution: InstitutionRow
}
async function loadFinding({ tx, vault }: LoadContext, form: { findingId: string }): Promise<WithFinding | null> {
  const finding = await findingById(tx, vault, form.findingId, true)
  const institution = finding && (await institutionById(tx, vault, finding.institutionId))
  return finding && institution ? { finding, institution } : null
}
const notNow = (finding: FindingRow, what: string) =>
  refuse('FINDING_NOT_NOW', { state: findingLife.states[finding.state].zh, what })

export const correctFinding = action({
  name: 'institution.correct-finding',
  title: '提交整改',
  help: '写明怎么整改的，附证明。复查由另一个人做。',
  form: correctFindingForm,
  load: loadFinding,
  may: (actor, loaded) => mayTell(actor, loaded),
  decide({ finding, institution }, form) {
    const state = next(findingLife, finding.state, 'institution.correct-finding')
    if (!state) return notNow(finding, '提交整改')
    return {
      facts: [
        {
          subject: institutionRef(institution),
          name: 'institution.finding-corrected',
          value: { finding: finding.id },
          details: { no: finding.no, text: form.text, proof: form.proof },
        },
      ],
      changes: { state, proof: form.proof, content: { ...finding.content, corrected: form.text } },
    }
  },
  save: (context, changes, { finding }) => keepFinding(context, finding.id, changes),
})

export const recheckFinding = action({
  name: 'institution.recheck-finding',
  title: '复查',
  help: '到位的销号，没有到位的再定期限。整改是谁提交的，复查就不能由他做。',
  form: recheckFindingForm,
  load: loadFinding,
  may: (actor, loaded) => mayKeep(actor, loaded),
  decide({ finding, institution }, form, { actor, occurredAt }) {
    if (finding.state !== 'corrected') return notNow(finding, '复查')
    if (finding.correctedBy === actor.accountId) return refuse('SAME_PERSON')
    if (!form.passed && !form.dueOn) return refuse('NEXT_DUE')
    if (form.dueOn && !form.passed && form.dueOn < dateOf(occurredAt)) return refuse('DUE_PAST')
    const state = form.passed ? ('closed' as const) : ('open' as const)
    return {
      facts: [
        {
          subject: institutionRef(institution),
          name: 'institution.finding-rechecked',
          value: { finding: finding.id, closed: form.passed },
          details: told({ no: finding.no, text: form.text, dueOn: form.dueOn, papers: form.papers }),
        },
      ],
      changes: {
        state,
        ...(form.passed ? {} : { dueOn: form.dueOn }),
        content: { ...finding.content, rechecked: form.text, rechecker: actor.name },
      },
    }
  },
  save: (context, changes, { finding }) => keepFinding(context, finding.id, changes),
})

export const urgeFinding = action({
  name: 'institution.urge-finding',
  title: '再次通知整改',
  help: '过了期限还没有提交整改的，发第二次通知。',
  form: urgeFindingForm,
  load: loadFinding,
  may: (actor, loaded) => mayKeep(actor, loaded),
  decide({ finding, institution }, form, { occurredAt }) {
    const today = dateOf(occurredAt)
    if (finding.state !== 'open') return notNow(finding, '再次通知')
    if (finding.dueOn >= today) return refuse('NOT_OVERDUE', { due: finding.dueOn })
    if (form.dueOn < today) return refuse('DUE_PAST')
    return {
      facts: [
        {
          subject: institutionRef(institution),
          name: 'institution.correction-urged',
          value: { finding: finding.id, dueBy: form.dueOn },
          details: told({ no: finding.no, text: form.text }),
        },
      ],
      changes: {
        again: true as const,
        dueOn: form.dueOn,
        content: { ...finding.content, ...(form.text ? { urged: form.text } : {}) },
      },
    }
  },
  save: (context, changes, { finding }) => keepFinding(context, finding.id, changes),
})
