/** Letters and sheets of the needs side; each rendered from what was recorded at the moment of printing. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { openFile } from '#kernel/files.ts'
import { detailsOf } from '#kernel/ledger.ts'
import { organisationById } from '#kernel/org.ts'
import { paperAnswer, renderPaper } from '#kernel/paper.ts'
import { type AnyQuery, query, type ReadContext } from '#kernel/query.ts'
import { dateOf } from '#kernel/time.ts'
import { fileById, personById } from '#modules/people-and-cases/index.ts'
import { ageOn, sexes } from '#modules/people-and-cases/words.ts'
import { mayKnowWhoSpoke } from './access-needs.ts'
import { refuse } from './refusals-needs.ts'
import { linesOf } from './queries-household.ts'
import { worded } from './queries-again.ts'
import { wordedReferrals } from './queries-referral.ts'
import { referralLife } from './lifecycle-needs.ts'
import { needWord } from './rules-referral.ts'
import { againId, referralId, tellingId } from './schema-needs.ts'
import { excel, sheetAnswer } from './sheet-needs.ts'
import { againById } from './store-again.ts'
import { againLines, LONGEST } from './store-again-read.ts'
import { householdsSeen } from './store-household.ts'
import { referralById, tellingById } from './store-referral.ts'
import { referralLines } from './store-referral-read.ts'
import { causes, departments, edgeReasons, harms } from './words-needs.ts'

const ageWords = ({ from, to }: { from: number; to: number }) => (from === to ? `${from} 岁` : `约 ${from} 至 ${to} 岁`)

/** Who is meant, as a letter says it: no number of a document, no address beyond what the letter is for. */
async function who({ tx, vault, now }: ReadContext, of: { fileId: string | null; personId: string; ownerPath: string }) {
  const file = of.fileId ? await fileById(tx, of.fileId) : undefined
  const person = await personById(tx, vault, file?.personId ?? of.personId)
  const station = file ? await organisationById(tx, file.stationId) : undefined
  if (!person) return null
  const birth = person.birthFrom && person.birthTo ? { from: person.birthFrom, to: person.birthTo } : null
  const age = birth && ageOn(birth, dateOf(now))
  return {
    name: person.displayName,
    said: [person.sex ? sexes[person.sex] : '', age && ageWords(age)].filter(Boolean).join('，'),
    no: file?.no ?? '',
    station: station?.name ?? '',
    person,
  }
}

const printed = ({ actor, now }: ReadContext) => ({ printedBy: actor.name, printedAt: now })
const template = (name: string) => new URL(`./papers/${name}.typ`, import.meta.url)
const textOf = (record: unknown, key: string): string => {
  const value = (record as Record<string, unknown> | undefined)?.[key]
  return typeof value === 'string' ? value : ''
}

export const referralPaper = query({
  name: 'follow-up.paper-referral',
  title: '转介函',
  params: z.strictObject({ referralId }),
  result: 'file',
  may: () => true,
  async read(context, params) {
    const { tx, vault, actor } = context
    const row = await referralById(tx, params.referralId)
    const of = row && (await who(context, row))
    if (!row || !of) return null
    const said = (await detailsOf(tx, vault, [row.factId])).get(row.factId)
    const data = {
      station: actor.organisation.name,
      no: of.no,
      to: textOf(said, 'toName') || row.toName,
      name: of.name,
      who: of.said,
      need: needWord(row.need),
      situation: textOf(said, 'situation'),
      asks: textOf(said, 'asks'),
      on: dateOf(row.madeAt),
      reminders: row.reminders,
    }
    return paperAnswer(`转介函 ${of.no}`, await renderPaper(template('referral-letter'), data, printed(context)))
  },
})

export const againPaper = query({
  name: 'follow-up.paper-found-again',
  title: '反复流浪反馈单',
  params: z.strictObject({ againId }),
  result: 'file',
  may: () => true,
  async read(context, params) {
    const { tx, actor } = context
    const row = await againById(tx, params.againId)
    const of = row && (await who(context, row))
    if (!row || !of) return null
    if (row.withdrawnAt !== null) return refuse('AGAIN_GONE')
    const lines = await worded(context, (await againLines(tx, { personId: of.person.id, limit: LONGEST })).items)
    const one = lines.find((each) => each.againId === row.id)
    const data = {
      station: actor.organisation.name,
      no: of.no,
      name: of.name,
      who: of.said,
      home: one?.home ?? '',
      foundOn: dateOf(row.foundAt),
      place: one?.place ?? '',
      from: one?.from ?? '',
      sentOn: one?.since ? dateOf(one.since) : '',
      causes: row.causes.map((each) => causes[each as keyof typeof causes] ?? each).join('、'),
      note: one?.note ?? '',
      times: lines.length,
      before: lines
        .filter((each) => each.againId !== row.id)
        .slice(0, 12)
        .map((each) => ({
          on: dateOf(each.foundAt),
          place: each.place ?? '',
          causes: each.causes.map((key) => causes[key as keyof typeof causes] ?? key).join('、'),
        })),
      toldOn: row.toldAt ? dateOf(row.toldAt) : '',
    }
    return paperAnswer(`反复流浪反馈单 ${of.no}`, await renderPaper(template('found-again'), data, printed(context)))
  },
})

