/** What a child is given by whoever knows it: schooling, teaching, counselling, work, law, aid. */
import type { z } from 'zod'
import { action, type LoadContext } from '#kernel/action.ts'
import { type Organisation, organisationById } from '#kernel/org.ts'
import { dateOf } from '#kernel/time.ts'
import { childRef, grantChildPart, type LoadedChild, lockChild } from '#modules/people-and-cases/index.ts'
import { mayWrite } from './access.ts'
import { closedRefusal, told } from './loads.ts'
import { refuse } from './refusals.ts'
import { fitsAge, momentOf } from './rules.ts'
import {
  correctForm,
  counselForm,
  enrolForm,
  grantAidForm,
  helpWorkForm,
  legalAidForm,
  rehabilitateForm,
  teachForm,
  teachParentsForm,
} from './schema.ts'
import { type ItemRow, itemById } from './store.ts'
import { insertGiven, type GivenContent } from './store-referral.ts'
import { aidKinds, type GivenFact, givenFacts, topics, workKinds } from './words.ts'

interface Given {
  childId: string
  itemId?: string | undefined
  on?: string | undefined
  by?: string | undefined
  schoolId?: string | undefined
}
interface LoadedGiven extends LoadedChild {
  item: ItemRow | null
  school: Organisation | undefined
}

async function load({ tx, vault }: LoadContext, form: Given): Promise<LoadedGiven | null> {
  const loaded = await lockChild(tx, vault, form.childId)
  if (!loaded) return null
  return {
    ...loaded,
    item: form.itemId ? await itemById(tx, vault, form.itemId) : null,
    school: form.schoolId ? await organisationById(tx, form.schoolId) : undefined,
  }
}

/** A door by which one fact of this kind is told; who may not write its compartment finds no child. */
function givenDoor<F extends z.ZodObject>(
  of: { name: string; title: string; help?: string; legalBasis?: string; fact: GivenFact; form: F },
  say: (form: z.output<F>, loaded: LoadedGiven) => { value?: Record<string, unknown>; content: GivenContent },
  check: (loaded: LoadedGiven, on: string) => ReturnType<typeof refuse> | undefined = () => undefined,
) {
  const { compartment } = givenFacts[of.fact]
  return action({
    ...of,
    load: (context, form) => load(context, form as unknown as Given),
    may: (actor, loaded: LoadedGiven) => mayWrite(actor, loaded, compartment),
    decide(loaded, form, moment) {
      const { on, itemId, by } = form as unknown as Given
      const closed = closedRefusal(loaded.child, of.title)
      if (closed) return closed
      if (itemId && loaded.item?.childId !== loaded.child.id) return refuse('ITEM_OTHER')
      const at = momentOf(on, moment.occurredAt)
      if (at === null) return refuse('FUTURE_DAY')
      const wrong = check(loaded, dateOf(at))
      if (wrong) return wrong
      const { value, content } = say(form, loaded)
      const whole = { ...content, by: by ?? content.by ?? `${moment.actor.organisation.name} ${moment.actor.name}` }
      return {
        facts: [
          {
            subject: childRef(loaded.child),
            name: of.fact,
            value: told(value ?? {}),
            details: told({ ...whole, files: (form as { files?: string[] }).files }),
            occurredAt: at,
          },
        ],
        changes: {
          id: moment.newId('given'),
          childId: loaded.child.id,
          compartment: compartment as string,
          fact: of.fact,
          service: loaded.item?.service ?? null,
          referralId: null,
          itemId: itemId ?? null,
          givenAt: at,
          content: whole,
          factId: `${moment.actionId}:0`,
        },
        reply: { childId: loaded.child.id },
      }
    },
    async save(context, row, { school, child }) {
      await insertGiven(context, row)
      // The school that takes the child in comes to know it.
      if (school) await grantChildPart(context.tx, { childId: child.id, part: 'school', path: school.path, from: context.now })
    },
  })
}

export const enrol = givenDoor(
  {
    name: 'helping.enrol',
    title: '登记入学',
    help: '返回的适龄孩子及时入学；资助和特别关怀一并记。',
    legalBasis: '十六部门意见三（五）',
    fact: 'child.enrolled',
    form: enrolForm,
  },
  (form, { school }) => ({
    value: { aid: form.aid },
    content: {
      what: [school?.name ?? form.schoolName, form.grade].filter(Boolean).join(' '),
      more: [form.aidWhat && `资助：${form.aidWhat}`, form.care && `关怀：${form.care}`].filter(Boolean).join('；') || undefined,
    },
  }),
  ({ school }) => (school && school.kind !== 'school' ? refuse('NO_SUCH_ORGANISATION') : undefined),
)

