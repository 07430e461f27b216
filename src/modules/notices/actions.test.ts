/** Notices through their doors, on a real database. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, publicActorFor } from '#kernel/actor.ts'
import { ask } from '#kernel/ask.ts'
import { rows, sql, withActor } from '#kernel/db.ts'
import { keepFile } from '#kernel/files.ts'
import { jobContext } from '#kernel/jobs.ts'
import { factsOf } from '#kernel/ledger.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { jpegWithPlace } from './testing/pictures.ts'

let house: TestHouse
let clerk: Actor
let leader: Actor
let head: Actor
let bureau: Actor
let visitor: Actor
beforeAll(async () => {
  house = await openTestHouse()
  clerk = house.actor('clerk')
  leader = house.actor('duty-leader')
  head = house.actor('station-head')
  bureau = house.actor('bureau-officer', 'bureau')
  visitor = publicActorFor(house.organisations.north)
})
afterAll(() => house.close())

async function guest(told: Record<string, unknown>) {
  const { reply } = await house.done(clerk, 'intake.ask', { arrival: 'police' })
  const made = reply as { fileId: string; personId: string }
  await house.done(clerk, 'people.correct-person', { personId: made.personId, reason: '问询所得', ...told })
  return made
}
const woman = () =>
  guest({
    heardNames: ['何桂香'],
    sex: 'female',
    ageSeenMin: 55,
    ageSeenMax: 65,
    accent: '湖南',
    marks: ['右手食指缺一节', '左眉有痣', '住某某医院治疗'],
    height: 158,
    places: ['鹅塘'],
    kin: [{ name: '唐有田', relation: '丈夫', phone: '13900001234' }],
  })
const boy = () => guest({ heardNames: ['小军'], sex: 'male', ageSeenMin: 9, ageSeenMax: 11, marks: ['左耳缺角'] })

const form = (fileId: string, more: object = {}) => ({
  fileId,
  basics: ['sex', 'age'],
  photo: 'none',
  foundMonth: '2026-12',
  foundCounty: '421125',
  foundSpot: 'street',
  ...more,
})
async function drafted(fileId: string, more: object = {}, by = clerk) {
  const { reply } = await house.done(by, 'notices.draft', form(fileId, more))
  return reply as { noticeId: string; wordingId: string; minor: boolean }
}
async function approvedAdult(fileId: string, more: object = {}) {
  const made = await drafted(fileId, more)
  await house.done(leader, 'notices.approve', { noticeId: made.noticeId, wordingId: made.wordingId })
  return made
}
const code = async (by: Actor, door: string, told: object) =>
  ((await house.act(by, door, told as Record<string, unknown>)) as { code?: string }).code
const page = async (params: object = {}) =>
  (await house.ask(visitor, 'notices.public-list', params as Record<string, unknown>)) as {
    total: number
    items: { no: string; headline: string; lines: string[]; found: string }[]
  }
const factNames = (fileId: string) =>
  house.look(async (tx) => (await factsOf(tx, [fileId])).filter((fact) => fact.name.startsWith('tracing.')))
/** A minute goes by, so that what happened has an order. */
const later = () => house.at(new Date(house.now() + 60_000 + 8 * 3_600_000).toISOString().slice(0, 19))
/** Runs the jobs that waited. */
async function work(): Promise<void> {
  const waiting = await rows(
    sql<{ data: Record<string, unknown> }>`select data from jobs.job where name = 'notices.recheck-after' and state = 'created'`,
    house.house.db.kysely as never,
  )
  await sql`update jobs.job set state = 'completed' where name = 'notices.recheck-after'`.execute(house.house.db.kysely)
  for (const { data } of waiting) await house.house.handlers.get('notices.recheck-after')?.run(jobContext(house.house), data)
}

