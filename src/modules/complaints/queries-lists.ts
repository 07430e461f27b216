/** Lists to choose from, the register as a sheet, the written answer as a paper. */
import { z } from 'zod'
import { type Actor, cityOf } from '#kernel/actor.ts'
import { field } from '#kernel/field.ts'
import { organisationById } from '#kernel/org.ts'
import { organisationKinds } from '#kernel/org-words.ts'
import { paperAnswer, renderPaper } from '#kernel/paper.ts'
import { query } from '#kernel/query.ts'
import { sheetOf, XLSX } from '#kernel/sheet.ts'
import { dateOf } from '#kernel/time.ts'
import { isHandler, mayRead } from './access.ts'
import { complaintLife } from './lifecycle.ts'
import { filterOf } from './listed.ts'
import { refuse } from './refusals.ts'
import { isIndependent, isLate, reviewUntil } from './rules.ts'
import { boardForm, complaintId } from './schema.ts'
import { complaintById } from './store.ts'
import { complaintsIn, organisationsIn, type Person, peopleIn } from './store-parts.ts'
import { abouts, BODIES, foundeds, PUBLIC_BODIES, ways } from './words.ts'

const items = z
  .array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      more: z.string().nullable(),
      phone: field(z.string().nullable(), { label: '公开电话' }),
    }),
  )
  .max(500)

const kindWord = (kind: string) => organisationKinds[kind as keyof typeof organisationKinds] ?? kind

const bodyList = (name: string, title: string, kinds: readonly string[], may: (actor: Actor) => boolean) =>
  query({
    name,
    title,
    params: z.strictObject({}),
    result: z.strictObject({ items }),
    may,
    async read({ tx, actor }) {
      const found = await organisationsIn(tx, cityOf(actor.organisation.path), kinds)
      return { items: found.map(({ id, name: own, kind, phone }) => ({ id, name: own, more: kindWord(kind), phone })) }
    },
  })

export const bodies = bodyList('complaints.bodies', '可以反映的单位', BODIES, (actor) => actor.kind === 'person')
export const publicBodies = bodyList(
  'complaints.public-bodies',
  '公众可以反映的单位',
  PUBLIC_BODIES,
  (actor) => actor.kind === 'public',
)

const people = (found: readonly Person[]) => ({
  items: found.map((each) => ({
    id: each.id,
    name: each.name,
    more: `${each.organisationName}${each.head ? '，负责人' : ''}`,
    phone: null,
  })),
})

/** Who may be asked to look into it: one's own, a contact of the city, and the heads of the body itself for lesser matters. */
export const handlers = query({
  name: 'complaints.handlers',
  title: '可以交办的人',
  params: z.strictObject({ complaintId }),
  result: z.strictObject({ items }),
  may: () => true,
  async read({ tx, vault, actor }, params) {
    const found = await complaintById(tx, vault, params.complaintId)
    if (!found || !isHandler(actor, found)) return null
    const body = found.bodyPath ? { path: found.bodyPath, kind: found.bodyKind ?? '' } : null
    const near = await organisationsIn(tx, actor.organisation.path.replace(/[^.]+\.$/, ''), [
      'station',
      'bureau',
      'protection-centre',
      'department',
    ])
    const own = [...new Set([actor.organisation.id, ...near.map((each) => each.id), ...(found.bodyId ? [found.bodyId] : [])])]
    const all = await peopleIn(tx, own)
    return people(
      all.filter(
        (each) =>
          !found.accused.includes(each.id) &&
          (isIndependent(each, body) || (each.organisationId === found.bodyId && each.head && found.bodyKind !== 'bureau')) &&
          !(found.state === 'review' && found.lookers.includes(each.id)),
      ),
    )
  },
})

/** Staff of the body complained of, for naming who is meant. */
export const staff = query({
  name: 'complaints.staff',
  title: '被反映单位的人员',
  params: z.strictObject({ complaintId }),
  result: z.strictObject({ items }),
  may: () => true,
  async read({ tx, vault, actor }, params) {
    const found = await complaintById(tx, vault, params.complaintId)
    if (!found || !isHandler(actor, found)) return null
    return people(found.bodyId ? await peopleIn(tx, [found.bodyId]) : [])
  },
})

const heads = [
  '编号',
  '收到',
  '怎么来的',
  '反映什么',
  '反映的单位',
  '什么事',
  '匿名',
  '期限',
  '状态',
  '逾期',
  '查明',
  '处理',
  '答复日期',
  '复核',
]

export const sheet = query({
  name: 'complaints.sheet',
  title: '投诉登记簿',
  help: '不写投诉人。',
  params: boardForm,
  result: 'file',
  may: () => true,
  async read(context, params) {
    const today = dateOf(context.now)
    const found = await complaintsIn(context.tx, context.vault, filterOf(context, params), 5000)
    const body = await sheetOf(
      '投诉登记簿',
      heads,
      found
        .filter((each) => mayRead(context.actor, each))
        .map((each) => [
          each.no,
          dateOf(each.receivedAt),
          each.way in ways ? ways[each.way as keyof typeof ways] : each.way,
          abouts[each.about],
          each.bodyName ?? each.content.bodyName ?? '',
          each.content.words,
          each.anonymous ? '匿名' : '',
          each.dueOn ?? '',
          complaintLife.states[each.state].zh,
          isLate(each, today) ? '逾期' : '',
          each.founded ? foundeds[each.founded] : '',
          each.content.done ?? '',
          each.answeredAt === null ? '' : dateOf(each.answeredAt),
          each.reviewAt === null ? '' : dateOf(each.reviewAt),
        ]),
    )
    return { file: { name: `投诉登记簿 ${today}.xlsx`, type: XLSX, body } }
  },
})

export const paper = query({
  name: 'complaints.paper-answer',
  title: '投诉答复',
  params: z.strictObject({ complaintId }),
  result: 'file',
  may: () => true,
  async read({ tx, vault, actor, now }, params) {
    const found = await complaintById(tx, vault, params.complaintId)
    if (!found || !isHandler(actor, found)) return null
    if (found.answeredAt === null || !found.content.answer)
      return refuse('NOT_NOW', { state: complaintLife.states[found.state].zh, what: '打印答复' })
    const organisation = await organisationById(tx, actor.organisation.id)
    const answeredOn = dateOf(found.answeredAt)
    const data = {
      station: actor.organisation.name,
      phone: organisation?.phone ?? '',
      no: found.no,
      about: abouts[found.about],
      body: found.bodyName ?? found.content.bodyName ?? '',
      receivedOn: dateOf(found.receivedAt),
      founded: found.founded ? foundeds[found.founded] : '',
      answer: found.content.answer,
      answeredOn,
      until: found.reviewAt === null ? reviewUntil(answeredOn) : '',
    }
    const url = new URL('./papers/answer.typ', import.meta.url)
    return paperAnswer(`投诉答复 ${found.no}`, await renderPaper(url, data, { printedBy: actor.name, printedAt: now }))
  },
})
