/** Out of hospital again: who is to fetch, why somebody is still there, and what ends once he was fetched. */
import { action } from '#kernel/action.ts'
import type { OrganisationKind } from '#kernel/org.ts'
import { organisationById } from '#kernel/org.ts'
import { dateOf } from '#kernel/time.ts'
import { fileRef } from '#modules/people-and-cases/index.ts'
import { mayTellOfStay, mayTreat } from './access.ts'
import { loadStay, type WithStay } from './actions-hospital.ts'
import { refuse } from './refusals.ts'
import { defined, lastOf, standing } from './rules.ts'
import { circumstancesOf, fetchers, whoFetches } from './rules-fetch.ts'
import { afterFetchingForm, type Assignee, assignees, assignFetchForm, explainForm } from './schema-back.ts'
import { log } from './actions-infirmary.ts'
import { endAllParts, endFetchParts, grantToFetcher } from './store-back.ts'

/** Which kind of organisation each can be. */
const kindOf: Record<Assignee, OrganisationKind> = { town: 'town', bureau: 'bureau', station: 'station' }

/** The assignment that stands for the stay that lasts. */
export const assignedNow = ({ facts, stay }: Pick<WithStay, 'facts' | 'stay'>) => {
  const last = lastOf(facts, 'medical.fetch-assigned')
  return last && stay && last.occurredAt >= stay.since ? last : undefined
}

export const assignFetch = action({
  name: 'medical.assign-fetch',
  title: '确定接回单位',
  help: '按规则：本地户籍由户籍地镇街接，其余由送医地民政接；有家人、付得起的自己出院。定了以后该单位能看到此人并记接回。',
  legalBasis: '大提升第12项',
  form: assignFetchForm,
  async load(context, form) {
    const loaded = await loadStay(context, { fileId: form.fileId })
    const to = form.organisationId ? await organisationById(context.tx, form.organisationId) : undefined
    const before = loaded ? assignedNow(loaded) : undefined
    const beforeId = before?.value.organisation as string | undefined
    const beforeIs = beforeId ? await organisationById(context.tx, beforeId) : undefined
    return loaded && { ...loaded, to, before, beforeName: beforeIs?.name ?? assignees[before?.value.by as Assignee] }
  },
  may: (actor, loaded) => mayTreat(actor, loaded),
  decide(loaded, form) {
    const { stay, to, before } = loaded
    if (!stay) return refuse('NOT_IN_HOSPITAL')
    if (stay.readyAt === null) return refuse('NOT_READY')
    if (form.organisationId && to?.kind !== kindOf[form.by]) return refuse('NOT_OF_THAT_KIND', { kind: assignees[form.by] })
    const name = to?.name ?? form.organisationName
    if (!name) return refuse('WHICH_FETCHER')
    if (before && !form.reason) return refuse('ASSIGNED_ALREADY', { name: loaded.beforeName, on: dateOf(before.occurredAt) })
    const rule = whoFetches(circumstancesOf(standing(loaded.facts)))
    const agrees = rule.by === form.by || (rule.by === 'bureau' && form.by === 'station')
    if (rule.sure && !agrees && !form.reason) return refuse('WHY_OTHERWISE', { by: fetchers[rule.by], reason: rule.reason })
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'medical.fetch-assigned',
          value: defined({ by: form.by, organisation: to?.id }),
          details: defined({ organisationName: name, toldWhom: form.toldWhom, reason: form.reason, rule: rule.reason }),
        },
      ],
      changes: { path: to && to.id !== loaded.file.stationId ? to.path : undefined },
    }
  },
  async save(context, { path }, loaded) {
    await endFetchParts(context.tx, [loaded.file.id, loaded.file.personId], context.now)
    if (path) await grantToFetcher(context, loaded, path)
    await log(context, loaded, 'fetch-assigned')
  },
})

export const explainOverstay = action({
  name: 'medical.explain-overstay',
  title: '说明滞留原因',
  help: '可以出院而还在医院的，写明卡在哪里。目标是一个不留。',
  legalBasis: '大提升第12项：坚决杜绝长期滞留医疗机构',
  form: explainForm,
  load: loadStay,
  may: (actor, loaded) => mayTellOfStay(actor, loaded),
  decide(loaded, form) {
    if (!loaded.stay) return refuse('NOT_IN_HOSPITAL')
    if (loaded.stay.readyAt === null) return refuse('NOT_READY')
    const { fileId: _id, ...details } = form
    return {
      facts: [{ subject: fileRef(loaded.file), name: 'medical.overstay-explained', value: { reason: form.reason }, details }],
      changes: null,
    }
  },
  save: (context, _changes, loaded) => log(context, loaded, 'overstay-explained'),
})

/** Opened by nobody's role: the job that follows a fetching ends the parts, which a town could not end itself. */
export const endPartsAfterFetching = action({
  name: 'medical.end-parts-after-fetching',
  title: '接回后医院和接回单位不再看到',
  form: afterFetchingForm,
  load: loadStay,
  may: (actor) => actor.kind === 'system',
  // Sent to hospital again before the job ran: the parts belong to the new stay.
  decide: (loaded) => ({ facts: [], changes: { over: loaded.stay === undefined } }),
  async save(context, { over }, { file }) {
    if (over) await endAllParts(context.tx, [file.id, file.personId], context.now)
  },
})
