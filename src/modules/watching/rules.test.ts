import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, dateOfDay, dayOf, startOfDay } from '#kernel/time.ts'
import type { Cell } from '#kernel/cells.ts'
import { derivedId } from '#kernel/crypto.ts'
import { findHeader, guessColumns, isNoChild, mappingFault } from './rules-columns.ts'
import { idsOfBatch } from './rules-import.ts'
import { atlasOf, bareName, identityOf, locate, partsOf, type Place } from './rules-places.ts'
import { bucketOf, nextLook, quarterEnd, standingOf, termEnds, termKey, termOf, trendOf, type WatchFact } from './rules-round.ts'
import { judgeRow } from './rules-row.ts'
import { DEFAULT_DAYS, registerFields, type RegisterField, type Risk } from './words.ts'

const TODAY = '2026-12-09'
const dates = fc.integer({ min: dayOf('2020-01-01'), max: dayOf('2035-12-31') }).map(dateOfDay)
const risks = fc.constantFrom<Risk>('low', 'middle', 'high')

describe('when a child is looked at again', () => {
  test('a child never seen is due by the end of the quarter in which it was registered', () => {
    expect(nextLook({ openedOn: '2026-11-03' }, DEFAULT_DAYS)).toBe('2026-12-31')
    expect(nextLook({ openedOn: '2027-01-01' }, DEFAULT_DAYS)).toBe('2027-03-31')
  })

  test('whatever the risk, each quarter owes its own look, and higher risk is never seen later', () => {
    fc.assert(
      fc.property(dates, (on) => {
        const next = (risk: Risk) => nextLook({ openedOn: on, last: { on, risk } }, DEFAULT_DAYS)
        expect(next('high') <= next('middle') && next('middle') <= next('low')).toBe(true)
        expect(next('low') <= quarterEnd(addDays(quarterEnd(on), 1))).toBe(true)
        expect(next('high') > on).toBe(true)
      }),
    )
  })

  test('every child stands in exactly one bucket', () => {
    fc.assert(
      fc.property(dates, dates, fc.option(dates), (nextOn, today, lastOn) => {
        expect(['overdue', 'month', 'later', 'never']).toContain(bucketOf({ nextOn, lastOn }, today))
      }),
    )
    expect(bucketOf({ nextOn: '2026-12-08', lastOn: null }, TODAY)).toBe('overdue')
    expect(bucketOf({ nextOn: '2026-12-31', lastOn: null }, TODAY)).toBe('never')
  })

  test('a school term is autumn from September to the end of February, spring from March to August', () => {
    expect(termOf('2026-09-01')).toBe('2026-autumn')
    expect(termOf('2028-02-29')).toBe('2027-autumn')
    expect(termEnds('2027-autumn')).toBe('2028-02-29')
    expect(termOf('2027-03-01')).toBe('2027-spring')
    fc.assert(
      fc.property(dates, (on) => {
        const next = termOf(addDays(termEnds(termOf(on)), 1))
        expect(on <= termEnds(termOf(on))).toBe(true)
        expect(termKey(next) > termKey(termOf(on))).toBe(true)
      }),
    )
  })

  test('a worse guardianship at the same risk is a change for the worse', () => {
    expect(trendOf({ risk: 'low', guardianship: 'normal' }, { risk: 'low', guardianship: 'missing' })).toBe('worse')
    expect(trendOf({ risk: 'high' }, { risk: 'low' })).toBe('better')
    expect(trendOf(undefined, { risk: 'low' })).toBe('new')
  })
})

describe('what the row of a child says', () => {
  const fact = (at: string, name: string, value: Record<string, unknown> = {}, more: Partial<WatchFact> = {}): WatchFact => ({
    id: `${at}${name}`,
    name,
    value,
    occurredAt: startOfDay(at) + 1,
    ...more,
  })
  const opened = fact('2026-10-01', 'child.file-opened')

  test('a look withdrawn counts no more, one put right counts as put right', () => {
    const wrong = fact('2026-11-01', 'child.screened', { risk: 'high' })
    expect(standingOf([opened, wrong], false, DEFAULT_DAYS)).toMatchObject({
      risk: 'high',
      lastOn: '2026-11-01',
      nextOn: '2026-11-08',
    })
    const gone = fact('2026-11-02', 'fact.withdrawn', {}, { replaces: wrong.id })
    expect(standingOf([opened, wrong, gone], false, DEFAULT_DAYS)).toMatchObject({
      risk: null,
      lastOn: null,
      nextOn: '2026-12-31',
    })
    const right = fact('2026-11-01', 'child.screened', { risk: 'low' }, { id: 'right', replaces: wrong.id })
    expect(standingOf([opened, wrong, right], false, DEFAULT_DAYS)).toMatchObject({ risk: 'low' })
  })

  test('the order in which facts are told does not change what they say', () => {
    const some = fc.array(
      fc.tuple(dates, fc.constantFrom('child.screened', 'child.not-found-at-home', 'child.census-registered'), risks),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(some, (told) => {
        const seen = new Set<string>()
        const facts = told.flatMap(([at, name, risk]) => {
          if (seen.has(at)) return []
          seen.add(at)
          return [fact(at, name, name === 'child.screened' ? { risk } : {})]
        })
        const first = fact('2019-01-01', 'child.file-opened')
        expect(standingOf([first, ...facts], true, DEFAULT_DAYS)).toEqual(
          standingOf([...facts.toReversed(), first], true, DEFAULT_DAYS),
        )
      }),
    )
  })

  test('nobody found is told apart from nobody sent, until the child is seen', () => {
    const missed = [fact('2026-10-05', 'child.not-found-at-home'), fact('2026-10-06', 'child.not-found-at-home')]
    expect(standingOf([opened, ...missed], false, DEFAULT_DAYS)).toMatchObject({
      missed: 2,
      trend: 'missed',
      changedOn: '2026-10-06',
      lastOn: null,
    })
    const seen = fact('2026-10-07', 'child.screened', { risk: 'low' })
    expect(standingOf([opened, ...missed, seen], false, DEFAULT_DAYS)).toMatchObject({ missed: 0, changedOn: '2026-10-07' })
  })

  test('a file that was never opened has no row', () => {
    expect(standingOf([], false, DEFAULT_DAYS)).toBeUndefined()
  })
})

