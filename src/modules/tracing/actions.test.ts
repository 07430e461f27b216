import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withActor } from '#kernel/db.ts'
import { keepFile } from '#kernel/files.ts'
import { detailsOf, factsOf } from '#kernel/ledger.ts'
import { personById } from '#modules/people-and-cases/index.ts'
import { type Guest, guestIn } from '../../../tests/guest.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'

let test: TestHouse
beforeAll(async () => {
  test = await openTestHouse({ at: '2026-12-09T08:00' })
})
afterAll(() => test.close())

const officer = () => test.actor('tracing-officer')
const interview = (guest: Guest, more: Record<string, unknown> = {}) => ({ fileId: guest.fileId, result: 'heard', ...more })

interface Bench {
  name: string
  sayings: { text: string; by: string; kind: string }[]
  interviews: {
    id: string
    result: string
    brief: boolean
    pieces: string[]
    question: string | null
    corrected: string | null
    form: object
  }[]
  withdrawn: { reason: string; pieces: string[] }[]
  officer: { id: string } | null
  plan: { held: number; steps: { state: string }[] }
}
const bench = async (guest: Guest, who = officer()) =>
  (await test.ask(who, 'tracing.workbench', { fileId: guest.fileId })) as Bench
const hall = (guest: Guest) => test.look((tx) => personById(tx, test.house.vault, guest.personId))
const found = async (text: string, who = test.actor('clerk')) => JSON.stringify(await test.ask(who, 'people.search', { text }))

