/** The ledger and the register: following the facts, listing, taking out, town and village. */
import { action, type LoadContext, type Moment, type NewFact } from '#kernel/action.ts'
import { inRange } from '#kernel/actor.ts'
import { toLedgerFacts } from '#kernel/ledger.ts'
import { type Organisation, organisationById } from '#kernel/org.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { dateOf } from '#kernel/time.ts'
import { areaOf, mayFollow, mayRegister } from './access.ts'
import { refuse } from './refusals.ts'
import { lastOf, returneeState, type ReturneeState, standing } from './rules-returnee.ts'
import { assignTownForm, assignVillageForm, listForm, openReasonsForm, renewForm, unlistForm } from './schema.ts'
import {
  endParts,
  keepReturnee,
  type LoadedReturnee,
  lockReturnee,
  lockReturnees,
  lockSource,
  moveParts,
  type ReturneeRow,
  returnsOf,
  rowsOfPerson,
  type Source,
  subjectOf,
} from './store-returnee.ts'
import { followVisits, visitOfFact } from './store-visit.ts'
import { reasons } from './words.ts'

/** What the row says once these facts are told. */
export function after(loaded: LoadedReturnee, facts: NewFact[], moment: Moment): ReturneeState {
  const fresh = toLedgerFacts(facts, { ...moment, version: () => 1 })
  const { row, returns } = loaded
  return returneeState([...loaded.facts, ...fresh], row.fileId ?? row.personId, returns, moment.now)
}

/** Nothing more is recorded of a return that was taken back. */
export const stands = ({ row }: LoadedReturnee) => (row.withdrawnAt === null ? true : refuse('TAKEN_BACK'))

type Renewing = Source & { merged: { id: string; subjectId: string }[] }

/** Opened by nobody's role: the job that follows the facts. */
export const renew = action({
  name: 'follow-up.renew-returnee',
  title: '更新返乡人员台账',
  form: renewForm,
  async load(context, { subjectId }): Promise<Renewing | null> {
    const source = await lockSource(context, subjectId)
    return source && { ...source, merged: source.subject.fileId ? [] : await rowsOfPerson(context.tx, subjectId) }
  },
  may: (actor) => actor.kind === 'system',
  decide({ subject, row, facts, returns, person }, _form, moment) {
    const state = returneeState(facts, subject.fileId ?? subject.personId, returns, moment.now)
    // Who never went home and was never reported is nobody's returnee.
    const known = !state.takenBack && (subject.fileId !== null || state.listedAt !== null || state.receivedAt !== null)
    if (!row && !known) return { facts: [], changes: null }
    const personId = subject.fileId ? subject.personId : (person?.mergedInto ?? subject.personId)
    return { facts: [], changes: { id: row?.id ?? moment.newId('returnee'), ...subject, personId, state } }
  },
  async save(context, changes, { row, subject, facts }) {
    if (!changes) return
    const { state, ...returnee } = changes
    await keepReturnee(context, returnee, state)
    const subjectId = subject.fileId ?? subject.personId
    const told = standing(facts).filter((fact) => fact.name === 'follow-up.visited' && fact.subject.id === subjectId)
    await followVisits(
      context,
      returnee,
      told.map((fact) => visitOfFact(context.newId(`visit ${fact.id}`), fact)),
    )
    if (row && state.takenBack) await endParts(context.tx, { ...row, personId: subject.personId }, [], context.now)
  },
})

type Listing = LoadedReturnee & { others: ReturneeRow[] }

export const list = action({
  name: 'follow-up.list-prone',
  title: '纳入信息库',
  help: '易流浪走失人员：两个月回访一次，不少于一年。系统只提示，由人决定。',
  legalBasis: '大提升第14项：建立易流浪走失人员信息库',
  form: listForm,
  async load(context, form): Promise<Listing | null> {
    const loaded = await lockReturnee(context, form.returneeId)
    return loaded && { ...loaded, others: await returnsOf(context.tx, loaded.row.personId) }
  },
  may: (actor, loaded) => mayRegister(actor, loaded.row),
  decide(loaded, form, moment) {
    const { row, others } = loaded
    const here = stands(loaded)
    if (isRefusal(here)) return here
    if (row.state === 'dead') return refuse('DEAD')
    if (row.state === 'listed') return refuse('LISTED_ALREADY', { on: dateOf(row.listedAt as number) })
    const running = others.find(
      (each) => each.id !== row.id && each.state === 'listed' && (each.endsOn ?? '') >= dateOf(moment.now),
    )
    if (running) return refuse('LISTED_ELSEWHERE', { no: `${running.year} 年`, returneeId: running.id })
    const facts: NewFact[] = [
      { subject: subjectOf(row), name: 'follow-up.listed', value: { reasons: form.reasons }, details: { basis: form.basis } },
    ]
    const state = after(loaded, facts, moment)
    return { facts, changes: { state }, reply: { nextDue: state.series.nextDue, endsOn: state.series.endsOn } }
  },
  save: (context, { state }, { row }) => keepReturnee(context, row, state),
})

