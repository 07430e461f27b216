import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dateOfDay, dayOf } from '#kernel/time.ts'
import { type Cell, readDate, readSex } from '#kernel/cells.ts'
import { readArrival, readConditions, readLeaving } from './rules-cells.ts'
import { findHeader, guessColumns, isNoGuest, mappingFault, type NumberedRow } from './rules-columns.ts'
import { identityText, meeting, contentText, stayText } from './rules-identity.ts'
import { judgeRow } from './rules.ts'
import { guestSchema, type RosterGuest } from './schema.ts'
import { rosterFields, type RosterField } from './words.ts'

const context = { today: '2026-12-09' }
const VALID = '999901195403071715'

function judge(row: Partial<Record<RosterField, Cell>>) {
  const fields = Object.keys(row) as RosterField[]
  return judgeRow(
    fields.map((field) => row[field] ?? null),
    fields.map((field, column) => ({ column, field })),
    context,
  )
}
const good = (row: Partial<Record<RosterField, Cell>>): RosterGuest => {
  const judged = judge({ name: '何桂香', entered: '2026-12-01', ...row })
  if (!judged.ok) throw new Error(JSON.stringify(judged.bad))
  return judged.guest
}
const badAt = (row: Partial<Record<RosterField, Cell>>) => {
  const judged = judge({ name: '何桂香', entered: '2026-12-01', ...row })
  return judged.ok ? [] : judged.bad.map((note) => note.field)
}
const warnedAt = (row: Partial<Record<RosterField, Cell>>) =>
  judge({ name: '何桂香', entered: '2026-12-01', ...row }).warnings.map((note) => note.field)

describe('dates as stations write them', () => {
  test.each([
    ['2026-12-9', '2026-12-09'],
    ['2026/12/09', '2026-12-09'],
    ['2026.12.9', '2026-12-09'],
    ['2026年12月9日', '2026-12-09'],
    ['２０２６年１２月９日', '2026-12-09'],
    ['2026年12月9号', '2026-12-09'],
    ['20261209', '2026-12-09'],
    [20261209, '2026-12-09'],
    [46365, '2026-12-09'],
    [{ date: '2026-12-09', minute: 0 }, '2026-12-09'],
  ] as [Cell, string][])('%j is %s', (cell, date) => expect(readDate(cell)).toEqual({ date }))

  test.each([
    ['2026-12-09 14:30', 870],
    ['2026年12月9日14时30分', 870],
    ['2026-12-09T02:31', 151],
    ['2026年12月9日下午2点30分', 870],
    [46365.5, 720],
  ] as [Cell, number][])('%j keeps its time', (cell, minute) => expect(readDate(cell)).toEqual({ date: '2026-12-09', minute }))

  test.each([
    ['2026-13-40', 'no-such-day'],
    ['2026-02-30', 'no-such-day'],
    ['26.12.9', 'short-year'],
    ['2026.12', 'month-only'],
    [2026.12, 'month-only'],
    ['2026年12月', 'month-only'],
    ['2026', 'year-only'],
    ['去年冬天', 'not-a-date'],
    ['=TODAY()', 'not-a-date'],
  ] as [Cell, string][])('%j is no day: %s', (cell, fault) => expect(readDate(cell)).toBe(fault))

  test.each([null, '', '不详', '—', '无', ' '])('%j says nothing', (cell) => expect(readDate(cell)).toBeUndefined())

  test('any day in any writing is read as itself', () => {
    const writings = [
      (y: string, m: string, d: string): Cell => `${y}-${Number(m)}-${Number(d)}`,
      (y: string, m: string, d: string): Cell => `${y}年${Number(m)}月${Number(d)}日`,
      (y: string, m: string, d: string): Cell => `${y}${m}${d}`,
      (y: string, m: string, d: string): Cell => `${y}/${m}/${d}`,
      (y: string, m: string, d: string): Cell => dayOf(`${y}-${m}-${d}`) + 25_569,
    ]
    fc.assert(
      fc.property(fc.integer({ min: -5000, max: 40_000 }), fc.nat(writings.length - 1), (day, way) => {
        const date = dateOfDay(day)
        const [y, m, d] = date.split('-') as [string, string, string]
        expect(readDate((writings[way] as (typeof writings)[0])(y, m, d))).toEqual({ date })
      }),
    )
  })

  test('no text makes reading a date fail otherwise than by saying so', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const read = readDate(text)
        if (typeof read === 'object') expect(dateOfDay(dayOf(read.date))).toBe(read.date)
      }),
    )
  })
})

