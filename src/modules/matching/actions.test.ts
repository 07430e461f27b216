import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { jobContext } from '#kernel/jobs.ts'
import { sql } from '#kernel/db.ts'
import { detailsOf, factsOf } from '#kernel/ledger.ts'
import type { Actor } from '#kernel/actor.ts'
import type { Outcome } from '#kernel/perform.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { pairSchema } from './engine/learn.ts'
import { admit, guixiangHeard, heGuixiang, interview, ofInquiry, receive } from './testing/city.ts'
import { labelledEvidence } from './trials.ts'

interface Line {
  pairId: string
  state: string
  probability: number
  fresh: boolean
  guest: { fileId: string; name: string | null; no: string | null; band: string | null; station: string; own: boolean }
  inquiry: { inquiryId: string; no: string; name: string | null }
}
interface Candidates {
  ranAt: number | null
  compared: number
  pending: boolean
  candidates: Line[]
  rest: { count: number; probability: number }
  nobody: number
  excluded: (Line & { ground: string; reason: string; decidedBy: string | null })[]
  confirmed: Line[]
}
interface Alerts {
  fresh: number
  guests: number
  inquiries: number
  second: number
  items: (Line & { sentence: string })[]
}

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house?.close())

const officer = () => house.actor('tracing-officer')
const leader = () => house.actor('duty-leader')
const candidates = async (fileId: string, who: Actor = officer()) =>
  (await house.ask(who, 'matching.candidates', { fileId })) as Candidates
const alerts = async (who: Actor) => (await house.ask(who, 'matching.alerts')) as Alerts
const code = (answer: Outcome | Refusal) => (isRefusal(answer) ? answer.code : 'done')
const names = async (id: string) => (await house.look((tx) => factsOf(tx, [id]))).map((fact) => fact.name)
const pairOf = async (fileId: string, inquiryId: string): Promise<Line> => {
  const found = await candidates(fileId)
  const line = [...found.candidates, ...found.confirmed, ...found.excluded].find((each) => each.inquiry.inquiryId === inquiryId)
  if (!line) throw new Error('no such pair')
  return line
}
const grounds = { reason: '父名同音，右手旧伤相合，两人分别问过' }
const agree = (pairId: string, who = officer()) => house.act(who, 'matching.agree', { pairId, ...grounds })
const confirm = (pairId: string, who = leader()) => house.act(who, 'matching.confirm', { pairId, ...grounds })

/** A woman from another county, each time another: so that tests of one house do not meet. */
const woman = (name: string, year: number, county: string, code6: string, father: string) => ({
  told: {
    name,
    sex: 'female' as const,
    birthYear: year,
    lostOn: '2020-05-01',
    home: { code: code6, text: county },
    kin: [{ relation: 'father' as const, name: father }],
    marks: ['左眉上有痣'],
  },
  heard: {
    heardNames: [name],
    sex: 'female',
    ageSeenMin: 2026 - year - 3,
    ageSeenMax: 2026 - year + 3,
    marks: ['左眉有痣'],
    places: [county],
    kin: [{ name: father, relation: '父亲' }],
  },
})