describe('an interview', () => {
  it('is kept sealed, laid over the hall’s person, and the search finds it', async () => {
    const guest = await guestIn(test)
    await test.done(officer(), 'tracing.record-interview', {
      ...interview(guest, { names: ['何桂香'], places: ['白石南坪'], phrases: ['对面石灰窑'], zodiac: 'goat', ageSaid: 58 }),
      kin: [{ relation: 'father', name: '何长庚' }],
      accents: [{ code: '43', sure: 'likely' }],
      question: 'right-hand',
      manner: 'dialect-staff',
    })
    const facts = await test.look((tx) => factsOf(tx, [guest.fileId]))
    const told = facts.find((fact) => fact.name === 'tracing.interviewed')
    expect(told?.value).toEqual({ result: 'heard' })
    expect(JSON.stringify(facts)).not.toContain('石灰窑')
    const details = await test.look((tx) => detailsOf(tx, test.house.vault, [told?.id as string]))
    expect(details.get(told?.id as string)).toMatchObject({
      heard: { names: ['何桂香'], phrases: ['对面石灰窑', '属羊'], age: { min: 57, max: 58, seenOn: '2026-12-09' } },
      question: 'right-hand',
    })
    expect((await hall(guest))?.description).toMatchObject({
      heardNames: ['何桂香'],
      places: ['白石南坪'],
      kin: [{ name: '何长庚', relation: '父亲' }],
      accent: '湖南口音（很像）',
    })
    expect(await found('贺桂香')).toContain(guest.personId)
    const seen = await bench(guest)
    expect(seen.name).toBe('何桂香（音）')
    expect(seen.sayings.map((each) => each.text)).toContain('父亲叫何长庚（音）')
    expect(seen.plan).toMatchObject({ held: 1, steps: [{ state: 'done' }, { state: 'open' }, { state: 'open' }] })
  })

  it('with news but nothing written down is refused; without news it is kept', async () => {
    const guest = await guestIn(test)
    expect(await test.act(officer(), 'tracing.record-interview', interview(guest))).toMatchObject({
      code: 'TRACING.NOTHING_HEARD',
    })
    await test.done(officer(), 'tracing.record-interview', interview(guest, { result: 'nothing', condition: 'silent' }))
    expect((await bench(guest)).interviews).toMatchObject([{ result: 'nothing', pieces: [] }])
  })

  it('cannot be held in the future, and not with somebody who has left', async () => {
    const guest = await guestIn(test)
    const later = interview(guest, { names: ['甲'], heldAt: test.now() + 3_600_000 })
    expect(await test.act(officer(), 'tracing.record-interview', later)).toMatchObject({ code: 'TRACING.LATER' })
    const gone = await guestIn(test, {}, { state: 'left' })
    expect(await test.act(officer(), 'tracing.record-interview', interview(gone, { names: ['甲'] }))).toMatchObject({
      code: 'TRACING.GONE',
    })
  })

  it('one line at night counts as heard, not as a talk', async () => {
    const guest = await guestIn(test)
    const saying = { fileId: guest.fileId, kind: 'nickname', text: '三妹', place: '夜里巡房' }
    await test.done(test.actor('caregiver'), 'tracing.add-saying', saying)
    const accent = { fileId: guest.fileId, kind: 'accent', text: '像南边的' }
    expect(await test.act(officer(), 'tracing.add-saying', accent)).toMatchObject({ code: 'TRACING.WHICH_ACCENT' })
    const seen = await bench(guest, test.actor('nurse'))
    expect(seen).toMatchObject({ sayings: [{ text: '三妹', kind: 'nickname' }], plan: { held: 0 } })
    expect((await hall(guest))?.description.nicknames).toEqual(['三妹'])
  })

  it('corrected, the new telling holds and the old one stays in the ledger; the hall forgets what was misheard', async () => {
    const guest = await guestIn(test, { heardNames: ['阿香'] })
    const { reply } = await test.done(
      officer(),
      'tracing.record-interview',
      interview(guest, { names: ['吴归乡'], marks: ['左眉痣'] }),
    )
    const corrected = {
      ...interview(guest, { names: ['何桂香'], marks: ['左眉痣'] }),
      interviewId: reply.interviewId,
      reason: '口音听岔了',
    }
    await test.done(officer(), 'tracing.correct-interview', corrected)
    expect((await hall(guest))?.description).toMatchObject({ heardNames: ['阿香', '何桂香'], marks: ['左眉痣'] })
    expect((await bench(guest)).interviews).toMatchObject([{ corrected: '口音听岔了', pieces: ['何桂香（音）', '左眉痣'] }])
    expect(await test.act(officer(), 'tracing.correct-interview', corrected)).toMatchObject({ code: 'TRACING.WITHDRAWN' })
  })

  it('withdrawn with a reason, what it alone had added goes from the search; once only', async () => {
    const guest = await guestIn(test)
    const { reply } = await test.done(officer(), 'tracing.record-interview', interview(guest, { names: ['欧阳错听'] }))
    expect(await found('欧阳错听')).toContain(guest.personId)
    const form = { fileId: guest.fileId, interviewId: reply.interviewId, reason: '是隔壁床说的' }
    await test.done(officer(), 'tracing.withdraw-interview', form)
    expect(await found('欧阳错听')).not.toContain(guest.personId)
    expect(await bench(guest)).toMatchObject({
      interviews: [],
      withdrawn: [{ reason: '是隔壁床说的', pieces: ['欧阳错听（音）'] }],
    })
    expect(await test.act(officer(), 'tracing.withdraw-interview', form)).toMatchObject({ code: 'TRACING.WITHDRAWN' })
  })

  it('its recording is heard through the file, and by nobody who cannot see the file', async () => {
    const guest = await guestIn(test)
    const recordingId = crypto.randomUUID()
    const kept = { id: recordingId, name: 'voice.mp3', type: 'audio/mpeg', body: Buffer.from('ID3 voice'), now: test.now() }
    await withActor(test.house.db, officer(), (tx) => keepFile(tx, test.house.vault, officer(), kept))
    await test.done(officer(), 'tracing.record-interview', interview(guest, { recordings: [recordingId] }))
    const asked = { fileId: guest.fileId, recordingId }
    expect(await test.ask(officer(), 'tracing.recording', asked)).toMatchObject({ file: { type: 'audio/mpeg' } })
    expect(await test.ask(officer(), 'tracing.recording', { ...asked, recordingId: crypto.randomUUID() })).toMatchObject({
      code: 'TRACING.NO_RECORDING',
    })
    expect(await test.ask(test.actor('tracing-officer', 'south'), 'tracing.recording', asked)).toMatchObject({
      code: 'KERNEL.NOT_FOUND',
    })
    expect(await test.ask(test.actor('nurse'), 'tracing.recording', asked)).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
  })

  it('the neighbouring station, a stranger and a police officer hear nothing and write nothing', async () => {
    const guest = await guestIn(test)
    for (const who of [test.actor('tracing-officer', 'south'), test.stranger(), test.actor('police-officer', 'police')]) {
      expect(await test.act(who, 'tracing.record-interview', interview(guest, { names: ['甲'] }))).toMatchObject({
        code: 'KERNEL.NOT_FOUND',
      })
      expect(await test.ask(who, 'tracing.workbench', { fileId: guest.fileId })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
      expect(await test.ask(who, 'tracing.leads', { fileId: guest.fileId })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    }
  })

  it('of a sealed minor is closed to all but the named readers', async () => {
    const guest = await guestIn(test, { ageSeenMin: 9, ageSeenMax: 11 })
    await test.done(officer(), 'tracing.record-interview', interview(guest, { names: ['小满'] }))
    const leader = test.actor('duty-leader')
    await test.done(leader, 'people.seal-file', { fileId: guest.fileId, readers: [leader.accountId], reason: '未成年人' })
    expect(await test.ask(officer(), 'tracing.workbench', { fileId: guest.fileId })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    expect(await test.act(officer(), 'tracing.add-saying', { fileId: guest.fileId, kind: 'name', text: '乙' })).toMatchObject({
      code: 'KERNEL.NOT_FOUND',
    })
    expect(JSON.stringify(await test.ask(officer(), 'tracing.desk'))).not.toContain('小满')
    test.at('2026-12-09T09:00')
    expect(await test.ask(leader, 'tracing.workbench', { fileId: guest.fileId })).toMatchObject({
      code: 'KERNEL.SEALED_NEEDS_REASON',
    })
    await test.done(leader, 'people.open-sealed', { fileId: guest.fileId, reason: '寻亲' })
    expect((await bench(guest, leader)).name).toBe('小满（音）')
  })
})

describe('the search log', () => {
  it('a dead end is not walked twice unless somebody says what is different', async () => {
    const guest = await guestIn(test)
    const road = { fileId: guest.fileId, hypothesis: '是湖南白石县南坪镇的人', todo: '请白石县站问南坪镇有没有走失' }
    const { reply } = await test.done(officer(), 'tracing.note-lead', { ...road, dueOn: '2026-12-12' })
    const settle = { fileId: guest.fileId, leadId: reply.leadId, outcome: '镇上问过三个村，没有走失的女人' }
    await test.done(officer(), 'tracing.settle-lead', { ...settle, result: 'open', outcome: '约了周五回话', dueOn: '2026-12-14' })
    await test.done(officer(), 'tracing.settle-lead', { ...settle, result: 'dead' })
    expect(await test.act(officer(), 'tracing.settle-lead', { ...settle, result: 'led' })).toMatchObject({
      code: 'TRACING.SETTLED',
    })
    const again = { ...road, hypothesis: '可能是白石县南坪镇人', todo: '打电话给南坪镇' }
    const refused = await test.act(officer(), 'tracing.note-lead', again)
    expect(refused).toMatchObject({ code: 'TRACING.WALKED_BEFORE', details: { leadId: reply.leadId } })
    expect((refused as { sentence: string }).sentence).not.toContain('南坪')
    await test.done(officer(), 'tracing.note-lead', { ...again, again: '这次问的是外嫁的' })
    const log = (await test.ask(officer(), 'tracing.leads', { fileId: guest.fileId })) as { items: object[] }
    expect(log.items).toMatchObject([{ state: 'open' }, { state: 'dead', outcomes: [{ result: 'open' }, { result: 'dead' }] }])
    const facts = await test.look((tx) => factsOf(tx, [guest.fileId]))
    expect(facts.filter((fact) => fact.name === 'tracing.lead-settled').map((fact) => fact.value.result)).toEqual([
      'open',
      'dead',
    ])
    expect(JSON.stringify(facts)).not.toContain('南坪')
  })

  it('another guest’s lead is not settled here', async () => {
    const [one, other] = [await guestIn(test), await guestIn(test)]
    const { reply } = await test.done(officer(), 'tracing.note-lead', { fileId: one.fileId, hypothesis: '推想', todo: '去问' })
    const form = { fileId: other.fileId, leadId: reply.leadId, result: 'dead', outcome: '没有' }
    expect(await test.act(officer(), 'tracing.settle-lead', form)).toMatchObject({ code: 'TRACING.NO_SUCH_LEAD' })
  })
})

describe('experts', () => {
  it('are asked by every station of the city, changed by their own, telephoned with a reason', async () => {
    const expert = { name: '周语堂', field: 'dialect', areas: ['43', '45'], phone: '13800000099' }
    const { reply } = await test.done(test.actor('bureau-officer', 'bureau'), 'tracing.add-expert', expert)
    const south = test.actor('tracing-officer', 'south')
    const pool = (await test.ask(south, 'tracing.experts')) as { items: { id: string; phone: string; own: boolean }[] }
    expect(pool.items.find((each) => each.id === reply.expertId)).toMatchObject({ phone: '138****0099', own: false })
    const changed = { ...expert, expertId: reply.expertId, active: false }
    expect(await test.act(south, 'tracing.change-expert', changed)).toMatchObject({ code: 'TRACING.NOT_YOURS' })
    const revealed = await test.done(south, 'tracing.reveal-expert', { expertId: reply.expertId, reason: '请听录音' })
    expect(revealed.reply.value).toBe('13800000099')
    await test.done(test.actor('bureau-officer', 'bureau'), 'tracing.change-expert', changed)
    const guest = await guestIn(test)
    const ask = { fileId: guest.fileId, expertId: reply.expertId, question: '像哪个县的话' }
    expect(await test.act(officer(), 'tracing.ask-expert', ask)).toMatchObject({ code: 'TRACING.EXPERT_RESTS' })
    expect(await test.act(officer(), 'tracing.ask-expert', { ...ask, expertId: crypto.randomUUID() })).toMatchObject({
      code: 'TRACING.NO_SUCH_EXPERT',
    })
  })

  it('an opinion adds accent and place to the profile, once', async () => {
    const guest = await guestIn(test)
    const { reply } = await test.done(officer(), 'tracing.add-expert', { name: '罗听音', field: 'dialect', areas: ['43'] })
    const asked = await test.done(officer(), 'tracing.ask-expert', {
      fileId: guest.fileId,
      expertId: reply.expertId,
      question: '像哪个县的话',
      sayings: ['对面石灰窑'],
    })
    const opinion = {
      fileId: guest.fileId,
      consultationId: asked.reply.consultationId,
      result: 'narrowed',
      opinion: '祁阳一带',
      accents: [{ code: '43', sure: 'certain' }],
      places: ['湖南祁阳'],
    }
    await test.done(officer(), 'tracing.record-opinion', opinion)
    expect(await test.act(officer(), 'tracing.record-opinion', opinion)).toMatchObject({ code: 'TRACING.ANSWERED' })
    expect((await hall(guest))?.description).toMatchObject({ accent: '湖南口音（听得准）', places: ['湖南祁阳'] })
    const fact = (await test.look((tx) => factsOf(tx, [guest.fileId]))).at(-1)
    expect(fact).toMatchObject({ name: 'tracing.expert-consulted', value: { result: 'narrowed' } })
    const details = await test.look((tx) => detailsOf(tx, test.house.vault, [fact?.id as string]))
    expect(details.get(fact?.id as string)).toMatchObject({ heard: { places: ['湖南祁阳'] }, expert: '罗听音' })
    expect(await test.ask(officer(), 'tracing.consultations', { fileId: guest.fileId })).toMatchObject({
      items: [{ expert: '罗听音', judged: ['湖南祁阳', '湖南口音（听得准）'] }],
    })
  })
})

describe('replays', () => {
  it('rows agree with the facts', async () => {
    await test.work()
    const { tracing } = await import('./module.ts')
    for (const replay of tracing.replays ?? [])
      expect(await test.look((tx) => replay.differing(tx, 10)), replay.column).toEqual([])
  })
})