describe('ages and births', () => {
  test.each([
    ['72岁', 72, 72],
    ['72', 72, 72],
    [72, 72, 72],
    ['约60', 55, 65],
    ['六十来岁', 58, 65],
    ['７２岁', 72, 72],
    ['五六十岁', 50, 69],
  ] as [Cell, number, number][])('%j is an age as of the entry', (age, ageMin, ageMax) =>
    expect(good({ age })).toMatchObject({ ageMin, ageMax }),
  )

  test('a year of birth in the column of ages is a year of birth', () =>
    expect(good({ age: '1954年' })).toMatchObject({ birthYear: 1954 }))
  test('an age that nobody understands is kept in words, with a warning', () => {
    expect(good({ age: '老大不小' })).toMatchObject({ remark: '年龄：老大不小' })
    expect(warnedAt({ age: '老大不小' })).toEqual(['age'])
  })
  test('a birth known to the month keeps the year, and the month in words', () =>
    expect(good({ birthDate: '1954.03' })).toMatchObject({ birthYear: 1954, remark: '出生年月：1954.03' }))
  test('age and birth that contradict each other are warned of; the birth holds', () => {
    expect(warnedAt({ age: '30', birthDate: '1954-03-07' })).toEqual(['age'])
    expect(warnedAt({ age: '73', birthDate: '1954-03-07' })).toEqual([])
    expect(good({ age: '30', birthDate: '1954-03-07' })).not.toHaveProperty('ageMin')
  })
  test('nobody is born after the entry, or 130 years before it', () => {
    expect(badAt({ birthDate: '2026-12-02' })).toEqual(['birthDate'])
    expect(badAt({ birthDate: '1880-01-01' })).toEqual(['birthDate'])
    expect(badAt({ age: '130岁' })).toEqual(['age'])
  })
})

describe('identity numbers', () => {
  test('a sound number tells birth and sex where nothing else does', () =>
    expect(good({ idNumber: VALID })).toMatchObject({ idNumber: VALID, birthDate: '1954-03-07', sex: 'male' }))
  test('a wrong check digit is kept as stated, with a warning', () => {
    const wrong = `${VALID.slice(0, 17)}9`
    expect(good({ idNumber: wrong }).idNumber).toBe(wrong)
    expect(warnedAt({ idNumber: wrong })).toEqual(['idNumber'])
  })
  test('an impossible birth in a number is kept as stated, with a warning', () => {
    expect(good({ idNumber: '999901195413321713' }).idNumber).toBe('999901195413321713')
    expect(warnedAt({ idNumber: '999901195413321713' })).toEqual(['idNumber'])
  })
  test('a number that Excel has rounded is refused: its last digits are lost', () =>
    expect(badAt({ idNumber: Number(VALID) })).toEqual(['idNumber']))
  test('sex, birth and age that contradict the number are warned of', () => {
    expect(warnedAt({ idNumber: VALID, sex: '女' })).toEqual(['sex'])
    expect(warnedAt({ idNumber: VALID, birthDate: '1960-01-01' })).toEqual(['birthDate'])
    expect(warnedAt({ idNumber: VALID, age: '30岁' })).toEqual(['age'])
  })
  test('identity counts as verified only where the column says so', () => {
    expect(good({ idNumber: VALID })).not.toHaveProperty('idChecked')
    expect(good({ idNumber: VALID, idChecked: '已核实' }).idChecked).toBe(true)
    expect(good({ idNumber: VALID, idChecked: '未核实' })).not.toHaveProperty('idChecked')
  })
})