describe('a family that asked and a guest without a name', () => {
  let fileId: string
  let inquiryId: string
  beforeAll(async () => {
    inquiryId = await admit(house, heGuixiang)
    ;({ fileId } = await receive(house, guixiangHeard))
    await house.work()
  })

  test('are put beside each other when the guest comes, and everybody adds up to one', async () => {
    const found = await candidates(fileId)
    expect(found).toMatchObject({ compared: 1, pending: false, ranAt: house.now() })
    expect(found.candidates.map((each) => each.inquiry)).toMatchObject([{ inquiryId, no: 'Q-0418', name: '何桂香' }])
    const sum = found.candidates.reduce((total, each) => total + each.probability, found.rest.probability + found.nobody)
    expect(sum).toBeCloseTo(1, 3)
  })

  test('ring on both sides once, however often they are compared', async () => {
    expect(await alerts(officer())).toMatchObject({ fresh: 1, guests: 1 })
    await house.house.handlers.get('matching.nightly')?.run(jobContext(house.house), {})
    await house.house.handlers.get('matching.nightly')?.run(jobContext(house.house), {})
    expect((await names(fileId)).filter((name) => name === 'tracing.match-suggested')).toHaveLength(1)
  })

  test('are compared item by item only after the pair was opened, which is told once a day', async () => {
    const { pairId } = await pairOf(fileId, inquiryId)
    expect(await house.ask(officer(), 'matching.compare', { fileId, inquiryId })).toMatchObject({ code: 'MATCHING.LOOK_FIRST' })
    await house.done(officer(), 'matching.open-pair', { pairId })
    await house.done(officer(), 'matching.open-pair', { pairId })
    expect((await names(fileId)).filter((name) => name === 'sensitive.viewed')).toHaveLength(1)
    const compared = (await house.ask(officer(), 'matching.compare', { fileId, inquiryId })) as {
      evidence: { item: string; guest: string | null; inquiry: string | null; strengthWord: string }[]
      lattice: unknown[]
      may: string[]
    }
    expect(compared.evidence.find((each) => each.item === 'name')).toMatchObject({ inquiry: '何桂香', strengthWord: '强支持' })
    expect(compared.lattice.length).toBeGreaterThan(0)
    expect(compared.may).toContain('matching.agree')
    expect((await alerts(officer())).fresh).toBe(0)
    expect(JSON.stringify(compared)).not.toContain('1390000')
  })

  test('a new sentence of the guest is compared without anybody asking for it', async () => {
    house.at('2026-12-09T10:05')
    await interview(house, fileId, { phrases: ['屋后有条河'] }, 'landmark')
    expect(await candidates(fileId)).toMatchObject({ pending: false })
    await house.work()
    expect(await candidates(fileId)).toMatchObject({ ranAt: house.now() })
    const next = (await house.ask(officer(), 'matching.next-question', { fileId })) as {
      questions: { key: string; outcomes: unknown[] }[]
    }
    expect(next.questions.map((each) => each.key)).not.toContain('landmark')
    expect(next.questions[0]?.outcomes.length).toBeGreaterThan(0)
  })

  test('who only asks gets the question, not what the family told', async () => {
    const asked = (await house.ask(house.actor('nurse'), 'matching.next-question', { fileId })) as {
      questions: { outcomes: unknown[] }[]
    }
    expect(asked.questions.length).toBeGreaterThan(0)
    expect(asked.questions.flatMap((each) => each.outcomes)).toEqual([])
    expect(JSON.stringify(asked)).not.toContain('何桂香')
  })

  test('two persons confirm; one person cannot sign twice, nor with another role of the same account', async () => {
    const { pairId } = await pairOf(fileId, inquiryId)
    expect(code(await confirm(pairId))).toBe('MATCHING.NOT_NOW')
    expect(code(await house.act(officer(), 'matching.agree', { pairId, reason: '像' }))).toBe('MATCHING.GROUND_TOO_SHORT')
    expect(code(await agree(pairId))).toBe('done')
    expect(code(await confirm(pairId, officer()))).toBe('MATCHING.SAME_ACCOUNT')
    expect((await alerts(leader())).second).toBe(1)
    expect((await alerts(officer())).second).toBe(0)
    expect(code(await confirm(pairId))).toBe('done')
    const person = (await house.ask(officer(), 'people.file', { fileId })) as {
      person: { identity: string; displayName: string }
    }
    expect(person.person).toMatchObject({ identity: 'claimed', displayName: '何桂香' })
    expect(await candidates(fileId)).toMatchObject({ confirmed: [{ state: 'confirmed' }] })
  })

  test('it is taken back with a reason; what was done since is listed, the name goes, and the pair does not come again', async () => {
    const { pairId } = await pairOf(fileId, inquiryId)
    house.at('2026-12-09T11:00')
    await ofInquiry(house, inquiryId, 'inquiry.answered')
    expect(await house.ask(officer(), 'matching.what-hangs', { pairId })).toMatchObject({ items: [{ title: '答复家属' }] })
    const undone = await house.done(officer(), 'matching.undo', { pairId, reason: 'DNA 不符' })
    expect(undone.reply).toMatchObject({ hangs: 1 })
    const person = (await house.ask(officer(), 'people.file', { fileId })) as {
      person: { identity: string; displayName: string }
    }
    expect(person.person).toMatchObject({ identity: 'unknown', displayName: '何桂香（音）' })
    await house.work()
    const found = await candidates(fileId)
    expect(found.candidates.map((each) => each.inquiry.inquiryId)).not.toContain(inquiryId)
    expect(found.excluded).toMatchObject([{ ground: '认定已撤销', reason: 'DNA 不符' }])
    const told = await house.look((tx) => factsOf(tx, [fileId]))
    const fact = told.find((each) => each.name === 'tracing.match-undone')
    expect(fact?.value).toMatchObject({ inquiry: inquiryId })
    const details = await house.look((tx) => detailsOf(tx, house.house.vault, [fact?.id ?? '']))
    expect(details.get(fact?.id ?? '')).toEqual({ reason: 'DNA 不符' })
  })
})

