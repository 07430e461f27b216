/** School, health, siblings, a note. */
import { action } from '#kernel/action.ts'
import { dateOf } from '#kernel/time.ts'
import {
  changeChild,
  childRef,
  endChildPart,
  grantChildPart,
  type LoadedChild,
  lockChild,
} from '#modules/people-and-cases/index.ts'
import { opensTo } from './access.ts'
import { closedRefusal } from './moving.ts'
import { refuse } from './refusals.ts'
import { noteForm } from './schema.ts'
import { healthForm, schoolForm, siblingForm, unlinkForm } from './schema-family.ts'
import { chosen, insertHealth, insertSchooling } from './store.ts'
import { endSibling, keepSibling, siblingsOf } from './store-siblings.ts'

export const noteSchooling = action({
  name: 'minors.note-schooling',
  title: '登记就学',
  form: schoolForm,
  async load({ tx, vault, actor }, form) {
    const loaded = await lockChild(tx, vault, form.childId)
    return loaded && { ...loaded, school: await chosen(tx, form.schoolId, ['school'], actor.organisation.path) }
  },
  may: (actor, loaded) => opensTo('school')(actor, loaded),
  decide(loaded, form, moment) {
    const closed = closedRefusal(loaded.child, '登记就学')
    if (closed) return closed
    if (form.schoolId && !loaded.school) return refuse('NO_SUCH_PLACE', { what: '学校' })
    if (form.since && form.since > dateOf(moment.now)) return refuse('DATE_LATER')
    const { childId, state, since, ...told } = form
    const path = loaded.school && loaded.school.path !== loaded.child.schoolPath ? loaded.school.path : null
    const content = { ...told, ...(loaded.school && !told.schoolName ? { schoolName: loaded.school.name } : {}) }
    return {
      facts: [{ subject: childRef(loaded.child), name: 'child.schooling-noted', value: { state }, details: content }],
      changes: { row: { id: moment.newId('schooling'), childId, state, since: since ?? null, content }, path },
      reply: {},
    }
  },
  async save(context, { row, path }, { child }) {
    const { tx, vault, now } = context
    await insertSchooling(context, row)
    if (!path) return
    await grantChildPart(tx, { childId: child.id, part: 'school', path, from: now })
    await changeChild(tx, vault, child.id, { schoolPath: path })
    if (child.schoolPath) await endChildPart(tx, { childId: child.id, part: 'school', path: child.schoolPath, at: now })
  },
})

export const noteHealth = action({
  name: 'minors.note-health',
  title: '登记健康与残疾',
  form: healthForm,
  load: ({ tx, vault }, form) => lockChild(tx, vault, form.childId),
  may: (actor, loaded) => opensTo('health')(actor, loaded),
  decide(loaded, form, moment) {
    const closed = closedRefusal(loaded.child, '登记健康')
    if (closed) return closed
    const { childId, files, ...told } = form
    if (Object.values(told).every((each) => each === undefined)) return refuse('NOTHING_TOLD')
    return {
      facts: [{ subject: childRef(loaded.child), name: 'child.health-noted', details: { ...told, files } }],
      changes: { id: moment.newId('health'), childId, content: told },
      reply: {},
    }
  },
  save: (context, made) => insertHealth(context, made),
})

interface TwoChildren extends LoadedChild {
  other: LoadedChild | null
  linked: boolean
}

const loadSiblings = async (
  { tx, vault }: Parameters<typeof noteHealth.load>[0],
  form: { childId: string; otherId: string },
): Promise<TwoChildren | null> => {
  const loaded = await lockChild(tx, vault, form.childId)
  if (!loaded) return null
  const other = form.childId === form.otherId ? null : await lockChild(tx, vault, form.otherId)
  const linked = (await siblingsOf(tx, form.childId)).some((each) => each.otherId === form.otherId)
  return { ...loaded, other, linked }
}

export const linkSibling = action({
  name: 'minors.link-sibling',
  title: '关联同胞',
  help: '两份个案互相看得到；双胞胎各有一份。两份都看得到的人才能办。',
  form: siblingForm,
  load: loadSiblings,
  may: (actor, loaded) => opensTo('family')(actor, loaded),
  decide(loaded, form) {
    if (form.childId === form.otherId) return refuse('SAME_FILE')
    const { other } = loaded
    if (!other?.opens.has('family')) return refuse('NOT_ALSO_OPEN')
    if (loaded.linked) return refuse('SIBLING_THERE')
    return {
      facts: [
        { subject: childRef(loaded.child), name: 'child.sibling-linked', value: { other: other.child.id } },
        { subject: childRef(other.child), name: 'child.sibling-linked', value: { other: loaded.child.id } },
      ],
      changes: { one: loaded.child.id, other: other.child.id, kind: form.kind, together: form.together ?? null },
      reply: {},
    }
  },
  save: (context, made) => keepSibling(context, made),
})

export const unlinkSibling = action({
  name: 'minors.unlink-sibling',
  title: '取消同胞关联',
  form: unlinkForm,
  load: loadSiblings,
  may: (actor, loaded) => opensTo('family')(actor, loaded),
  decide(loaded, form) {
    const { other } = loaded
    if (!loaded.linked || !other?.opens.has('family')) return refuse('NO_SIBLING')
    return {
      facts: [loaded, other].map(({ child }) => ({
        subject: childRef(child),
        name: 'child.sibling-unlinked',
        details: { reason: form.reason },
      })),
      changes: { one: loaded.child.id, other: other.child.id },
      reply: {},
    }
  },
  save: (context, { one, other }) => endSibling(context, one, other),
})

export const noteEvent = action({
  name: 'minors.add-note',
  title: '记一件事',
  help: '看得到登记部分的单位都看得到；不宜都知道的，写在有关部分里。',
  form: noteForm,
  load: ({ tx, vault }, form) => lockChild(tx, vault, form.childId),
  may: (actor, loaded) => opensTo('register')(actor, loaded),
  decide: (loaded, form) => ({
    facts: [{ subject: childRef(loaded.child), name: 'child.noted', details: { text: form.text, files: form.files } }],
    changes: null,
    reply: {},
  }),
  save: async () => undefined,
})
