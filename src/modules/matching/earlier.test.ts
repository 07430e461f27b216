import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { receive } from './testing/city.ts'

interface Earlier {
  ready: boolean
  items: {
    personId: string
    fileId: string | null
    inside: boolean
    name: string | null
    station: string
    month: string | null
    pairId: string | null
    state: string
  }[]
  excluded: { personId: string }[]
}

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house?.close())

const clerk = () => house.actor('clerk')
const earlier = async (params: Record<string, unknown>, who = clerk()) =>
  (await house.ask(who, 'matching.earlier-guests', params)) as Earlier
const body = {
  sex: 'male',
  ageSeenMin: 45,
  ageSeenMax: 47,
  height: 168,
  marks: ['左小腿烧伤疤', '右手断指两节', '背上纹身一条龙'],
  places: ['湖北浠水县清泉镇'],
  kin: [{ name: '程世宽', relation: '父亲' }],
  nicknames: ['细狗'],
}
const leave = (fileId: string, place: 'north' | 'south' = 'north') =>
  house.done(house.actor('clerk', place), 'departure.leave', {
    fileId,
    kind: 'police',
    receiver: '车站派出所',
    receiverContact: '值班',
    secondStaff: '吴爱华',
    signedHow: 'signature',
    origin: '浠水县',
  })

describe('somebody who was here under another name', () => {
  let first: { fileId: string; personId: string }
  let again: { fileId: string; personId: string }
  beforeAll(async () => {
    house.at('2026-10-01T09:00')
    first = await receive(house, { ...body, writtenName: '程大勇' })
    await leave(first.fileId)
    await house.work()
    house.at('2026-12-09T21:00')
    again = await receive(house, { ...body, writtenName: '石宝山' })
    await house.work()
  })

  test('is asked about beside the new file, with the station and the month of the earlier stay', async () => {
    const { items } = await earlier({ fileId: again.fileId })
    expect(items).toMatchObject([
      { personId: first.personId, fileId: first.fileId, inside: true, name: '程大勇', month: '2026-10', state: 'suggested' },
    ])
  })

  test('is found by words typed at the door, before anything is registered', async () => {
    const { ageSeenMin: ageMin, ageSeenMax: ageMax, kin: _kin, nicknames: _nick, ...rest } = body
    const found = await earlier({ ...rest, ageMin, ageMax, nickname: '细狗' })
    expect(found.ready).toBe(true)
    expect(found.items.map((each) => each.personId)).toContain(first.personId)
    expect(await earlier({ name: '从没来过的人' })).toMatchObject({ ready: true, items: [] })
  })

  const mergedAndUndone = async () => {
    const { reply } = await house.done(clerk(), 'people.merge', {
      personId: first.personId,
      otherId: again.personId,
      reason: '纹身一样',
    })
    await house.work()
    expect((await earlier({ fileId: again.fileId })).items).toEqual([])
    await house.done(clerk(), 'people.undo-link', { decisionId: reply['decisionId'], reason: '指纹不是一个人' })
    await house.work()
    return earlier({ fileId: again.fileId })
  }

  test('is asked about again when both were taken for one and that is undone', async () => {
    expect((await mergedAndUndone()).items).toMatchObject([{ personId: first.personId, state: 'suggested' }])
  })

  test('may be left open, and is remembered as somebody else once it was judged so', async () => {
    const { items } = await earlier({ fileId: again.fileId })
    await house.done(house.actor('tracing-officer'), 'matching.follow', { pairId: items[0]?.pairId })
    expect((await earlier({ fileId: again.fileId })).items).toMatchObject([{ state: 'possible' }])
    await house.done(clerk(), 'people.judge-different', {
      personId: again.personId,
      otherId: first.personId,
      reason: '身高差太多，本人也说没来过',
    })
    await house.work()
    expect((await earlier({ fileId: again.fileId })).items).toEqual([])
    expect((await earlier({ fileId: again.fileId })).excluded.map((each) => each.personId)).toEqual([first.personId])
    await house.done(clerk(), 'people.correct-person', { personId: again.personId, marks: body.marks, reason: '再看一次' })
    await house.work()
    expect((await earlier({ fileId: again.fileId })).items).toEqual([])
    // Taken for one all the same, and that undone: the judgement stands.
    const after = await mergedAndUndone()
    expect(after.items).toEqual([])
    expect(after.excluded.map((each) => each.personId)).toEqual([first.personId])
  })
})

describe('an earlier stay at another station of the city', () => {
  test('is one line: the station and the month, no name, until it is opened with a reason', async () => {
    const other = {
      ...body,
      marks: ['右颊黑痣', '左耳缺一角', '胸口刀疤'],
      places: ['甘肃岷县'],
      kin: [{ name: '董有才', relation: '父亲' }],
      nicknames: ['尕娃'],
    }
    house.at('2026-11-02T09:00')
    const there = await receive(house, { ...other, writtenName: '董来福' }, 'south')
    await leave(there.fileId, 'south')
    await house.work()
    house.at('2026-12-10T09:00')
    const here = await receive(house, { ...other, writtenName: '马占海' })
    await house.work()
    const { items } = await earlier({ fileId: here.fileId })
    expect(items).toMatchObject([{ inside: false, fileId: null, name: null, station: '南桥救助管理站', month: '2026-11' }])
    expect(JSON.stringify(items)).not.toContain('董')
    expect(await earlier({ fileId: here.fileId }, house.actor('clerk', 'south'))).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
  })
})
