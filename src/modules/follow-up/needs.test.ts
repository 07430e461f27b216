import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { factsOf } from '#kernel/ledger.ts'
import { rows, sql } from '#kernel/db.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { uploadBy } from '../../../tests/guest.ts'
import { mayKnowWhoSpoke } from './access-needs.ts'
import { tellingById } from './store-referral.ts'
import { type Returned, returned } from './testing/returnee.ts'

let test: TestHouse

beforeAll(async () => {
  test = await openTestHouse({ at: '2026-12-09T09:00' })
})
afterAll(() => test.close())

const head = () => test.actor('station-head')
const clerk = () => test.actor('clerk')
const bureau = () => test.actor('bureau-officer', 'bureau')
const town = () => test.actor('town-officer', 'town')
const village = () => test.actor('village-worker', 'village')
const police = () => test.actor('police-officer', 'police')
const hospital = () => test.actor('hospital-officer', 'hospital')
const stranger = { code: 'KERNEL.NOT_FOUND' }

/** Sent home, and looked after by the town. */
async function athome(told: Parameters<typeof returned>[1] = {}): Promise<Returned> {
  const guest = await returned(test, told)
  await test.done(bureau(), 'follow-up.assign-town', {
    returneeIds: [guest.returneeId],
    townId: test.organisations.town.id,
    villageId: test.organisations.village.id,
  })
  await test.work()
  return guest
}

const namesOf = async (guest: { fileId: string; personId: string }) =>
  (await test.look((tx) => factsOf(tx, [guest.fileId, guest.personId]))).map((fact) => fact.name)

interface Needs {
  referrals: {
    referralId: string
    need: string
    state: string
    answer: string | null
    silent: boolean
    ways: string[]
    to: string
  }[]
  tellings: { tellingId: string; grounds: string | null; filed: boolean | null; police: string }[]
  minor: string
}
const needsOf = async (guest: Returned, actor = clerk()) =>
  (await test.ask(actor, 'follow-up.needs-of', { fileId: guest.fileId })) as Needs
const refer = async (guest: Returned, more: Record<string, unknown> = {}, actor = clerk()) =>
  (await test.done(actor, 'follow-up.refer', { fileId: guest.fileId, need: 'allowance', situation: '没有收入', ...more })).reply
    .referralId as string

