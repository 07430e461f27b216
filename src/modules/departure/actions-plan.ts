/** The plan for going home: drafted, approved by another, given up; and which station escorts across provinces. */
import { action, type NewFact } from '#kernel/action.ts'
import type { Actor } from '#kernel/actor.ts'
import type { LedgerFact } from '#kernel/ledger.ts'
import { next } from '#kernel/lifecycle.ts'
import { organisationById } from '#kernel/org.ts'
import { fileRef, rescueFile } from '#modules/people-and-cases/index.ts'
import { mayDecide, maySignOut } from './access.ts'
import { guestAt, isVerified } from './guest.ts'
import { returnPlan } from './lifecycle.ts'
import { factAt, type Loaded, loadGuest, loadToward, type Toward } from './loads.ts'
import { originSealed } from './origins.ts'
import { atWords, refuse } from './refusals.ts'
import { defined, journeyOf } from './rules-form.ts'
import { isLive } from './rules-refusal.ts'
import { type RouteAnswer, routeOf, sameDivision } from './rules-route.ts'
import { allLeavingKinds } from './schema.ts'
import { approvePlanForm, cancelPlanForm, designateForm, mergedForm, planForm } from './schema-journey.ts'
import { insertDesignation, insertPlan, movePlan } from './store-plan.ts'

type Told = Parameters<typeof journeyOf>[0]

/** Where to, as far as it is told; what is not told follows from the divisions and paths. */
export function towards(
  loaded: Toward,
  told: Told,
): { local: 'yes' | 'no' | 'unknown'; crossProvince: 'yes' | 'no' | 'unknown' } {
  const { station, organisation, place } = loaded
  const code = organisation?.division ?? (place?.kind === 'unknown' ? null : (place?.code ?? null))
  const apart = organisation && organisation.path.split('.')[0] !== station.path.split('.')[0]
  return {
    local: told.local ?? (apart ? 'no' : sameDivision(code, station.division, 6)),
    crossProvince: told.crossProvince ?? (apart ? 'yes' : not(sameDivision(code, station.division, 2))),
  }
}
const not = (answer: 'yes' | 'no' | 'unknown') => (answer === 'unknown' ? answer : answer === 'yes' ? 'no' : 'yes')

function routed(
  loaded: Toward,
  form: { means: RouteAnswer['means']; receiver?: 'station' | 'bureau' | 'unknown' | undefined } & Told,
) {
  const kind = loaded.organisation?.kind
  return routeOf({
    means: form.means,
    ...towards(loaded, form),
    receiver: form.receiver ?? (kind === 'station' ? 'station' : kind === 'bureau' || kind === 'town' ? 'bureau' : 'unknown'),
    designated: loaded.designated,
  })
}

/** What became of the place since: noted beside the plan, which stands all the same. */
function exceptionOf(loaded: Toward): NewFact[] {
  const subject = fileRef(loaded.file)
  const note = (kind: string, details: Record<string, unknown>): NewFact[] => [
    { subject, name: 'departure.exception-noted', value: { kind }, details },
  ]
  const { organisation, place } = loaded
  if (organisation && !organisation.active) return note('origin-changed', { old: organisation.name })
  if (place?.kind === 'changed') return note('origin-changed', defined({ old: place.old, present: place.present ?? undefined }))
  if (place?.kind === 'unknown' && !organisation) return note('origin-unknown', { old: place.name })
  return []
}

/** What the writer is told of it; names no place: the reply is kept. */
function mindOf(exception: NewFact): string {
  return exception.value?.kind === 'origin-changed'
    ? '流出地已更名或撤并，已记下原名和现名；函件请发现在的单位。'
    : '流出地在现行区划里查不到，已记为异常；请再向本人、户籍地核对。'
}