describe('a register is read', () => {
  const columnsOf = (names: string[]) => guessColumns(names)
  const judged = (told: Partial<Record<RegisterField, Cell>>) => {
    const fields = Object.keys(told) as RegisterField[]
    return judgeRow(
      fields.map((each) => told[each] ?? null),
      fields.map((field, column) => ({ column, field })),
      TODAY,
    )
  }

  test('every column is known by its own name', () => {
    const names = Object.values(registerFields)
    expect(columnsOf(names).map((each) => registerFields[each.field])).toEqual(names)
  })

  test('the header of two rows of the national form is laid together', () => {
    const header = findHeader([
      { number: 1, cells: ['农村留守儿童登记表'] },
      { number: 2, cells: ['姓名', '性别', '父亲', null, '母亲', null] },
      { number: 3, cells: [null, null, '姓名', '电话', '姓名', '电话'] },
      { number: 4, cells: ['何小雨', '女', '何国', '13900000001', '李秀', '13900000002'] },
    ])
    expect(header?.row).toBe(3)
    expect(columnsOf(header?.names ?? []).map((each) => each.field)).toEqual([
      'name',
      'sex',
      'father',
      'fatherPhone',
      'mother',
      'motherPhone',
    ])
  })

  test('sums, signatures and repeated heads are no children; a mapping tells who is meant', () => {
    const columns = columnsOf(['姓名', '性别', '身份证号'])
    expect(isNoChild({ number: 9, cells: ['合计：12 人', null, null] }, columns)).toBe(true)
    expect(isNoChild({ number: 9, cells: ['姓名', '性别', '身份证号'] }, columns)).toBe(true)
    expect(isNoChild({ number: 9, cells: ['何小雨', '女', null] }, columns)).toBe(false)
    expect(mappingFault([{ column: 0, field: 'sex' }])?.fault).toBe('no-one')
    expect(
      mappingFault([
        { column: 0, field: 'name' },
        { column: 1, field: 'name' },
      ])?.fault,
    ).toBe('twice')
    expect(mappingFault(columns)).toBeUndefined()
  })

  test('a child without birth date, name or number is registered where something tells who is meant', () => {
    expect(judged({ father: '何国', sex: '男' })).toMatchObject({ ok: true, entry: { father: { name: '何国' } } })
    expect(judged({ sex: '男', address: '柳沟' })).toMatchObject({ ok: false, bad: [{ field: 'name' }] })
  })

  test('what cannot be true is bad and named; what is doubtful is kept with a warning', () => {
    expect(judged({ name: '甲', birthDate: '2027-01-01' })).toMatchObject({ ok: false, bad: [{ field: 'birthDate' }] })
    expect(judged({ name: '甲', birthDate: { fault: 'formula' } })).toMatchObject({ ok: false })
    expect(judged({ name: '甲', idNumber: 999901201503071700 })).toMatchObject({ ok: false, bad: [{ field: 'idNumber' }] })
    expect(judged({ name: '甲', idNumber: '999901201503071712' })).toMatchObject({
      ok: true,
      entry: { idNumber: '999901201503071712' },
      warnings: [{ field: 'idNumber' }],
    })
    expect(judged({ name: '甲', fatherBirth: '不是日期', until: '2030-02-31' })).toMatchObject({
      ok: true,
      warnings: [{ field: 'fatherBirth' }, { field: 'until' }],
    })
    expect(judged({ name: '甲', birthDate: '2015年3月' })).toMatchObject({ ok: true, entry: { birthYear: 2015 } })
  })

  test('words of the form become its choices; words that fit none are told', () => {
    expect(
      judged({
        name: '甲',
        guardianship: '委托监护、能力较差',
        bothAway: '否',
        boarding: '住校',
        income: '务工、务农',
        body: '肢体残疾三级',
      }),
    ).toMatchObject({
      entry: {
        guardianship: 'weak',
        bothAway: false,
        boarding: true,
        income: ['work', 'farming'],
        body: 'disabled',
        bodyText: '肢体残疾三级',
      },
    })
    expect(judged({ name: '甲', schooling: '云游' })).toMatchObject({ ok: true, warnings: [{ field: 'schooling' }] })
  })

  test('no cell throws, and a row is either good or says why not', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.double(),
      fc.constant(null),
      fc.constantFrom<Cell>({ fault: 'error' }, { date: '2015-01-01', minute: 0 }),
      fc.constantFrom('否', '男', '2015-02-30', '100', '😀', '七岁'),
    )
    const fields = Object.keys(registerFields) as RegisterField[]
    const columns = fields.map((field, column) => ({ column, field }))
    fc.assert(
      fc.property(fc.array(cell, { minLength: fields.length, maxLength: fields.length }), (cells) => {
        const result = judgeRow(cells, columns, TODAY)
        expect(result.ok || result.bad.length > 0).toBe(true)
      }),
    )
  })
})

