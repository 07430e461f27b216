import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadWeights } from './load.ts'
import { type GuestReport, type InquiryReport, openDuplicateIndex, openGuestIndex, openIndex, parseWeights } from './index.ts'

const weights = loadWeights()
const SURNAMES = ['王', '李', '张', '黄', '江', '单', '欧阳', '贺', '牛', '买买提']
const GIVEN = ['金水', '金火', '文冰', '文兵', '玉财', '小琼', '贤发', '伟', '友妹', '大福']
const HOMES = [
  { code: '360722107000', text: '江西省赣州市信丰县铁石口镇' },
  { code: '511722107000', text: '四川省达州市宣汉县南坝镇' },
  { code: '431181112000', text: '湖南省永州市祁阳市潘市镇' },
  { code: '441424120000', text: '广东省梅州市五华县安流镇' },
]

const day = fc
  .integer({ min: 0, max: 6000 })
  .map((days) => new Date(Date.UTC(2008, 0, 1) + days * 86_400_000).toISOString().slice(0, 10))
const name = fc.tuple(fc.constantFrom(...SURNAMES), fc.constantFrom(...GIVEN)).map((parts) => parts.join(''))
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined })
const without = <T extends object>(record: T): T =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T
const relation = fc.constantFrom('father' as const, 'mother' as const, 'brother' as const, 'spouse' as const)

const inquiryOf = (id: string) =>
  fc
    .record({
      id: fc.constant(id),
      lostOn: maybe(day),
      lostPlace: maybe(fc.constantFrom(...HOMES)),
      home: maybe(fc.constantFrom(...HOMES)),
      sex: maybe(fc.constantFrom('male' as const, 'female' as const)),
      birthYear: maybe(fc.integer({ min: 1930, max: 2020 })),
      name: maybe(name),
      nickname: maybe(fc.constantFrom('铁蛋', '小琼', '老三、张伟', '石头')),
      kin: maybe(fc.array(fc.record({ relation, name }), { maxLength: 3 })),
      marks: maybe(fc.array(fc.constantFrom('左手少一个指头', '兔唇，做过手术', '驼背'), { maxLength: 2 })),
      phrases: maybe(fc.array(fc.constantFrom('家里做豆腐卖', '家住桥边', '屋后是铁路'), { maxLength: 3 })),
      heightCm: maybe(fc.integer({ min: 90, max: 190 })),
      bloodType: maybe(fc.constantFrom('A' as const, 'AB' as const)),
    })
    .map((each) => without(each) as InquiryReport)
const guest = fc
  .record({
    id: fc.constant('G'),
    enteredOn: maybe(day),
    foundPlace: maybe(fc.constantFrom(...HOMES)),
    sex: maybe(fc.constantFrom('male' as const, 'female' as const)),
    ageSeen: maybe(fc.integer({ min: 1, max: 90 }).map((age) => ({ min: age, max: age + 8 }))),
    nameHeard: maybe(fc.oneof(name, fc.constantFrom('张李氏', '刚寒发（音）', '文某', '金水', '王什么'))),
    nicknameHeard: maybe(fc.constantFrom('铁但', '小伟', '石投')),
    kinHeard: maybe(fc.array(fc.record({ relation, name }), { maxLength: 2 })),
    placesHeard: maybe(
      fc.array(fc.constantFrom('江西', '信丰', '铁石口', '零陵地区祁阳县', '南巴（音）', '广东'), { maxLength: 3 }),
    ),
    accentProvinceGuess: maybe(
      fc.record({ code: fc.constantFrom('36', '51', '99'), confidence: fc.double({ min: 0, max: 1, noNaN: true }) }),
    ),
    marks: maybe(fc.array(fc.constantFrom('左手缺指', '上唇瘢痕', '脊柱后凸'), { maxLength: 2 })),
    phrases: maybe(fc.array(fc.constantFrom('妈妈卖豆腐', '桥边', '属马的', '火车从家过'), { maxLength: 3 })),
    heightCm: maybe(fc.integer({ min: 90, max: 190 })),
    bloodType: maybe(fc.constantFrom('A' as const, 'AB' as const)),
  })
  .map((each) => without(each) as GuestReport)