export const planReturn = action({
  name: 'departure.plan-return',
  title: '定返乡方案',
  help: '身份核实、身体允许的就定；跨省护送由民政局指定的市站承担。',
  legalBasis: '大提升第9项；三年计划三（三）3',
  form: planForm,
  load: loadToward,
  may: (actor, loaded) => maySignOut(actor, loaded),
  decide(loaded, form, moment) {
    const { file, leaving, organisation } = loaded
    if (file.state === 'left')
      return refuse('LEFT_ALREADY', {
        at: atWords(file.leftAt ?? leaving?.leftAt ?? moment.now),
        kind: allLeavingKinds[(file.leftKind ?? 'own') as keyof typeof allLeavingKinds] ?? '离站',
      })
    if (file.state !== 'in' && file.state !== 'asked') return refuse('NOT_IN', { state: rescueFile.states[file.state].zh })
    if (form.originId && (!organisation || !['station', 'bureau', 'town'].includes(organisation.kind)))
      return refuse('NO_SUCH_ORIGIN')
    if (form.plannedOn && form.arrivesOn && form.arrivesOn < form.plannedOn) return refuse('DATES')
    const {
      fileId: _id,
      originId: _organisation,
      originDivision,
      origin: _origin,
      local: _local,
      crossProvince: _cross,
      via: _via,
      ...told
    } = form
    const where = towards(loaded, form)
    const answer = routed(loaded, form)
    const journey = journeyOf({
      ...form,
      ...where,
      ...(form.origin === undefined && organisation ? { origin: organisation.name } : {}),
    })
    const exceptions = exceptionOf(loaded)
    const details = { ...told, means: answer.means, ...defined({ division: originDivision }) }
    const guest = guestAt(loaded, moment.occurredAt)
    const advice = answer.route === 'city-station' && loaded.designated !== 'self' ? ['city-station'] : []
    const mind = [
      ...answer.findings.map((each) => each.zh),
      ...(isVerified(loaded) ? [] : ['身份还没有核实：核实后才能批准。']),
      ...(guest.fit === 'yes' ? [] : ['能不能出行还没有结论：健康检视后才能批准。']),
      ...exceptions.map((each) => mindOf(each)),
    ]
    return {
      facts: [
        originSealed({
          subject: fileRef(file),
          name: 'departure.return-planned',
          value: { ...journey, ...defined({ route: answer.route ?? undefined }) },
          details,
        }),
        ...exceptions,
      ],
      changes: {
        id: moment.newId('plan'),
        journey,
        means: answer.means,
        route: answer.route as string | null,
        plannedOn: form.plannedOn ?? null,
        arrivesOn: form.arrivesOn ?? null,
        originId: organisation?.active ? organisation.id : null,
      },
      reply: { advice, mind, route: answer.route, means: answer.means },
    }
  },
  async save(context, { journey, ...plan }, { file }) {
    await insertPlan(context, {
      ...plan,
      fileId: file.id,
      ownerPath: file.ownerPath,
      local: journey.local ?? null,
      crossProvince: journey.crossProvince ?? null,
      factId: factAt(context.actionId),
    })
  },
})

export const approvePlan = action({
  name: 'departure.approve-plan',
  title: '批准返乡方案',
  help: '身份核实、健康检视能出行的才批；自己写的由另一人批。',
  legalBasis: '大提升第9项',
  form: approvePlanForm,
  load: loadGuest,
  may: (actor, loaded) => mayDecide(actor, loaded),
  decide(loaded, form, moment) {
    const { plan } = loaded
    if (!plan || !isLive(plan.state)) return refuse('NO_PLAN')
    const state = next(returnPlan, plan.state, 'departure.approve-plan')
    if (!state) return refuse('PLAN_STATE', { state: returnPlan.states[plan.state].zh })
    const fact = loaded.facts.find((each) => each.id === plan.factId)
    if (fact?.recordedBy === moment.actor.accountId) return refuse('OWN_PLAN')
    if (!isVerified(loaded)) return refuse('NOT_VERIFIED')
    if (guestAt(loaded, moment.occurredAt).fit !== 'yes') return refuse('NOT_FIT')
    if (!plan.originId && !fact?.value.origin) return refuse('NO_ORIGIN')
    return {
      facts: [{ subject: fileRef(loaded.file), name: 'departure.plan-approved', details: defined({ note: form.note }) }],
      changes: { id: plan.id, state },
    }
  },
  save: (context, changes) => movePlan(context.tx, changes.id, changes.state, context.occurredAt),
})