export const counsel = givenDoor(
  { name: 'helping.counsel', title: '登记辅导', legalBasis: '镇专项行动五（六）3', fact: 'child.counselled', form: counselForm },
  ({ what, next }) => ({ content: { what, next } }),
)
export const correct = givenDoor(
  { name: 'helping.correct', title: '登记矫治', legalBasis: '十六部门意见三（三）', fact: 'child.corrected', form: correctForm },
  ({ what, next }) => ({ content: { what, next } }),
)
export const rehabilitate = givenDoor(
  {
    name: 'helping.rehabilitate',
    title: '登记康复',
    legalBasis: '十六部门意见三（九）',
    fact: 'child.rehabilitated',
    form: rehabilitateForm,
  },
  ({ what, next }) => ({ content: { what, next } }),
)
export const helpWork = givenDoor(
  {
    name: 'helping.help-work',
    title: '登记就业帮扶',
    legalBasis: '十六部门意见三（八）',
    fact: 'child.work-helped',
    form: helpWorkForm,
  },
  ({ kind, what }) => ({ value: { kind }, content: { what: `${workKinds[kind]}：${what}` } }),
  ({ child }, on) =>
    fitsAge({ ages: { from: 16 } }, child, on) === 'too-young'
      ? refuse('TOO_YOUNG', { service: '就业帮扶', years: 16 })
      : undefined,
)
export const giveLegalAid = givenDoor(
  {
    name: 'helping.give-legal-aid',
    title: '登记法律援助',
    legalBasis: '十六部门意见三（十）',
    fact: 'child.legal-aid-given',
    form: legalAidForm,
  },
  ({ lawyer, what }) => ({ content: { what, more: lawyer } }),
)
export const grantAid = givenDoor(
  { name: 'helping.grant-aid', title: '登记救助', fact: 'child.aid-granted', form: grantAidForm },
  ({ kind, amountYuan, fromMonth, what }) => ({
    value: { kind },
    content: {
      what: [aidKinds[kind], amountYuan !== undefined && `${amountYuan} 元`, fromMonth && `${fromMonth} 起`, what]
        .filter(Boolean)
        .join('，'),
    },
  }),
)
export const teachParents = givenDoor(
  {
    name: 'helping.teach-parents',
    title: '登记家庭教育指导',
    legalBasis: '家庭教育促进法；镇专项行动五（五）4',
    fact: 'child.parents-taught',
    form: teachParentsForm,
  },
  ({ whom, what }) => ({ content: { what, more: whom } }),
)

/** A class at a time: self-protection is taught by age. Children whom the asker does not know are left out without a word. */
export const teach = action({
  name: 'helping.teach',
  title: '登记教育',
  help: '可以一次登记多个孩子；自护教育按年龄选内容。',
  legalBasis: '镇专项行动五（七）',
  form: teachForm,
  async load({ tx, vault }, form): Promise<LoadedChild[] | null> {
    const found: LoadedChild[] = []
    for (const id of [...new Set(form.childIds)].sort()) {
      const loaded = await lockChild(tx, vault, id)
      if (loaded) found.push(loaded)
    }
    return found.length > 0 ? found : null
  },
  may: (actor, loaded) => loaded.some((each) => mayWrite(actor, each, 'school')),
  decide(loaded, form, moment) {
    const at = momentOf(form.on, moment.occurredAt)
    if (at === null) return refuse('FUTURE_DAY')
    const children = loaded.filter((each) => mayWrite(moment.actor, each, 'school') && each.child.closedAt === null)
    if (children.length === 0) return refuse('NO_CHILDREN')
    const content = { what: `${topics[form.topic]}：${form.what}`, by: form.by ?? moment.actor.organisation.name }
    return {
      facts: children.map(({ child }) => ({
        subject: childRef(child),
        name: 'child.taught',
        value: { topic: form.topic },
        details: content,
        occurredAt: at,
      })),
      changes: children.map(({ child }, place) => ({
        id: moment.newId(`given:${child.id}`),
        childId: child.id,
        compartment: 'school',
        fact: 'child.taught' as const,
        service: null,
        referralId: null,
        itemId: null,
        givenAt: at,
        content,
        factId: `${moment.actionId}:${place}`,
      })),
      reply: { taught: children.length },
    }
  },
  async save(context, rows) {
    for (const each of rows) await insertGiven(context, each)
  },
})
