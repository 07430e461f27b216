/** Found, seen again, taken back, come back. */
import { action, type LoadContext } from '#kernel/action.ts'
import { cityOf } from '#kernel/actor.ts'
import { nextNumber, organisationById } from '#kernel/org.ts'
import { factsOf } from '#kernel/ledger.ts'
import { dateOf } from '#kernel/time.ts'
import { organisationsOf } from '#modules/people-and-cases/index.ts'
import { mayAdd, mayManage } from './access.ts'
import { mayMove, streetCase } from './lifecycle.ts'
import { refuse } from './refusals.ts'
import { nearestOf } from './rules.ts'
import { findForm, reopenForm, seeAgainForm, withdrawForm } from './schema.ts'
import { type Case, caseRef, caseTaken, changeCase, closeTo, insertCase, insertVictim, lockCase, share } from './store.ts'
import { insertNews } from './store-more.ts'
import type { VictimGroup } from './words.ts'

export const notNow = (found: Case, what: string) =>
  refuse('NOT_NOW', { no: found.no, state: streetCase.states[found.state].zh, what })

/** Police and centre nearest to a place: who hears of a case, and who alone keeps one with a minor. */
export async function nearest(context: LoadContext, path: string) {
  const police = await organisationsOf(context.tx, ['police'], path)
  const centres = await organisationsOf(context.tx, ['protection-centre'], path)
  return { police: nearestOf(police, path), centre: nearestOf(centres, path) }
}

/** Paths of those to whom a case with a minor stays open. */
export const keepers = (found: { police: { path: string } | null; centre: { path: string } | null }, own: string[] = []) => [
  ...new Set([...own, ...[found.police, found.centre].flatMap((each) => (each ? [each.path] : []))]),
]

export const find = action({
  name: 'street-order.find',
  title: '登记街面问题',
  help: '看到有人被逼着、骗着乞讨，或扰乱秩序、危及交通的，先登记。涉及孩子的，只有公安和未成年人保护中心看得到。',
  legalBasis: '部门职责三（三）（四）4、5：打击组织、胁迫、诱骗、利用他人乞讨；大提升 第11项',
  form: findForm,
  async load(context, form) {
    const { tx, actor, now } = context
    const existing = form.caseId ? await caseTaken(tx, form.caseId) : false
    const area = form.areaId ? ((await organisationById(tx, form.areaId)) ?? null) : null
    const year = dateOf(now).slice(0, 4)
    const own = actor.organisation
    const there = area && cityOf(area.path) === cityOf(own.path) ? area : null
    const near = await nearest(context, there?.path ?? own.path)
    return {
      existing,
      area: there,
      police: own.kind === 'police' ? own : near.police,
      centre: near.centre,
      no: `街面${year}-${String(await nextNumber(tx, `street-case:${cityOf(own.path)}:${year}`)).padStart(4, '0')}`,
    }
  },
  may: () => true,
  decide({ existing, area, police, centre, no }, form, moment) {
    if (existing) return refuse('THERE')
    const id = form.caseId ?? moment.newId('case')
    const own = moment.actor.organisation
    const people = form.people ?? []
    const victims = [...new Set<VictimGroup>([...(form.victims ?? []), ...people.map((each) => each.group)])]
    const foundAt = Math.min(form.foundAt ?? moment.occurredAt, moment.now)
    const minor = victims.includes('minor')
    const subject = caseRef({ id, ownerPath: own.path })
    const { what, behind, place, source, photos } = form
    // News of trafficking go from transport to the police at once.
    const news = form.kind === 'trafficking' && own.kind === 'transport' && police !== null
    return {
      facts: [
        {
          subject,
          name: 'order.found',
          value: { kind: form.kind, victims, ...(area ? { area: area.id } : {}) },
          details: { no, what, behind, place, photos, encounterId: form.encounterId },
          occurredAt: foundAt,
        },
        ...people.map(({ group, who, personId }) => ({
          subject,
          name: 'order.victim-listed',
          value: { group },
          details: { who, personId },
        })),
        ...(news ? [{ subject, name: 'order.news-passed', value: { organisation: police.id }, details: { news: what } }] : []),
      ],
      changes: {
        row: {
          id,
          no,
          ownerPath: own.path,
          kind: form.kind,
          victims,
          minor,
          areaId: area?.id ?? null,
          urgent: form.urgent === true,
          foundAt,
          encounterIds: form.encounterId ? [form.encounterId] : [],
          metPersonId: form.metPersonId,
          content: { what, behind, place, source, photos, finder: own.name },
        },
        people: people.map((each, index) => ({ ...each, id: moment.newId(`victim ${index}`) })),
        police,
        centre,
        news: news ? { id: moment.newId('news'), to: police } : null,
      },
      reply: { caseId: id, no, closed: minor },
    }
  },
  async save(context, { row, people, police, centre, news }) {
    await insertCase(context, row)
    for (const { id, group, who, personId } of people)
      await insertVictim(context, { id, caseId: row.id, group, content: { who, personId } })
    const own = context.actor.organisation
    if (news)
      await insertNews(context, {
        id: news.id,
        caseId: row.id,
        no: row.no,
        fromPath: own.path,
        fromName: own.name,
        toId: news.to.id,
        toPath: news.to.path,
        toName: news.to.name,
        passedAt: context.occurredAt,
        content: { news: row.content.what },
      })
    if (row.minor) await closeTo(context, row.id, keepers({ police, centre }))
    else if (police && police.path !== own.path) await share(context, row.id, police.path, 'watch')
  },
  constraintRefusal: (constraint) => (constraint === 'incident_pkey' ? refuse('THERE') : undefined),
})