describe('a stay', () => {
  test('without an entry date a row is bad', () => expect(badAt({ entered: null })).toEqual(['entered']))
  test('a month is no entry date, and no day is made up for it', () => expect(badAt({ entered: '2026.12' })).toEqual(['entered']))
  test('nobody came or left in the future', () => {
    expect(badAt({ entered: '2026-12-10' })).toEqual(['entered'])
    expect(badAt({ left: '2026-12-10' })).toEqual(['left'])
  })
  test('nobody left before coming', () => {
    expect(badAt({ left: '2026-11-30' })).toEqual(['left'])
    expect(badAt({ left: '2026-12-01' })).toEqual([])
    expect(badAt({ entered: '2026-12-01 14:00', left: '2026-12-01 09:00' })).toEqual(['left'])
    expect(badAt({ entered: '2026-12-01 14:00', left: '2026-12-01' })).toEqual([])
  })
  test('a leaving without its kind is left open, with a warning, not guessed', () => {
    expect(good({ left: '2026-12-05' })).not.toHaveProperty('leftKind')
    expect(warnedAt({ left: '2026-12-05' })).toEqual(['leftKind'])
    expect(good({ left: '2026-12-05', leftKind: '其他原因' })).toMatchObject({ leftText: '其他原因' })
  })
  test('a kind of leaving without a date is bad; still here is none', () => {
    expect(badAt({ leftKind: '护送返乡' })).toEqual(['left'])
    expect(badAt({ leftKind: '在站' })).toEqual([])
    expect(badAt({ left: '未离站', leftKind: '在站' })).toEqual([])
  })
  test.each([
    ['自行离站', 'own'],
    ['购票返乡', 'own'],
    ['亲属接回', 'family'],
    ['儿子接走', 'family'],
    ['跨省护送返乡', 'escort'],
    ['送市第一医院住院', 'hospital'],
    ['移交公安机关', 'police'],
    ['送福利院安置', 'settled'],
    ['擅自离站', 'absconded'],
    ['主动放弃救助', 'gave-up'],
    ['终止救助', 'terminated'],
    ['因病死亡', 'died'],
    ['移交南桥救助管理站', 'other-station'],
  ])('%s is %s', (text, kind) => expect(readLeaving(text)).toBe(kind))
  test.each([
    ['公安护送', 'police'],
    ['派出所民警送来', 'police'],
    ['城管执法', 'city-management'],
    ['街面巡查', 'patrol'],
    ['自行来站', 'self'],
    ['热心群众', 'public'],
    ['南桥救助站转来', 'other-station'],
  ])('%s is a way of coming', (text, kind) => expect(readArrival(text)).toBe(kind))
})

describe('what else stands in a row', () => {
  test.each([
    ['疑似精神障碍', ['mental']],
    ['高血压，行动不便', ['immobile', 'chronic']],
    ['无精神病史，肢体残疾', ['limb']],
    ['否认传染病', undefined],
    ['健康', 'none'],
    ['左腿有点肿', undefined],
  ])('%s', (text, kinds) => expect(readConditions(text)).toEqual(kinds))
  test.each([
    ['男', 'male'],
    ['女性', 'female'],
    ['Ｍ', 'male'],
    ['不详', undefined],
  ])('sex %s', (text, sex) => expect(readSex(text)).toBe(sex))
  test('rare characters stay as they are, pictures in a name are refused', () => {
    expect(good({ name: '𠮷𣎴' }).name).toBe('𠮷𣎴')
    expect(good({ name: '何　桂香' }).name).toBe('何桂香')
    expect(badAt({ name: '何桂香😀' })).toEqual(['name'])
    expect(good({ remark: '爱笑😀' }).remark).toBe('爱笑😀')
  })
  test('words that begin like a formula stay words', () => {
    for (const text of ['=1+1', '+86', '-abc', '@sum', '=cmd|/c calc']) expect(good({ remark: text }).remark).toBe(text)
  })
  test('a formula without a result, an error and a long text are bad where the column is read', () => {
    expect(badAt({ sex: { fault: 'formula' } })).toEqual(['sex'])
    expect(badAt({ remark: { fault: 'long' } })).toEqual(['remark'])
    expect(badAt({ name: { fault: 'error' } })).toEqual(['name'])
    expect(badAt({ name: '长'.repeat(61) })).toEqual(['name'])
  })
  test('who has neither name nor number nor anything cannot be told from others', () => {
    expect(badAt({ name: null })).toEqual(['name'])
    expect(badAt({ name: null, number: '2026-17' })).toEqual([])
    expect(good({ name: '无名氏3' })).toMatchObject({ label: '无名氏3' })
    expect(good({ name: '不详', number: '2026-17' })).not.toHaveProperty('name')
  })
  test.each([
    ['已排除传染病', 'ruled-out'],
    ['体检合格', 'ruled-out'],
    ['未排除', 'unknown'],
    ['疑似肺结核', 'suspected'],
    ['体温36.5', undefined],
  ])('a check on entry: %s', (text, infection) => expect(good({ screened: text }).infection).toBe(infection))
})

