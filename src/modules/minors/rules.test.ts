/** Ages, kinds, closing and likeness, as sentences. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '#kernel/time.ts'
import {
  adultOn,
  ageWords,
  areTwo,
  isAdult,
  isGuarded,
  keysOf,
  kindFaults,
  kindsNow,
  likenessOf,
  schoolAge,
  attemptsTogether,
} from './rules.ts'
import { type ChildKind, kindKeys } from './words.ts'

const born = (date: string) => ({ birthFrom: date, birthTo: date })
const dates = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10))

describe('age', () => {
  test('eighteen is full on the day after the birthday, and not on the birthday', () => {
    expect([isAdult(born('2008-12-09'), '2026-12-09'), isAdult(born('2008-12-09'), '2026-12-10')]).toEqual([false, true])
    expect(adultOn(born('2008-12-09'))).toBe('2026-12-10')
    expect(adultOn(born('2008-02-29'))).toBe('2026-03-01')
    expect(adultOn(born('2008-12-31'))).toBe('2027-01-01')
  })
  test('the day before that day nobody is grown up, from that day on everybody is', () => {
    fc.assert(
      fc.property(dates, (date) => {
        const on = adultOn(born(date)) as string
        return isAdult(born(date), on) && !isAdult(born(date), addDays(on, -1))
      }),
    )
  })
  test('a birth that is only roughly known makes nobody grown up before the latest day', () => {
    const rough = { birthFrom: '2007-01-01', birthTo: '2008-12-31' }
    expect([isAdult(rough, '2026-12-31'), isAdult(rough, '2027-01-01')]).toEqual([false, true])
    expect([ageWords(rough, '2026-12-09'), ageWords({ birthFrom: null, birthTo: null }, '2026-12-09')]).toEqual([
      '约 17 至 19 岁',
      '年龄不详',
    ])
    expect(adultOn({ birthFrom: null, birthTo: null })).toBeNull()
  })
  test('school age is six full to sixteen not full; unknown births may be', () => {
    const of = (birth: string, on: string) => schoolAge(born(birth), on)
    expect([of('2020-12-09', '2026-12-09'), of('2020-12-09', '2026-12-10')]).toEqual(['no', 'yes'])
    expect([of('2010-12-09', '2026-12-09'), of('2010-12-09', '2026-12-10')]).toEqual(['yes', 'no'])
    expect(schoolAge({ birthFrom: null, birthTo: null }, '2026-12-09')).toBe('maybe')
  })
})

describe('kinds', () => {
  const open = (...kinds: ChildKind[]) => kinds.map((kind) => ({ kind, until: null }))
  test('several hold at once; one that ended holds no more', () => {
    expect(kindsNow([...open('left-behind', 'disabled'), { kind: 'orphan', until: 1 }])).toEqual(['disabled', 'left-behind'])
  })
  test('what is there is not added twice, what is not there is not taken away', () => {
    const faults = kindFaults(open('left-behind'), { add: ['left-behind', 'victim'], end: ['orphan'], withdraw: [] })
    expect(faults).toMatchObject({ there: ['left-behind'], missing: ['orphan'] })
  })
  test('the result holds what was and is not taken away, and what is added', () => {
    const some = fc.uniqueArray(fc.constantFrom(...kindKeys))
    fc.assert(
      fc.property(some, some, some, (now, add, end) => {
        const { result } = kindFaults(open(...now), { add, end, withdraw: [] })
        return result.every((kind) => add.includes(kind) || (now.includes(kind) && !end.includes(kind)))
      }),
    )
  })
})

describe('guardianship', () => {
  const fact = (name: string, occurredAt: number) => ({ name, occurredAt, recordedAt: occurredAt })
  test('a child is guarded from its taking to its end', () => {
    const taken = fact('child.temporary-guardianship-taken', 1)
    expect([isGuarded([]), isGuarded([taken]), isGuarded([taken, fact('child.temporary-guardianship-ended', 2)])]).toEqual([
      false,
      true,
      false,
    ])
  })
})

describe('the same child', () => {
  const keys = (told: object) => keysOf(told, '2026-12-09')
  const number = '999901201504261022'
  test('two schools that write the same number mean one child, however they write the name', () => {
    const likeness = likenessOf(
      keys({ writtenName: '柳小禾', idNumber: number }),
      keys({ writtenName: '柳晓禾', idNumber: number }),
    )
    expect(likeness).toBe('number')
  })
  test('the same name and day of birth is a question, with spaces or without', () => {
    expect(
      likenessOf(
        keys({ writtenName: '柳 小禾', birthDate: '2015-04-26' }),
        keys({ writtenName: '柳小禾', birthDate: '2015-04-26' }),
      ),
    ).toBe('name')
  })
  test('twins are two: another name, or another number', () => {
    expect(
      likenessOf(
        keys({ writtenName: '柳大禾', birthDate: '2015-04-26' }),
        keys({ writtenName: '柳小禾', birthDate: '2015-04-26' }),
      ),
    ).toBeNull()
    const named = { writtenName: '柳小禾', birthDate: '2015-04-26' }
    const [one, other] = [keys({ ...named, idNumber: number }), keys({ ...named, idNumber: '999901201504261030' })]
    expect([likenessOf(one, other), areTwo(one, other)]).toEqual([null, true])
  })
  test('a nameless child without a birth is like nobody', () => {
    expect(likenessOf(keys({}), keys({}))).toBeNull()
    expect(likenessOf(keys({ writtenName: '小禾', birthYear: 2015 }), keys({ writtenName: '小禾', birthYear: 2015 }))).toBeNull()
  })
  test('a number with a slip is no key: it proves neither one nor two', () => {
    expect(keys({ idNumber: `${number.slice(0, -1)}X` }).number).toBeNull()
  })
})

describe('who tried to look', () => {
  const look = (who: string, minute: number, refused: boolean) => ({ who, at: minute * 60_000, refused })
  test('many doors knocked at within ten minutes are one attempt; looks that were let in stay each its own', () => {
    const lines = attemptsTogether([
      look('甲', 0, true),
      look('甲', 1, true),
      look('乙', 2, true),
      look('甲', 30, true),
      look('丙', 3, false),
    ])
    expect(lines.map((each) => [each.who, each.times])).toEqual([
      ['甲', 1],
      ['丙', 1],
      ['乙', 1],
      ['甲', 2],
    ])
  })
  test('none is lost, none is counted twice', () => {
    const some = fc.array(fc.record({ who: fc.constantFrom('甲', '乙'), at: fc.nat(5_000_000), refused: fc.boolean() }))
    fc.assert(fc.property(some, (looks) => attemptsTogether(looks).reduce((sum, each) => sum + each.times, 0) === looks.length))
  })
})