describe('an excluded pair', () => {
  test('is never a candidate again, stays visible with who and why, and may be taken in again', async () => {
    const { told, heard } = woman('覃秀莲', 1971, '广西灵山县', '450721', '覃启明')
    const inquiryId = await admit(house, told, 'north', 'Q-0102')
    const { fileId } = await receive(house, heard)
    await house.work()
    const { pairId } = await pairOf(fileId, inquiryId)
    await house.done(officer(), 'matching.exclude', { pairId, ground: 'body', reason: '血型不符' })
    await house.work()
    await interview(house, fileId, { marks: ['左眉上有一颗痣'] })
    await ofInquiry(house, inquiryId, 'inquiry.completed', { details: { told: { ...told, heightCm: 150 }, no: 'Q-0102' } })
    await house.work()
    const found = await candidates(fileId)
    expect(found.candidates.map((each) => each.inquiry.inquiryId)).not.toContain(inquiryId)
    expect(found.excluded).toMatchObject([{ ground: '身体特征、血型不符', reason: '血型不符', decidedBy: '寻亲专岗' }])
    expect((await names(fileId)).filter((name) => name.startsWith('tracing.match-'))).toEqual([
      'tracing.match-suggested',
      'tracing.match-excluded',
    ])
    await house.done(officer(), 'matching.readmit', { pairId, reason: '血型是抄错的' })
    await house.work()
    expect((await candidates(fileId)).candidates.map((each) => each.inquiry.inquiryId)).toContain(inquiryId)
  })
})

