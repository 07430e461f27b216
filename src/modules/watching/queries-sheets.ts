/** Sheets to take away: an office's own register, and who is to be seen. */
import { z } from 'zod'
import { query } from '#kernel/query.ts'
import type { Tx } from '#kernel/db.ts'
import type { Vault } from '#kernel/crypto.ts'
import { dateOf } from '#kernel/time.ts'
import { sheetOf } from '#kernel/sheet.ts'
import { sexes } from '#modules/people-and-cases/words.ts'
import { keepsRegister } from './access.ts'
import { ageWords } from './queries-board.ts'
import { termOf } from './rules-round.ts'
import type { Entry } from './schema-entry.ts'
import { listForm } from './schema.ts'
import { sheetAnswer } from './sheet.ts'
import { ownEntries } from './store-entry.ts'
import { childrenPage, scopeOf } from './store-standing.ts'
import {
  bodies,
  guardianshipTypes,
  helps,
  incomes,
  parentRelations,
  registerFields,
  type RegisterField,
  registers,
  risks,
  schoolings,
  trends,
} from './words.ts'

const PIECE = 500
const yes = (value: boolean | undefined) => (value === undefined ? null : value ? '是' : '否')
const of = (words: Record<string, string>, key: string | undefined) => (key === undefined ? null : (words[key] ?? key))

/** A cell of the form for what was written; the opposite of reading it. */
function cellOf(entry: Entry, field: RegisterField): string | number | null {
  const { father, mother, carer, detained } = entry
  const cells: Partial<Record<RegisterField, string | number | null | undefined>> = {
    name: entry.name,
    sex: of(sexes, entry.sex),
    ethnicity: entry.ethnicity,
    birthDate: entry.birthDate ?? (entry.birthYear === undefined ? null : String(entry.birthYear)),
    idNumber: entry.idNumber,
    registered: yes(entry.registered),
    household: entry.household,
    address: entry.address,
    school: entry.schoolName,
    grade: entry.grade,
    body: entry.bodyText ?? of(bodies, entry.body),
    boarding: yes(entry.boarding),
    schooling: of(schoolings, entry.schooling),
    grandparents: entry.grandparents,
    father: father?.name,
    fatherBirth: father?.birthDate,
    fatherId: father?.idNumber,
    fatherWork: father?.work,
    fatherPhone: father?.phone,
    mother: mother?.name,
    motherBirth: mother?.birthDate,
    motherId: mother?.idNumber,
    motherWork: mother?.work,
    motherPhone: mother?.phone,
    bothAway: yes(entry.bothAway),
    oneAway: yes(entry.oneAway),
    entrusted: carer?.name,
    entrustedPhone: carer?.phone,
    entrustedId: carer?.idNumber,
    entrustedRelation: carer?.relation,
    entrustedAddress: carer?.address,
    guardianship: of(guardianshipTypes, entry.guardianship),
    income: entry.income?.map((each) => incomes[each]).join('、'),
    help: entry.help?.map((each) => helps[each]).join('、'),
    parent: detained?.name,
    parentRelation: of(parentRelations, detained?.relation),
    until: detained?.until,
    remark: entry.remark,
  }
  return cells[field] ?? null
}

const columns = (Object.keys(registerFields) as RegisterField[]).filter((each) => each !== 'village' && each !== 'town')

async function* entryLines(tx: Tx, vault: Vault, path: string): AsyncGenerator<(string | number | null)[]> {
  for (let after: string | null = null; ; ) {
    const piece: Awaited<ReturnType<typeof ownEntries>> = await ownEntries(tx, vault, path, after, PIECE)
    for (const { entry, register } of piece)
      yield [registers[register as keyof typeof registers] ?? register, ...columns.map((each) => cellOf(entry, each))]
    const last = piece.at(-1)
    if (!last || piece.length < PIECE) return
    after = last.id
  }
}

/** What the office itself wrote, in the columns in which it can be imported again. */
export const registerSheet = query({
  name: 'watching.register-sheet',
  title: '本单位的登记册',
  params: z.strictObject({}),
  result: 'file',
  may: keepsRegister,
  read: async ({ tx, vault, actor }) =>
    sheetAnswer(
      '登记册',
      await sheetOf(
        '登记册',
        ['登记册', ...columns.map((each) => registerFields[each])],
        entryLines(tx, vault, actor.organisation.path),
      ),
    ),
})

const MOST_LINES = 20_000
/** Who is to be seen, to be printed and taken along where there is no telephone line. */
export const roundSheet = query({
  name: 'watching.round-sheet',
  title: '排查名单',
  params: listForm.omit({ after: true }),
  result: 'file',
  may: (actor) => scopeOf(actor.organisation.kind) !== undefined,
  async read({ tx, actor, now }, form) {
    const today = dateOf(now)
    const scope = scopeOf(actor.organisation.kind)
    if (!scope) return null
    const of = { scope, path: actor.organisation.path, today, term: termOf(today), size: MOST_LINES }
    const { items } = await childrenPage(tx, form, of)
    const lines = items.map((each, at) => [
      at + 1,
      each.name,
      each.sex ? sexes[each.sex as keyof typeof sexes] : '',
      ageWords(each, today) ?? '',
      each.village ?? '',
      each.school ?? '',
      each.risk ? risks[each.risk] : '',
      each.lastOn ?? '',
      each.nextOn,
      trends[each.trend],
      '',
      '',
    ])
    const heads = ['序号', '姓名', '性别', '年龄', '村（社区）', '学校', '风险', '上次', '不晚于', '变化', '见到', '情况']
    return sheetAnswer('排查名单', await sheetOf('排查名单', heads, lines, [6, 10, 6, 8, 14, 18, 6, 12, 12, 8, 6, 30]))
  },
})
