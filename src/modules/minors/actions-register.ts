/** What is known of the child is put right; kinds change; the child moves. */
import { action, type LoadContext, type NewFact } from '#kernel/action.ts'
import type { Organisation } from '#kernel/org.ts'
import { dateOf, startOfDay } from '#kernel/time.ts'
import {
  birthFact,
  changeChild,
  changeChildKinds,
  childRef,
  endChildPart,
  grantChildPart,
  laidOver,
  type LoadedChild,
  lockChild,
  lockPerson,
  type PersonDescription,
  type PersonRow,
  personRef,
  updatePerson,
} from '#modules/people-and-cases/index.ts'
import { knowsAll, movesFar, opensTo } from './access.ts'
import { closedRefusal } from './moving.ts'
import { refuse } from './refusals.ts'
import { kindFaults } from './rules.ts'
import { childForm, correctForm, kindsForm, moveForm } from './schema.ts'
import { chosen, type Home, homeOf, keepHome } from './store.ts'
import { inChargeOf } from './store-read.ts'
import { type ChildKind, childKinds } from './words.ts'

interface WithPerson extends LoadedChild {
  person: PersonRow
  home: Home
}

async function loadWithPerson({ tx, vault }: LoadContext, childId: string): Promise<WithPerson | null> {
  const loaded = await lockChild(tx, vault, childId)
  const person = loaded && (await lockPerson(tx, vault, loaded.child.personId))
  return loaded && person ? { ...loaded, person, home: await homeOf(tx, vault, childId) } : null
}

export const correctRegister = action({
  name: 'minors.correct-register',
  title: '更正登记',
  help: '填哪项改哪项；不填的不变。',
  form: correctForm,
  load: (context, form) => loadWithPerson(context, form.childId),
  may: (actor, loaded) => opensTo('register')(actor, loaded),
  decide(loaded, form, moment) {
    const closed = closedRefusal(loaded.child, '更正登记')
    if (closed) return closed
    if (form.birthDate && form.birthDate > dateOf(moment.now)) return refuse('BIRTH_LATER')
    const told = Object.fromEntries(
      Object.keys(childForm.shape).flatMap((key) => {
        const value = form[key as keyof typeof form]
        return value === undefined ? [] : [[key, value]]
      }),
    ) as PersonDescription
    const seen = told.ageSeenMin !== undefined || told.ageSeenMax !== undefined
    const description = laidOver(loaded.person.description, { ...told, ...(seen ? { ageSeenAt: moment.occurredAt } : {}) })
    const what = [...Object.keys(told), ...(form.alias ? ['alias'] : []), ...(form.address ? ['address'] : [])]
    if (what.length === 0) return refuse('NOTHING_TOLD')
    const birth = birthFact(description)
    const changed = JSON.stringify(birth) !== JSON.stringify(birthFact(loaded.person.description))
    const facts: NewFact[] = [
      { subject: childRef(loaded.child), name: 'child.register-corrected', value: { what }, details: { source: form.source } },
      ...(birth && changed ? [{ subject: personRef(loaded.person), name: 'person.birth-known', value: birth }] : []),
    ]
    const home = form.address ? { ...loaded.home, address: form.address } : null
    return { facts, changes: { description, alias: form.alias, home }, reply: {} }
  },
  async save(context, { description, alias, home }, { child, person }) {
    await updatePerson(context, person, { description })
    if (alias) await changeChild(context.tx, context.vault, child.id, { alias })
    if (home) await keepHome(context, child.id, home)
  },
})

const words = (kinds: readonly ChildKind[]) => kinds.map((kind) => childKinds[kind]).join('、')

export const changeKinds = action({
  name: 'minors.change-kinds',
  title: '变更类别',
  help: '可同时有几类，各有起止。登错的撤回，痕迹留着。',
  form: kindsForm,
  load: ({ tx, vault }, form) => lockChild(tx, vault, form.childId),
  may: (actor, loaded) => knowsAll(actor, loaded),
  decide(loaded, form, moment) {
    const closed = closedRefusal(loaded.child, '变更类别')
    if (closed) return closed
    const change = { add: form.add ?? [], end: form.end ?? [], withdraw: form.withdraw ?? [] }
    if (change.add.length + change.end.length + change.withdraw.length === 0 && form.usedInCrime === undefined)
      return refuse('NO_KIND_CHANGE')
    const today = dateOf(moment.now)
    if (form.on && form.on > today) return refuse('DATE_LATER')
    const { there, missing, result } = kindFaults(loaded.kinds, change)
    if (there.length > 0) return refuse('KIND_THERE', { kinds: words(there) })
    if (missing.length > 0) return refuse('KIND_NOT_THERE', { kinds: words(missing) })
    const at = form.on && form.on !== today ? Math.max(startOfDay(form.on), loaded.child.openedAt) : moment.occurredAt
    return {
      facts: [
        {
          subject: childRef(loaded.child),
          name: 'child.kinds-changed',
          value: { kinds: result, ...(form.usedInCrime === undefined ? {} : { usedInCrime: form.usedInCrime }) },
          details: { ...change, reason: form.reason },
          occurredAt: Math.min(at, moment.occurredAt),
        },
      ],
      changes: { ...change, at },
      reply: {},
    }
  },
  save: ({ tx }, change, { child }) => changeChildKinds(tx, child.id, change),
})

