import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newKeyFile, openVault } from '#kernel/crypto.ts'
import { factsOf } from '#kernel/ledger.ts'
import { fileById, personsWithNumber } from '#modules/people-and-cases/index.ts'
import { guestIn } from '../../../tests/guest.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { letterDocument, readLetter, signLetter } from './letter-file.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T08:00' })
})
afterAll(() => house.close())

const far = (role = 'clerk') => house.actor(role, 'far-station')
const NUMBER = '999901196805051235'

const written = (more: Record<string, unknown> = {}) => ({
  kind: 'tell',
  from: '外省某市救助管理站',
  letterNo: '某救〔2026〕12号',
  text: '由亲属接回',
  writtenName: '童外来',
  ...more,
})
const out = (more: Record<string, unknown> = {}) =>
  letterDocument({
    id: crypto.randomUUID(),
    kind: 'tell',
    letterNo: '某救〔2026〕3号',
    at: house.now(),
    from: { name: '某市救助管理站', division: null, phone: '0990-1234567' },
    to: house.organisations['far-station'].name,
    person: { name: '甄来信', sex: 'male', birth: '1968-05-05', idNumber: null, household: null },
    text: '请接收',
    arrivesOn: null,
    ...more,
  })
const stranger = openVault(newKeyFile())
const opened = async (fileId: string) => house.look((tx) => fileById(tx, fileId))

describe('a letter on paper', () => {
  it('opens person and file at the station, in a state of their own that no list of guests counts', async () => {
    const { reply } = await house.done(far(), 'origin.register-letter', written())
    expect(await opened(reply.fileId as string)).toMatchObject({
      state: 'received',
      acceptedAt: null,
      ownerPath: far().organisation.path,
    })
    const shown: string[] = []
    for (const query of house.house.queries.values()) {
      if (!query.params.safeParse({}).success) continue
      const answer = await house.ask(far('station-head'), query.name, {})
      if (JSON.stringify(answer ?? null).includes(reply.fileId as string)) shown.push(query.name)
    }
    expect(shown.sort()).toEqual(['origin.board', 'people.files', 'supervision.duties'].filter((name) => shown.includes(name)))
    expect(shown).toContain('origin.board')
  }, 300_000)

  it('looks the number up first: the same number is the same person', async () => {
    const before = await guestIn(house, { writtenName: '童熟人', idNumber: NUMBER }, { place: 'far-station', state: 'left' })
    const { reply } = await house.done(far(), 'origin.register-letter', written({ idNumber: NUMBER, writtenName: '童熟人' }))
    expect(reply).toMatchObject({ personId: before.personId, known: true })
    const again = await house.done(far(), 'origin.register-letter', written({ idNumber: NUMBER, kind: 'ask' }))
    expect(again.reply).toMatchObject({ receptionId: reply.receptionId, joined: true })
    const other = await house.done(far(), 'origin.register-letter', written({ idNumber: NUMBER, newPerson: true }))
    expect(other.reply.personId).not.toBe(before.personId)
    expect(await house.look((tx) => personsWithNumber(tx, house.house.vault, NUMBER))).toHaveLength(2)
    expect(await house.act(far(), 'origin.register-letter', written({ idNumber: NUMBER }))).toMatchObject({
      code: 'ORIGIN.SAME_NUMBER',
    })
  })

  it('does not open a second file of somebody who is here', async () => {
    const guest = await guestIn(house, { writtenName: '童在站' }, { place: 'far-station' })
    expect(await house.act(far(), 'origin.register-letter', written({ personId: guest.personId }))).toMatchObject({
      code: 'ORIGIN.HERE',
    })
    expect(await house.act(far(), 'origin.register-letter', written({ personId: crypto.randomUUID() }))).toMatchObject({
      code: 'ORIGIN.NO_SUCH_PERSON',
    })
    expect(await house.act(far(), 'origin.register-letter', written({ writtenName: undefined }))).toMatchObject({
      code: 'ORIGIN.NO_NAME',
    })
  })

  it('who comes to the station after all is received at its door like everybody', async () => {
    const { reply } = await house.done(far(), 'origin.register-letter', written({ writtenName: '童又来' }))
    const taken = await house.done(far(), 'origin.take-in', { receptionId: reply.receptionId })
    expect(await opened(taken.reply.fileId as string)).toMatchObject({ state: 'asked' })
    expect(await house.act(far(), 'origin.take-in', { receptionId: reply.receptionId })).toMatchObject({
      code: 'ORIGIN.NOT_IN_WAITING',
    })
  })

  it('a bureau where there is no station keeps its own', async () => {
    const bureau = house.actor('bureau-officer', 'far-bureau')
    const { reply } = await house.done(bureau, 'origin.register-letter', written({ writtenName: '童归局' }))
    await house.done(bureau, 'origin.accept', { receptionId: reply.receptionId, fetch: 'us' })
    expect(await house.act(far(), 'origin.accept', { receptionId: reply.receptionId })).toMatchObject({
      code: 'KERNEL.NOT_FOUND',
    })
  })

  it('declining it is no refusal that the station itself would have to raise', async () => {
    const { reply } = await house.done(far(), 'origin.register-letter', written({ writtenName: '童拒' }))
    await house.done(far(), 'origin.decline', { receptionId: reply.receptionId, reason: '查无此人', signer: '站长' })
    await house.work()
    const facts = await house.look((tx) => factsOf(tx, [reply.fileId as string]))
    expect(facts.map((fact) => fact.name)).not.toContain('departure.origin-refused')
  })
})