type Leaving = LoadedReturnee & { to: Organisation | undefined }

/** Why somebody cannot be taken out for this reason now. */
function unlistRefusal(
  { row, to }: Leaving,
  form: { reason: string; toId?: string | undefined; toName?: string | undefined },
  today: string,
) {
  if (row.state !== 'listed' && !(row.state === 'dead' && form.reason === 'died')) return refuse('NOT_LISTED')
  if (form.reason === 'died' && row.state !== 'dead') return refuse('DEATH_FIRST')
  if (form.reason === 'moved') {
    if (!form.toId && !form.toName) return refuse('WHERE_TO')
    if (form.toId && (!to || !['town', 'bureau'].includes(to.kind))) return refuse('NOT_A_PLACE')
  }
  if (form.reason === 'year-over') {
    if (row.endsOn !== null && today <= row.endsOn) return refuse('YEAR_NOT_OVER', { on: row.endsOn })
    if (row.nextDue !== null) return refuse('VISIT_STILL_OWED', { on: row.nextDue })
  }
  return null
}

export const unlist = action({
  name: 'follow-up.unlist-prone',
  title: '移出信息库',
  help: '迁出的由迁入地接着回访，回访期不重算。',
  legalBasis: '大提升第14项',
  form: unlistForm,
  async load(context, form): Promise<Leaving | null> {
    const loaded = await lockReturnee(context, form.returneeId)
    return loaded && { ...loaded, to: form.toId ? await organisationById(context.tx, form.toId) : undefined }
  },
  may: (actor, loaded) => mayRegister(actor, loaded.row),
  decide(loaded, form, moment) {
    const { row, to, facts: told } = loaded
    const refusal = unlistRefusal(loaded, form, dateOf(moment.now))
    if (refusal) return refusal
    const subject = subjectOf(row)
    const handed = form.reason === 'moved' && to
    if (handed && !inRange(moment.actor, row.ownerPath)) return refuse('OUTSIDE', { town: to.name })
    const details = { note: form.note, toName: handed ? to.name : form.toName }
    const facts: NewFact[] = [{ subject, name: 'follow-up.unlisted', value: { reason: form.reason }, details }]
    if (handed) facts.push({ subject, name: 'follow-up.town-assigned', value: { organisation: to.id } })
    if (form.reason === 'mistake') {
      const wrong = standing(told).filter((fact) => fact.name === 'follow-up.listed' && fact.subject.id === subject.id)
      for (const fact of wrong) facts.push({ subject, name: 'fact.withdrawn', replaces: fact.id, details: { reason: form.note } })
    }
    return { facts, changes: { state: after(loaded, facts, moment), path: handed ? to.path : null } }
  },
  async save(context, { state, path }, loaded) {
    await keepReturnee(context, loaded.row, state)
    await moveParts(context, loaded, path ? [path] : [])
  },
})

type Assigning = { all: LoadedReturnee[]; town: Organisation | undefined; village: Organisation | undefined }