const inquiries = fc
  .integer({ min: 0, max: 12 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => inquiryOf(`Q${at}`))))

test('probabilities are chances: within 0 and 1, with nobody and the rest one, in order', () => {
  fc.assert(
    fc.property(guest, inquiries, (asked, list) => {
      const { candidates, nobody, rest, compared } = openIndex(weights, list).rank(asked)
      expect(compared).toBe(list.length)
      for (const each of candidates) {
        expect(each.probability).toBeGreaterThanOrEqual(0)
        expect(each.low).toBeLessThanOrEqual(each.probability + 1e-9)
        expect(each.high).toBeGreaterThanOrEqual(each.probability - 1e-9)
        expect(each.high).toBeLessThanOrEqual(1)
        expect(Number.isFinite(each.bits)).toBe(true)
      }
      const sum = candidates.reduce((total, each) => total + each.probability, nobody + rest)
      expect(sum).toBeCloseTo(1, 6)
      for (let at = 1; at < candidates.length; at += 1)
        expect(candidates[at]?.probability).toBeLessThanOrEqual(candidates[at - 1]?.probability as number)
    }),
    { numRuns: 60 },
  )
}, 300_000)

test('dropping an inquiry leaves the bits of every other as they were', () => {
  fc.assert(
    fc.property(guest, inquiries, (asked, list) => {
      const index = openIndex(weights, list)
      const before = new Map(index.rank(asked).candidates.map((each) => [each.inquiryId, each]))
      const gone = list[0]
      if (!gone) return
      index.drop(gone.id)
      const { candidates } = index.rank(asked)
      expect(candidates.map(({ inquiryId }) => inquiryId).sort()).toEqual(
        [...before.keys()].filter((id) => id !== gone.id).sort(),
      )
      for (const each of candidates) {
        expect(each.bits).toBe(before.get(each.inquiryId)?.bits)
        expect(each.evidence.map(({ item, bits }) => [item, bits])).toEqual(
          before.get(each.inquiryId)?.evidence.map(({ item, bits }) => [item, bits]),
        )
      }
    }),
    { numRuns: 60 },
  )
}, 300_000)

test('what is unknown on a side is neither for nor against', () => {
  fc.assert(
    fc.property(guest, (asked) => {
      const [only] = openIndex(weights, [{ id: 'Q' }]).rank(asked).candidates
      for (const each of only?.evidence ?? []) expect([each.item, each.bits]).toEqual([each.item, 0])
      expect(Math.abs(only?.bits ?? 0)).toBeLessThan(0.8)
    }),
    { numRuns: 60 },
  )
}, 300_000)

test('the order in which inquiries come in changes nothing', () => {
  fc.assert(
    fc.property(guest, inquiries, (asked, list) => {
      const one = openIndex(weights, list).rank(asked)
      const other = openIndex(weights, [...list].reverse()).rank(asked)
      for (const each of one.candidates) {
        const same = other.candidates.find(({ inquiryId }) => inquiryId === each.inquiryId)
        expect(same?.probability).toBeCloseTo(each.probability, 5)
      }
    }),
    { numRuns: 30 },
  )
}, 300_000)

test('putting the same inquiry again, or dropping and putting it, changes nothing', () => {
  fc.assert(
    fc.property(guest, inquiries, (asked, list) => {
      const index = openIndex(weights, list)
      const before = index.rank(asked)
      for (const each of list) index.put(each)
      expect(index.size).toBe(list.length)
      const after = index.rank(asked)
      for (const each of before.candidates)
        expect(after.candidates.find(({ inquiryId }) => inquiryId === each.inquiryId)?.probability).toBeCloseTo(
          each.probability,
          6,
        )
    }),
    { numRuns: 30 },
  )
}, 300_000)