describe('a draft', () => {
  test('takes only what is recorded, and offers nothing that must not come out', async () => {
    const { fileId } = await woman()
    const known = (await house.ask(clerk, 'notices.known', { fileId })) as { marks: string[]; names: string[] }
    expect(known.marks).toEqual(['右手食指缺一节', '左眉有痣'])
    expect(JSON.stringify(known)).not.toMatch(/13900001234|唐有田/)
    expect(await house.act(clerk, 'notices.draft', form(fileId, { marks: ['背上有刺青'] }))).toMatchObject({
      code: 'NOTICES.FIELDS',
      fields: { marks: expect.stringContaining('先补充资料') },
    })
  })

  test('tells nothing that was not ticked', async () => {
    const { fileId } = await woman()
    const preview = (await house.ask(clerk, 'notices.preview', { fileId, basics: ['sex'] })) as { text: object; enough: boolean }
    expect(preview).toMatchObject({ text: { headline: '女', lines: [], found: '' }, enough: true })
    const { photo: _none, ...ticked } = form(fileId, {
      basics: ['sex', 'age', 'accent', 'height'],
      names: ['何桂香'],
      said: ['鹅塘'],
      marks: ['左眉有痣'],
    }) as Record<string, unknown>
    const full = (await house.ask(clerk, 'notices.preview', ticked)) as {
      text: { headline: string; lines: string[]; found: string }
    }
    expect(full.text.headline).toMatch(/^女，约 55–6[56] 岁$/)
    expect(full.text.lines).toEqual(['湖南口音，自称“何桂香”（音），说过“鹅塘”（音）', '身高约 1.58 米，左眉有痣'])
    expect(full.text.found).toBe('2026 年 12 月，浠水县街头发现')
  })

  test.each([
    ['电话一三九零零零零一二三四'],
    ['家在青禾县长宁路12号'],
    ['12月9日晚上见到'],
    ['现住市救助站'],
    ['患有精神分裂症'],
    ['丈夫叫唐有田'],
    ['加微信联系'],
  ])('free words “%s” are refused at their field, and nothing is kept', async (words) => {
    const { fileId } = await woman()
    expect(await house.act(clerk, 'notices.draft', form(fileId, { words }))).toMatchObject({
      code: 'NOTICES.FIELDS',
      fields: { words: expect.any(String) },
    })
    expect(await house.look((tx) => rows(sql`select 1 from notices.notice where file_id = ${fileId}`, tx))).toEqual([])
  })

  test('is not made for somebody whose identity is verified', async () => {
    const { fileId, personId } = await woman()
    await house.done(head, 'people.state-identity', { personId, status: 'verified', evidence: 'police', source: '派出所反馈' })
    expect(await code(clerk, 'notices.draft', form(fileId))).toBe('NOTICES.IDENTIFIED')
  })

  test('loses what the camera wrote into the photo', async () => {
    const { fileId } = await woman()
    const id = crypto.randomUUID()
    const body = jpegWithPlace()
    await withActor(house.house.db, clerk, (tx) =>
      keepFile(tx, house.house.vault, clerk, { id, name: 'a.jpg', type: 'image/jpeg', body, now: house.now() }),
    )
    const { noticeId } = await approvedAdult(fileId, { photo: 'face', picture: [id] })
    const { reply } = await house.done(leader, 'notices.publish', { noticeId, channel: 'portal' })
    const photo = await ask(house.house, visitor, 'notices.public-photo', { no: reply.no })
    if (isRefusal(photo) || !('file' in photo)) throw new Error('no photo')
    expect(body.includes('N30.51')).toBe(true)
    expect(Buffer.from(photo.file.body).includes('N30.51')).toBe(false)
    expect(photo.file.type).toBe('image/jpeg')
    expect(await code(clerk, 'notices.draft', form(fileId, { photo: 'whole' }))).toBe('NOTICES.PICTURE_MISSING')
  })
})

