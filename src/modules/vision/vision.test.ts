/** The switch, the log, the templates, on a real database. The worker is not needed: templates are numbers here. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { rows, sql, withActor } from '#kernel/db.ts'
import { keepFile } from '#kernel/files.ts'
import { jobContext } from '#kernel/jobs.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { templatePage } from './store.ts'
import { askedUse, assessment, jobActor, model, nameOfficer, numbers, tell } from './testing/numbers.ts'
import { worker } from './worker.ts'

let house: TestHouse
let north: Actor
let south: Actor
let officer: Actor
let bureau: Actor
let leader: Actor
beforeAll(async () => {
  house = await openTestHouse()
  north = house.actor('station-head')
  south = house.actor('station-head', 'south')
  officer = house.actor('tracing-officer')
  bureau = house.actor('bureau-officer', 'bureau')
  leader = house.actor('bureau-leader', 'bureau')
})
afterAll(async () => {
  worker.close()
  await house.close()
})
beforeEach(() => house.at('2026-12-09T02:31'))

const codeOf = (answer: unknown) => (isRefusal(answer) ? answer.code : 'done')
const parts = () => ({ db: house.house.db, vault: house.house.vault })
const look = <T>(statement: ReturnType<typeof sql<T>>) => house.look((tx) => rows(statement, tx))

async function upload(by: Actor, type = 'image/jpeg'): Promise<string> {
  const id = crypto.randomUUID()
  await withActor(house.house.db, by, (tx) =>
    keepFile(tx, house.house.vault, by, { id, name: '照片.jpg', type, body: Buffer.from('picture'), now: house.now() }),
  )
  return id
}

async function guest(by: Actor, writtenName: string): Promise<{ fileId: string; personId: string }> {
  const clerk = by === south ? house.actor('clerk', 'south') : house.actor('clerk')
  return (await house.done(clerk, 'intake.ask', { arrival: 'police', writtenName })).reply as { fileId: string; personId: string }
}

/** A comparison of a guest, finished by the job's hand with a template of numbers. */
async function compared(by: Actor, subject: { kind: 'rescue-file' | 'inquiry'; id: string }, cosine: number, more: object = {}) {
  const photoId = await upload(by)
  const useId = await askedUse(parts(), by, house.now(), { ...subject, photoId, reason: '三次问询无果' })
  await house.done(jobActor(by), 'vision.finish-comparison', {
    useId,
    result: 'none',
    template: numbers(cosine),
    model,
    candidates: [],
    refusals: [],
    warnings: [],
    searched: 0,
    stale: 0,
    ...more,
  })
  return useId
}

const compareForm = (fileId: string, photo: string) => ({
  subjectKind: 'rescue-file',
  subjectId: fileId,
  photo: [photo],
  purpose: 'entry',
  basis: 'duty',
  reason: '三次问询无果',
})

const switchOn = async () => {
  const { state } = (await house.ask(leader, 'vision.state')) as { state: string }
  if (state === 'on') return
  await house.done(bureau, 'vision.record-assessment', assessment('2026-12-01', await upload(bureau)))
  await house.done(leader, 'vision.switch-on', { parts: ['face'], accepted: true })
}

