/** Found again: by hand, by the job that follows a reception, its causes, and telling the bureau. */
import { action, type LoadContext } from '#kernel/action.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { dateOf, endOfDay, startOfDay } from '#kernel/time.ts'
import { mayWork } from './access-needs.ts'
import { factAt, loadSubject, type LoadedSubject, standing, told } from './loads-needs.ts'
import { refuse } from './refusals-needs.ts'
import { noteAgainForm, reportAgainForm, takeBackAgainForm, tellBureauForm, tellCausesForm } from './schema-needs.ts'
import { type AgainRow, changeAgain, GONE_HOME, insertAgain, lockAgain } from './store-again.ts'

/** When this person went home last before an instant, by this file; undefined where it tells of none. */
function lastHome(loaded: LoadedSubject, before: number): number | undefined {
  const facts = standing(loaded.facts)
  const home = facts.filter((fact) => (GONE_HOME as readonly string[]).includes(fact.name))
  const listed = facts.some((fact) => fact.name === 'follow-up.listed')
  const all = [...home.map((fact) => fact.occurredAt), ...(listed ? [loaded.file?.leftAt ?? 0] : [])]
  return all.filter((at) => at <= before).sort((a, b) => b - a)[0] ?? (all.length > 0 ? Math.min(...all) : undefined)
}

export const reportFoundAgain = action({
  name: 'follow-up.report-found-again',
  title: '报告再次走失、流浪',
  help: '家里找不到人、在外地被发现，都可以报。受理时系统会自己记，不用再报一次。',
  legalBasis: '大提升第14项：发现反复流浪乞讨的及时反馈',
  form: reportAgainForm,
  load: loadSubject,
  may: (actor, loaded) => mayWork(actor, loaded),
  decide(loaded, form, moment) {
    const today = dateOf(moment.occurredAt)
    const on = form.foundOn ?? today
    if (on > today) return refuse('FUTURE_DAY')
    const foundAt = on === today ? moment.occurredAt : Math.min(startOfDay(on) + 12 * 3_600_000, endOfDay(on))
    const home = lastHome(loaded, foundAt)
    if (home === undefined) return refuse('NEVER_RETURNED')
    if (foundAt < home && on < dateOf(home)) return refuse('FOUND_BEFORE_RETURN', { found: on, sent: dateOf(home) })
    const at = Math.max(foundAt, home)
    if (standing(loaded.facts).some((fact) => fact.name === 'follow-up.found-again' && dateOf(fact.occurredAt) === dateOf(at)))
      return refuse('FOUND_ALREADY', { date: dateOf(at) })
    const causes = form.causes ?? []
    const id = moment.newId('again')
    return {
      facts: [
        {
          subject: loaded.ref,
          name: 'follow-up.found-again',
          value: { how: form.how, ...(causes.length > 0 ? { causes } : {}) },
          details: told(form, 'fileId', 'personId', 'causes', 'how', 'foundOn'),
          occurredAt: at,
        },
      ],
      changes: { id, causes, at },
      reply: { againId: id },
    }
  },
  async save(context, { id, causes, at }, loaded) {
    await insertAgain(context, {
      id,
      fileId: loaded.file?.id ?? null,
      personId: loaded.person.id,
      ownerPath: loaded.ref.ownerPath,
      foundAt: at,
      source: 'hand',
      newFileId: null,
      causes,
      factId: factAt(context.actionId),
    })
  },
})

export const noteFoundAgain = action({
  name: 'follow-up.note-found-again',
  title: '受理后记再次流浪',
  help: '由系统在受理后自动记，不由人办。',
  form: noteAgainForm,
  load: loadSubject,
  may: (actor) => actor.kind === 'system',
  decide(loaded, form, moment) {
    const id = moment.newId('again')
    return {
      facts: [
        {
          subject: loaded.ref,
          name: 'follow-up.found-again',
          value: {},
          details: told({ place: form.place, newFile: form.newFileId }),
          occurredAt: form.foundAt,
        },
      ],
      changes: { id, form },
      reply: { againId: id },
    }
  },
  async save(context, { id, form }, loaded) {
    await insertAgain(context, {
      id,
      fileId: loaded.file?.id ?? null,
      personId: loaded.person.id,
      ownerPath: loaded.ref.ownerPath,
      foundAt: form.foundAt,
      source: 'intake',
      newFileId: form.newFileId,
      causes: [],
      factId: factAt(context.actionId),
    })
  },
  constraintRefusal: (constraint) => (constraint === 'again_once' ? refuse('AGAIN_GONE') : undefined),
})

interface LoadedAgain {
  again: AgainRow
  subject: LoadedSubject
}

async function loadAgain(context: LoadContext, form: { againId: string }): Promise<LoadedAgain | null> {
  const again = await lockAgain(context.tx, form.againId)
  const subject = again && (await loadSubject(context, again))
  return again && subject ? { again, subject } : null
}

/** The rows of one that still stands, or why it cannot be worked on. */
const standingOf = ({ again }: LoadedAgain) => (again.withdrawnAt === null ? again : refuse('AGAIN_GONE'))

export const takeBackFoundAgain = action({
  name: 'follow-up.take-back-found-again',
  title: '撤回再次流浪',
  help: '人员合并撤销、拆开后由系统自动撤，不由人办。',
  form: takeBackAgainForm,
  load: loadAgain,
  may: (actor) => actor.kind === 'system',
  decide(loaded) {
    const again = standingOf(loaded)
    if (isRefusal(again)) return again
    return {
      facts: [{ subject: loaded.subject.ref, name: 'fact.withdrawn', replaces: again.factId }],
      changes: again.id,
    }
  },
  save: (context, id) => changeAgain(context.tx, id, { withdrawnAt: context.now }),
})

export const tellCauses = action({
  name: 'follow-up.tell-causes',
  title: '记再次流浪的原因',
  legalBasis: '大提升第14项；佳木斯第四(五)4：源头预防',
  form: tellCausesForm,
  load: loadAgain,
  may: (actor, loaded) => mayWork(actor, loaded.subject),
  decide(loaded, form) {
    const again = standingOf(loaded)
    if (isRefusal(again)) return again
    return {
      facts: [
        {
          subject: loaded.subject.ref,
          name: 'follow-up.found-again',
          value: { causes: form.causes },
          details: told(form, 'againId', 'causes'),
          occurredAt: again.foundAt,
          replaces: again.factId,
        },
      ],
      changes: { id: again.id, causes: form.causes },
    }
  },
  save: (context, { id, causes }) => changeAgain(context.tx, id, { causes, factId: factAt(context.actionId) }),
})

export const tellBureau = action({
  name: 'follow-up.tell-bureau',
  title: '反馈民政局',
  help: '发现反复流浪乞讨的，镇街及时反馈民政局。',
  legalBasis: '大提升第14项',
  form: tellBureauForm,
  load: loadAgain,
  may: (actor, loaded) => mayWork(actor, loaded.subject),
  decide(loaded, form) {
    const again = standingOf(loaded)
    if (isRefusal(again)) return again
    if (again.toldAt !== null) return refuse('BUREAU_TOLD', { date: dateOf(again.toldAt) })
    return {
      facts: [{ subject: loaded.subject.ref, name: 'follow-up.bureau-told', details: told(form, 'againId') }],
      changes: again.id,
    }
  },
  save: (context, id) => changeAgain(context.tx, id, { toldAt: context.occurredAt }),
})