export const abandonmentPaper = query({
  name: 'follow-up.paper-abandonment',
  title: '遗弃、虐待报案材料',
  help: '给公安的。反映人只写在报的单位和公安打印的这一份上，别的材料里没有。',
  params: z.strictObject({ tellingId }),
  result: 'file',
  may: () => true,
  async read(context, params) {
    const { tx, vault, actor } = context
    const row = await tellingById(tx, params.tellingId)
    const of = row && (await who(context, row))
    if (!row || !of) return null
    const said = (await detailsOf(tx, vault, [row.factId])).get(row.factId)?.['telling']
    const evidence = (said as { evidence?: unknown[] } | undefined)?.evidence
    const data = {
      station: actor.organisation.name,
      no: of.no,
      to: textOf(said, 'policeName') || row.policeName,
      kind: harms[row.kind],
      name: of.name,
      who: of.said,
      duty: textOf(said, 'who'),
      grounds: textOf(said, 'grounds'),
      reporter: mayKnowWhoSpoke(actor, row) ? textOf(said, 'reporter') : '',
      called: textOf(said, 'called') === 'yes',
      evidence: Array.isArray(evidence) ? evidence.length : 0,
      on: dateOf(row.toldAt),
    }
    return paperAnswer(`遗弃虐待报案材料 ${of.no}`, await renderPaper(template('abandonment'), data, printed(context)))
  },
})

export const evidence = query({
  name: 'follow-up.evidence',
  title: '看报案证据',
  params: z.strictObject({ tellingId, number: field(z.int().min(1).max(20), { label: '第几件' }) }),
  result: 'file',
  may: () => true,
  async read({ tx, vault }, params) {
    const row = await tellingById(tx, params.tellingId)
    if (!row) return null
    const said = (await detailsOf(tx, vault, [row.factId])).get(row.factId)?.['telling']
    const ids = (said as { evidence?: string[] } | undefined)?.evidence ?? []
    const id = ids[params.number - 1]
    const found = id ? await openFile(tx, vault, id) : undefined
    return found ? { file: { name: `证据-${params.number}`, type: found.type, body: found.body } } : null
  },
})

export const householdPaper = query({
  name: 'follow-up.paper-households',
  title: '边缘户名单',
  params: z.strictObject({}),
  result: 'file',
  may: () => true,
  async read(context) {
    const { tx, vault, actor, now } = context
    const { items, total } = await householdsSeen(tx, vault, { state: 'listed', limit: 200 })
    const lines = await linesOf(context, items)
    const data = {
      station: actor.organisation.name,
      no: '',
      on: dateOf(now),
      total,
      shown: lines.length,
      rows: lines.map((line) => ({
        head: line.head,
        place: [line.division, line.town].filter(Boolean).join(' '),
        members: line.members.map((each) => (each.relation ? `${each.name}（${each.relation}）` : each.name)).join('、'),
        reasons: line.reasons.map((each) => edgeReasons[each as keyof typeof edgeReasons] ?? each).join('、'),
        listed: dateOf(line.listedAt),
        review: line.nextReview ?? '',
      })),
    }
    return paperAnswer('边缘户名单', await renderPaper(template('households'), data, printed(context)))
  },
})

export const referralSheet = query({
  name: 'follow-up.referral-sheet',
  title: '没办完的转介（Excel）',
  params: z.strictObject({}),
  result: 'file',
  may: () => true,
  async read(context) {
    const { items } = await referralLines(context.tx, context.actor, { open: true })
    const lines = await wordedReferrals(context, items)
    const body = await excel(
      '转介',
      ['编号', '姓名', '需要', '部门', '转给', '转介日期', '状态', '多少天没有消息', '催办次数'],
      lines.map((line) => [
        line.no ?? '',
        line.name,
        needWord(line.need),
        departments[line.department as keyof typeof departments] ?? line.department,
        line.to ?? '',
        dateOf(line.madeAt),
        referralLife.states[line.state as keyof typeof referralLife.states].zh,
        String(line.silentDays),
        String(line.reminders),
      ]),
    )
    return sheetAnswer(`没办完的转介 ${dateOf(context.now)}`, body)
  },
})

export const againSheet = query({
  name: 'follow-up.again-sheet',
  title: '反复流浪（Excel）',
  params: z.strictObject({}),
  result: 'file',
  may: () => true,
  async read(context) {
    const lines = await worded(context, (await againLines(context.tx, { limit: LONGEST })).items)
    const body = await excel(
      '反复流浪',
      ['编号', '姓名', '再次流浪日期', '在哪里', '上次返乡', '第几次', '原因', '户籍地', '反馈民政局'],
      lines.map((line) => [
        line.no ?? '',
        line.name,
        dateOf(line.foundAt),
        line.place ?? '',
        line.since === null ? '' : dateOf(line.since),
        String(line.times),
        line.causes.map((each) => causes[each as keyof typeof causes] ?? each).join('、'),
        line.home ?? '',
        line.toldAt === null ? '没有' : dateOf(line.toldAt),
      ]),
    )
    return sheetAnswer(`反复流浪 ${dateOf(context.now)}`, body)
  },
})

export const needPapers: AnyQuery[] = [
  referralPaper,
  againPaper,
  abandonmentPaper,
  evidence,
  householdPaper,
  referralSheet,
  againSheet,
]