describe('before it is switched on', () => {
  test('nothing is on, and every door says which ways stay open', async () => {
    expect(await house.ask(officer, 'vision.state')).toMatchObject({ state: 'none', current: false })
    const { fileId } = await guest(north, '甲')
    const refused = await house.act(officer, 'vision.compare', compareForm(fileId, await upload(north)))
    expect(codeOf(refused)).toBe('VISION.OFF')
    expect(isRefusal(refused) && refused.sentence).toMatch(/问询.*公安.*DNA.*公告/)
    const card = await house.act(house.actor('clerk'), 'vision.read-card', {
      picture: Buffer.from('\xff\xd8\xff').toString('base64'),
    })
    expect(codeOf(card)).toBe('VISION.OFF')
  })

  test('without an assessment nobody switches it on', async () => {
    const refused = await house.act(leader, 'vision.switch-on', { parts: ['face'], accepted: true })
    expect(codeOf(refused)).toBe('VISION.NO_ASSESSMENT')
  })

  test('a station assesses and switches nothing', async () => {
    for (const door of ['vision.record-assessment', 'vision.switch-on'])
      expect(codeOf(await house.act(north, door, {}))).toBe('KERNEL.NOT_FOUND')
  })

  test('an assessment is dated, not in the future, and carries its report', async () => {
    const paper = await upload(bureau)
    const tomorrow = await house.act(bureau, 'vision.record-assessment', assessment('2026-12-10', paper))
    expect(codeOf(tomorrow)).toBe('VISION.ASSESSED_LATER')
    const bare = await house.act(bureau, 'vision.record-assessment', { ...assessment('2026-12-01', paper), paper: [] })
    expect(codeOf(bare)).toBe('KERNEL.FORM')
  })

  test('one that is too old does not carry', async () => {
    await house.done(bureau, 'vision.record-assessment', assessment('2025-11-01', await upload(bureau)))
    expect(codeOf(await house.act(leader, 'vision.switch-on', { parts: ['face'], accepted: true }))).toBe('VISION.ASSESSMENT_OLD')
  })

  test('with a fresh one the leader switches on, and the stations see it', async () => {
    await house.done(bureau, 'vision.record-assessment', assessment('2026-12-01', await upload(bureau)))
    expect(codeOf(await house.act(bureau, 'vision.switch-on', { parts: ['face'], accepted: true }))).toBe('KERNEL.NOT_FOUND')
    await house.done(leader, 'vision.switch-on', { parts: ['face'], accepted: true })
    expect(await house.ask(officer, 'vision.state')).toMatchObject({
      state: 'on',
      parts: ['face'],
      until: '2027-12-01',
      current: true,
    })
    expect(codeOf(await house.act(leader, 'vision.switch-on', { parts: ['face'], accepted: true }))).toBe('VISION.ON_ALREADY')
  })
})

describe('a comparison', () => {
  beforeAll(switchOn)

  test('is made by the named officer alone, whatever the post', async () => {
    const { fileId } = await guest(north, '乙')
    const form = () => upload(north).then((photo) => compareForm(fileId, photo))
    const without = worker.installed() ? 'VISION.NOT_OFFICER' : 'VISION.NOT_INSTALLED'
    expect(codeOf(await house.act(officer, 'vision.compare', await form()))).toBe(without)
    await nameOfficer(parts(), north, officer, house.now())
    expect(await house.ask(officer, 'vision.state')).toMatchObject({ officer: true })
    const named = worker.installed() ? 'done' : 'VISION.NOT_INSTALLED'
    expect(codeOf(await house.act(officer, 'vision.compare', await form()))).toBe(named)
    expect(await house.ask(bureau, 'vision.settings')).toMatchObject({ officers: [{ accountId: officer.accountId }] })
  })

  test('is not for the station next door', async () => {
    const { fileId } = await guest(north, '丙')
    const neighbour = house.actor('tracing-officer', 'south')
    await nameOfficer(parts(), south, neighbour, house.now())
    expect(codeOf(await house.act(neighbour, 'vision.compare', compareForm(fileId, await upload(south))))).toBe(
      'KERNEL.NOT_FOUND',
    )
  })

  test('is told as done by the job, by nobody in person', async () => {
    const { fileId } = await guest(north, '丁')
    const useId = await askedUse(parts(), north, house.now(), {
      kind: 'rescue-file',
      id: fileId,
      photoId: await upload(north),
      reason: '试',
    })
    const told = { useId, result: 'none', candidates: [], refusals: [], warnings: [], searched: 0, stale: 0 }
    expect(codeOf(await house.act(north, 'vision.finish-comparison', told))).toBe('KERNEL.NOT_FOUND')
    expect(codeOf(await house.act(jobActor(south), 'vision.finish-comparison', told))).toBe('KERNEL.NOT_FOUND')
    await house.done(jobActor(north), 'vision.finish-comparison', told)
    expect(await house.ask(north, 'vision.comparison', { useId })).toMatchObject({ state: 'done', result: 'none' })
  })

  test('shows who is in range beside age and place, and of another station only whom to ask', async () => {
    const { fileId } = await guest(north, '戊某')
    const own = await guest(north, '己某')
    const other = await guest(south, '庚某')
    const candidate = (id: string, ownerPath: string, score: number) => ({
      subjectKind: 'rescue-file',
      subjectId: id,
      ownerPath,
      score,
    })
    const useId = await compared(north, { kind: 'rescue-file', id: fileId }, 1, {
      result: 'strong',
      candidates: [candidate(own.fileId, north.organisation.path, 0.71), candidate(other.fileId, south.organisation.path, 0.46)],
      searched: 2,
    })
    const answer = (await house.ask(officer, 'vision.comparison', { useId })) as { candidates: object[]; judge: string }
    expect(answer).toMatchObject({
      result: 'strong',
      candidates: [
        { subjectId: own.fileId, band: 'strong', name: '己某', station: '云川市救助管理站' },
        { subjectId: null, band: 'possible', name: null, no: null, station: '南桥救助管理站' },
      ],
    })
    expect(answer.judge).toMatch(/不认定身份.*不是唯一途径/)
    expect(JSON.stringify(answer)).not.toContain('庚某')
    expect(codeOf(await house.ask(south, 'vision.comparison', { useId }))).toBe('KERNEL.NOT_FOUND')
  })
})

