/** The paper of a file, for a quarter of an hour after it was taken by leave of another. */
import { z } from 'zod'
import { field, known } from '#kernel/field.ts'
import { detailsOf, factsOf } from '#kernel/ledger.ts'
import { paperAnswer, renderPaper } from '#kernel/paper.ts'
import { query, type ReadContext } from '#kernel/query.ts'
import { dateOf, printInstant } from '#kernel/time.ts'
import {
  childById,
  type ChildRow,
  compartmentsOf,
  kindsOf,
  notOpened,
  type PersonDescription,
  personById,
  sexes,
} from '#modules/people-and-cases/index.ts'
import { PRINT_WITHIN } from './actions-dossier.ts'
import { courseOf } from './queries-course.ts'
import { refuse } from './refusals.ts'
import { ageWords } from './rules.ts'
import { entrustingsOf, healthOf, homeOf, membersOf, schoolingsOf } from './store.ts'
import { dossierRequest } from './store-readers.ts'
import { accountsById, namesOfPaths } from './store-read.ts'
import {
  bodies,
  childKinds,
  disabilityKinds,
  type DossierPart,
  dossierParts,
  familyStates,
  relations,
  schoolings,
} from './words.ts'

type Rows = (readonly [string, string | null | undefined])[]
const when = (at: number) => printInstant(at).slice(0, 16).replace('T', ' ')

async function registerRows({ tx, vault, now }: ReadContext, child: ChildRow): Promise<Rows> {
  const person = await personById(tx, vault, child.personId)
  const names = await namesOfPaths(tx, [child.townPath, child.villagePath, child.schoolPath])
  const home = await homeOf(tx, vault, child.id)
  const description: PersonDescription = person?.description ?? {}
  return [
    ['姓名', child.name],
    ['性别、年龄', `${child.sex ? sexes[child.sex] : '不详'}，${ageWords(child, dateOf(now))}`],
    ['出生日期', description.birthDate],
    // As everywhere on paper: in full only where it is asked for with a reason.
    ['证件号', known(description.idNumber)?.replace(/^(.{4}).*(.{4})$/u, '$1**********$2')],
    ['户籍', known(description.household)],
    ['现住址', home.address],
    [
      '镇街、村社区',
      [child.townPath, child.villagePath]
        .map((path) => path && names.get(path))
        .filter(Boolean)
        .join('，'),
    ],
    ['学校', child.schoolPath && names.get(child.schoolPath)],
    ['建档', dateOf(child.openedAt)],
    ['发现经过', home.found],
  ]
}

async function familyRows({ tx, vault }: ReadContext, childId: string): Promise<Rows> {
  const members = (await membersOf(tx, vault, childId)).map(({ content, endedAt }): Rows[number] => [
    relations[content.relation],
    [
      known(content.name) ?? '姓名不详',
      content.care ? '在照料' : '',
      content.decides ? '监护人，能作决定' : '',
      content.danger ? `对孩子构成危险：${content.dangerWhy ?? ''}` : '',
      content.state ? familyStates[content.state] : '',
      content.note ?? '',
      endedAt === null ? '' : `已移出：${content.ended ?? ''}`,
    ]
      .filter(Boolean)
      .join('；'),
  ])
  const entrusted = (await entrustingsOf(tx, vault, childId)).map(({ from, until, endedOn, content }): Rows[number] => [
    '委托照护',
    `${known(content.name) ?? '不详'}，${from} 至 ${endedOn ?? until ?? '今'}`,
  ])
  return [...members, ...entrusted]
}

const readers: Record<DossierPart, (context: ReadContext, child: ChildRow) => Promise<Rows>> = {
  register: registerRows,
  kinds: async ({ tx }, child) =>
    (await kindsOf(tx, child.id)).map(({ kind, since, until, withdrawn }) => [
      childKinds[kind],
      `${dateOf(since)} 起${until ? `，到 ${dateOf(until)}` : ''}${withdrawn ? '（登错，已撤回）' : ''}`,
    ]),
  family: (context, child) => familyRows(context, child.id),
  school: async ({ tx, vault }, child) =>
    (await schoolingsOf(tx, vault, child.id)).map(({ state, notedAt, content }) => [
      dateOf(notedAt),
      [schoolings[state], content.schoolName, content.grade, content.className, content.note].filter(Boolean).join('，'),
    ]),
  health: async ({ tx, vault }, child) =>
    (await healthOf(tx, vault, child.id)).map(({ notedAt, content }) => [
      dateOf(notedAt),
      [
        content.body?.map((each) => bodies[each]).join('、'),
        content.disabilities?.map((each) => `${disabilityKinds[each.kind]}残疾`).join('、'),
        content.illness,
        content.medicine,
      ]
        .filter(Boolean)
        .join('；'),
    ]),
  course: async (context, child) =>
    (await courseOf(context, child.id)).items
      .toReversed()
      .map((each) => [when(each.at), [each.title, ...each.words, each.by].filter(Boolean).join('；')]),
  views: async ({ tx, vault }, child) => {
    const looks = (await factsOf(tx, [child.id])).filter((fact) => fact.name === 'sensitive.viewed').slice(-200)
    const ids = looks.map((fact) => fact.id)
    const details = await detailsOf(tx, vault, ids)
    const who = await accountsById(
      tx,
      looks.map((fact) => fact.recordedBy),
    )
    return looks.map((fact) => {
      const account = who.get(fact.recordedBy)
      return [
        when(fact.recordedAt),
        `${account?.name ?? '系统'}，${account?.organisation ?? ''}；${String(details.get(fact.id)?.reason ?? '')}`,
      ]
    })
  },
}

export const dossier = query({
  name: 'minors.dossier',
  title: '未成年人保护个案卷',
  help: '导出后 15 分钟内由申请人打印；每页有水印。',
  params: z.strictObject({ requestId: field(z.uuid(), { label: '申请', widget: 'hidden' }) }),
  result: 'file',
  may: () => true,
  async read(context, { requestId }) {
    const { tx, vault, actor, now } = context
    const request = await dossierRequest(tx, vault, requestId)
    const child = request && (await childById(tx, request.childId))
    if (!request || !child || request.askedBy !== actor.accountId) return null
    const shut = await notOpened(context, child.id)
    if (shut) return shut
    if (!(await compartmentsOf(tx, child.id)).has('whole')) return null
    if (request.takenAt === null || now > request.takenAt + PRINT_WITHIN)
      return refuse('NOT_TAKABLE', { state: request.takenAt === null ? '未导出' : '已过 15 分钟' })
    const decider = request.decidedBy ? (await accountsById(tx, [request.decidedBy])).get(request.decidedBy) : undefined
    const parts = []
    for (const part of request.content.parts) {
      const rows = (await readers[part](context, child)).flatMap(([title, text]) => (text ? [[title, text]] : []))
      parts.push({ title: dossierParts[part], rows })
    }
    const data = {
      unit: actor.organisation.name,
      no: child.no,
      purpose: `用途：${request.content.purpose}。${actor.name} 申请，${decider?.name ?? ''} 批准。不得复制、转交；用完交回或销毁。`,
      watermark: `${actor.name} ${when(now)} ${request.id.slice(0, 8)}`,
      parts,
    }
    const bytes = await renderPaper(new URL('./papers/dossier.typ', import.meta.url), data, {
      printedBy: actor.name,
      printedAt: now,
    })
    return paperAnswer(`个案卷 ${child.no}`, bytes)
  },
})