test('any record is read: odd fields are left out, long ones cut, nothing throws', () => {
  const index = openIndex(weights)
  const long = '王'.repeat(10_000)
  const records: unknown[] = [
    {
      id: 'a',
      name: long,
      kin: [{ name: long, relation: 'aunt' }, null, 7],
      phrases: [long, 3],
      marks: 'x',
      home: { text: long },
    },
    { id: 'b', name: '王', lostOn: '2020-02-31x', birthYear: 'x', heightCm: -4, bloodType: 'Z', sex: 'x' },
    { id: 'c', name: 'Wang Wei', nickname: 'Mike、😀', home: { code: '999999', text: '火星' }, more: { a: 1 } },
    { id: 'd', name: '阿卜杜热西提·麦麦提敏·阿布都克里木', lostOn: '2099-01-01' },
    { id: 'e' },
    { id: 'f', name: '', kin: [], marks: [], phrases: [] },
    { id: 'g', name: '\u{1f600}\ud800', home: 'x' },
  ]
  for (const each of records) index.put(each as InquiryReport)
  const asked: unknown[] = [
    ...records,
    { id: 'x', nameHeard: long, placesHeard: [long], kinHeard: [{ name: '？？' }], ageSeen: { min: 90 } },
    { id: 'y', nameHeard: '某某' },
    { id: 'z', nameHeard: '氏', nicknameHeard: '儿' },
  ]
  for (const each of asked) {
    const { name: heard, ...rest } = each as Record<string, unknown>
    const ranking = index.rank({ nameHeard: heard, ...rest } as unknown as GuestReport)
    expect(ranking.candidates.every(({ probability }) => probability >= 0 && probability <= 1)).toBe(true)
  }
  expect(index.rank({} as GuestReport).candidates).toEqual([])
  expect(() => index.put({} as InquiryReport)).toThrow('没有编号')
})

const crowd = (count: number): InquiryReport[] =>
  Array.from({ length: count }, (_, at) => ({
    id: `N${at}`,
    lostOn: '2018-05-05',
    sex: at % 2 ? ('male' as const) : ('female' as const),
    birthYear: 1940 + (at % 70),
    name: `${SURNAMES[at % 7]}${Array.from('国建明秀英红军平志文海春')[at % 12]}${Array.from('华强芳兰勇梅伟林云')[at % 9]}`,
    home: HOMES[at % 4] as { code: string; text: string },
    kin: [{ relation: 'father', name: `${SURNAMES[at % 7]}德${Array.from('生才福贵')[at % 4]}` }],
  }))

test('a name in dialect meets the written one, and says why', () => {
  const index = openIndex(weights, [
    ...crowd(500),
    { id: 'R', lostOn: '2020-01-01', name: '江贤发', sex: 'male', home: HOMES[3] as object },
  ])
  const [first] = index.rank({
    id: 'G',
    enteredOn: '2022-02-22',
    nameHeard: '刚寒发（音）',
    sex: 'male',
    placesHeard: ['广东', '五华', '安流'],
  }).candidates
  expect(first?.inquiryId).toBe('R')
  expect(first?.probability).toBeGreaterThan(0.9)
  const told = first?.evidence.find(({ item }) => item === 'name')
  expect(told?.level).toBe('near-sound')
  expect(told?.words).toContain('gang≈jiang')
  const place = first?.evidence.find(({ item }) => item === 'place')
  expect(place?.lattice?.map(({ level, agreement }) => [level, agreement])).toEqual([
    ['province', 'same'],
    ['city', 'unknown'],
    ['county', 'same'],
    ['town', 'same'],
    ['village', 'unknown'],
  ])
})

test("a brother's inquiry that lists the guest as kin gives no certainty", () => {
  const brother: InquiryReport = {
    id: 'B',
    lostOn: '2019-02-02',
    sex: 'male',
    birthYear: 1992,
    name: '贺顺强',
    kin: [{ relation: 'brother', name: '贺顺福' }],
    home: HOMES[0] as object,
    heightCm: 176,
  }
  const guestOf: GuestReport = {
    id: 'G',
    enteredOn: '2022-10-10',
    sex: 'male',
    ageSeen: { min: 55, max: 60 },
    nameHeard: '贺顺福',
    placesHeard: ['信丰', '铁石口'],
    heightCm: 158,
  }
  const { candidates, nobody } = openIndex(weights, [...crowd(500), brother]).rank(guestOf)
  expect(candidates[0]?.probability ?? 0).toBeLessThan(0.5)
  expect(nobody).toBeGreaterThan(0.5)
  const found = candidates.find(({ inquiryId }) => inquiryId === 'B')
  expect(found === undefined || found.kinOf?.includes('亲属')).toBe(true)
})