export const seeAgain = action({
  name: 'street-order.see-again',
  title: '又看到了',
  help: '同一件事又看到一次：接着记，不另登记。',
  form: seeAgainForm,
  load: lockCase,
  may: (actor, found) => mayAdd(actor, found),
  decide(found, form) {
    if (found.state === 'closed' || found.state === 'withdrawn') return notNow(found, '接着记')
    return {
      facts: [
        {
          subject: caseRef(found),
          name: 'order.seen-again',
          details: { what: form.what, place: form.place, encounterId: form.encounterId },
        },
      ],
      changes: form.encounterId ? [...new Set([...found.encounterIds, form.encounterId])] : found.encounterIds,
      reply: { caseId: found.id, no: found.no },
    }
  },
  save: (context, encounterIds, found) => changeCase(context, found, { encounterIds, again: found.again + 1 }),
})

export const reopen = action({
  name: 'street-order.reopen',
  title: '重新办理',
  help: '处置以后又出现了：重新交办。以前怎么处置的都留着。',
  form: reopenForm,
  load: lockCase,
  may: (actor, found) => mayManage(actor, found),
  decide(found, form) {
    if (!mayMove(found.state, 'street-order.reopen')) return notNow(found, '重新办理')
    return {
      facts: [{ subject: caseRef(found), name: 'order.reopened', details: { why: form.why } }],
      changes: null,
      reply: { caseId: found.id },
    }
  },
  save: (context, _changes, found) =>
    changeCase(context, found, {
      state: 'found',
      again: found.again + 1,
      outcome: null,
      handledAt: null,
      closedAt: null,
    }),
})

export const withdraw = action({
  name: 'street-order.withdraw',
  title: '撤回记错的',
  help: '记重了、看错了才撤；原记录和撤回都留着。',
  form: withdrawForm,
  async load(context, form) {
    const found = await lockCase(context, form)
    if (!found) return null
    const told = (await factsOf(context.tx, [found.id])).find((fact) => fact.name === 'order.found')
    return { found, told: told?.id }
  },
  may: (actor, { found }) => mayManage(actor, found),
  decide({ found, told }, form) {
    if (!mayMove(found.state, 'street-order.withdraw')) return notNow(found, '撤回')
    return {
      facts: [
        {
          subject: caseRef(found),
          name: 'fact.withdrawn',
          ...(told ? { replaces: told } : {}),
          details: { reason: form.reason },
        },
      ],
      changes: null,
      reply: { caseId: found.id },
    }
  },
  save: (context, _changes, { found }) => changeCase(context, found, { state: 'withdrawn' }),
})