describe('the log', () => {
  beforeAll(switchOn)

  test('has a line for each use, who and what came of it, and no name of a guest', async () => {
    const { fileId } = await guest(north, '辛无名')
    await compared(north, { kind: 'rescue-file', id: fileId }, 1)
    for (const who of [officer, bureau, house.actor('audit-admin', 'bureau')]) {
      const { lines } = (await house.ask(who, 'vision.log')) as { lines: { subjectId: string }[] }
      expect(lines.find((line) => line.subjectId === fileId)).toMatchObject({ kind: 'face', purpose: 'entry', result: 'none' })
      expect(JSON.stringify(lines)).not.toContain('辛无名')
    }
    const { lines } = (await house.ask(south, 'vision.log')) as { lines: { subjectId: string }[] }
    expect(lines.some((line) => line.subjectId === fileId)).toBe(false)
    expect(codeOf(await house.ask(house.stranger(), 'vision.log'))).toBe('KERNEL.NOT_FOUND')
  })

  test('keeps why in the ledger and sealed, in the clear nowhere', async () => {
    const found = await look(sql<{ told: Buffer }>`select told from vision.use`)
    expect(found.length).toBeGreaterThan(0)
    for (const { told } of found) expect(told.includes(Buffer.from('三次问询'))).toBe(false)
  })
})

