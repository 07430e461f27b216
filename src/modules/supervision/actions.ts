/** What a bureau decides about policies, and the waiving of single duties. */
import { action, type SubjectRef } from '#kernel/action.ts'
import type { Actor } from '#kernel/actor.ts'
import { dateOf } from '#kernel/time.ts'
import { assumedParameters } from '#policy/compile.ts'
import { parameterKey } from '#policy/parameters.ts'
import { jurisdictionOf, mayDecide, mayWaive } from './access.ts'
import { books } from './books.ts'
import { NATIONAL } from './in-force.ts'
import { readParameter } from './parameter-rules.ts'
import { refuse } from './refusals.ts'
import {
  adoptForm,
  campaignForm,
  endAdoptionForm,
  goLiveForm,
  parameterForm,
  previewForm,
  waiveBases,
  waiveForm,
} from './schema.ts'
import {
  adoptionById,
  adoptionsIn,
  decided,
  dutyById,
  endAdoption,
  insertAdoption,
  insertCampaign,
  insertGoLive,
  insertParameter,
  insertRun,
  recomputeJob,
} from './store-decisions.ts'

/** A bureau's decision is about the bureau. */
export const bureauRef = (actor: Actor): SubjectRef => ({
  kind: 'organisation',
  id: actor.organisation.id,
  ownerPath: actor.organisation.path,
})
/** History is laid out by the system (imports, samples); a person's decision holds from today on. */
const tooEarly = (actor: Actor, from: string, now: number) => actor.kind === 'person' && from < dateOf(now)

export const adoptPack = action({
  name: 'supervision.adopt-pack',
  title: '采用政策',
  help: '从这一天起，本辖区按这份文件计算应办事项。',
  form: adoptForm,
  async load({ tx, actor }, form) {
    return {
      pack: (await books()).packs.get(form.pack),
      before: await adoptionsIn(tx, jurisdictionOf(actor.organisation), form.pack),
    }
  },
  may: (actor) => mayDecide(actor),
  decide({ pack, before }, form, moment) {
    if (!pack) return refuse('NO_SUCH_PACK', { pack: form.pack })
    if (pack.id === NATIONAL) return refuse('NATIONAL')
    if (form.until && form.until < form.from) return refuse('ORDER', { why: '停用在采用之前' })
    const overlaps = before.some(
      (each) => (form.until === undefined || each.from <= form.until) && (each.until === null || each.until >= form.from),
    )
    if (overlaps) return refuse('ALREADY_ADOPTED')
    const runId = moment.newId('run')
    return {
      facts: [
        {
          subject: bureauRef(moment.actor),
          name: 'policy.adopted',
          value: { pack: pack.id, from: form.from, ...(form.until ? { until: form.until } : {}) },
          details: { reason: form.reason },
        },
      ],
      changes: { id: moment.newId('adoption'), runId, ...form },
      jobs: [recomputeJob(runId)],
      reply: { runId },
    }
  },
  async save(context, changes) {
    await insertAdoption(context, changes)
    await decided(context, changes.runId)
  },
  constraintRefusal: (constraint) => (constraint === 'adoption_once' ? refuse('ALREADY_ADOPTED') : undefined),
})

export const stopAdoption = action({
  name: 'supervision.end-adoption',
  title: '停用政策',
  help: '这一天以后发生的不再按它计算；已经发生的仍要办完。',
  form: endAdoptionForm,
  async load({ tx, actor }, form) {
    const adoption = await adoptionById(tx, form.adoptionId)
    return adoption && adoption.jurisdiction === jurisdictionOf(actor.organisation) ? adoption : null
  },
  may: (actor) => mayDecide(actor),
  decide(adoption, form, moment) {
    if (adoption.until !== null && adoption.until < dateOf(moment.now)) return refuse('ENDED')
    if (form.until < adoption.from) return refuse('ORDER', { why: '停用在采用之前' })
    const runId = moment.newId('run')
    return {
      facts: [
        {
          subject: bureauRef(moment.actor),
          name: 'policy.adoption-ended',
          value: { pack: adoption.pack, until: form.until },
          details: { reason: form.reason },
        },
      ],
      changes: { id: adoption.id, until: form.until, reason: form.reason, runId },
      jobs: [recomputeJob(runId)],
      reply: { runId },
    }
  },
  async save(context, changes) {
    await endAdoption(context, changes)
    await decided(context, changes.runId)
  },
})

/** The assumed parameter of a key, whether any clause has that key at all. */
async function parameterOf(key: string) {
  const { packs, clauses } = await books()
  const parameter = assumedParameters([...packs.values()]).get(key)
  const written = [...clauses.values()].some(({ clause }) =>
    Object.keys(clause.parameters).some((name) => parameterKey(clause.id, name) === key),
  )
  return { parameter, written }
}