export const assignTown = action({
  name: 'follow-up.assign-town',
  title: '定镇街',
  help: '镇街从此看得到这个人和要做的回访；改到别的镇街，回访期和次数照旧。',
  legalBasis: '大提升第14项：镇街回访',
  form: assignTownForm,
  async load(context, form): Promise<Assigning | null> {
    const all = await lockReturnees(context, form.returneeIds)
    if (all.length < new Set(form.returneeIds).size) return null
    const [town, village] = [
      await organisationById(context.tx, form.townId),
      form.villageId ? await organisationById(context.tx, form.villageId) : undefined,
    ]
    return { all, town, village }
  },
  may: (actor, { all }) => all.every(({ row }) => mayRegister(actor, row)),
  decide({ all, town, village }, form, moment) {
    if (town?.kind !== 'town') return refuse('NOT_A_TOWN')
    if (form.villageId && (village?.kind !== 'village' || !village.path.startsWith(town.path)))
      return refuse('NOT_ITS_VILLAGE', { town: town.name })
    // The one who sent home may give to any town of its city; who only received, to its own.
    const area = areaOf(moment.actor.organisation)
    const outside = !town.path.startsWith(area) && all.some(({ row }) => !inRange(moment.actor, row.ownerPath))
    if (outside) return refuse('OUTSIDE', { town: town.name })
    const gone = all.map(stands).find(isRefusal)
    if (gone) return gone
    if (all.some(({ row }) => row.state === 'dead')) return refuse('DEAD')
    const fresh = all.filter(({ row }) => row.townId !== town.id || row.villageId !== (village?.id ?? null))
    if (fresh.length === 0) return refuse('TOWN_ALREADY', { town: village?.name ?? town.name })
    return assigned(fresh, town, village, form.note, moment)
  },
  save: saveAssigned,
})

function assigned(
  all: LoadedReturnee[],
  town: Organisation,
  village: Organisation | undefined,
  note: string | undefined,
  moment: Moment,
) {
  const value = { organisation: town.id, ...(village ? { village: village.id } : {}) }
  const each = all.map((loaded) => {
    const fact: NewFact = {
      subject: subjectOf(loaded.row),
      name: 'follow-up.town-assigned',
      value,
      details: note ? { note } : {},
    }
    return { loaded, fact, state: after(loaded, [fact], moment) }
  })
  return {
    facts: each.map(({ fact }) => fact),
    changes: {
      each: each.map(({ loaded, state }) => ({ loaded, state })),
      paths: [town.path, ...(village ? [village.path] : [])],
    },
    reply: { count: each.length },
  }
}

async function saveAssigned(context: LoadContext, { each, paths }: ReturnType<typeof assigned>['changes']): Promise<void> {
  for (const { loaded, state } of each) {
    await keepReturnee(context, loaded.row, state)
    await moveParts(context, loaded, paths)
  }
}

export const assignVillage = action({
  name: 'follow-up.assign-village',
  title: '交给村（社区）',
  help: '镇街选由哪个村（社区）上门；不选就是镇街自己回访。',
  form: assignVillageForm,
  async load(context, form): Promise<Assigning | null> {
    const all = await lockReturnees(context, form.returneeIds)
    const town = all[0]?.town
    if (!town || all.length < new Set(form.returneeIds).size || all.some((each) => each.town?.id !== town.id)) return null
    return { all, town, village: form.villageId ? await organisationById(context.tx, form.villageId) : undefined }
  },
  may: (actor, { all, town }) => all.every(({ row }) => mayFollow(actor, row)) && town !== undefined && inRange(actor, town.path),
  decide({ all, town, village }, form, moment) {
    if (!town) return refuse('NOT_A_TOWN')
    if (form.villageId && (village?.kind !== 'village' || !village.path.startsWith(town.path)))
      return refuse('NOT_ITS_VILLAGE', { town: town.name })
    const fresh = all.filter(({ row }) => row.villageId !== (village?.id ?? null))
    if (fresh.length === 0) return refuse('TOWN_ALREADY', { town: village?.name ?? town.name })
    return assigned(fresh, town, village, undefined, moment)
  },
  save: saveAssigned,
})

/** Gives the reasons in clear; who looked and why stands in the ledger. */
export const openReasons = action({
  name: 'follow-up.open-reasons',
  title: '查看纳入原因',
  form: openReasonsForm,
  load: (context, form) => lockReturnee(context, form.returneeId),
  may: (actor, loaded) => mayFollow(actor, loaded.row),
  decide: (loaded, form) => ({
    facts: [
      {
        subject: subjectOf(loaded.row),
        name: 'sensitive.viewed',
        value: { what: 'register-reasons' },
        details: { reason: form.reason },
      },
    ],
    changes: null,
  }),
  save: async () => undefined,
  replyNotKept: true,
  async answer(_context, { facts, row }) {
    const own = standing(facts).filter((fact) => fact.subject.id === (row.fileId ?? row.personId))
    const told = (lastOf(own, 'follow-up.listed')?.value.reasons ?? []) as string[]
    return { value: told.map((each) => reasons[each as keyof typeof reasons] ?? each).join('、') || '没有记' }
  },
})