test('a common name and nothing else is no certainty', () => {
  const wangs = Array.from(
    { length: 12 },
    (_, at): InquiryReport => ({ id: `W${at}`, name: '王伟', sex: 'male', birthYear: 1960 + at * 3 }),
  )
  const { candidates } = openIndex(weights, [...crowd(500), ...wangs]).rank({ id: 'G', nameHeard: '王伟', sex: 'male' })
  expect(candidates[0]?.probability).toBeLessThan(0.5)
})

test('an excluded pair does not come again', () => {
  const index = openIndex(weights, [...crowd(50), { id: 'R', name: '唐子昕' }])
  const asked: GuestReport = { id: 'G', nameHeard: '唐子昕' }
  expect(index.rank(asked).candidates[0]?.inquiryId).toBe('R')
  expect(index.rank(asked, { excluded: new Set(['R']) }).candidates.some(({ inquiryId }) => inquiryId === 'R')).toBe(false)
  expect(index.compare(asked, 'R')?.evidence.length).toBeGreaterThan(0)
  expect(index.compare(asked, 'nobody')).toBeUndefined()
})

test('one pair alone gives what the list gives', () => {
  const index = openIndex(weights, crowd(200))
  const asked: GuestReport = { id: 'G', nameHeard: '王国华', sex: 'male', enteredOn: '2021-01-01', placesHeard: ['江西'] }
  const listed = index.rank(asked).candidates[3]
  const alone = index.compare(asked, listed?.inquiryId as string)
  expect(alone?.probability).toBeCloseTo(listed?.probability as number, 6)
  expect(alone?.evidence).toEqual(listed?.evidence)
})

test('an earlier stay under another name is found by marks, places and looks', () => {
  const earlier: GuestReport = {
    id: 'E',
    enteredOn: '2021-03-03',
    nameHeard: '廖建设',
    sex: 'male',
    ageSeen: { min: 45, max: 55 },
    marks: ['左手缺指', '右侧面颊黑痣'],
    heightCm: 171,
    bloodType: 'AB',
    placesHeard: ['福建安溪', '湖头'],
  }
  const others = Array.from(
    { length: 60 },
    (_, at): GuestReport => ({
      id: `S${at}`,
      enteredOn: '2020-05-05',
      nameHeard: `李${GIVEN[at % 10]}`,
      sex: 'male',
      ageSeen: { min: 20 + at, max: 28 + at },
      placesHeard: ['江西', '信丰'],
      heightCm: 160 + (at % 15),
    }),
  )
  const index = openGuestIndex(weights, [earlier, ...others])
  const { candidates } = index.rank({ ...earlier, id: 'NOW', enteredOn: '2024-01-15', nameHeard: '苏志谋', heightCm: 170 })
  expect(candidates[0]?.inquiryId).toBe('E')
  expect(candidates[0]?.probability).toBeGreaterThan(0.5)
  expect(index.rank(earlier).candidates.some(({ inquiryId }) => inquiryId === 'E')).toBe(false)
})

test('two relatives asking for one person are seen', () => {
  const first: InquiryReport = {
    id: 'A1',
    name: '林友妹',
    lostOn: '2016-05-11',
    sex: 'female',
    birthYear: 1972,
    home: { code: '430522112000', text: '湖南省邵阳市新邵县大新镇' },
    kin: [{ relation: 'father', name: '林德生' }],
  }
  const index = openDuplicateIndex(weights, [first, ...crowd(200)])
  const { candidates } = index.rank({
    ...first,
    id: 'A2',
    name: '林有妹',
    lostOn: '2016-05-12',
    kin: [
      { relation: 'father', name: '林德生' },
      { relation: 'spouse', name: '何卫明' },
    ],
  })
  expect(candidates[0]?.inquiryId).toBe('A1')
  expect(candidates[0]?.probability).toBeGreaterThan(0.9)
})

test('a weights file that is wrong says where', () => {
  expect(() => parseWeights('id: x')).toThrow('权重文件不合规定')
  expect(() => parseWeights(': : :')).toThrow('权重文件')
})