export const cancelPlan = action({
  name: 'departure.cancel-plan',
  title: '撤销返乡方案',
  form: cancelPlanForm,
  load: loadGuest,
  may: (actor, loaded) => maySignOut(actor, loaded),
  decide(loaded, form) {
    const { plan } = loaded
    if (!plan || !isLive(plan.state)) return refuse('NO_PLAN')
    const state = next(returnPlan, plan.state, 'departure.cancel-plan')
    if (!state) return refuse('PLAN_STATE', { state: returnPlan.states[plan.state].zh })
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'departure.plan-cancelled',
          value: { reason: 'by-hand' },
          details: { reason: form.reason },
        },
      ],
      changes: { id: plan.id, state },
    }
  },
  save: (context, changes) => movePlan(context.tx, changes.id, changes.state, context.occurredAt),
})

export const designateStation = action({
  name: 'departure.designate-station',
  title: '指定跨省护送站',
  help: '本局辖区内各站的跨省护送都交给它；是它自己的就自己护送。',
  legalBasis: '三年计划三（三）3：跨省护送由市救助站承担',
  form: designateForm,
  load: async ({ tx, actor }, form) => {
    const station = await organisationById(tx, form.stationId)
    const bureau = await organisationById(tx, actor.organisation.id)
    return station && bureau ? { station, bureau } : null
  },
  may: (_actor, { bureau }) => bureau.kind === 'bureau' || refuse('ONLY_BUREAU'),
  decide({ station, bureau }, form, moment) {
    const areaPath = bureau.path.replace(/[^.]+\.$/, '')
    if (station.kind !== 'station' || !station.active || !station.path.startsWith(areaPath)) return refuse('NOT_A_STATION')
    return {
      facts: [
        {
          subject: { kind: 'organisation', id: bureau.id, ownerPath: bureau.path },
          name: 'departure.station-designated',
          value: { station: station.id },
          details: defined({ basis: form.basis }),
        },
      ],
      changes: { id: moment.newId('designation'), areaPath, bureauPath: bureau.path, stationId: station.id },
      reply: { stationId: station.id },
    }
  },
  save: (context, changes) => insertDesignation(context, { ...changes, factId: factAt(context.actionId) }),
})

/** Merged on the way: it is noted once, and once more when it is undone, also of a journey that is over by then. */
const noted = (loaded: { facts: readonly LedgerFact[] }, kind: string) =>
  loaded.facts.filter((fact) => fact.name === 'departure.exception-noted' && fact.value['kind'] === kind).length

const mergerOf = (loaded: Loaded, kind: 'person-merged' | 'person-parted', form: { personId: string; otherId: string }) => ({
  facts: [
    {
      subject: fileRef(loaded.file),
      name: 'departure.exception-noted',
      value: { kind },
      details: { into: form.personId, other: form.otherId },
    },
  ],
  changes: null,
})

const bySystem = (actor: Actor, loaded: Loaded) => actor.kind === 'system' && maySignOut(actor, loaded)

export const noteMerged = action({
  name: 'departure.note-merged',
  title: '记途中人员合并',
  help: '系统在两份资料并成一人时自动记：方案、交接都跟着留下的人走。',
  form: mergedForm,
  load: loadGuest,
  may: bySystem,
  decide(loaded, form) {
    const { plan } = loaded
    return plan && isLive(plan.state) ? mergerOf(loaded, 'person-merged', form) : refuse('NO_PLAN')
  },
  save: async () => undefined,
})

export const noteParted = action({
  name: 'departure.note-parted',
  title: '记途中人员合并已撤销',
  help: '系统在合并撤销时自动记：方案、交接归还原来的人。',
  form: mergedForm,
  load: loadGuest,
  may: bySystem,
  decide: (loaded, form) =>
    noted(loaded, 'person-merged') > noted(loaded, 'person-parted')
      ? mergerOf(loaded, 'person-parted', form)
      : { facts: [], changes: null },
  save: async () => undefined,
})
