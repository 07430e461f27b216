/** What prisons tell. A prison writes its own row; the child's file is found or opened by the system, so that nobody learns whether there was one. */
import { action, type LoadContext, type NewFact } from '#kernel/action.ts'
import { known } from '#kernel/field.ts'
import { organisationById } from '#kernel/org.ts'
import { dateOf } from '#kernel/time.ts'
import {
  changeChildKinds,
  childRef,
  childrenById,
  type LoadedChild,
  lockChild,
  type NewChild,
  openChildFiles,
  openingFacts,
  organisationsOf,
  readQuery,
  searchChildren,
} from '#modules/people-and-cases/index.ts'
import { bySystem } from './access.ts'
import { today } from './caring.ts'
import { refuse } from './refusals.ts'
import { describedChild, justiceOf, mayBeMinor, sameChild } from './rules.ts'
import { followReleaseForm, placeForm, type TellForm, tellForm, tellReleaseForm } from './schema.ts'
import { changeParent, insertParent, lockTold, parentById, type ParentRow } from './store.ts'
import { organisationAt, type OrganisationLine } from './store-people.ts'

/** A name, or that it is not known. */
export const nameOf = (said: unknown): string => (typeof said === 'string' ? said : '姓名不详')

export function parentContent(form: Pick<TellForm, 'parentName' | 'relation' | 'parentIdNumber' | 'note'>) {
  const number = known(form.parentIdNumber)
  return {
    name: nameOf(form.parentName),
    relation: form.relation,
    ...(number ? { idNumber: number } : {}),
    ...(form.note ? { note: form.note } : {}),
  }
}

export const tellDetained = action({
  name: 'helpers.tell-detained',
  title: '告知在押、戒毒人员子女',
  help: '填您知道的就行。交给孩子住处的司法所确定联系人；您只看到自己告知的，看不到孩子的其他情况。',
  legalBasis: '镇专项五（六）1',
  form: tellForm,
  async load({ tx }, form) {
    const town = form.townId ? await organisationById(tx, form.townId) : undefined
    return { town }
  },
  may: (actor) => actor.organisation.kind === 'prison',
  decide({ town }, form, moment) {
    if (form.townId && town?.kind !== 'town') return refuse('WHICH_TOWN')
    if (form.until && form.until < today(moment)) return refuse('UNTIL', { until: form.until })
    const grown = form.children.filter((child) => !mayBeMinor(child, moment.now))
    if (grown.length > 0) return refuse('NOT_A_MINOR', { who: grown.map((child) => nameOf(child.name)).join('、') })
    const toldId = moment.newId('told')
    const parents = form.children.map(
      (child, at): ParentRow => ({
        id: moment.newId(`child:${at}`),
        toldId,
        kind: form.kind,
        state: 'told',
        prisonPath: moment.actor.organisation.path,
        childId: null,
        toldAt: moment.occurredAt,
        untilOn: form.until ?? null,
        releasedOn: null,
        early: null,
        content: {
          ...parentContent(form),
          prison: moment.actor.organisation.name,
          child,
          ...(town ? { townId: town.id, townName: town.name } : form.townName ? { townName: form.townName } : {}),
        },
      }),
    )
    const { id, path } = moment.actor.organisation
    const facts: NewFact[] = [
      {
        subject: { kind: 'organisation', id, ownerPath: path },
        name: 'detained-parents.told',
        value: { children: String(parents.length) },
      },
    ]
    return {
      facts,
      changes: parents,
      reply: { toldId, children: parents.length },
      jobs: parents.map((each) => ({ name: 'helpers.place', data: { id: each.id }, key: each.id })),
    }
  },
  async save(context, parents) {
    for (const each of parents) await insertParent(context, each)
  },
})

interface Placing {
  parent: ParentRow
  town: OrganisationLine | undefined
  offices: OrganisationLine[]
  centre: OrganisationLine | undefined
  found: LoadedChild | null
}

/** Files that bear this number, or this name. */
async function lookedFor({ tx, vault, now }: LoadContext, words: string | undefined) {
  const reading = words ? readQuery(words, dateOf(now)) : undefined
  if (!reading?.ok) return []
  const hits = await searchChildren(tx, vault, reading.asked)
  return childrenById(
    tx,
    hits.map((hit) => hit.id),
  )
}

async function loadPlacing(context: LoadContext, form: { id: string }): Promise<Placing | null> {
  const { tx, vault, now } = context
  const parent = await parentById(tx, vault, form.id)
  if (!parent) return null
  const { townId, child } = parent.content
  const town = townId ? await organisationById(tx, townId) : undefined
  const near = town?.path ?? parent.prisonPath ?? context.actor.organisation.path
  const described = describedChild(child ?? {}, now)
  const number = known(described.idNumber)
  const same = sameChild(described, await lookedFor(context, number), await lookedFor(context, known(described.writtenName)))
  const [centre] = await organisationsOf(tx, ['protection-centre'], near)
  return {
    parent,
    town,
    offices: await organisationsOf(tx, ['justice-office'], near),
    centre,
    found: same ? await lockChild(tx, vault, same) : null,
  }
}

const detained = (subject: NewFact['subject'], parent: ParentRow): NewFact => ({
  subject,
  name: 'child.parent-detained',
  value: parent.untilOn ? { until: parent.untilOn } : {},
  details: { parent: parent.content.name, relation: parent.content.relation, prison: parent.content.prison ?? '' },
  occurredAt: parent.toldAt,
})

