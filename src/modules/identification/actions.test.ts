import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { factsOf, append, detailsOf, toLedgerFacts } from '#kernel/ledger.ts'
import { dateOf } from '#kernel/time.ts'
import { systemActorFor } from '#kernel/actor.ts'
import { withActor } from '#kernel/db.ts'
import type { FileAnswer } from '#kernel/query.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { type Guest, guestIn } from '../../../tests/guest.ts'

let test: TestHouse

beforeAll(async () => {
  test = await openTestHouse({ at: '2026-03-02T08:00' })
  const bureau = test.actor('bureau-officer', 'bureau')
  await test.done(bureau, 'supervision.adopt-pack', { pack: 's2', from: '2026-01-01', reason: '本市开展专项行动' })
})
afterAll(() => test.close())

const officer = () => test.actor('tracing-officer')
const head = () => test.actor('station-head')
const bureau = () => test.actor('bureau-officer', 'bureau')
const policeman = () => test.actor('police-officer', 'police')
const looks = { heardNames: ['何桂香'], sex: 'female' as const, ageSeenMin: 55, ageSeenMax: 65, marks: ['右手食指缺一节'] }

/** Duties of a guest by clause: their state, as the desk shows it; of several instances the one that is most open. */
async function dutiesOf(guest: Pick<Guest, 'fileId'>): Promise<Record<string, string>> {
  const answer = (await test.ask(head(), 'supervision.file-duties', { subjectId: guest.fileId })) as {
    items: { clause: string; state: string }[]
  }
  // The open ones come first.
  return Object.fromEntries(answer.items.toReversed().map((each) => [each.clause, each.state]))
}
const ask = (guest: Guest, more: Record<string, unknown> = {}) => ({
  fileId: guest.fileId,
  kind: 'records',
  level: 'county',
  policeName: '云川市公安局城区分局',
  basis: '问询三次，姓名只听到音',
  sends: ['heard', 'sex', 'age', 'marks'],
  ...more,
})
const factsAbout = (guest: Guest) => test.look((tx) => factsOf(tx, [guest.fileId, guest.personId]))
const last = async (guest: Guest, name: string) => (await factsAbout(guest)).filter((fact) => fact.name === name).at(-1)
const asked = async (guest: Guest, more: Record<string, unknown> = {}) =>
  (await test.done(officer(), 'identification.ask-police', ask(guest, more))).reply.requestId as string

/** Tells a fact about a member of staff or an inquiry, as the room that owns it would. */
async function tell(kind: string, id: string, name: string, value: Record<string, unknown>, place: 'north' | 'south' = 'north') {
  const station = test.organisations[place]
  const actor = systemActorFor(station)
  await withActor(test.house.db, actor, async (tx) => {
    const by = { actor, actionId: crypto.randomUUID(), now: test.now(), occurredAt: test.now(), version: () => 1 }
    const facts = toLedgerFacts([{ subject: { kind, id, ownerPath: station.path }, name, value }], by)
    await append(tx, test.house.vault, station.id, facts, [undefined])
  })
}