export const setParameter = action({
  name: 'supervision.set-parameter',
  title: '设定时限',
  help: '文件没有写明数字的时限，由民政局设定。这一天起开始计时的按新时限，已经开始的按原时限算完。',
  form: parameterForm,
  load: (_context, form) => parameterOf(form.key),
  may: (actor) => mayDecide(actor),
  decide({ parameter, written }, form, moment) {
    if (!parameter) return written ? refuse('NOT_ASSUMED') : refuse('NO_SUCH_PARAMETER', { key: form.key })
    const value = readParameter(parameter, form.value)
    if (value === null) {
      const hints = {
        term: '当天写“当天”。',
        'month-day': '日期写 1月31日。',
        'month-days': '几个日期用空格隔开：8月31日 12月31日。',
        'day-of-month': '写 1 到 31 的日子。',
        period: '写每月、每季度、半年或每年。',
      }
      return refuse('BAD_VALUE', { hint: hints[parameter.kind] })
    }
    if (tooEarly(moment.actor, form.from, moment.now)) return refuse('PAST')
    const runId = moment.newId('run')
    return {
      facts: [
        {
          subject: bureauRef(moment.actor),
          name: 'policy.parameter-set',
          value: { key: form.key, from: form.from },
          details: { value: String(value), reason: form.reason, citation: form.citation },
        },
      ],
      changes: {
        id: moment.newId('parameter'),
        key: form.key,
        value,
        from: form.from,
        reason: form.reason,
        citation: form.citation,
        runId,
      },
      jobs: [recomputeJob(runId)],
      reply: { runId, value: String(value) },
    }
  },
  async save(context, changes) {
    await insertParameter(context, changes)
    await decided(context, changes.runId)
  },
})

export const setCampaign = action({
  name: 'supervision.set-campaign',
  title: '设定专项行动日期',
  form: campaignForm,
  load: async (_context, form) => ({ pack: (await books()).packs.get(form.pack) }),
  may: (actor) => mayDecide(actor),
  decide({ pack }, form, moment) {
    if (!pack) return refuse('NO_SUCH_PACK', { pack: form.pack })
    if (form.closed && form.closed < form.opened) return refuse('ORDER', { why: '结束在启动之前' })
    if (form.planBy < form.applicationBy) return refuse('ORDER', { why: '报方案在报申请之前' })
    if (form.doneBy < form.planBy) return refuse('ORDER', { why: '全部落户在报方案之前' })
    const runId = moment.newId('run')
    return {
      facts: [
        { subject: bureauRef(moment.actor), name: 'policy.campaign-set', value: { pack: form.pack }, details: { ...form } },
      ],
      changes: { id: moment.newId('campaign'), runId, ...form },
      jobs: [recomputeJob(runId)],
      reply: { runId },
    }
  },
  async save(context, changes) {
    await insertCampaign(context, changes)
    await decided(context, changes.runId)
  },
})

export const setGoLive = action({
  name: 'supervision.set-go-live',
  title: '设定上线日',
  help: '上线日以前发生而没有办的，按“上线前的事项”免办，仍看得到。',
  form: goLiveForm,
  load: async () => ({}),
  may: (actor) => mayDecide(actor),
  decide(_loaded, form, moment) {
    const runId = moment.newId('run')
    return {
      facts: [
        {
          subject: bureauRef(moment.actor),
          name: 'policy.go-live-set',
          value: { day: form.day },
          details: { reason: form.reason },
        },
      ],
      changes: { id: moment.newId('go-live'), runId, ...form },
      jobs: [recomputeJob(runId)],
      reply: { runId },
    }
  },
  async save(context, changes) {
    await insertGoLive(context, changes)
    await decided(context, changes.runId)
  },
})

export const startPreview = action({
  name: 'supervision.start-preview',
  title: '看看会变什么',
  help: '只算不改：在后台把辖区里的事项按新规则算一遍，列出哪些会多、会少、会变。',
  form: previewForm,
  load: async () => ({}),
  may: (actor) => mayDecide(actor),
  decide(_loaded, form, moment) {
    const runId = moment.newId('run')
    return {
      facts: [],
      changes: { id: runId, change: form.change },
      jobs: [{ name: 'supervision.preview', data: { runId } }],
      reply: { runId },
    }
  },
  save: (context, changes) =>
    insertRun(context, {
      id: changes.id,
      kind: 'preview',
      jurisdiction: jurisdictionOf(context.actor.organisation),
      input: changes.change,
    }),
})

export const waive = action({
  name: 'supervision.waive',
  title: '免办',
  help: '这一件不再办，批准人和依据留在留痕链里；以后补办也不改变免办。',
  form: waiveForm,
  load: async ({ tx }, form) => (await dutyById(tx, form)) ?? null,
  may: (actor, duty: { ownerPath: string; state: string; subjectKind: string }) => mayWaive(actor, duty),
  decide(duty, form, moment) {
    if (duty.state === 'cannot-tell') return refuse('NOT_TOLD')
    if (duty.state !== 'open') return refuse('NOTHING_TO_WAIVE')
    return {
      facts: [
        {
          subject: { kind: duty.subjectKind, id: form.subjectId, ownerPath: duty.ownerPath },
          name: 'obligation.waived',
          value: { clause: form.clause, by: form.approvedBy, basis: waiveBases[form.basis], instance: form.instance },
          details: { note: form.note },
          occurredAt: moment.now,
        },
      ],
      changes: null,
    }
  },
  save: async () => undefined,
})
