/** Papers of one person, and the whole ledger as a sheet. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { detailsOf, factsOf } from '#kernel/ledger.ts'
import { organisationById } from '#kernel/org.ts'
import { paperAnswer, renderPaper } from '#kernel/paper.ts'
import { type AnyQuery, query, type ReadContext } from '#kernel/query.ts'
import { dateOf } from '#kernel/time.ts'
import { fileById, personById } from '#modules/people-and-cases/index.ts'
import { sexes } from '#modules/people-and-cases/words.ts'
import { mayRegister } from './access.ts'
import { bornWords, contactOf, livingAt } from './paper-data.ts'
import { filterFields } from './queries-board.ts'
import { lastOf, standing } from './rules-returnee.ts'
import { markText } from './rules-roster.ts'
import { type Column, sheetAnswer, sheetOf } from './sheets.ts'
import { peoplePage, type PersonLine } from './store-board.ts'
import { returneeById } from './store-returnee.ts'
import { visitsOfReturnee } from './store-visit.ts'
import { leavings, reasons, states } from './words.ts'
import { visitWords } from './words-visit.ts'

const params = z.strictObject({ returneeId: field(z.uuid(), { label: '返乡人员', widget: 'hidden' }) })
const day = (at: number | null) => (at === null ? '' : dateOf(at))

async function gathered({ tx, vault, actor }: ReadContext, returneeId: string) {
  const row = await returneeById(tx, returneeId)
  const person = row && (await personById(tx, vault, row.personId))
  if (!row || !person) return null
  const visits = (await visitsOfReturnee(tx, row.id)).filter((each) => each.withdrawnAt === null)
  const details = await detailsOf(
    tx,
    vault,
    visits.map((each) => each.factId),
  )
  const place = async (id: string | null) => (id ? ((await organisationById(tx, id))?.name ?? '') : '')
  const no = row.fileId ? ((await fileById(tx, row.fileId))?.no ?? '') : ''
  return {
    row,
    no,
    data: {
      station: actor.organisation.name,
      no,
      name: person.displayName,
      sex: person.sex ? sexes[person.sex] : '',
      born: bornWords(person.birthFrom, person.birthTo),
      returnedOn: day(row.sentAt),
      address: livingAt(person.description),
      contact: contactOf(person.description),
      listedOn: day(row.listedAt),
      endsOn: row.endsOn ?? '',
      nextDue: row.nextDue ?? '',
      period: row.listedAt === null ? '' : `${day(row.listedAt)} 至 ${row.endsOn ?? ''}`,
      town: await place(row.townId),
      village: await place(row.villageId),
      visits: visits
        .toReversed()
        .map((each) => `${day(each.at)} ${each.by}：${visitWords(each, details.get(each.factId) ?? {})}`),
    },
  }
}

export const visitPaper = query({
  name: 'follow-up.paper-visit-form',
  title: '返乡人员回访记录表',
  params,
  result: 'file',
  may: () => true,
  async read(context, { returneeId }) {
    const found = await gathered(context, returneeId)
    if (!found) return null
    const { visits, ...data } = found.data
    const bytes = await renderPaper(
      new URL('./papers/visit-form.typ', import.meta.url),
      { ...data, last: visits.at(-1) ?? '' },
      {
        printedBy: context.actor.name,
        printedAt: context.now,
      },
    )
    return paperAnswer(`回访记录表 ${found.no}`.trim(), bytes)
  },
})

export const registerPaper = query({
  name: 'follow-up.paper-register-form',
  title: '易流浪走失人员登记表',
  params,
  result: 'file',
  may: () => true,
  async read(context, { returneeId }) {
    const found = await gathered(context, returneeId)
    if (!found || !mayRegister(context.actor, found.row)) return null
    const { row } = found
    const facts = standing(await factsOf(context.tx, [row.fileId ?? row.personId]))
    const told = (lastOf(facts, 'follow-up.listed')?.value.reasons ?? []) as string[]
    const data = { ...found.data, reasons: told.map((each) => reasons[each as keyof typeof reasons] ?? each).join('、') }
    const bytes = await renderPaper(new URL('./papers/register-form.typ', import.meta.url), data, {
      printedBy: context.actor.name,
      printedAt: context.now,
    })
    return paperAnswer(`登记表 ${found.no}`.trim(), bytes)
  },
})

const yesNo = (value: boolean | null) => (value === null ? '不详' : value ? '是' : '否')
const columns: Column<PersonLine>[] = [
  { head: '编号', width: 18, value: (line) => line.no ?? '' },
  { head: '姓名', value: (line) => line.name ?? '' },
  { head: '性别', width: 6, value: (line) => (line.sex ? sexes[line.sex as keyof typeof sexes] : '') },
  { head: '怎么返乡', value: (line) => leavings[line.kind as keyof typeof leavings] ?? line.kind ?? '' },
  { head: '返乡', width: 12, value: (line) => day(line.sentAt) },
  { head: '本辖区', width: 8, value: (line) => yesNo(line.local) },
  { head: '离站时未成年', width: 12, value: (line) => yesNo(line.minor) },
  { head: '镇街', width: 16, value: (line) => line.town ?? '' },
  { head: '村（社区）', width: 16, value: (line) => line.village ?? '' },
  { head: '状态', width: 10, value: (line) => states[line.state] },
  { head: '留意', width: 18, value: (line) => markText(line.marks) },
  { head: '已回访', width: 8, value: (line) => line.visits },
  { head: '上次回访', width: 12, value: (line) => day(line.lastVisit) },
  { head: '下次回访', width: 12, value: (line) => line.nextDue ?? '' },
  { head: '回访期到', width: 12, value: (line) => line.endsOn ?? '' },
  { head: '超期次数', width: 8, value: (line) => line.missed },
]

const PIECE = 2000

/** All of a list, not only its first page; read page by page. */
export const ledgerSheet = query({
  name: 'follow-up.ledger-sheet',
  title: '返乡人员台账（Excel）',
  params: z.strictObject(filterFields),
  result: 'file',
  may: () => true,
  async read({ tx, now }, { stationId, ...rest }) {
    const today = dateOf(now)
    const station = stationId ? await organisationById(tx, stationId) : undefined
    if (stationId && !station) return null
    async function* pages() {
      for (let after: string | null = null; ; ) {
        const page: Awaited<ReturnType<typeof peoplePage>> = await peoplePage(
          tx,
          { ...rest, stationPath: station?.path },
          today,
          after,
          PIECE,
        )
        yield page.items
        after = page.next
        if (after === null) return
      }
    }
    return sheetAnswer(`返乡人员台账 ${today}`, await sheetOf('台账', columns, pages()))
  },
})

export const paperQueries: AnyQuery[] = [visitPaper, registerPaper, ledgerSheet]