describe('a letter as a signed file', () => {
  it('goes from the north to the far station and is believed by its signature', async () => {
    const guest = await guestIn(house, { writtenName: '童北来', idNumber: '999901197002021234' })
    expect(await house.act(house.actor('clerk'), 'origin.make-file', { fileId: guest.fileId })).toMatchObject({
      code: 'ORIGIN.NO_LETTER',
    })
    const to = house.organisations['far-station'].name
    await guest.tell({
      name: 'departure.origin-told',
      details: { origin: to, letterNo: '云救告〔2026〕1号', text: '请了解家庭' },
    })
    const made = await house.done(house.actor('clerk'), 'origin.make-file', { fileId: guest.fileId })
    const letter = made.reply.letter as string
    expect(await house.ask(far(), 'origin.read-letter', { letter })).toMatchObject({
      signer: 'house',
      name: '童北来',
      idNumber: '9999**********1234',
      letterNo: '云救告〔2026〕1号',
    })
    const { reply } = await house.done(far(), 'origin.import-letter', { letter })
    expect(await opened(reply.fileId as string)).toMatchObject({ state: 'received', ownerPath: far().organisation.path })
    const again = await house.done(far(), 'origin.import-letter', { letter })
    expect(again.reply).toMatchObject({ receptionId: reply.receptionId, again: true })
    const viewed = await house.look((tx) => factsOf(tx, [guest.personId]))
    expect(viewed.map((fact) => fact.name)).toContain('sensitive.viewed')
  })

  it('says what the letter says, and nothing else', () => {
    expect(Object.keys(out())).toEqual(['protocol', 'type', 'id', 'kind', 'letter', 'sentAt', 'from', 'to', 'person', 'text'])
  })

  it('changed on the way, it is refused', async () => {
    const signed = signLetter(stranger, out())
    const changed = { ...signed, document: { ...signed.document, text: '不用接了' } }
    for (const [letter, code] of [
      [JSON.stringify(changed), 'ORIGIN.TAMPERED'],
      [
        JSON.stringify({ ...signed, publicKey: stranger.publicKey().replace(/^./, (first) => (first === 'A' ? 'B' : 'A')) }),
        'ORIGIN.TAMPERED',
      ],
      [JSON.stringify({ ...signed, more: 1 }), 'ORIGIN.UNREADABLE'],
      ['不是文件', 'ORIGIN.UNREADABLE'],
    ] as const)
      expect(await house.act(far(), 'origin.import-letter', { letter, confirmedHow: '电话核实' })).toMatchObject({ code })
  })

  it('signed by a station that nobody here knows is a question to a person, not a truth', async () => {
    const letter = JSON.stringify(signLetter(stranger, out()))
    expect(await house.ask(far(), 'origin.read-letter', { letter })).toMatchObject({ signer: 'unknown', keyName: null })
    expect(await house.act(far(), 'origin.import-letter', { letter })).toMatchObject({ code: 'ORIGIN.WHO_SIGNED' })
    expect(await house.act(far(), 'origin.import-letter', { letter, keepKey: true, confirmedHow: undefined })).toMatchObject({
      code: 'ORIGIN.WHO_SIGNED',
    })
    await house.done(far(), 'origin.import-letter', { letter, confirmedHow: '打公开电话核对了公钥', keepKey: true })
    const next = JSON.stringify(signLetter(stranger, out()))
    expect(await house.ask(far(), 'origin.read-letter', { letter: next })).toMatchObject({
      signer: 'known',
      keyName: '某市救助管理站',
    })
    expect(await house.ask(house.actor('clerk', 'south'), 'origin.read-letter', { letter: next })).toMatchObject({
      signer: 'unknown',
    })
    expect(await house.act(far(), 'origin.import-letter', { letter: next, keepKey: true })).toMatchObject({
      code: 'ORIGIN.NOT_OUR_SIGNATURE',
    })
  })

  it('written to somebody else is not taken', async () => {
    const letter = JSON.stringify(signLetter(stranger, out({ to: '别处救助管理站' })))
    expect(await house.act(far(), 'origin.import-letter', { letter })).toMatchObject({ code: 'ORIGIN.WRONG_ADDRESS' })
  })

  it('is not the ledger’s signature in other clothes', () => {
    const signed = signLetter(stranger, out())
    const bare = stranger.sign(Buffer.from(JSON.stringify(signed.document)))
    expect(readLetter(stranger, [], JSON.stringify({ ...signed, signature: bare.signature.toString('base64') }))).toBe('tampered')
  })
})