describe('a need handed on', () => {
  it('to an office outside goes by letter; its answer is recorded and shown with the result', async () => {
    const guest = await athome()
    const referralId = await refer(guest, { toName: '青禾县民政局救助科', asks: '请评估低保' })
    expect((await needsOf(guest)).referrals).toMatchObject([{ state: 'waiting', to: '青禾县民政局救助科' }])
    const paper = (await test.ask(clerk(), 'follow-up.paper-referral', { referralId })) as { file?: { type: string } }
    expect(paper.file?.type).toBe('application/pdf')
    await test.done(clerk(), 'follow-up.answer-referral', {
      referralId,
      result: 'granted',
      words: '每月 560 元',
      since: '2027-01-01',
    })
    expect((await needsOf(guest)).referrals).toMatchObject([{ state: 'granted', answer: '每月 560 元；2027-01-01 起' }])
    const facts = await test.look((tx) => factsOf(tx, [guest.fileId]))
    const made = facts.find((fact) => fact.name === 'referral.made')
    expect(made?.value).toMatchObject({ need: 'allowance' })
    // What names an office by hand stays out of what is readable, and the result names the referral.
    expect(JSON.stringify(facts.map((fact) => fact.value))).not.toContain('青禾县民政局救助科')
    expect(facts.find((fact) => fact.name === 'referral.answered')?.value).toMatchObject({
      result: 'granted',
      referral: referralId,
    })
  })

  it('to an organisation of the system is answered by itself; it sees the person while it is open and no longer', async () => {
    const guest = await returned(test)
    await refer(guest, { need: 'treatment', organisationId: test.organisations.hospital.id })
    const referralId = await refer(guest, { need: 'temporary', organisationId: test.organisations.town.id })
    expect(await test.ask(town(), 'people.file', { fileId: guest.fileId })).toMatchObject(stranger)
    await test.work()
    expect(await test.ask(town(), 'people.file', { fileId: guest.fileId })).toMatchObject({ person: { displayName: '甘小满' } })
    const mine = (await test.ask(town(), 'follow-up.referrals', { mine: true })) as { items: { referralId: string }[] }
    expect(mine.items.map((each) => each.referralId)).toEqual([referralId])
    await test.done(town(), 'follow-up.answer-referral', { referralId, result: 'in-progress' })
    await test.done(town(), 'follow-up.answer-referral', { referralId, result: 'granted', words: '临时救助 800 元' })
    test.at('2026-12-09T09:05')
    await test.work()
    test.at('2026-12-09T09:06')
    expect(await test.ask(town(), 'people.file', { fileId: guest.fileId })).toMatchObject(stranger)
    expect(await test.act(town(), 'follow-up.answer-referral', { referralId, result: 'declined' })).toMatchObject(stranger)
    expect(await test.act(clerk(), 'follow-up.answer-referral', { referralId, result: 'declined' })).toMatchObject({
      code: 'NEEDS.REFERRAL_NOT_NOW',
    })
  })

  it('twice for the same need is refused and names the one that is open, by whichever file it came', async () => {
    const guest = await athome()
    const referralId = await refer(guest, { need: 'medical' })
    const again = await test.act(clerk(), 'follow-up.refer', { fileId: guest.fileId, need: 'medical' })
    expect(again).toMatchObject({ code: 'NEEDS.ALREADY_REFERRED', details: { referralId } })
    expect((again as { sentence: string }).sentence).toContain('2026-12-09')
    expect(await test.act(clerk(), 'follow-up.refer', { personId: guest.personId, need: 'medical' })).toMatchObject({
      code: 'NEEDS.ALREADY_REFERRED',
    })
    await test.done(clerk(), 'follow-up.close-referral', { referralId, reason: 'no-longer' })
    await refer(guest, { need: 'medical' })
  })

  it('without a word for the assumed days counts as silent, is reminded of, and counts anew', async () => {
    const guest = await athome()
    const referralId = await refer(guest, { need: 'temporary', toName: '青禾县' })
    const one = async () => (await needsOf(guest)).referrals.find((each) => each.referralId === referralId)
    test.at('2026-12-14T09:07')
    expect(await one()).toMatchObject({ silent: true })
    await test.done(clerk(), 'follow-up.remind-referral', { referralId, how: 'phone', note: '说在办' })
    expect(await one()).toMatchObject({ silent: false, reminders: 1 })
    expect(await namesOf(guest)).toContain('referral.reminded')
    const open = (await test.ask(bureau(), 'follow-up.referrals', {})) as {
      byDepartment: { key: string; open: number }[]
      byTown: { key: string | null; open: number }[]
      assumed: string
    }
    expect(open.byDepartment.find((each) => each.key === 'town')?.open).toBeGreaterThan(0)
    expect(open.byTown.find((each) => each.key === test.organisations.town.id)?.open).toBeGreaterThan(0)
    expect(open.assumed).toContain('未定期限')
    test.at('2026-12-14T09:10')
  })

  it('refused, another way is suggested; it is taken or the need is closed with its reason', async () => {
    const guest = await athome()
    const referralId = await refer(guest)
    const { reply } = await test.done(clerk(), 'follow-up.answer-referral', { referralId, result: 'refused', words: '超过标准' })
    expect(reply.ways).toContain('temporary')
    expect(await test.act(clerk(), 'follow-up.refer', { fileId: guest.fileId, need: 'allowance' })).toMatchObject({
      code: 'NEEDS.ALREADY_REFERRED',
    })
    expect(await test.act(clerk(), 'follow-up.refer-otherwise', { referralId, need: 'allowance' })).toMatchObject({
      code: 'NEEDS.SAME_WAY',
    })
    await test.done(clerk(), 'follow-up.refer-otherwise', { referralId, need: 'temporary' })
    const { referrals } = await needsOf(guest)
    expect(referrals.map((each) => each.state).sort()).toEqual(['rerouted', 'waiting'])
    expect(await test.act(clerk(), 'follow-up.close-referral', { referralId, reason: 'gone' })).toMatchObject({
      code: 'NEEDS.REFERRAL_NOT_NOW',
    })
  })

  it('two at once: the second is told what the first did', async () => {
    const guest = await athome()
    const both = await Promise.all(
      [clerk(), head()].map((actor) => test.act(actor, 'follow-up.refer', { fileId: guest.fileId, need: 'housing' })),
    )
    expect(both.map((each) => ('refused' in each ? each.code : 'done')).sort()).toEqual(['NEEDS.ALREADY_REFERRED', 'done'])
  })

  it('by a village worker is proposed for whom it looks after, and for nobody else', async () => {
    const [guest, other] = [await athome(), await returned(test)]
    await refer(guest, { need: 'poverty' }, village())
    expect(await test.act(village(), 'follow-up.refer', { fileId: other.fileId, need: 'poverty' })).toMatchObject(stranger)
    expect(await test.ask(village(), 'follow-up.needs-of', { fileId: guest.fileId })).toMatchObject(stranger)
    const { items } = (await test.ask(village(), 'follow-up.my-visits')) as {
      items: { name: string; dueOn: string | null; needs: { need: string }[]; returneeId: string }[]
    }
    expect(items.every((each) => !('reasons' in each))).toBe(true)
    expect(items.some((each) => each.returneeId === other.returneeId)).toBe(false)
  })
})