describe("an adult's notice", () => {
  test('is approved by somebody else, once, as it was looked at', async () => {
    const { fileId } = await woman()
    const made = await drafted(fileId, {}, leader)
    const target = { noticeId: made.noticeId, wordingId: made.wordingId }
    expect(await code(leader, 'notices.approve', target)).toBe('NOTICES.SAME_PERSON')
    expect(await code(clerk, 'notices.approve', target)).toBe('KERNEL.NOT_FOUND')
    expect(await code(head, 'notices.approve-at-station', { ...target, ground: 'missing-minor', channels: ['national'] })).toBe(
      'NOTICES.IS_ADULT',
    )
    const again = await drafted(fileId, { words: '爱唱花鼓戏' })
    expect(await code(head, 'notices.approve', target)).toBe('NOTICES.CHANGED')
    await house.done(head, 'notices.approve', { noticeId: again.noticeId, wordingId: again.wordingId })
    expect((await factNames(fileId)).at(-1)).toMatchObject({ name: 'tracing.notice-approved', value: { order: '1' } })
  })

  test('goes back with a reason, and may be drafted anew', async () => {
    const { fileId } = await woman()
    const made = await drafted(fileId)
    await house.done(leader, 'notices.return', { noticeId: made.noticeId, wordingId: made.wordingId, reason: '年龄再核' })
    expect(await code(head, 'notices.approve', { noticeId: made.noticeId, wordingId: made.wordingId })).toBe('NOTICES.CHANGED')
    expect(await code(head, 'notices.publish', { noticeId: made.noticeId, channel: 'portal' })).toBe('NOTICES.NOT_APPROVED')
    expect((await drafted(fileId)).noticeId).toBe(made.noticeId)
  })

  test('is published channel by channel, elsewhere with proof; renewed; withdrawn at once', async () => {
    const { fileId } = await woman()
    const { noticeId } = await approvedAdult(fileId)
    const before = (await page()).total
    await house.done(leader, 'notices.publish', { noticeId, channel: 'portal' })
    expect((await page()).total).toBe(before + 1)
    expect(await code(leader, 'notices.publish', { noticeId, channel: 'portal' })).toBe('NOTICES.ALREADY')
    expect(await code(leader, 'notices.publish', { noticeId, channel: 'toutiao' })).toBe('NOTICES.PROOF')
    await house.done(leader, 'notices.publish', { noticeId, channel: 'toutiao', link: 'https://example.org/1' })
    expect(await code(leader, 'notices.renew', { noticeId, channel: 'tv', checked: '已核' })).toBe('NOTICES.NOT_THERE')
    await house.done(leader, 'notices.renew', { noticeId, channel: 'portal', checked: '照片、特征无变化' })
    const { reply } = await house.done(leader, 'notices.withdraw', { noticeId, reason: 'risk' })
    expect(reply.elsewhere).toEqual(['请到头条撤下'])
    expect((await page()).total).toBe(before)
    const open = (await house.ask(leader, 'notices.list')) as { takeDown: { noticeId: string; channel: string }[] }
    expect(open.takeDown.filter((each) => each.noticeId === noticeId)).toMatchObject([{ channel: 'toutiao' }])
    await house.done(leader, 'notices.confirm-down', { noticeId, channel: 'toutiao', seen: '链接已打不开' })
    expect(await code(leader, 'notices.confirm-down', { noticeId, channel: 'toutiao', seen: '再看' })).toBe(
      'NOTICES.DOWN_ALREADY',
    )
    expect((await factNames(fileId)).map((fact) => [fact.name.slice(8), fact.value.channel])).toEqual([
      ['notice-drafted', undefined],
      ['notice-approved', undefined],
      ['notice-published', 'portal'],
      ['notice-published', 'toutiao'],
      ['notice-renewed', 'portal'],
      ['notice-withdrawn', 'portal'],
      ['notice-withdrawn', 'toutiao'],
      ['notice-taken-down', 'toutiao'],
    ])
    expect(await code(leader, 'notices.publish', { noticeId, channel: 'portal' })).toBe('NOTICES.NOT_APPROVED')
    expect(await code(leader, 'notices.withdraw', { noticeId, reason: 'risk' })).toBe('NOTICES.NOTHING_UP')
  })

  test('is withdrawn everywhere when the identity is verified', async () => {
    const { fileId, personId } = await woman()
    const { noticeId } = await approvedAdult(fileId)
    const { reply } = await house.done(leader, 'notices.publish', { noticeId, channel: 'portal' })
    await house.done(leader, 'notices.publish', { noticeId, channel: 'national', receipt: '2026-991' })
    await house.done(head, 'people.state-identity', { personId, status: 'verified', evidence: 'police', source: '派出所反馈' })
    await work()
    expect(await house.ask(visitor, 'notices.public-notice', { no: reply.no })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    const { takeDown } = (await house.ask(leader, 'notices.list')) as { takeDown: { noticeId: string; reason: string }[] }
    expect(takeDown.filter((each) => each.noticeId === noticeId)).toMatchObject([{ channel: 'national', reason: 'identified' }])
    expect(await code(leader, 'notices.publish', { noticeId, channel: 'portal' })).toBe('NOTICES.IDENTIFIED')
  })

  test('comes off the page when eighteen years turn out to be in doubt', async () => {
    const { fileId, personId } = await woman()
    const { noticeId } = await approvedAdult(fileId)
    const { reply } = await house.done(leader, 'notices.publish', { noticeId, channel: 'portal' })
    await house.done(head, 'people.correct-person', { personId, birthYear: 2010, reason: '公安反馈出生年份' })
    expect(await code(leader, 'notices.publish', { noticeId, channel: 'boards', receipt: '20 张' })).toBe('NOTICES.AGE_CHANGED')
    await work()
    expect(await house.ask(visitor, 'notices.public-notice', { no: reply.no })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
  })
})

describe("a child's notice", () => {
  test('needs the station head and the bureau, each with a ground, and stands only where both allowed it', async () => {
    const { fileId } = await boy()
    const made = await drafted(fileId, { names: ['小军'] }, head)
    expect(made.minor).toBe(true)
    const target = { noticeId: made.noticeId, wordingId: made.wordingId }
    const ground = { ground: 'missing-minor', channels: ['national', 'toutiao'] }
    expect(await code(leader, 'notices.approve', target)).toBe('NOTICES.IS_MINOR')
    // The author cannot be the first of the two either.
    expect(await code(head, 'notices.approve-at-station', { ...target, ...ground })).toBe('NOTICES.SAME_PERSON')
    const own = await drafted(fileId, { names: ['小军'] })
    const next = { noticeId: own.noticeId, wordingId: own.wordingId }
    expect(await code(leader, 'notices.approve-at-station', { ...next, ...ground })).toBe('KERNEL.NOT_FOUND')
    expect(await code(head, 'notices.approve-at-station', { ...next, ground: 'missing-minor', channels: ['portal'] })).toBe(
      'KERNEL.FORM',
    )
    expect(await code(head, 'notices.approve-at-station', { ...next, channels: ['national'] })).toBe('KERNEL.FORM')
    expect(await code(bureau, 'notices.approve-minor', { ...next, ...ground })).toBe('NOTICES.CHANGED')
    await house.done(head, 'notices.approve-at-station', { ...next, ...ground })
    later()
    expect(await code(leader, 'notices.publish', { noticeId: own.noticeId, channel: 'national', receipt: '1' })).toBe(
      'NOTICES.NOT_APPROVED',
    )
    expect(await code(head, 'notices.approve-minor', { ...next, ...ground })).toBe('KERNEL.NOT_FOUND')
    expect(await code(bureau, 'notices.approve-minor', { ...next, ground: 'missing-minor', channels: ['tv'] })).toBe(
      'NOTICES.NARROWER',
    )
    await house.done(bureau, 'notices.approve-minor', { ...next, ground: 'missing-minor', channels: ['national'] })
    for (const channel of ['portal', 'toutiao', 'wechat', 'boards', 'tv'])
      expect([channel, await code(leader, 'notices.publish', { noticeId: own.noticeId, channel, receipt: '1' })]).toEqual([
        channel,
        'NOTICES.MINOR_CHANNEL',
      ])
    await house.done(leader, 'notices.publish', { noticeId: own.noticeId, channel: 'national', receipt: '1' })
    expect(await house.ask(leader, 'notices.export-text', { fileId, channel: 'toutiao' })).toMatchObject({
      code: 'NOTICES.MINOR_CHANNEL',
    })
    expect(await house.ask(leader, 'notices.export-text', { fileId, channel: 'national' })).toMatchObject({
      text: expect.stringContaining('小军'),
    })
    expect(await house.ask(leader, 'notices.poster', { fileId })).toMatchObject({ code: 'NOTICES.NO_POSTER' })
    expect(
      (await factNames(fileId)).filter((fact) => fact.name === 'tracing.notice-approved').map((fact) => fact.value.order),
    ).toEqual(['1', '2'])
  })

  test('somebody of no known age counts as a child; sixteen to twenty too', async () => {
    for (const age of [{}, { ageSeenMin: 16, ageSeenMax: 20 }, { birthYear: 2008 }]) {
      const { fileId } = await guest({ heardNames: ['阿明'], sex: 'male', ...age })
      expect((await drafted(fileId, { basics: ['sex'] })).minor).toBe(true)
    }
  })

  test('is never on the public page, not even if a row says so', async () => {
    const { fileId } = await boy()
    const made = await drafted(fileId)
    const target = { noticeId: made.noticeId, wordingId: made.wordingId, ground: 'missing-minor', channels: ['national'] }
    await house.done(head, 'notices.approve-at-station', target)
    await house.done(bureau, 'notices.approve-minor', target)
    await sql`update notices.notice set on_page = true where id = ${made.noticeId}`.execute(house.house.db.kysely)
    const { no } = (
      await house.look((tx) => rows(sql<{ no: string }>`select no from notices.notice where id = ${made.noticeId}`, tx))
    )[0] as { no: string }
    expect(await house.ask(visitor, 'notices.public-notice', { no })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    expect((await page()).items.map((each) => each.no)).not.toContain(no)
    await withActor(house.house.db, visitor, async (tx) => {
      expect(await rows(sql`select minor from notices.wording where minor`, tx)).toEqual([])
      expect(await rows(sql`select 1 from notices.posting`, tx)).toEqual([])
      expect(await rows(sql`select 1 from notices.tip`, tx)).toEqual([])
    })
    await sql`update notices.notice set on_page = false where id = ${made.noticeId}`.execute(house.house.db.kysely)
  })
})

describe('the public', () => {
  test('filters; what nobody knows excludes nobody', async () => {
    const { fileId } = await woman()
    const { noticeId } = await approvedAdult(fileId, { basics: ['sex', 'age', 'height', 'accent'] })
    const { reply } = await house.done(leader, 'notices.publish', { noticeId, channel: 'portal' })
    const sees = async (params: object) => (await page(params)).items.some((each) => each.no === reply.no)
    for (const yes of [
      { sex: 'female' },
      { ageFrom: 60, ageTo: 70 },
      { accent: '湖南' },
      { heightFrom: 150, heightTo: 160 },
      { since: '2026-11' },
    ])
      expect([yes, await sees(yes)]).toEqual([yes, true])
    for (const no of [
      { sex: 'male' },
      { ageFrom: 70 },
      { ageTo: 40 },
      { accent: '四川' },
      { heightFrom: 170 },
      { until: '2026-10' },
      { county: '别县' },
    ])
      expect([no, await sees(no)]).toEqual([no, false])
    expect(await house.ask(visitor, 'notices.public-list', { sex: 'x' })).toMatchObject({ code: 'KERNEL.FORM' })
    const everything = JSON.stringify(await page())
    expect(everything).not.toContain(fileId)
    expect(everything).not.toContain(noticeId)
  })

  test('opens no other door', async () => {
    for (const [name] of [...house.house.queries, ...house.house.actions]) {
      const open = house.house.roles.get('public')?.doors.includes(name)
      if (open) continue
      const answer = house.house.queries.has(name) ? await house.ask(visitor, name, {}) : await house.act(visitor, name, {})
      expect([name, (answer as { code?: string }).code]).toEqual([name, 'KERNEL.NOT_FOUND'])
    }
  })

  test('writes a tip that a person reads; the same answer to everybody, and nothing moves by itself', async () => {
    const { fileId } = await woman()
    const { noticeId } = await approvedAdult(fileId)
    const { reply } = await house.done(leader, 'notices.publish', { noticeId, channel: 'portal' })
    const tips = [
      { no: reply.no, kind: 'like', text: '像我的姑妈，左眉有痣', name: '唐某', phone: '13900007777', relation: '侄女' },
      { no: reply.no, kind: 'take-down', text: '这是我母亲，请撤下' },
    ]
    for (const tip of tips) expect((await house.done(visitor, 'notices.receive-tip', tip)).reply).toEqual({ received: true })
    expect(await code(head, 'notices.receive-tip', tips[0] as object)).toBe('KERNEL.NOT_FOUND')
    expect(await code(publicActorFor(house.organisations.south), 'notices.receive-tip', tips[0] as object)).toBe(
      'KERNEL.NOT_FOUND',
    )
    expect(await house.ask(visitor, 'notices.public-notice', { no: reply.no })).toMatchObject({ no: reply.no })
    const { tips: unread } = (await house.ask(leader, 'notices.list')) as {
      tips: { tipId: string; noticeId: string; kind: string; text: string }[]
    }
    const own = unread.filter((tip) => tip.noticeId === noticeId)
    expect(own.map((tip) => tip.kind).sort()).toEqual(['like', 'take-down'])
    const like = own.find((tip) => tip.kind === 'like') as { tipId: string }
    await house.done(leader, 'notices.read-tip', { tipId: like.tipId, outcome: 'lead', note: '已回电' })
    expect(await code(leader, 'notices.read-tip', { tipId: like.tipId, outcome: 'nothing' })).toBe('NOTICES.READ_ALREADY')
    expect((await factNames(fileId)).map((fact) => fact.name)).toContain('tracing.lead-noted')
    expect(await house.ask(house.actor('station-head', 'south'), 'notices.list')).toMatchObject({ tips: [], standing: [] })
  })

  test('sees nothing of a sealed file', async () => {
    const { fileId } = await woman()
    const { noticeId } = await approvedAdult(fileId)
    const { reply } = await house.done(leader, 'notices.publish', { noticeId, channel: 'portal' })
    await house.done(head, 'people.seal-file', { fileId, readers: [head.accountId], reason: '有人身风险' })
    expect(await house.ask(visitor, 'notices.public-notice', { no: reply.no })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
  })
})

test('a poster is one sheet that prints', async () => {
  const { fileId } = await woman()
  await approvedAdult(fileId)
  const paper = await ask(house.house, leader, 'notices.poster', { fileId })
  if (isRefusal(paper)) expect(paper.code).toBe('PAPER.NO_FONT')
  else expect('file' in paper && Buffer.from(paper.file.body).subarray(0, 5).toString()).toBe('%PDF-')
})