describe('whatever stands in the cells', () => {
  const cell: fc.Arbitrary<Cell> = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.double(),
    fc.integer(),
    fc.constant(null),
    fc.constantFrom('不详', '2026-12-01', '72岁', '男', VALID, '护送返乡', '在站', '2026.12', '2999-01-01'),
    fc.record({ date: fc.constantFrom('2026-11-30', '2030-01-01'), minute: fc.nat(1439) }),
    fc.constantFrom({ fault: 'formula' } as const, { fault: 'error' } as const, { fault: 'long' } as const),
  )
  const fields = Object.keys(rosterFields) as RosterField[]
  const row = fc.array(cell, { minLength: fields.length, maxLength: fields.length })
  const columns = fields.map((field, column) => ({ column, field }))

  test('a row is a guest that the form takes, or bad with a reason for every fault; the answer is the same each time', () => {
    fc.assert(
      fc.property(row, (cells) => {
        const judged = judgeRow(cells, columns, context)
        expect(judgeRow(cells, columns, context)).toEqual(judged)
        if (judged.ok) {
          expect(guestSchema.safeParse(judged.guest).error).toBeUndefined()
          expect(judged.guest.entered <= context.today).toBe(true)
          expect(judged.guest.left === undefined || judged.guest.left >= judged.guest.entered).toBe(true)
        } else expect(judged.bad.length).toBeGreaterThan(0)
        for (const note of [...(judged.ok ? [] : judged.bad), ...judged.warnings]) expect(note.sentence).toMatch(/[一-鿿]/)
      }),
      { numRuns: 500 },
    )
  })

  test('the order of columns does not matter to who a row is', () => {
    fc.assert(
      fc.property(row, fc.shuffledSubarray(columns, { minLength: columns.length }), (cells, shuffled) => {
        const one = judgeRow(cells, columns, context)
        const moved = shuffled.map(({ column }) => cells[column] as Cell)
        const other = judgeRow(
          moved,
          shuffled.map(({ field }, column) => ({ column, field })),
          context,
        )
        expect(other.ok).toBe(one.ok)
        if (one.ok && other.ok) expect(identityText('s', other.guest)).toBe(identityText('s', one.guest))
      }),
    )
  })
})

describe('the same row again', () => {
  const texts = (guest: RosterGuest) => ({ content: contentText(guest), stay: stayText(guest) })
  const stands = (guest: RosterGuest) => ({ ...texts(guest), hasLeft: guest.left !== undefined })
  const comes = (guest: RosterGuest) => ({ ...texts(guest), left: guest.left !== undefined })
  const one = good({ idNumber: VALID })
  test('is the same when only writing differs', () =>
    expect(identityText('s', good({ name: '何 桂香', idNumber: VALID.replace(/(....)/g, '$1 ') }))).toBe(identityText('s', one)))
  test('is another in another station, on another day, with another number', () => {
    expect(identityText('t', one)).not.toBe(identityText('s', one))
    expect(identityText('s', good({ idNumber: VALID, entered: '2026-12-02' }))).not.toBe(identityText('s', one))
    expect(identityText('s', good({ idNumber: `${VALID.slice(0, 14)}0000` }))).not.toBe(identityText('s', one))
  })
  test('two nameless guests of one day are told apart by the station’s number', () => {
    const nameless = (number: string) => good({ name: '不详', number })
    expect(identityText('s', nameless('1'))).not.toBe(identityText('s', nameless('2')))
    expect(identityText('s', good({ number: '1' }))).toBe(identityText('s', good({ number: '2' })))
  })
  test('changes nothing, adds a leaving, or is told apart as changed', () => {
    const left = good({ idNumber: VALID, left: '2026-12-05', leftKind: '护送返乡', remark: '已送到家' })
    expect(meeting(stands(one), comes(one))).toBe('already')
    expect(meeting(stands(one), comes(left))).toBe('leaving')
    expect(meeting(stands(left), comes(one))).toBe('changed')
    expect(meeting(stands(one), comes(good({ idNumber: VALID, remark: '补充' })))).toBe('changed')
  })
})