interface Moving extends LoadedChild {
  home: Home
  town: Organisation | undefined
  village: Organisation | undefined
  school: Organisation | undefined
  /** Who is in charge where the child goes. */
  receiver: { path: string; name: string } | undefined
}

export const moveChild = action({
  name: 'minors.move-child',
  title: '转到别的镇村、学校',
  help: '新的镇村、学校从此看得到，原来的不再看到。转到别的县，那里的未保中心从此看得到，由其负责人指定个案主管接手。只改填了的。',
  form: moveForm,
  async load({ tx, vault, actor }, form): Promise<Moving | null> {
    const loaded = await lockChild(tx, vault, form.childId)
    if (!loaded) return null
    const near = actor.organisation.path
    const town = await chosen(tx, form.townId, ['town'], near)
    return {
      ...loaded,
      home: await homeOf(tx, vault, form.childId),
      town,
      receiver: town && town.path !== loaded.child.townPath ? await inChargeOf(tx, town.path) : undefined,
      village: await chosen(tx, form.villageId, ['village'], near),
      school: await chosen(tx, form.schoolId, ['school'], near),
    }
  },
  may(actor, loaded, form) {
    const far = movesFar(actor, loaded)
    if (far === 'within-town')
      return form.townId === undefined || loaded.town?.path === loaded.child.townPath || refuse('MOVES_AWAY')
    return far === 'anywhere' || refuse('NOT_WORKER')
  },
  decide(loaded, form, moment) {
    const closed = closedRefusal(loaded.child, '转到别处')
    if (closed) return closed
    for (const [what, id, found] of [
      ['镇街', form.townId, loaded.town],
      ['村社区', form.villageId, loaded.village],
      ['学校', form.schoolId, loaded.school],
    ] as const)
      if (id && !found) return refuse('NO_SUCH_PLACE', { what })
    if (!form.townId && !form.villageId && !form.schoolId && !form.address) return refuse('NOTHING_TOLD')
    const today = dateOf(moment.now)
    if (form.on && form.on > today) return refuse('DATE_LATER')
    const { child, receiver } = loaded
    const ends = (
      [
        ['town', child.townPath, loaded.town],
        ['village', child.villagePath, loaded.village],
        ['school', child.schoolPath, loaded.school],
      ] as const
    ).flatMap(([part, old, next]): { part: string; old: string | null; path: string | null }[] =>
      next && old !== next.path ? [{ part, old, path: next.path }] : [],
    )
    // A village of the town that was left goes with it, whether or not the new one is known.
    if (loaded.town && !loaded.village && child.villagePath && !child.villagePath.startsWith(loaded.town.path))
      ends.push({ part: 'village', old: child.villagePath, path: null })
    return {
      facts: [
        {
          subject: childRef(child),
          name: 'child.moved-place',
          value: loaded.town ? { town: loaded.town.id } : {},
          details: {
            reason: form.reason,
            镇街: loaded.town?.name,
            村社区: loaded.village?.name,
            学校: loaded.school?.name,
            住址: form.address,
            主管单位: receiver?.name,
          },
          ...(form.on && form.on !== today ? { occurredAt: Math.max(startOfDay(form.on), child.openedAt) } : {}),
        },
      ],
      changes: { ends, receiver, address: form.address },
      reply: {},
    }
  },
  async save(context, { ends, receiver, address }, { child, home }) {
    const { tx, vault, now } = context
    if (address) await keepHome(context, child.id, { ...home, address })
    if (receiver) await grantChildPart(tx, { childId: child.id, part: 'centre', path: receiver.path, from: now })
    for (const { part, path } of ends) if (path) await grantChildPart(tx, { childId: child.id, part, path, from: now })
    await changeChild(tx, vault, child.id, Object.fromEntries(ends.map(({ part, path }) => [`${part}Path`, path])))
    // Ended last: whoever moves the child away may be the one that sees it no more.
    for (const { part, old } of ends) if (old) await endChildPart(tx, { childId: child.id, part, path: old, at: now })
  },
})
