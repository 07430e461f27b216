/** The message and its answer, over a folder and over real HTTP against a peer that speaks the same protocol. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '#kernel/config.ts'
import { jobContext } from '#kernel/jobs.ts'
import { factsOf } from '#kernel/ledger.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { type Guest, guestIn } from '../../../tests/guest.ts'
import { envelopeOf, PROTOCOL, readInbound } from './exchange-document.ts'
import { exchangeRound } from './jobs.ts'
import { openPeer, type Peer } from './testing/peer.ts'

const KEY = 'a shared secret of more than thirty-two letters'
let test: TestHouse
let peer: Peer
const box = mkdtempSync(join(tmpdir(), 'guitu-exchange-'))
const folder = join(box, 'exchange')
const keys = join(box, 'keys')

beforeAll(async () => {
  mkdirSync(keys)
  writeFileSync(join(keys, 'exchange.key'), `${KEY}\n`)
  process.env.GUITU_KEYS = keys
  test = await openTestHouse({ at: '2026-03-02T08:00' })
  peer = await openPeer(KEY, () => test.now())
})
afterAll(async () => {
  await peer.close()
  await test.close()
  rmSync(box, { recursive: true })
  delete process.env.GUITU_EXCHANGE
  delete process.env.GUITU_KEYS
})

const officer = () => test.actor('tracing-officer')
const ask = async (guest: Guest, kind = 'records') =>
  (
    await test.done(officer(), 'identification.ask-police', {
      fileId: guest.fileId,
      kind,
      level: 'county',
      policeName: '云川市公安局城区分局',
      basis: '只听到姓名的音',
      sends: ['heard', 'sex', 'photo'],
    })
  ).reply as { requestId: string; messageId: string; sent: boolean }
const round = () => exchangeRound(jobContext(test.house))
const answersOf = async (guest: Guest) =>
  (await test.look((tx) => factsOf(tx, [guest.fileId]))).filter((fact) => fact.name === 'tracing.police-answered')
const requestOf = async (guest: Guest) =>
  (
    (await test.ask(officer(), 'identification.requests', { fileId: guest.fileId })) as {
      requests: { state: string; messages: { state: string; fault: string | null; receipt: string | null; tries: number }[] }[]
    }
  ).requests[0]
const woman = { heardNames: ['何桂香'], sex: 'female' as const, photos: ['x'] }
const answering = (asked: { requestId: string; messageId: string }, more = {}) => ({
  request: asked.requestId,
  message: asked.messageId,
  kind: 'records',
  level: 'county',
  result: 'not-found',
  answeredAt: '2026-03-02T09:00',
  ...more,
})

describe('configuration', () => {
  it('is a folder, or an address with TLS; this machine alone may do without', () => {
    const of = (GUITU_EXCHANGE?: string) => readConfig({ GUITU_EXCHANGE, INIT_CWD: '/srv' } as NodeJS.ProcessEnv).exchange
    expect(of()).toBeUndefined()
    expect(of('exchange')).toEqual({ kind: 'folder', dir: '/srv/exchange' })
    expect(of('https://peer.example/guitu')).toEqual({ kind: 'http', url: 'https://peer.example/guitu' })
    expect(of('http://127.0.0.1:9')).toEqual({ kind: 'http', url: 'http://127.0.0.1:9' })
    expect(() => of('http://peer.example')).toThrow(/https/)
    expect(() => of('http://localhost.example')).toThrow(/https/)
  })
})

describe('over HTTP', () => {
  beforeEach(() => {
    process.env.GUITU_EXCHANGE = peer.url
    peer.mood = 'well'
    peer.forgetful = false
  })

  it('a request goes out after the commit, once, with its receipt; a photo never does', async () => {
    const guest = await guestIn(test, woman)
    const asked = await ask(guest)
    expect(asked.sent).toBe(true)
    expect(peer.received.has(asked.messageId)).toBe(false)
    await test.work()
    expect(peer.received.get(asked.messageId)).toMatchObject({
      protocol: PROTOCOL,
      type: 'request',
      request: asked.requestId,
      guest: { heard: '何桂香', sex: '女' },
      charge: 'none',
    })
    expect(JSON.stringify(peer.received.get(asked.messageId))).not.toContain('照片')
    expect((await requestOf(guest))?.messages).toMatchObject([{ state: 'sent', receipt: `P-${asked.messageId.slice(0, 8)}` }])
    const { calls } = peer
    await round()
    expect(peer.calls).toBe(calls)
  })

  it('what does not go out is shown with its fault, tried again later, and counts once on the other side', async () => {
    const guest = await guestIn(test, woman)
    peer.mood = 'away'
    const asked = await ask(guest)
    await test.work()
    expect((await requestOf(guest))?.messages).toMatchObject([{ state: 'failed', fault: 'unreachable', tries: 1 }])
    const waiting = (await test.ask(officer(), 'identification.waiting')) as { failed: { messageId: string; fault: string }[] }
    expect(waiting.failed).toMatchObject([{ messageId: asked.messageId, fault: 'unreachable' }])
    peer.mood = 'unsigned'
    test.at('2026-03-02T08:10')
    await round()
    expect((await requestOf(guest))?.messages).toMatchObject([{ state: 'failed', fault: 'bad-receipt', tries: 2 }])
    peer.mood = 'refusing'
    await test.done(officer(), 'identification.send-again', { messageId: asked.messageId })
    await test.work()
    expect((await requestOf(guest))?.messages).toMatchObject([{ state: 'failed', fault: 'refused', tries: 3 }])
    peer.mood = 'well'
    test.at('2026-03-02T08:40')
    await round()
    expect((await requestOf(guest))?.messages).toMatchObject([{ state: 'sent', tries: 4 }])
    expect([...peer.received.keys()].filter((each) => each === asked.messageId)).toHaveLength(1)
    expect(await test.act(officer(), 'identification.send-again', { messageId: asked.messageId })).toMatchObject({
      code: 'IDENTIFICATION.MESSAGE_GONE',
    })
  })

  it('an answer is recorded by the system for the station; a repetition has no second effect', async () => {
    test.at('2026-03-02T09:30')
    const guest = await guestIn(test, woman)
    const asked = await ask(guest)
    await test.work()
    peer.forgetful = true
    const id = crypto.randomUUID()
    peer.answer({ ...answering(asked), answeredAt: '2026-03-02T09:40', id, words: '查无此人' })
    test.at('2026-03-02T10:00')
    expect(await round()).toMatchObject({ taken: 1, refused: 0 })
    expect(await round()).toMatchObject({ taken: 1, refused: 0 })
    const answers = await answersOf(guest)
    expect(answers).toMatchObject([{ value: { kind: 'records', level: 'county', result: 'not-found' } }])
    expect(answers[0]?.recordedBy).toBe('00000000-0000-7000-8000-000000000000')
    expect((await requestOf(guest))?.state).toBe('not-found')
    // The same id with other words is no repetition.
    peer.forgetful = false
    await round()
    peer.answer({ ...answering(asked), answeredAt: '2026-03-02T09:40', id, result: 'found' })
    expect(await round()).toMatchObject({ taken: 0, refused: 1 })
    expect(peer.settled.at(-1)).toEqual({ id, outcome: 'id-reused' })
    expect(await answersOf(guest)).toHaveLength(1)
  })

  it('an answer that is badly signed, unknown, or not for this request is refused and changes nothing', async () => {
    const guest = await guestIn(test, woman)
    const other = await guestIn(test, woman)
    const asked = await ask(guest)
    const elsewhere = await ask(other)
    await test.work()
    test.at('2026-03-02T11:00')
    const later = { answeredAt: '2026-03-02T10:30' }
    peer.answer(answering(asked, later), 'another secret of more than thirty-two letters')
    peer.answer(answering({ ...asked, requestId: crypto.randomUUID() }, later))
    peer.answer(answering({ ...asked, messageId: elsewhere.messageId }, later))
    peer.answer(answering(asked, { ...later, kind: 'dna' }))
    peer.answer(answering(asked, { ...later, level: 'city' }))
    peer.answer(answering(asked, { answeredAt: '2026-03-01T09:00' }))
    peer.answer(answering(asked, { ...later, fee: 200 }))
    const before = peer.settled.length
    expect(await round()).toMatchObject({ taken: 0, refused: 7 })
    expect(peer.settled.slice(before).map((each) => each.outcome)).toEqual([
      'unsigned',
      'unknown-request',
      'not-for-request',
      'not-for-request',
      'not-for-request',
      'not-for-request',
      'unreadable',
    ])
    expect(await answersOf(guest)).toEqual([])
    expect((await requestOf(guest))?.state).toBe('asked')
    // The door behind it is nobody's.
    const { kind, level, result } = answering(asked)
    const form = { requestId: asked.requestId, messageId: asked.messageId, kind, level, result, answeredAt: test.now() }
    expect(await test.act(test.actor('station-head'), 'identification.take-answer', form)).toMatchObject({
      code: 'KERNEL.NOT_FOUND',
    })
  })

  it('raised, only the higher level’s answer fits; withdrawn, the other side is told and no answer fits', async () => {
    const guest = await guestIn(test, woman)
    const asked = await ask(guest, 'face')
    await test.work()
    await test.done(officer(), 'identification.record-answer', { requestId: asked.requestId, result: 'cannot-at-this-level' })
    const raised = await test.done(officer(), 'identification.raise', {
      requestId: asked.requestId,
      policeName: '市局',
      reason: '查不了',
    })
    await test.work()
    const messageId = raised.reply.messageId as string
    expect(peer.received.get(messageId)).toMatchObject({ type: 'raising', level: 'city', raisedFrom: 'county', reason: '查不了' })
    test.at('2026-03-02T12:00')
    const face = { kind: 'face', answeredAt: '2026-03-02T11:30' }
    peer.answer(answering(asked, face))
    expect(await round()).toMatchObject({ taken: 0, refused: 1 })
    await test.done(officer(), 'identification.withdraw-request', {
      requestId: asked.requestId,
      why: 'not-needed',
      reason: '家属来接',
    })
    await test.work()
    expect([...peer.received.values()].at(-1)).toMatchObject({ type: 'withdrawal', request: asked.requestId })
    peer.answer(answering({ ...asked, messageId }, { ...face, level: 'city' }))
    expect(await round()).toMatchObject({ taken: 0, refused: 1 })
    expect(peer.settled.at(-1)?.outcome).toBe('answered-already')
  })

  it('answered by letter while the message had not gone out, it does not go out any more', async () => {
    const guest = await guestIn(test, woman)
    peer.mood = 'away'
    const asked = await ask(guest)
    await test.work()
    await test.done(officer(), 'identification.record-answer', { requestId: asked.requestId, result: 'not-found' })
    await test.work()
    expect((await requestOf(guest))?.messages).toMatchObject([{ state: 'stopped' }])
  })

  it('without a key nothing goes out, and the screen says why', async () => {
    process.env.GUITU_KEYS = join(box, 'no-keys')
    const guest = await guestIn(test, woman)
    await ask(guest)
    await test.work()
    expect((await requestOf(guest))?.messages).toMatchObject([{ state: 'failed', fault: 'no-key' }])
    process.env.GUITU_KEYS = keys
  })
})

describe('over a folder', () => {
  beforeEach(() => {
    process.env.GUITU_EXCHANGE = folder
  })

  it('one signed document per request lies there whole; its answer comes back through in/', async () => {
    test.at('2026-03-03T08:00')
    const guest = await guestIn(test, woman)
    const asked = await ask(guest)
    await test.work()
    const name = `${asked.messageId}.json`
    expect(readdirSync(join(folder, 'out'))).toContain(name)
    const envelope = JSON.parse(readFileSync(join(folder, 'out', name), 'utf8'))
    expect(envelopeOf(KEY, envelope.document)).toEqual(envelope)
    expect(envelope.document).toMatchObject({ type: 'request', request: asked.requestId, level: 'county' })

    const put = (file: string, content: string) => {
      mkdirSync(join(folder, 'in'), { recursive: true })
      writeFileSync(join(folder, 'in', file), content)
    }
    const answer = { protocol: PROTOCOL, type: 'answer', id: crypto.randomUUID(), ...answering(asked) }
    const good = { ...answer, answeredAt: '2026-03-03T08:30', result: 'found', words: '何桂香，白石县' }
    put(
      '1-receipt.json',
      JSON.stringify(
        envelopeOf(KEY, {
          protocol: PROTOCOL,
          type: 'receipt',
          id: crypto.randomUUID(),
          message: asked.messageId,
          receipt: 'R-77',
        }),
      ),
    )
    put('2-answer.json', JSON.stringify(envelopeOf(KEY, good)))
    put('3-forged.json', JSON.stringify({ document: { ...good, id: crypto.randomUUID() }, signature: 'hmac-sha256=00' }))
    put('4-broken.json', '{')
    put('notes.txt', 'left alone')
    test.at('2026-03-03T09:00')
    expect(await round()).toMatchObject({ taken: 2, refused: 2 })
    expect((await answersOf(guest)).map((fact) => fact.value.result)).toEqual(['found'])
    expect((await requestOf(guest))?.messages).toMatchObject([{ state: 'sent', receipt: 'R-77' }])
    expect(readdirSync(join(folder, 'in'))).toEqual(['notes.txt'])
    expect(readdirSync(join(folder, 'done')).sort()).toEqual(['1-receipt.json', '2-answer.json'])
    expect(readFileSync(join(folder, 'refused', '3-forged.json.reason.txt'), 'utf8')).toBe('unsigned\n')
    expect(readFileSync(join(folder, 'refused', '4-broken.json.reason.txt'), 'utf8')).toBe('unreadable\n')
    expect(readInbound(KEY, envelopeOf(KEY, good))).toMatchObject({ result: 'found' })
  })
})