describe('columns', () => {
  const row = (number: number, ...cells: Cell[]): NumberedRow => ({ number, cells })
  const fieldsOf = (names: string[]) => Object.fromEntries(guessColumns(names).map(({ column, field }) => [column, field]))

  test('a title above the header, and any spaces and brackets in it', () => {
    const header = findHeader([
      row(1, '云川市救助管理站受助人员花名册'),
      row(2, '填报单位：云川市救助管理站', null, null, '2026年12月'),
      row(4, '序号', '姓 名', '性别', '年龄（岁）', '身份证号码', '入站时间*', '户籍地/流出地', '床号', '备注'),
      row(5, 1, '何桂香', '女', 72),
    ])
    expect(header?.row).toBe(4)
    expect(fieldsOf(header?.names ?? [])).toEqual({
      1: 'name',
      2: 'sex',
      3: 'age',
      4: 'idNumber',
      5: 'entered',
      6: 'origin',
      7: 'bed',
      8: 'remark',
    })
  })
  test('a header of two rows with merged cells', () => {
    const header = findHeader([
      row(1, '花名册'),
      row(2, '姓名', '性别', '入站', null, '离站', null),
      row(3, null, null, '日期', '方式', '日期', '方式'),
      row(4, '何桂香', '女', '2026-12-01', '公安护送', null, null),
    ])
    expect(header).toEqual({ row: 3, names: ['姓名', '性别', '入站日期', '入站方式', '离站日期', '离站方式'] })
    expect(fieldsOf(header?.names ?? [])).toEqual({ 0: 'name', 1: 'sex', 2: 'entered', 3: 'arrival', 4: 'left', 5: 'leftKind' })
  })
  test('a sheet without known headings has no header', () =>
    expect(findHeader([row(1, '物品', '数量'), row(2, '棉衣', 3)])).toBeUndefined())
  test('sums, signatures and repeated headers are no guests; a guest without a name is', () => {
    const columns = guessColumns(['姓名', '性别', '入站日期'])
    expect(isNoGuest(row(9, '合计', null, null, 12), columns)).toBe(true)
    expect(isNoGuest(row(9, '制表人：某某'), columns)).toBe(true)
    expect(isNoGuest(row(9, '姓名', '性别', '入站日期'), columns)).toBe(true)
    expect(isNoGuest(row(9, null, '女', '2026-12-01'), columns)).toBe(false)
    expect(isNoGuest(row(9, '何桂香', null, null), columns)).toBe(false)
  })
  test('one thing from two columns, or no entry date, is no mapping', () => {
    expect(mappingFault([{ column: 0, field: 'name' }])).toEqual({ fault: 'missing', what: '入站日期' })
    expect(
      mappingFault([
        { column: 0, field: 'name' },
        { column: 1, field: 'entered' },
        { column: 2, field: 'entered' },
      ]),
    ).toEqual({ fault: 'twice', what: '入站日期' })
    expect(mappingFault([{ column: 1, field: 'entered' }])).toEqual({ fault: 'no-one', what: '' })
    expect(
      mappingFault([
        { column: 0, field: 'name' },
        { column: 1, field: 'entered' },
        { column: 2, field: 'remark' },
        { column: 3, field: 'remark' },
      ]),
    ).toBeUndefined()
  })
})