interface Placed {
  parent: ParentRow
  opened: NewChild | null
  addKind: boolean
}

export const placeTelling = action({
  name: 'helpers.place-telling',
  title: '把告知放进孩子的个案',
  form: placeForm,
  load: loadPlacing,
  may: (actor) => bySystem(actor),
  decide({ parent, town, offices, centre, found }, _form, moment) {
    if (parent.state === 'released' || parent.childId !== null) return { facts: [], changes: null as Placed | null, reply: {} }
    const state = 'held' as const
    if (found) {
      const kinds = found.kinds.filter((each) => each.until === null).map((each) => each.kind)
      const addKind = !kinds.includes(parent.kind)
      const subject = childRef(found.child)
      const facts: NewFact[] = [
        ...(addKind
          ? [{ subject, name: 'child.kinds-changed', value: { kinds: [...kinds, parent.kind] }, details: { reason: '监所告知' } }]
          : []),
        detained(subject, parent),
      ]
      return { facts, changes: { parent: { ...parent, state, childId: found.child.id }, opened: null, addKind }, reply: {} }
    }
    const office = justiceOf(offices, town ?? null)
    const opened: NewChild = {
      id: moment.newId('file'),
      personId: moment.newId('person'),
      description: describedChild(parent.content.child ?? {}, moment.now),
      kinds: [parent.kind],
      ...(town ? { town: { id: town.id, path: town.path } } : {}),
      parts: [
        ...(office ? [{ part: 'justice', path: office.path }] : []),
        ...(centre ? [{ part: 'centre', path: centre.path }] : []),
        ...(town ? [{ part: 'town', path: town.path }] : []),
      ],
      openedAt: parent.toldAt,
      details: { reason: '监所告知' },
    }
    const facts = openingFacts(opened, moment)
    const subject = (facts[0] as NewFact).subject
    return {
      facts: [...facts, detained(subject, parent)],
      changes: { parent: { ...parent, state, childId: opened.id }, opened, addKind: false },
      reply: {},
    }
  },
  async save(context, change, { found }) {
    if (!change) return
    if (change.opened) await openChildFiles(context, [change.opened])
    if (change.addKind && found)
      await changeChildKinds(context.tx, found.child.id, {
        add: [change.parent.kind],
        end: [],
        withdraw: [],
        at: change.parent.toldAt,
      })
    await changeParent(context, change.parent)
  },
})

export const tellRelease = action({
  name: 'helpers.tell-release',
  title: '告知释放、解除',
  help: '提前释放、假释、提前解除的也在这里告知；联系人会尽快上门一次。',
  form: tellReleaseForm,
  async load({ tx, vault }, form) {
    const parents = await lockTold(tx, vault, form.toldId)
    return parents.length > 0 ? parents : null
  },
  may: (actor, parents) =>
    actor.organisation.kind === 'prison' && parents.every((each) => each.prisonPath === actor.organisation.path),
  decide(parents, form, moment) {
    if (form.on > today(moment)) return refuse('RELEASE_DATE')
    const open = parents.filter((each) => each.state !== 'released')
    if (open.length === 0) return refuse('PARENT_RELEASED', { on: parents[0]?.releasedOn ?? '' })
    const changed = open.map(
      (each): ParentRow => ({
        ...each,
        state: 'released',
        releasedOn: form.on,
        early: form.early,
        content: { ...each.content, ...(form.note ? { release: form.note } : {}) },
      }),
    )
    return {
      facts: [],
      changes: changed,
      reply: { children: changed.length },
      jobs: changed.map((each) => ({ name: 'helpers.release', data: { id: each.id }, key: each.id })),
    }
  },
  async save(context, changed) {
    for (const each of changed) await changeParent(context, each)
  },
})

export const followRelease = action({
  name: 'helpers.follow-release',
  title: '把释放记进孩子的个案',
  form: followReleaseForm,
  async load({ tx, vault }, form) {
    const parent = await parentById(tx, vault, form.id)
    const child = parent?.childId ? await lockChild(tx, vault, parent.childId) : null
    return parent ? { parent, child } : null
  },
  may: (actor) => bySystem(actor),
  decide({ parent, child }) {
    if (!child || parent.state !== 'released') return { facts: [], changes: null, reply: {} }
    const fact: NewFact = {
      subject: childRef(child.child),
      name: 'child.parent-released',
      value: { early: parent.early === true },
      details: { parent: parent.content.name, on: parent.releasedOn ?? '' },
    }
    return { facts: [fact], changes: null, reply: {} }
  },
  save: async () => {},
})

/** The organisation in whose name a telling is placed: the town's, the centre's beside it, else the prison's own. */
export async function placedBy(context: Pick<LoadContext, 'tx' | 'vault'>, id: string): Promise<OrganisationLine | undefined> {
  const parent = await parentById(context.tx, context.vault, id)
  if (!parent) return undefined
  const { townId } = parent.content
  const town = townId ? await organisationById(context.tx, townId) : undefined
  if (town) return town
  const near = parent.prisonPath ?? ''
  const [centre] = await organisationsOf(context.tx, ['protection-centre', 'bureau'], near)
  return centre ?? (await organisationAt(context.tx, near))
}