describe('a template', () => {
  beforeAll(switchOn)

  const page = (actor: Actor) =>
    withActor(house.house.db, actor, (tx) =>
      templatePage(tx, house.house.vault, { model, after: null, without: [], limit: 1000 }),
    )

  test('lies sealed, opens where it was put and nowhere else', async () => {
    const { fileId } = await guest(north, '壬')
    await compared(north, { kind: 'rescue-file', id: fileId }, 0.6)
    const [kept] = await look(
      sql<{ id: string; vector: Buffer }>`select id, vector from vision.template where subject_id = ${fileId}`,
    )
    const { id, vector } = kept as { id: string; vector: Buffer }
    const plain = Buffer.from(numbers(0.6), 'base64')
    expect(vector.includes(plain.subarray(0, 8))).toBe(false)
    expect(vector.includes(Buffer.from(numbers(0.6).slice(0, 12)))).toBe(false)
    expect(house.house.vault.open(`vision.template.vector:${id}`, vector)).toBe(numbers(0.6))
    expect(() => house.house.vault.open(`vision.template.vector:${crypto.randomUUID()}`, vector)).toThrow()
    expect((await page(north)).find((each) => each.subjectId === fileId)?.vector).toBe(numbers(0.6))
    expect((await page(south)).some((each) => each.subjectId === fileId)).toBe(false)
  })

  test('carries its model; another model’s is not compared with it', async () => {
    const { fileId } = await guest(north, '癸')
    await compared(north, { kind: 'rescue-file', id: fileId }, 0.6, { model: { ...model, sha256: 'cd'.repeat(32), version: 2 } })
    const [kept] = await look(
      sql`select model_id, model_sha256, model_version from vision.template where subject_id = ${fileId} and erased_at is null`,
    )
    expect(kept).toEqual({ model_id: 'numbers', model_sha256: 'cd'.repeat(32), model_version: 2 })
    expect((await page(north)).some((each) => each.subjectId === fileId)).toBe(false)
  })

  test('is left out of comparisons while its file is sealed', async () => {
    const { fileId } = await guest(north, '封存的')
    await compared(north, { kind: 'rescue-file', id: fileId }, 0.6)
    await house.done(north, 'people.seal-file', { fileId, readers: [north.accountId], reason: '涉未成年人' })
    expect((await page(jobActor(north))).some((each) => each.subjectId === fileId)).toBe(false)
  })

  const held = (id: string) =>
    look(
      sql<{
        vector: Buffer | null
        why: string | null
      }>`select vector, erased_why as why from vision.template where subject_id = ${id}`,
    )
  const run = (name: string, data: Record<string, unknown>) =>
    house.house.handlers.get(name)?.run(jobContext(house.house), data) as Promise<void>

  test('goes with the consent of the family', async () => {
    const id = crypto.randomUUID()
    const inquiry = { kind: 'inquiry', id, ownerPath: north.organisation.path }
    await tell(parts(), north, house.now(), [{ subject: inquiry, name: 'inquiry.received', value: { faceConsent: true } }])
    await compared(north, { kind: 'inquiry', id }, 0.8)
    expect((await held(id))[0]?.vector).not.toBe(null)
    await tell(parts(), north, house.now(), [{ subject: inquiry, name: 'inquiry.consent-withdrawn', value: { what: 'face' } }])
    await run('vision.erase', { subjectId: id, why: 'consent-withdrawn' })
    expect(await held(id)).toEqual([{ vector: null, why: 'consent-withdrawn' }])
  })

  test('is not kept at all when consent was withdrawn while the worker was at it', async () => {
    const id = crypto.randomUUID()
    const inquiry = { kind: 'inquiry', id, ownerPath: north.organisation.path }
    await tell(parts(), north, house.now(), [{ subject: inquiry, name: 'inquiry.received', value: { faceConsent: false } }])
    await compared(north, { kind: 'inquiry', id }, 0.8)
    expect(await held(id)).toEqual([])
  })

  test('goes when the person is identified, from every file of the person', async () => {
    const first = await guest(north, '子')
    await compared(north, { kind: 'rescue-file', id: first.fileId }, 0.6)
    await run('vision.erase', { subjectId: first.personId, why: 'identified' })
    expect(await held(first.fileId)).toEqual([{ vector: null, why: 'identified' }])
  })

  test('goes on request, at once, and that stands in the ledger', async () => {
    const { fileId } = await guest(north, '丑')
    await compared(north, { kind: 'rescue-file', id: fileId }, 0.6)
    const form = { subjectKind: 'rescue-file', subjectId: fileId, why: 'request', reason: '本人要求' }
    expect(codeOf(await house.act(south, 'vision.erase-templates', form))).toBe('KERNEL.NOT_FOUND')
    await house.done(officer, 'vision.erase-templates', form)
    expect(await held(fileId)).toEqual([{ vector: null, why: 'request' }])
    expect(codeOf(await house.act(officer, 'vision.erase-templates', form))).toBe('VISION.NOTHING_TO_ERASE')
  })

  test('goes when its term is over, and not a day before', async () => {
    const { fileId } = await guest(north, '寅')
    await compared(north, { kind: 'rescue-file', id: fileId }, 0.6)
    house.at('2027-06-07T02:00')
    await run('vision.let-go', {})
    expect((await held(fileId))[0]?.why).toBe(null)
    house.at('2027-06-07T03:00')
    await run('vision.let-go', {})
    expect(await held(fileId)).toEqual([{ vector: null, why: 'retention' }])
  })

  test('goes when the bureau switches off; the log stays', async () => {
    const { fileId } = await guest(south, '卯')
    await compared(south, { kind: 'rescue-file', id: fileId }, 0.6)
    await house.done(leader, 'vision.switch-off', { reason: '不再需要' })
    expect(await held(fileId)).toEqual([{ vector: null, why: 'switched-off' }])
    expect((await look(sql`select id from vision.template where vector is not null`)).length).toBe(0)
    const { lines } = (await house.ask(south, 'vision.log')) as { lines: unknown[] }
    expect(lines.length).toBeGreaterThan(0)
    expect(await house.ask(officer, 'vision.state')).toMatchObject({ state: 'off', parts: [] })
    expect(codeOf(await house.act(leader, 'vision.switch-off', { reason: '再来一次' }))).toBe('VISION.OFF_ALREADY')
  })
})