describe('abandonment and abuse', () => {
  const form = (guest: Returned, more: Record<string, unknown> = {}) => ({
    fileId: guest.fileId,
    kind: 'abandonment',
    policeId: test.organisations.police.id,
    who: '长子甘大，有赡养义务',
    grounds: '本人述：被赶出家门，三个冬天没有人送饭',
    reporter: '邻居李某',
    ...more,
  })

  it('is told to the police, who come to see it and answer for themselves', async () => {
    const guest = await athome({ birthDate: '1948-05-01' })
    const paper = await uploadBy(test, clerk())
    const { reply } = await test.done(clerk(), 'follow-up.tell-police', form(guest, { evidence: [paper] }))
    await test.work()
    expect(await test.ask(police(), 'follow-up.abandonments')).toMatchObject({ items: [{ tellingId: reply.tellingId }] })
    expect(await test.ask(police(), 'people.file', { fileId: guest.fileId })).toMatchObject({ person: { displayName: '甘小满' } })
    const seen = { tellingId: reply.tellingId, number: 1 }
    expect(await test.ask(police(), 'follow-up.evidence', seen)).toMatchObject({ file: { type: 'image/jpeg' } })
    expect(await test.ask(police(), 'follow-up.evidence', { ...seen, number: 2 })).toMatchObject(stranger)
    expect(await test.ask(town(), 'follow-up.evidence', seen)).toMatchObject(stranger)
    await test.done(police(), 'follow-up.record-police-answer', {
      tellingId: reply.tellingId,
      filed: 'yes',
      caseNo: '受案字 12 号',
      measures: ['warning'],
    })
    expect((await namesOf(guest)).filter((name) => name.startsWith('police.'))).toEqual([
      'police.abandonment-told',
      'police.abandonment-answered',
    ])
    expect(await test.act(clerk(), 'follow-up.record-police-answer', { tellingId: reply.tellingId, filed: 'no' })).toMatchObject({
      code: 'NEEDS.ANSWERED_ALREADY',
    })
  })

  it('is not told twice to the same police while they have not answered; without police named it is not told', async () => {
    const guest = await athome()
    await test.done(clerk(), 'follow-up.tell-police', form(guest))
    expect(await test.act(clerk(), 'follow-up.tell-police', form(guest))).toMatchObject({ code: 'NEEDS.TOLD_ALREADY' })
    const other = await athome()
    expect(await test.act(clerk(), 'follow-up.tell-police', form(other, { policeId: undefined }))).toMatchObject({
      code: 'NEEDS.WHO_ANSWERS',
    })
    expect(
      await test.act(clerk(), 'follow-up.tell-police', form(other, { policeId: test.organisations.hospital.id })),
    ).toMatchObject({ code: 'NEEDS.NO_SUCH_ORGANISATION' })
  })

  it('keeps who spoke from the town that looks in, from the happenings of the file, and from whoever holds another part', async () => {
    const guest = await athome()
    await test.done(clerk(), 'follow-up.tell-police', form(guest))
    const { tellings } = await needsOf(guest, town())
    expect(tellings).toEqual([])
    const timeline = JSON.stringify(await test.ask(town(), 'people.timeline', { fileId: guest.fileId }))
    for (const word of ['邻居李某', '三个冬天', '甘大', '遗弃']) expect(timeline).not.toContain(word)
    await test.work()
    for (const actor of [clerk(), bureau(), police()])
      expect(JSON.stringify(await test.ask(actor, 'people.timeline', { fileId: guest.fileId }))).toContain('遗弃、虐待报公安')
    expect(await test.ask(hospital(), 'follow-up.abandonments')).toMatchObject(stranger)
  })

  it('names who spoke on the paper of the police and of who told, not on the paper of the station whose file it is', async () => {
    const guest = await athome()
    const { reply } = await test.done(town(), 'follow-up.tell-police', form(guest))
    const told = await test.look((tx) => tellingById(tx, reply.tellingId as string))
    expect([town(), police(), clerk(), bureau()].map((actor) => told && mayKnowWhoSpoke(actor, told))).toEqual([
      true,
      true,
      false,
      false,
    ])
    for (const actor of [town(), clerk()])
      expect(await test.ask(actor, 'follow-up.paper-abandonment', { tellingId: reply.tellingId })).toHaveProperty('file')
  })

  it('of a minor says so: the way of minors is another', async () => {
    const guest = await athome({ birthDate: '2012-05-01' })
    const { reply } = await test.done(clerk(), 'follow-up.tell-police', form(guest))
    expect(reply.minor).toBe('yes')
  })
})

