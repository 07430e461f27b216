/** Who works in a station and what is written down of them. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { openFile } from '#kernel/files.ts'
import { detailsOf } from '#kernel/ledger.ts'
import { type AnyQuery, query } from '#kernel/query.ts'
import { dateOf } from '#kernel/time.ts'
import { mayKeep } from './access.ts'
import { holding, standingOf, stretchesOf, type Told, undoing, yearOf } from './rules.ts'
import { accountId } from './schema.ts'
import { factsOfStaff, namesOf, staffByIds, staffUnder, type StaffRow } from './store.ts'
import { dutyWords, examForms, posts, type RecordName, recordTitles, standings } from './words.ts'

const date = z.string().nullable()
const line = z.strictObject({
  accountId: z.string(),
  name: z.string(),
  title: z.string().nullable(),
  stationId: z.string(),
  station: z.string(),
  standing: z.enum(['here', 'untold', 'left']),
  post: z.string().nullable(),
  joinedOn: date,
  leftOn: date,
  offJobDays: z.number(),
  trainedOn: date,
  examinedOn: date,
  healthCheckedOn: date,
  qualifiedOn: date,
})

function lineOf(member: StaffRow, facts: readonly Told[], year: string): z.output<typeof line> {
  const last = stretchesOf(facts).at(-1)
  return {
    accountId: member.accountId,
    name: member.name,
    title: member.title,
    stationId: member.stationId,
    station: member.station,
    standing: standingOf(facts),
    post: last ? String(last.joined.value.post ?? '') || null : null,
    joinedOn: last ? dateOf(last.joined.occurredAt) : null,
    leftOn: last?.left ? dateOf(last.left.occurredAt) : null,
    ...yearOf(facts, year),
  }
}

export const board = query({
  name: 'staff.board',
  title: '工作人员',
  help: '谁在岗，今年的培训、考核、体检登记到哪里。',
  params: z.strictObject({}),
  result: z.strictObject({ year: z.string(), items: z.array(line).max(2000) }),
  may: () => true,
  async read({ tx, actor, now }) {
    const members = (await staffUnder(tx, actor.range)).filter((each) => mayKeep(actor, each))
    const facts = await factsOfStaff(
      tx,
      members.map((each) => each.accountId),
    )
    const year = dateOf(now).slice(0, 4)
    const lines = members.flatMap((each) => {
      const told = facts.get(each.accountId) ?? []
      // An account closed before anybody told of its holder's post is nobody's work here.
      return each.closed && told.length === 0 ? [] : [lineOf(each, told, year)]
    })
    const stations = Map.groupBy(lines, (each) => each.stationId)
    const order = Object.keys(standings)
    const items = [...stations.values()].flatMap((of) =>
      of.toSorted((a, b) => order.indexOf(a.standing) - order.indexOf(b.standing)),
    )
    return { year, items }
  },
})

const record = z.strictObject({
  factId: z.string(),
  title: z.string(),
  on: z.string(),
  words: z.string(),
  by: z.string(),
  recordedOn: z.string(),
  withdrawable: z.boolean(),
  files: z.array(z.string()).max(6),
})

const told = (value: unknown): string => (typeof value === 'string' ? value : '')

/** What a record says, in one line. */
function wordsOf(fact: Told, details: Record<string, unknown>): string {
  const form = examForms[told(fact.value.form) as keyof typeof examForms] ?? ''
  const days = fact.name === 'staff.trained' ? `脱产 ${Number(fact.value.offJobDays ?? 0)} 天` : ''
  const post = fact.name === 'staff.joined' ? (posts[told(fact.value.post) as keyof typeof posts] ?? '') : ''
  const duty = dutyWords[told(fact.value.duty)] ?? ''
  return [told(details.what), days, form, post, duty, told(details.result), told(details.note), told(details.reason)]
    .filter(Boolean)
    .join('，')
}

const postTitles: Record<string, string> = {
  'staff.joined': '到岗',
  'staff.left': '离岗',
  'staff.duty-named': '指定专人',
  'staff.duty-ended': '免去专人',
}
const filesIn = (details: Record<string, unknown>): string[] =>
  Array.isArray(details.files) ? details.files.filter((each) => typeof each === 'string').slice(0, 6) : []

export const member = query({
  name: 'staff.member',
  title: '一位工作人员',
  params: z.strictObject({ accountId }),
  result: line.extend({ year: z.string(), records: z.array(record).max(500) }),
  may: () => true,
  async read({ tx, vault, actor, now }, params) {
    const found = (await staffByIds(tx, [params.accountId]))[0]
    if (!found || !mayKeep(actor, found)) return null
    const facts = (await factsOfStaff(tx, [found.accountId])).get(found.accountId) ?? []
    const shown = holding(facts).filter((fact) => fact.name in recordTitles || fact.name in postTitles)
    const details = await detailsOf(
      tx,
      vault,
      shown.map((fact) => fact.id),
    )
    const by = new Map(
      (
        await namesOf(
          tx,
          facts.map((fact) => fact.recordedBy),
        )
      ).map((each) => [each.id, each.name]),
    )
    const recorders = new Map(facts.map((fact) => [fact.id, by.get(fact.recordedBy) ?? '']))
    const year = dateOf(now).slice(0, 4)
    return {
      ...lineOf(found, facts, year),
      year,
      records: shown.slice(-500).map((fact) => {
        const own = details.get(fact.id) ?? {}
        return {
          factId: fact.id,
          title: recordTitles[fact.name as RecordName] ?? postTitles[fact.name] ?? fact.name,
          on: dateOf(fact.occurredAt),
          words: wordsOf(fact, own),
          by: recorders.get(fact.id) ?? '',
          recordedOn: dateOf(fact.recordedAt),
          withdrawable: undoing(facts, fact.id) === 'yes',
          files: filesIn(own),
        }
      }),
    }
  },
})

export const evidence = query({
  name: 'staff.evidence',
  title: '签到表、照片',
  params: z.strictObject({ accountId, fileId: field(z.uuid(), { label: '文件', widget: 'hidden' }) }),
  result: 'file',
  may: () => true,
  async read({ tx, vault, actor }, params) {
    const found = (await staffByIds(tx, [params.accountId]))[0]
    if (!found || !mayKeep(actor, found)) return null
    const facts = holding((await factsOfStaff(tx, [found.accountId])).get(found.accountId) ?? [])
    const details = await detailsOf(
      tx,
      vault,
      facts.map((fact) => fact.id),
    )
    if (![...details.values()].some((each) => filesIn(each).includes(params.fileId))) return null
    const file = await openFile(tx, vault, params.fileId)
    return file ? { file: { name: file.name, type: file.type, body: file.body } } : null
  },
})

export const queries: AnyQuery[] = [board, member, evidence]