describe('one inquiry and two guests', () => {
  const { told, heard } = woman('韦凤英', 1962, '贵州榕江县', '522632', '韦老三')
  let inquiryId: string
  let one: string
  let two: string
  beforeAll(async () => {
    inquiryId = await admit(house, told, 'north', 'Q-0500')
    one = (await receive(house, heard)).fileId
    two = (await receive(house, { ...heard, ageSeenMin: 60, ageSeenMax: 66 })).fileId
    await house.work()
  })

  test('twins are candidates of each other’s inquiry until one is confirmed', async () => {
    expect((await candidates(one)).candidates.map((each) => each.inquiry.inquiryId)).toContain(inquiryId)
    expect((await candidates(two)).candidates.map((each) => each.inquiry.inquiryId)).toContain(inquiryId)
  })

  test('confirmed to both at once: one wins, the other is refused and told what to do', async () => {
    const [a, b] = [await pairOf(one, inquiryId), await pairOf(two, inquiryId)]
    await agree(a.pairId)
    await agree(b.pairId)
    const both = await Promise.all([confirm(a.pairId), confirm(b.pairId, house.actor('station-head'))])
    expect(both.map(code).sort()).toEqual(['MATCHING.INQUIRY_TAKEN', 'done'])
    const refused = both.find((each) => isRefusal(each)) as Refusal
    expect(refused.sentence).toContain('先撤销')
    const [won, lost] = code(both[0] as Outcome) === 'done' ? [one, two] : [two, one]
    await house.work()
    expect(await candidates(won)).toMatchObject({ confirmed: [{ inquiry: { inquiryId } }] })
    expect((await candidates(lost)).candidates.map((each) => each.inquiry.inquiryId)).not.toContain(inquiryId)
    // Taken back, it is a candidate of the other again.
    await house.done(leader(), 'matching.undo', { pairId: (await pairOf(won, inquiryId)).pairId, reason: '两人弄混了' })
    await house.work()
    expect((await candidates(lost)).candidates.map((each) => each.inquiry.inquiryId)).toContain(inquiryId)
  })

  test('joined inquiries count as one', async () => {
    const second = await admit(house, { ...told, birthYear: 1963 }, 'south', 'Q-0501')
    await house.work()
    const lost = (await candidates(one)).confirmed.length > 0 ? two : one
    const first = [one, two].find((each) => each !== lost) as string
    await ofInquiry(house, second, 'inquiry.joined', { value: { into: inquiryId } }, 'south')
    await house.work()
    for (const fileId of [first, lost])
      expect((await candidates(fileId)).candidates.map((each) => each.inquiry.inquiryId)).not.toContain(second)
  })

  test('a closed inquiry is nobody’s candidate', async () => {
    await ofInquiry(house, inquiryId, 'inquiry.closed')
    await house.work()
    for (const fileId of [one, two])
      expect((await candidates(fileId)).candidates.map((each) => each.inquiry.inquiryId)).not.toContain(inquiryId)
  })
})