describe('requests to the police', () => {
  it('asking for records and for DNA meets the duties of the rules and of the action', async () => {
    const guest = await guestIn(test, looks)
    await test.done(officer(), 'people.add-note', { subjectKind: 'rescue-file', subjectId: guest.fileId, text: '开始' })
    expect(await dutiesOf(guest)).toMatchObject({ 'nat.police-records': 'pending', 'nat.dna': 'pending', 's2.07.dna': 'pending' })
    const { reply } = await test.done(test.actor('clerk'), 'identification.ask-police', ask(guest))
    expect(reply).toMatchObject({ sent: false, letterNo: expect.stringMatching(/^云救协查〔2026〕\d+号$/) })
    expect((await last(guest, 'tracing.police-asked'))?.value).toEqual({ kind: 'records', level: 'county' })
    await test.done(officer(), 'identification.ask-police', ask(guest, { kind: 'dna' }))
    const after = await dutiesOf(guest)
    expect(after['nat.police-records']).toBe('met')
    expect(after['nat.dna']).toBe('met')
    expect(after['s2.07.dna']).toBe('met')
    expect(after).toMatchObject({ 'nat.dna-sampled': 'pending', 's2.07.answered': 'pending' })
  })

  it('nobody is asked the same twice while the answer is out, and nothing empty is sent', async () => {
    const guest = await guestIn(test, looks)
    await asked(guest)
    expect(await test.act(officer(), 'identification.ask-police', ask(guest))).toMatchObject({
      code: 'IDENTIFICATION.ASKED_ALREADY',
    })
    expect(
      await test.act(officer(), 'identification.ask-police', ask(guest, { kind: 'face', sends: ['idNumber'] })),
    ).toMatchObject({
      code: 'IDENTIFICATION.NOTHING_TO_SEND',
    })
    expect(
      await test.act(officer(), 'identification.ask-police', ask(guest, { kind: 'face', policeName: undefined })),
    ).toMatchObject({
      code: 'IDENTIFICATION.WHICH_POLICE',
    })
    expect(await test.act(officer(), 'identification.ask-police', ask(guest, { kind: 'face', how: 'exchange' }))).toMatchObject({
      code: 'IDENTIFICATION.NO_EXCHANGE',
    })
  })

  it('there is no field for a fee', async () => {
    const guest = await guestIn(test, looks)
    for (const key of ['fee', 'costYuan'])
      expect(await test.act(officer(), 'identification.ask-police', ask(guest, { [key]: 1 }))).toMatchObject({
        code: 'KERNEL.FORM',
      })
  })

  it('a sample is noted with its day, by the station, and its duty is met', async () => {
    test.at('2026-03-05T09:00')
    const guest = await guestIn(test, looks)
    const requestId = await asked(guest, { kind: 'dna' })
    test.at('2026-03-10T09:00')
    const sample = { requestId, sampledOn: '2026-03-08', by: '城区分局刑科室' }
    expect(await test.act(officer(), 'identification.record-sample', { ...sample, sampledOn: '2026-03-04' })).toMatchObject({
      code: 'IDENTIFICATION.SAMPLE_DATE',
    })
    expect(await test.act(officer(), 'identification.record-sample', { ...sample, sampledOn: '2026-03-11' })).toMatchObject({
      code: 'IDENTIFICATION.SAMPLE_DATE',
    })
    await test.done(officer(), 'identification.record-sample', sample)
    expect((await dutiesOf(guest))['nat.dna-sampled']).toBe('met')
    expect(await test.act(officer(), 'identification.record-sample', sample)).toMatchObject({ code: 'IDENTIFICATION.NOT_NOW' })
    const records = await asked(guest)
    expect(await test.act(officer(), 'identification.record-sample', { ...sample, requestId: records })).toMatchObject({
      code: 'IDENTIFICATION.NO_SAMPLE_ASKED',
    })
  })

  it('what this level cannot settle goes up, level by level, until found or the top', async () => {
    const guest = await guestIn(test, looks)
    const requestId = await asked(guest, { kind: 'dna', level: 'city' })
    const cannot = () => test.done(officer(), 'identification.record-answer', { requestId, result: 'cannot-at-this-level' })
    const raise = { requestId, policeName: '省公安厅', reason: '市级库里没有' }
    expect(await test.act(bureau(), 'identification.raise', raise)).toMatchObject({ code: 'IDENTIFICATION.NOT_NOW' })
    await cannot()
    expect(await dutiesOf(guest)).toMatchObject({ 's2.07.raised': 'pending' })
    const waiting = (await test.ask(bureau(), 'identification.waiting')) as { items: { requestId: string; state: string }[] }
    expect(waiting.items.find((each) => each.requestId === requestId)?.state).toBe('cannot')
    expect((await test.done(bureau(), 'identification.raise', raise)).reply).toMatchObject({ level: 'province' })
    expect((await dutiesOf(guest))['s2.07.raised']).toBe('met')
    expect((await last(guest, 'tracing.raised'))?.value).toEqual({ kind: 'dna', level: 'province' })
    await cannot()
    await test.done(head(), 'identification.raise', { ...raise, policeName: '公安部' })
    await cannot()
    expect(await test.act(head(), 'identification.raise', raise)).toMatchObject({ code: 'IDENTIFICATION.TOP' })
  })

  it('a hit may come after nothing was found; a wrong answer is taken back, and the duty stands again', async () => {
    const guest = await guestIn(test, looks)
    const requestId = await asked(guest, { kind: 'dna' })
    await test.done(officer(), 'identification.record-answer', { requestId, result: 'not-found' })
    expect((await dutiesOf(guest))['s2.07.answered']).toBe('met')
    expect(await test.act(officer(), 'identification.record-answer', { requestId, result: 'not-found' })).toMatchObject({
      code: 'IDENTIFICATION.NOT_NOW',
    })
    await test.done(officer(), 'identification.record-answer', { requestId, result: 'found', words: '比中何桂香' })
    await test.done(officer(), 'identification.withdraw-answer', { requestId, reason: '比中的是另一份样本' })
    const requests = (await test.ask(officer(), 'identification.requests', { fileId: guest.fileId })) as {
      requests: { state: string }[]
    }
    expect(requests.requests.map((each) => each.state)).toEqual(['asked'])
  })

  it('a request noted by mistake was never asked; one that is no longer needed was', async () => {
    const guest = await guestIn(test, looks)
    const requestId = await asked(guest)
    await test.done(officer(), 'identification.withdraw-request', { requestId, why: 'mistake', reason: '点错了人' })
    expect((await dutiesOf(guest))['nat.police-records']).toBe('pending')
    const again = await asked(guest)
    await test.done(officer(), 'identification.withdraw-request', { requestId: again, why: 'not-needed', reason: '家属来接' })
    expect((await dutiesOf(guest))['nat.police-records']).toBe('met')
    expect(await test.act(officer(), 'identification.record-answer', { requestId: again, result: 'found' })).toMatchObject({
      code: 'IDENTIFICATION.NOT_NOW',
    })
  })

  it('whoever is verified, or gone, is not asked about', async () => {
    const gone = await guestIn(test, looks, { state: 'left' })
    expect(await test.act(officer(), 'identification.ask-police', ask(gone))).toMatchObject({ code: 'IDENTIFICATION.NOT_HERE' })
  })

  it('the police see what they were asked, answer it, and see nothing more of it later', async () => {
    const guest = await guestIn(test, looks)
    const other = await guestIn(test, looks)
    expect(await test.ask(policeman(), 'identification.requests', { fileId: guest.fileId })).toMatchObject({
      code: 'KERNEL.NOT_FOUND',
    })
    const requestId = await asked(guest, { policeName: undefined, policeId: test.organisations.police.id })
    const elsewhere = await asked(guest, { kind: 'face' })
    const foreign = await asked(other)
    const seen = (await test.ask(policeman(), 'identification.waiting')) as { items: { requestId: string; mine: boolean }[] }
    expect(seen.items).toMatchObject([{ requestId, mine: true }])
    for (const id of [elsewhere, foreign])
      expect(await test.act(policeman(), 'identification.record-answer', { requestId: id, result: 'found' })).toMatchObject({
        code: 'KERNEL.NOT_FOUND',
      })
    await test.done(policeman(), 'identification.record-answer', { requestId, result: 'not-found', words: '查无此人' })
    expect((await last(guest, 'tracing.police-answered'))?.value).toEqual({
      kind: 'records',
      level: 'county',
      result: 'not-found',
    })
    await test.work()
    test.at('2026-03-10T09:05')
    expect(await test.ask(policeman(), 'identification.requests', { fileId: guest.fileId })).toMatchObject({
      code: 'KERNEL.NOT_FOUND',
    })
    expect(await test.ask(policeman(), 'people.file', { fileId: guest.fileId })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
  })

  it('a neighbour and a stranger reach nothing', async () => {
    const guest = await guestIn(test, looks)
    const requestId = await asked(guest)
    const neighbour = test.actor('station-head', 'south')
    for (const actor of [neighbour, test.stranger(), test.actor('nurse')]) {
      expect(await test.act(actor, 'identification.ask-police', ask(guest, { kind: 'face' }))).toMatchObject({
        code: 'KERNEL.NOT_FOUND',
      })
      expect(await test.act(actor, 'identification.record-answer', { requestId, result: 'found' })).toMatchObject({
        code: 'KERNEL.NOT_FOUND',
      })
      expect(await test.ask(actor, 'identification.file', { fileId: guest.fileId })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    }
    expect(
      isRefusal(await test.act(test.actor('clerk'), 'identification.raise', { requestId, policeName: '省厅', reason: '查' })),
    ).toBe(true)
  })

  it('the letter says what was ticked when it was asked, and that it is free', async () => {
    const guest = await guestIn(test, looks)
    for (const kind of ['records', 'dna']) {
      const requestId = await asked(guest, { kind })
      const paper = (await test.ask(officer(), 'identification.paper-request', { fileId: guest.fileId, requestId })) as FileAnswer
      expect(paper.file.type).toBe('application/pdf')
      expect(Buffer.from(paper.file.body.slice(0, 5)).toString()).toBe('%PDF-')
    }
    const form = (await test.ask(officer(), 'identification.paper-national', { fileId: guest.fileId })) as FileAnswer
    expect(Buffer.from(form.file.body.slice(0, 5)).toString()).toBe('%PDF-')
  })
})

describe('the national site', () => {
  it('pushed meets the push and stands for the notice; the receipt follows without moving the day', async () => {
    const guest = await guestIn(test, looks)
    await test.done(officer(), 'identification.push-national', { fileId: guest.fileId, receipt: { unknown: 'not-found-out' } })
    const duties = await dutiesOf(guest)
    expect(duties['s2.07.pushed']).toBe('met')
    expect(duties['nat.notice']).toBe('met')
    const first = await last(guest, 'tracing.pushed-national')
    expect(first?.value).toEqual({})
    expect(await test.act(officer(), 'identification.push-national', { fileId: guest.fileId })).toMatchObject({
      code: 'IDENTIFICATION.PUSHED',
    })
    await test.done(officer(), 'identification.record-receipt', { fileId: guest.fileId, receipt: 'QG-2026-0031' })
    expect(await last(guest, 'tracing.pushed-national')).toMatchObject({
      value: { receipt: 'QG-2026-0031' },
      occurredAt: first?.occurredAt,
      replaces: first?.id,
    })
  })

  it('a batch is exported and recorded whole or not at all', async () => {
    const [one, two] = [await guestIn(test, looks), await guestIn(test, { ...looks, heardNames: ['何贵湘'] })]
    const sheet = (await test.ask(officer(), 'identification.national-sheet')) as FileAnswer
    const { default: excel } = await import('exceljs')
    const book = new excel.Workbook()
    await book.xlsx.load(sheet.file.body as never)
    const text = JSON.stringify(book.worksheets[0]?.getSheetValues())
    expect(text).toContain('何贵湘')
    expect(text).not.toContain('9999')
    const batch = { fileIds: [one.fileId, two.fileId], receipt: 'B-7' }
    await test.done(officer(), 'identification.push-batch', batch)
    const three = await guestIn(test, looks)
    expect(await test.act(officer(), 'identification.push-batch', { fileIds: [three.fileId, one.fileId] })).toMatchObject({
      code: 'IDENTIFICATION.BATCH',
    })
    expect(await last(three, 'tracing.pushed-national')).toBeUndefined()
    const theirs = await guestIn(test, looks, { place: 'south' })
    expect(await test.act(officer(), 'identification.push-batch', { fileIds: [three.fileId, theirs.fileId] })).toMatchObject({
      code: 'KERNEL.NOT_FOUND',
    })
  })

  it('the coverage names everybody unidentified with each step done, explained or open', async () => {
    const guest = await guestIn(test, looks)
    const mine = async () => {
      const answer = (await test.ask(bureau(), 'identification.coverage')) as {
        items: { fileId: string; steps: Record<string, { at: number | null; exception: string | null }> }[]
        counted: Record<string, { done: number; explained: number }>
        total: number
      }
      return { ...answer, own: answer.items.find((each) => each.fileId === guest.fileId) }
    }
    const before = await mine()
    expect(before.own?.steps.dna).toEqual({ at: null, exception: null })
    await test.done(officer(), 'identification.name-exception', {
      fileId: guest.fileId,
      step: 'dna',
      reason: '高烧住院，退烧后采',
    })
    const named = await mine()
    expect(named.own?.steps.dna?.exception).toBe('高烧住院，退烧后采')
    expect(named.counted.dna?.explained).toBe((before.counted.dna?.explained ?? 0) + 1)
    // A reason is no deed: the duty stands.
    expect((await dutiesOf(guest))['s2.07.dna']).toBe('pending')
    await asked(guest, { kind: 'dna' })
    expect((await mine()).own?.steps.dna).toMatchObject({ at: expect.any(Number), exception: null })
    expect(
      await test.act(officer(), 'identification.name-exception', { fileId: guest.fileId, step: 'dna', reason: '再写一次' }),
    ).toMatchObject({ code: 'IDENTIFICATION.STEP_DONE' })
  })
})

describe('faces', () => {
  const compare = (subjectKind: string, subjectId: string, more = {}) => ({
    subjectKind,
    subjectId,
    system: 'national',
    purpose: 'entry',
    result: 'candidates',
    reason: '入站照片与在库照片比对',
    ...more,
  })

  it('only a named officer records a comparison; the refusal says who may', async () => {
    const guest = await guestIn(test, looks)
    const form = compare('rescue-file', guest.fileId)
    expect(await test.act(officer(), 'identification.record-face-comparison', form)).toMatchObject({
      code: 'IDENTIFICATION.NO_OFFICER',
    })
    await tell('staff', officer().accountId, 'staff.duty-named', { duty: 'face-comparison' })
    expect(await test.act(head(), 'identification.record-face-comparison', form)).toMatchObject({
      code: 'IDENTIFICATION.NOT_OFFICER',
      sentence: expect.stringContaining(officer().name),
    })
    await test.done(officer(), 'identification.record-face-comparison', form)
    expect((await dutiesOf(guest))['s2.08.face']).toBe('met')
    expect((await last(guest, 'tracing.face-compared'))?.value).toEqual({
      result: 'candidates',
      system: 'national',
      purpose: 'entry',
    })
  })

  it('every use is in the log, for station, bureau and audit', async () => {
    const log = (await test.ask(bureau(), 'identification.face-log', { month: '2026-03' })) as {
      items: { by: string; reason: string }[]
    }
    expect(log.items[0]).toMatchObject({ by: officer().name, reason: '入站照片与在库照片比对', station: '云川市救助管理站' })
    const audit = test.actor('audit-admin', 'platform')
    expect(JSON.stringify(await test.ask(audit, 'administration.ledger', { name: 'sensitive.viewed' }))).toContain(
      '入站照片与在库照片比对',
    )
    expect(await test.ask(test.actor('station-head', 'south'), 'identification.face-log', { month: '2026-03' })).toMatchObject({
      items: [],
    })
  })

  it('a family’s photo is compared only with the consent that stands last', async () => {
    const inquiry = crypto.randomUUID()
    const form = compare('inquiry', inquiry, { purpose: 'family', result: 'not-found' })
    expect(await test.act(officer(), 'identification.record-face-comparison', form)).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    await tell('inquiry', inquiry, 'inquiry.received', { photo: true, faceConsent: false })
    expect(await test.act(officer(), 'identification.record-face-comparison', form)).toMatchObject({
      code: 'IDENTIFICATION.NO_CONSENT',
    })
    test.at('2026-03-10T09:06')
    await tell('inquiry', inquiry, 'inquiry.completed', { photo: true, faceConsent: true })
    await test.done(officer(), 'identification.record-face-comparison', form)
    const facts = await test.look((tx) => factsOf(tx, [inquiry]))
    expect(facts.some((fact) => fact.name === 'tracing.face-compared' && fact.value.result === 'not-found')).toBe(true)
    expect((await dutiesOf({ fileId: inquiry }))['s2.08.face-family']).toBe('met')
    const theirs = crypto.randomUUID()
    await tell('inquiry', theirs, 'inquiry.received', { photo: true, faceConsent: true }, 'south')
    expect(await test.act(officer(), 'identification.record-face-comparison', { ...form, subjectId: theirs })).toMatchObject({
      code: 'KERNEL.NOT_FOUND',
    })
  })

  it('of a child under fourteen the guardian’s consent, or the duty without it, is kept with what was done', async () => {
    const child = await guestIn(test, { heardNames: ['小石头'], ageSeenMin: 9, ageSeenMax: 11 })
    const basis = { guardianConsent: 'unknown' }
    await test.done(officer(), 'identification.record-face-comparison', { ...compare('rescue-file', child.fileId), ...basis })
    const requestId = await asked(child, { kind: 'dna' })
    const sample = { requestId, sampledOn: dateOf(test.now()), by: '城区分局 刘警官', guardianConsent: 'guardian' }
    await test.done(officer(), 'identification.record-sample', sample)
    for (const [name, consent] of [
      ['tracing.face-compared', 'unknown'],
      ['tracing.dna-sampled', 'guardian'],
    ] as const) {
      const id = (await last(child, name))?.id as string
      const told = (await test.look((tx) => detailsOf(tx, test.house.vault, [id]))).get(id)
      expect(told).toMatchObject({ guardianConsent: consent })
    }
    const bad = { ...compare('rescue-file', child.fileId), guardianConsent: 'somebody' }
    expect(await test.act(officer(), 'identification.record-face-comparison', bad)).toMatchObject({ code: 'KERNEL.FORM' })
  })
})

describe('replays', () => {
  it('rows agree with the facts', async () => {
    const { identification } = await import('./module.ts')
    for (const replay of identification.replays ?? [])
      expect(await test.look((tx) => replay.differing(tx, 10)), replay.column).toEqual([])
  })
})