describe('a letter that went out', () => {
  it('is noted with its way and receipt, and answered once', async () => {
    const guest = await guestIn(house, { writtenName: '童去信' })
    const clerk = house.actor('clerk')
    const sent = { fileId: guest.fileId, to: '外省某市救助管理站', way: 'post', receipt: 'EMS 12345' }
    expect(await house.act(clerk, 'origin.note-sent', sent)).toMatchObject({ code: 'ORIGIN.NO_LETTER' })
    await guest.tell({ name: 'departure.origin-asked', details: { origin: '外省某市救助管理站' } })
    const { reply } = await house.done(clerk, 'origin.note-sent', sent)
    const answer = { fileId: guest.fileId, sendingId: reply.sendingId, accepts: 'no', who: '对方值班' }
    expect(await house.act(clerk, 'origin.note-answer', answer)).toMatchObject({ code: 'ORIGIN.WHY_DECLINED' })
    expect(
      await house.act(clerk, 'origin.note-answer', { ...answer, reason: '查无此人', answeredOn: '2026-12-01' }),
    ).toMatchObject({
      code: 'ORIGIN.BEFORE_LETTER',
    })
    await house.done(clerk, 'origin.note-answer', { ...answer, reason: '查无此人' })
    expect(await house.act(clerk, 'origin.note-answer', { ...answer, reason: '查无此人' })).toMatchObject({
      code: 'ORIGIN.ANSWERED_BEFORE',
    })
    expect(await house.act(clerk, 'origin.note-answer', { ...answer, sendingId: crypto.randomUUID() })).toMatchObject({
      code: 'ORIGIN.NO_SENDING',
    })
    for (const actor of [far(), house.actor('clerk', 'south')])
      expect(await house.act(actor, 'origin.note-sent', sent)).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
  })
})