describe('a family that asks a week after the guest came', () => {
  const { told, heard } = woman('贺桂兰', 1958, '湖南临武县', '431025', '贺有田')
  let fileId: string
  let inquiryId: string
  beforeAll(async () => {
    house.at('2026-12-10T09:00')
    fileId = (await receive(house, heard)).fileId
    await house.work()
    house.at('2026-12-17T09:00')
    inquiryId = await admit(house, told, 'south', 'Q-0377')
    await house.work()
  })

  test('rings with the station that has the guest and with the one that keeps the inquiry', async () => {
    const here = await alerts(officer())
    expect(here.items.filter((each) => each.inquiry.inquiryId === inquiryId)).toMatchObject([{ guest: { fileId, own: true } }])
    expect(here.inquiries).toBe(0)
    const there = await alerts(house.actor('tracing-officer', 'south'))
    expect(there).toMatchObject({ guests: 0, inquiries: 1 })
    expect(there.items[0]?.sentence).toContain('云川市救助管理站的一名')
    expect(there.items[0]?.sentence).not.toContain('云救 2026')
  })

  test('the keeper learns of the guest only what a notice would say, until two persons confirmed', async () => {
    const south = house.actor('tracing-officer', 'south')
    const { items } = (await house.ask(south, 'matching.inquiry-candidates', { inquiryId })) as { items: Line[] }
    expect(items).toMatchObject([{ guest: { own: false, name: null, no: null, station: '云川市救助管理站' } }])
    const { pairId } = items[0] as Line
    await house.done(south, 'matching.open-pair', { pairId })
    const seen = (await house.ask(south, 'matching.compare', { fileId, inquiryId })) as { limited: boolean; may: string[] }
    expect(seen).toMatchObject({ limited: true, may: [] })
    expect(JSON.stringify(seen)).not.toContain('贺桂兰（音）')
    expect(await names(fileId)).toContain('sensitive.viewed')
    for (const door of ['matching.agree', 'matching.exclude', 'matching.undo'])
      expect([
        door,
        code(await house.act(south, door, { pairId, ...(door === 'matching.exclude' ? { ground: 'other' } : {}), ...grounds })),
      ]).toEqual([door, 'KERNEL.NOT_FOUND'])
  })

  test('the guest’s station reads what the family told through the pair, and it is told to the keeper', async () => {
    const { pairId } = await pairOf(fileId, inquiryId)
    await house.done(officer(), 'matching.open-pair', { pairId })
    expect(await house.ask(officer(), 'matching.compare', { fileId, inquiryId })).toMatchObject({ limited: false })
    expect((await names(inquiryId)).at(-1)).toBe('sensitive.viewed')
    await agree(pairId)
    expect(code(await confirm(pairId, house.actor('bureau-officer', 'bureau')))).toBe('done')
    const south = house.actor('tracing-officer', 'south')
    expect(await house.ask(south, 'matching.compare', { fileId, inquiryId })).toMatchObject({ limited: false })
  })

  test('undone, both sides are told', async () => {
    const { pairId } = await pairOf(fileId, inquiryId)
    await house.done(house.actor('bureau-officer', 'bureau'), 'matching.undo', { pairId, reason: '家属看过照片说不是' })
    const undone = (who: Actor) => house.ask(who, 'matching.list', { kind: 'undone' }) as Promise<{ items: Line[] }>
    for (const who of [officer(), house.actor('tracing-officer', 'south')])
      expect((await undone(who)).items.map((each) => each.pairId)).toContain(pairId)
  })

  test('a station with neither side, and a stranger, see nothing of it', async () => {
    for (const who of [house.actor('tracing-officer', 'south'), house.stranger()])
      expect(await house.ask(who, 'matching.candidates', { fileId })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    const { told: own, heard: seen } = woman('田秀珍', 1949, '重庆酉阳县', '500242', '田大山')
    const inquiry = await admit(house, own, 'north', 'Q-0600')
    const guest = await receive(house, seen)
    await house.work()
    const { pairId } = await pairOf(guest.fileId, inquiry)
    const south = house.actor('tracing-officer', 'south')
    for (const door of ['matching.open-pair', 'matching.follow', 'matching.agree', 'matching.exclude'])
      expect([
        door,
        code(
          await house.act(south, door, {
            pairId,
            ...(door === 'matching.exclude' ? { ground: 'other' } : {}),
            ...(/pair|follow/.test(door) ? {} : grounds),
          }),
        ),
      ]).toEqual([door, 'KERNEL.NOT_FOUND'])
    expect(await house.ask(south, 'matching.inquiry-candidates', { inquiryId: inquiry })).toEqual({ items: [], compared: false })
  })
})

describe('a sealed guest', () => {
  test('has pairs that only the readers of the file see, also at the keeper of the inquiry', async () => {
    const { told, heard } = woman('李小月', 2011, '河南新县', '411523', '李建国')
    const inquiryId = await admit(house, told, 'south', 'Q-0700')
    const { fileId } = await receive(house, { ...heard, ageSeenMin: 14, ageSeenMax: 15 })
    const head = house.actor('station-head')
    await house.done(head, 'people.seal-file', { fileId, readers: [head.accountId], reason: '涉未成年人' })
    await house.work()
    expect(await house.ask(officer(), 'matching.candidates', { fileId })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    expect((await candidates(fileId, head)).candidates.map((each) => each.inquiry.inquiryId)).toEqual([inquiryId])
    const south = house.actor('tracing-officer', 'south')
    expect(await house.ask(south, 'matching.inquiry-candidates', { inquiryId })).toMatchObject({ items: [] })
    expect((await alerts(south)).items.map((each) => each.inquiry.inquiryId)).not.toContain(inquiryId)
  })
})

describe('a family that takes its consent back', () => {
  test('is no longer compared, and what it told is gone from the comparison', async () => {
    const { told, heard } = woman('莫桂花', 1975, '云南镇雄县', '530627', '莫有福')
    const inquiryId = await admit(house, told, 'north', 'Q-0800')
    const { fileId } = await receive(house, heard)
    await house.work()
    const { pairId } = await pairOf(fileId, inquiryId)
    await house.done(officer(), 'matching.follow', { pairId })
    await house.done(officer(), 'matching.open-pair', { pairId })
    await ofInquiry(house, inquiryId, 'inquiry.consent-withdrawn', { value: { what: 'all' } })
    await house.work()
    const seen = JSON.stringify(await house.ask(officer(), 'matching.compare', { fileId, inquiryId }))
    expect(seen).not.toContain('莫有福')
  })
})

describe('weights', () => {
  test('are tried on what people decided before a bureau switches them; a station does not choose', async () => {
    const bureau = house.actor('bureau-officer', 'bureau')
    expect(code(await house.act(house.actor('station-head'), 'matching.try-weights', { weights: '2026-hand' }))).toBe(
      'KERNEL.NOT_FOUND',
    )
    expect(code(await house.act(bureau, 'matching.try-weights', { weights: 'no-such' }))).toBe('MATCHING.NO_SUCH_WEIGHTS')
    expect(
      code(await house.act(bureau, 'matching.switch-weights', { weights: '2026-hand', from: '2026-12-20', reason: '试过了' })),
    ).toBe('MATCHING.IN_FORCE')
    await house.done(bureau, 'matching.try-weights', { weights: '2026-hand' })
    await house.work()
    const { files } = (await house.ask(bureau, 'matching.weights')) as {
      files: { id: string; figures: { excluded: number; tried: { ofExcluded: number } } | null }[]
    }
    expect(files.find((each) => each.id === '2026-hand')?.figures).toMatchObject({ now: { weights: '2026-hand' } })
  })

  test('are learnt from decided pairs that name nobody', async () => {
    const { told, heard } = woman('罗招娣', 1969, '江西于都县', '360731', '罗火生')
    const inquiryId = await admit(house, told, 'north', 'Q-0900')
    const { fileId } = await receive(house, heard)
    await house.work()
    const { pairId } = await pairOf(fileId, inquiryId)
    await house.done(officer(), 'matching.exclude', { pairId, ground: 'family', reason: '家属看过照片' })
    const { db, vault } = house.house
    const pairs = await labelledEvidence({ db, vault }, '')
    expect(pairs.length).toBeGreaterThan(0)
    for (const pair of pairs) expect(pairSchema.safeParse(pair).success).toBe(true)
    for (const word of ['罗招娣', '罗火生', '于都', fileId, inquiryId, 'Q-0900'])
      expect(JSON.stringify(pairs)).not.toContain(word)
  })
})

describe('two inquiries for one person', () => {
  test('are put beside each other for their keeper; of what another office keeps only the office is named', async () => {
    const told = woman('韦冬梅', 1978, '安徽省阜阳市临泉县', '341221', '韦长水').told
    const first = await admit(house, told, 'north', 'Q-0501')
    const second = await admit(house, { ...told, marks: ['左眉上方有颗痣'] }, 'south', 'Q-0502')
    await house.work()
    const asked = async (who: Actor, inquiryId: string) =>
      (await house.ask(who, 'matching.double-inquiries', { inquiryId })) as {
        ready: boolean
        items: { inquiryId: string | null; name: string | null; keeper: string; own: boolean; pro: string[] }[]
      }
    const north = await asked(officer(), first)
    expect(north.items[0]).toMatchObject({ inquiryId: null, name: null, own: false, keeper: '南桥救助管理站', pro: [] })
    expect(await house.ask(officer(), 'matching.double-inquiries', { inquiryId: second })).toEqual({ ready: false, items: [] })
    const third = await admit(house, { ...told, heightCm: 156 }, 'north', 'Q-0503')
    await house.work()
    const again = await asked(officer(), first)
    expect(again.items.find((each) => each.own)).toMatchObject({ inquiryId: third, name: '韦冬梅' })
  })
})

test('whoever was there before this room was is compared from the next night on', async () => {
  const { heard, told } = woman('季桂芳', 1949, '江苏省盐城市响水县', '320921', '季长海')
  const { fileId } = await receive(house, heard)
  await house.work()
  await sql`delete from matching.profile where subject_id = ${fileId}`.execute(house.house.db.kysely)
  const inquiryId = await admit(house, told, 'north', 'Q-0601')
  await house.house.handlers.get('matching.nightly')?.run(jobContext(house.house), {})
  await house.work()
  expect((await candidates(fileId)).candidates.map((each) => each.inquiry.inquiryId)).toContain(inquiryId)
})