describe('where a child belongs', () => {
  const place = (kind: string, path: string, name: string): Place => ({ id: path, path, kind, name })
  const city = [
    place('town', '99.9901.t-a.', '杨店镇'),
    place('town', '99.9901.t-b.', '石桥镇'),
    place('village', '99.9901.t-a.v-1.', '柳沟村'),
    place('village', '99.9901.t-b.v-1.', '柳沟村'),
    place('village', '99.9901.t-a.v-2.', '上河社区'),
    place('school', '99.9901.e-1.', '杨店镇中心小学'),
    place('protection-centre', '99.9901.m.', '市未保中心'),
    place('justice-office', '99.9901.j-b.', '石桥司法所'),
    place('justice-office', '99.9901.j-a.', '杨店司法所'),
  ]
  const atlas = atlasOf(city)
  const of = (kind: string, path: string) => city.find((each) => each.kind === kind && each.path.includes(path)) as Place
  const school = of('school', 'e-1')

  test('a name is known with and without what kind of place it is', () => {
    expect(['柳沟村村民委员会', '柳沟村', '柳沟'].map(bareName)).toEqual(['柳沟', '柳沟', '柳沟'])
  })

  test('two villages of one name are told apart by the town, and by nothing else', () => {
    expect(locate(atlas, school, { town: '石桥', village: '柳沟' }).village?.path).toBe('99.9901.t-b.v-1.')
    const open = locate(atlas, school, { village: '柳沟' })
    expect(open.village).toBeUndefined()
    expect(open.unknown).toEqual(['村（社区）“柳沟”不止一个'])
    expect(locate(atlas, school, { village: '上河' }).town?.name).toBe('杨店镇')
    expect(locate(atlas, school, { village: '无此村' }, of('town', 't-a')).town?.name).toBe('杨店镇')
  })

  test('of a register of prisoners no village and no school holds a part; justice office, town and centre do', () => {
    const prison = place('prison', '99.9901.p.', '云山监狱')
    const located = locate(atlas, prison, { town: '杨店镇', village: '上河', school: '杨店镇中心小学' })
    expect(partsOf(prison, located, 'prisoner-child').map((each) => each.part)).toEqual(['town', 'centre', 'justice', 'prison'])
    expect(partsOf(prison, located, 'prisoner-child').find((each) => each.part === 'justice')?.path).toBe('99.9901.j-a.')
    expect(partsOf(school, locate(atlas, school, { village: '上河' }), 'left-behind').map((each) => each.part)).toEqual([
      'town',
      'village',
      'school',
      'centre',
    ])
  })

  test('twins are two, the same number is one', () => {
    const twin = { birthDate: '2018-01-01', mother: { name: '何秀' } }
    expect(identityOf({ ...twin, name: '大双' })).not.toBe(identityOf({ ...twin, name: '小双' }))
    expect(identityOf({ name: '甲', idNumber: '99990120180101001X' })).toBe(
      identityOf({ name: '乙', idNumber: '99990120180101001X' }),
    )
  })
})

describe('ids of a batch', () => {
  test('begin alike within a batch, are unlike all others, and are the same on every repeat', () => {
    const actions = fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 5 })
    const labels = fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 50 })
    fc.assert(
      fc.property(actions, labels, (seeds, told) => {
        const batches = seeds.map((seed) => told.map(idsOfBatch((label) => derivedId(seed, label))))
        expect(batches).toEqual(seeds.map((seed) => told.map(idsOfBatch((label) => derivedId(seed, label)))))
        expect(new Set(batches.flat()).size).toBe(seeds.length * told.length)
        for (const ids of batches) expect(new Set(ids.map((id) => id.slice(0, 13))).size).toBe(1)
        for (const id of batches.flat())
          expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      }),
    )
  })
})