describe('households at the edge', () => {
  const list = (guest: Returned, more: Record<string, unknown> = {}) => ({
    fileId: guest.fileId,
    head: '甘大山',
    relation: '父亲',
    townId: test.organisations.town.id,
    address: '杨店镇柳沟村 12 号',
    reasons: ['illness'],
    situation: '两人残疾，欠债',
    ...more,
  })

  it('is listed once, its head sealed, with the members who wandered; a second member joins it', async () => {
    const guest = await athome()
    const { reply } = await test.done(bureau(), 'follow-up.list-household', list(guest))
    expect(await test.act(clerk(), 'follow-up.list-household', list(guest))).toMatchObject({ code: 'NEEDS.HOUSEHOLD_LISTED' })
    const other = await athome({ writtenName: '甘小星' })
    await test.done(clerk(), 'follow-up.add-household-member', {
      householdId: reply.householdId,
      fileId: other.fileId,
      relation: '女儿',
    })
    expect(
      await test.act(clerk(), 'follow-up.add-household-member', { householdId: reply.householdId, fileId: other.fileId }),
    ).toMatchObject({ code: 'NEEDS.MEMBER_LISTED' })
    const { items } = (await test.ask(town(), 'follow-up.households')) as { items: { head: string; members: unknown[] }[] }
    expect(items.find((each) => each.members.length === 2)).toMatchObject({ head: '甘大山' })
    const told = await test.look((tx) => factsOf(tx, [guest.fileId, other.fileId]))
    expect(told.filter((fact) => fact.name === 'follow-up.household-listed')).toHaveLength(2)
    expect(JSON.stringify(told.map((fact) => fact.value))).not.toContain('甘大山')
  })

  it('is shared with what was chosen and nothing else, and what was shared is kept', async () => {
    const guest = await athome()
    const { reply } = await test.done(bureau(), 'follow-up.list-household', list(guest))
    const shared = await test.done(bureau(), 'follow-up.share-households', {
      householdIds: [reply.householdId],
      department: 'poverty',
      columns: ['head', 'reasons'],
      purpose: '防返贫监测',
    })
    const sheet = (await test.ask(bureau(), 'follow-up.shared-sheet', { shareId: shared.reply.shareId })) as {
      file: { body: Uint8Array; name: string }
    }
    const { default: excel } = await import('exceljs')
    const book = new excel.Workbook()
    await book.xlsx.load(sheet.file.body as never)
    const read = book.worksheets[0]
    expect(read?.getRow(1).values).toEqual([undefined, '户主', '困难原因'])
    expect(read?.getRow(2).values).toEqual([undefined, '甘大山', '重病、残疾'])
    expect(sheet.file.name).not.toContain('甘')
    const { shares } = (await test.ask(bureau(), 'follow-up.households')) as { shares: { columns: string[]; to: string }[] }
    expect(shares[0]).toMatchObject({ columns: ['head', 'reasons'], to: '农业农村局（防返贫）' })
    expect(await namesOf(guest)).toContain('follow-up.household-shared')
    expect(await test.ask(town(), 'follow-up.shared-sheet', { shareId: shared.reply.shareId })).toMatchObject(stranger)
  })

  it('is looked at each year, and taken off with a reason; afterwards nothing changes any more', async () => {
    const guest = await athome()
    const { reply } = await test.done(bureau(), 'follow-up.list-household', list(guest))
    const { householdId } = reply
    const one = async (state = 'listed') =>
      ((await test.ask(bureau(), 'follow-up.households', { state })) as { items: { householdId: string }[] }).items.find(
        (each) => each.householdId === householdId,
      )
    expect(await one()).toMatchObject({ nextReview: '2027-12-14', reviewDue: false })
    await test.done(town(), 'follow-up.review-household', { householdId, finding: 'better', nextOn: '2027-06-01' })
    expect(await one()).toMatchObject({ nextReview: '2027-06-01', finding: 'better' })
    await test.done(bureau(), 'follow-up.unlist-household', { householdId, reason: 'covered' })
    expect(await one('unlisted')).toMatchObject({ unlistedReason: 'covered', nextReview: null })
    for (const [door, more] of [
      ['review-household', { finding: 'stable' }],
      ['unlist-household', { reason: 'over' }],
      ['add-household-member', { fileId: guest.fileId }],
    ] as const)
      expect(await test.act(bureau(), `follow-up.${door}`, { householdId, ...more })).toMatchObject({
        code: 'NEEDS.HOUSEHOLD_GONE',
      })
    const none = { householdIds: [householdId], department: 'poverty', columns: ['head'], purpose: '监测' }
    expect(await test.act(bureau(), 'follow-up.share-households', none)).toMatchObject({ code: 'NEEDS.NOTHING_TO_SHARE' })
  })

  it('is not the neighbour’s to see or to share', async () => {
    const guest = await athome()
    const { reply } = await test.done(bureau(), 'follow-up.list-household', list(guest))
    const south = test.actor('station-head', 'south')
    expect(await test.ask(south, 'follow-up.households')).toMatchObject({ items: [], total: 0 })
    expect(
      await test.act(south, 'follow-up.share-households', {
        householdIds: [reply.householdId],
        department: 'poverty',
        columns: ['head'],
        purpose: '监测',
      }),
    ).toMatchObject(stranger)
    expect(
      await test.act(south, 'follow-up.review-household', { householdId: reply.householdId, finding: 'stable' }),
    ).toMatchObject(stranger)
  })
})

it('what was said about people is readable by nobody who reads the rows', async () => {
  const all = await test.look((tx) =>
    rows(
      sql<{ t: string }>`select r::text as t from follow_up.referral r union all select a::text from follow_up.abandonment a
      union all select h::text from follow_up.household h union all select m::text from follow_up.household_member m
      union all select s::text from follow_up.share s`,
      tx,
    ),
  )
  expect(all.length).toBeGreaterThan(5)
  for (const word of ['青禾县民政局', '甘大', '柳沟村', '防返贫监测', '邻居', '没有收入'])
    expect(all.some(({ t }) => t.includes(word))).toBe(false)
})
