import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { factsOf } from '#kernel/ledger.ts'
import type { Outcome } from '#kernel/perform.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { sql } from '#kernel/db.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house?.close())

const clerk = () => house.actor('clerk')
const done = (name: string, form: Record<string, unknown>, more = {}) => house.done(clerk(), name, form, more)
const act = (name: string, form: Record<string, unknown>, more = {}) => house.act(clerk(), name, form, more)
const code = (answer: Outcome | Refusal) => (isRefusal(answer) ? answer.code : 'done')
const names = async (id: string) => (await house.look((tx) => factsOf(tx, [id]))).map((fact) => fact.name)
const idOf = (outcome: Outcome, key = 'fileId') => outcome.reply[key] as string
const safe = { safety: 'clear', secondStaff: '贺成' }

async function asked(form: Record<string, unknown> = {}) {
  return idOf(await done('intake.ask', { arrival: 'self', ...form }))
}

async function ready(form: Record<string, unknown> = {}) {
  const fileId = await asked(form)
  await done('intake.check-safety', { fileId, ...safe })
  await done('intake.register', { fileId })
  return fileId
}

interface ReceptionAnswer {
  state: string
  displayName: string
  identity: string
  steps: Record<string, string>
  warnings: string[]
  stated: { idNumber?: unknown }
  values: Record<string, unknown>
  belongings: { id: string; quantity: number; returned: number }[]
  belongingsLeft: number
  registrations: number
}
const reception = async (fileId: string) => (await house.ask(clerk(), 'intake.reception', { fileId })) as ReceptionAnswer

describe('asking for help', () => {
  test('somebody carried in without a name is written down with nothing but how they came', async () => {
    const outcome = await done('intake.ask', { arrival: 'public' })
    expect(outcome.reply['no']).toMatch(/^云救 2026-\d{4}$/)
    expect((await reception(idOf(outcome))).displayName).toMatch(/^无名氏 20261209-\d\d$/)
    expect(await names(idOf(outcome))).toEqual(['intake.asked'])
    expect(await names(idOf(outcome, 'personId'))).toEqual(['person.identity-stated'])
  })

  test('the same asking sent twice is one file', async () => {
    const actionId = crypto.randomUUID()
    const [one, two] = await Promise.all(
      [1, 2].map(() => done('intake.ask', { arrival: 'self', writtenName: '重复按' }, { actionId })),
    )
    expect(one?.reply).toEqual(two?.reply)
  })

  test('numbers run on without a gap over a refused asking', async () => {
    const first = (await done('intake.ask', { arrival: 'self' })).reply['no'] as string
    expect(code(await act('intake.ask', { arrival: 'self', arrivedAt: house.now() + 86_400_000 }))).toBe('KERNEL.FUTURE')
    const second = (await done('intake.ask', { arrival: 'self' })).reply['no'] as string
    expect(Number(second.slice(-4))).toBe(Number(first.slice(-4)) + 1)
  })

  test('who is here already is not received a second time, also by two clerks at once', async () => {
    const { reply } = await done('intake.ask', { arrival: 'self', writtenName: '钱一' })
    expect(await act('intake.ask', { arrival: 'self', personId: reply['personId'] })).toMatchObject({
      code: 'INTAKE.ALREADY_IN',
      details: { fileId: reply['fileId'] },
    })
    await done('intake.withdraw', { fileId: reply['fileId'], reason: '不要了', signing: 'signed' })
    const both = await Promise.all([1, 2].map(() => act('intake.ask', { arrival: 'self', personId: reply['personId'] })))
    expect(both.map(code).sort()).toEqual(['INTAKE.ALREADY_IN', 'done'])
  })

  test('an impossible date is refused at its field, in Chinese', async () => {
    const refused = await act('intake.ask', { arrival: 'self', birthDate: '1954-02-30' })
    expect(refused).toMatchObject({ code: 'KERNEL.FORM' })
    expect((refused as Refusal).fields?.['birthDate']).toContain('没有这一天')
  })

  test('rare characters, emoji and control characters come through', async () => {
    const outcome = await done('intake.ask', { arrival: 'self', writtenName: '𠮷龘😀\u0000', heardNames: ['老\ud800李'] })
    expect((await reception(idOf(outcome))).displayName).toBe('𠮷龘😀')
  })

  test('a text far too long is refused, not cut', async () => {
    expect(code(await act('intake.ask', { arrival: 'self', writtenName: '长'.repeat(5000) }))).toBe('KERNEL.FORM')
  })

  test('a neighbour station and a stranger see nothing of it and change nothing', async () => {
    const fileId = await asked()
    const neighbour = house.actor('clerk', 'south')
    for (const who of [neighbour, house.stranger()]) {
      expect(code(await house.act(who, 'intake.triage', { fileId, decision: 'hospital' }))).toBe('KERNEL.NOT_FOUND')
      expect(await house.ask(who, 'intake.reception', { fileId })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    }
    expect(await names(fileId)).toEqual(['intake.asked'])
  })
})

describe('treat first', () => {
  test('the first look comes before registration and names the door to the hospital', async () => {
    const fileId = await asked({ arrival: 'public' })
    const outcome = await done('intake.triage', { fileId, signs: ['unconscious'], decision: 'hospital' })
    expect(outcome.reply).toMatchObject({ next: 'medical.hospitalise', advised: 'hospital' })
    expect(await names(fileId)).toEqual(['intake.asked', 'intake.triaged'])
  })

  test('who is unconscious is taken in at the bedside with the check put off', async () => {
    const fileId = await asked({ arrival: 'public' })
    const outcome = await done('intake.receive', {
      fileId,
      arrival: 'public',
      safety: 'deferred',
      deferredWhy: '昏迷，先送医',
      decision: 'accept',
    })
    expect(outcome.reply).toMatchObject({ state: 'in' })
    expect((await reception(fileId)).warnings).toContain('safety-deferred')
  })

  test('hospital first stays hospital first when the page is gone on with, and is not told twice', async () => {
    const begun = await done('intake.receive', { arrival: 'public', signs: ['unconscious'], decision: 'hospital' })
    await done('intake.receive', {
      fileId: idOf(begun),
      arrival: 'public',
      signs: ['unconscious'],
      safety: 'deferred',
      deferredWhy: '在医院',
      decision: 'accept',
    })
    const answer = await reception(idOf(begun))
    expect(answer.warnings).toContain('hospital-first')
    expect((await names(idOf(begun))).filter((name) => name === 'intake.triaged')).toHaveLength(1)
  })

  test('how somebody came is put right later, and the first word is kept', async () => {
    const begun = await done('intake.receive', { arrival: 'self', decision: 'later' })
    await done('intake.receive', { fileId: idOf(begun), arrival: 'police', escortUnit: '车站派出所', decision: 'later' })
    const asked = (await house.look((tx) => factsOf(tx, [idOf(begun)]))).filter((fact) => fact.name === 'intake.asked')
    expect(asked[1]).toMatchObject({ value: { arrival: 'police' }, replaces: asked[0]?.id })
    expect((await reception(idOf(begun))).steps['handover']).toBe('open')
  })
})

describe('handover', () => {
  const form = { fromUnit: '车站派出所', officer: '邹凯', signedByEscort: true, signedByUs: true }

  test('the police’s handover stands once; a correction takes its place and keeps it', async () => {
    const fileId = await asked({ arrival: 'police', escortUnit: '车站派出所' })
    await done('intake.sign-handover', { fileId, ...form })
    expect(code(await act('intake.sign-handover', { fileId, ...form }))).toBe('INTAKE.HANDOVER_SIGNED')
    await done('intake.sign-handover', { fileId, ...form, fromUnit: '南站派出所', correcting: true })
    const facts = await house.look((tx) => factsOf(tx, [fileId]))
    const signed = facts.filter((fact) => fact.name === 'handover.signed')
    expect(signed).toHaveLength(2)
    expect(signed[1]?.replaces).toBe(signed[0]?.id)
  })

  test('without the escort’s signature there is no handover', async () => {
    const fileId = await asked({ arrival: 'police' })
    expect(code(await act('intake.sign-handover', { fileId, ...form, signedByEscort: false }))).toBe('KERNEL.FORM')
  })

  test('nobody is left outside for want of it: accepted, warned, signed late', async () => {
    const fileId = await ready({ arrival: 'police' })
    expect((await done('intake.accept', { fileId })).reply['warnings']).toContain('handover-missing')
    house.at('2026-12-09T03:40')
    expect((await done('intake.sign-handover', { fileId, ...form })).reply).toMatchObject({ late: true })
  })
})

describe('safety check', () => {
  test('it takes two members of staff', async () => {
    const fileId = await asked()
    expect(code(await act('intake.check-safety', { fileId, safety: 'clear' }))).toBe('INTAKE.TWO_STAFF')
    expect(code(await act('intake.check-safety', { fileId, safety: 'clear', secondStaff: clerk().name }))).toBe(
      'INTAKE.TWO_STAFF',
    )
  })

  test('a woman is not searched by a man', async () => {
    const fileId = await asked({ sex: 'female' })
    expect(code(await act('intake.check-safety', { fileId, ...safe, bodyCheckBy: 'male' }))).toBe('INTAKE.WOMEN_BY_WOMEN')
    await done('intake.check-safety', { fileId, ...safe, bodyCheckBy: 'female' })
  })

  test('a blade goes to the police, a lighter may be kept', async () => {
    const fileId = await asked()
    const found = (kind: string, disposal: string) => ({
      fileId,
      safety: 'found',
      secondStaff: '贺成',
      found: [{ name: '物', kind, disposal }],
    })
    expect(code(await act('intake.check-safety', found('weapon', 'kept')))).toBe('INTAKE.TO_POLICE')
    expect(code(await act('intake.check-safety', { fileId, safety: 'found', secondStaff: '贺成' }))).toBe('INTAKE.FOUND_WHAT')
    await done('intake.check-safety', found('lighter', 'kept'))
  })
})

describe('belongings', () => {
  const items = [
    { name: '手提包', kind: 'bag', quantity: 1 },
    { name: '现金', kind: 'cash', quantity: 1, amount: 32 },
    { name: '钥匙', kind: 'other', quantity: 3 },
  ]
  const kept = async () => {
    const fileId = await asked()
    await done('intake.keep-belongings', { fileId, items, signing: 'signed', secondStaff: '贺成' })
    return fileId
  }
  const back = { how: 'returned', signing: 'signed', secondStaff: '贺成' }

  test('a part goes back, then the rest, and everything is accounted for', async () => {
    const fileId = await kept()
    const keys = (await reception(fileId)).belongings.find((each) => each.quantity === 3)
    await done('intake.return-belongings', { fileId, ...back, lines: [{ itemId: keys?.id, quantity: 2 }] })
    expect((await reception(fileId)).belongingsLeft).toBe(3)
    expect((await done('intake.return-belongings', { fileId, ...back })).reply).toMatchObject({ left: 0 })
    expect((await reception(fileId)).belongingsLeft).toBe(0)
    expect(code(await act('intake.return-belongings', { fileId, ...back }))).toBe('INTAKE.NOTHING_KEPT')
  })

  test('two clerks at once give a thing back once', async () => {
    const fileId = await kept()
    const both = await Promise.all([1, 2].map(() => act('intake.return-belongings', { fileId, ...back })))
    expect(both.map(code).sort()).toEqual(['INTAKE.NOTHING_KEPT', 'done'])
  })

  test('what goes to somebody else names who received it', async () => {
    const fileId = await kept()
    expect(code(await act('intake.return-belongings', { fileId, ...back, how: 'family' }))).toBe('INTAKE.RECEIVER')
  })

  test('names of belongings lie encrypted', async () => {
    await kept()
    const readable = await house.look(
      async (tx) =>
        (
          await sql<{
            found: boolean
          }>`select bool_or(position(convert_to('手提包', 'UTF8') in content) > 0) as found from intake.belonging`.execute(tx)
        ).rows,
    )
    expect(readable[0]?.found).toBe(false)
  })

  test('rows and facts of belongings agree', async () => {
    const { differingKept, differingReturned } = await import('./store.ts')
    expect(await house.look((tx) => differingReturned(tx, 10))).toEqual([])
    expect(await house.look((tx) => differingKept(tx, 10))).toEqual([])
  })
})

describe('registration', () => {
  test('it takes nothing at all, and may be made fuller again and again', async () => {
    const fileId = await asked()
    await done('intake.register', { fileId })
    await done('intake.register', { fileId, writtenName: '李国富', birthYear: 1954, sex: 'male' })
    await done('intake.register', { fileId, writtenName: { unknown: 'refused' }, cause: 'lost' })
    expect(await reception(fileId)).toMatchObject({ displayName: '李国富', identity: 'claimed', registrations: 3 })
  })

  test('a number with a wrong check digit is kept as stated, with a remark, and shown masked', async () => {
    const fileId = await asked()
    const outcome = await done('intake.register', { fileId, idNumber: '999921195403051710' })
    expect(outcome.reply['warnings']).toContain('id-check')
    expect((await reception(fileId)).stated.idNumber).toBe('9999**********1710')
  })

  test('names, numbers and notes are not in the ledger’s readable part', async () => {
    const outcome = await done('intake.ask', {
      arrival: 'police',
      writtenName: '丁不漏',
      escortPerson: '护送员甲',
      foundPlace: '地下通道乙',
    })
    const facts = await house.look((tx) => factsOf(tx, [idOf(outcome), idOf(outcome, 'personId')]))
    expect(JSON.stringify(facts.map((fact) => fact.value))).not.toMatch(/丁不漏|护送员甲|地下通道乙/)
  })

  test('what the policies read is told as facts of the person', async () => {
    const outcome = await done('intake.ask', { arrival: 'self' })
    await done('intake.register', {
      fileId: idOf(outcome),
      birthDate: '1954-03-05',
      division: '999921',
      conditions: ['limb', 'none'],
      capacity: 'full',
    })
    const facts = await house.look((tx) => factsOf(tx, [idOf(outcome, 'personId')]))
    const value = (name: string) => facts.findLast((fact) => fact.name === name)?.value
    expect(value('person.birth-known')).toEqual({ date: '1954-03-05' })
    expect(value('person.register-known')).toEqual({ division: '999921', local: true })
    expect(value('person.condition-noted')).toEqual({ kinds: ['limb'], capacity: 'full' })
  })
})

describe('acceptance', () => {
  test('one page does the whole reception', async () => {
    const outcome = await done('intake.receive', {
      arrival: 'self',
      writtenName: '孙一页',
      sex: 'male',
      birthYear: 1960,
      temperature: 38.6,
      ...safe,
      cause: 'lost',
      decision: 'accept',
    })
    expect(await names(idOf(outcome))).toEqual([
      'intake.asked',
      'intake.registered',
      'intake.triaged',
      'intake.safety-checked',
      'intake.accepted',
    ])
    expect(await reception(idOf(outcome))).toMatchObject({ state: 'in', displayName: '孙一页' })
  })

  test('the page without a safety check keeps nothing and says what is lacking', async () => {
    const before = (await done('intake.ask', { arrival: 'self' })).reply['no'] as string
    expect(code(await act('intake.receive', { arrival: 'self', decision: 'accept' }))).toBe('INTAKE.SAFETY_FIRST')
    const after = (await done('intake.ask', { arrival: 'self' })).reply['no'] as string
    expect(Number(after.slice(-4))).toBe(Number(before.slice(-4)) + 1)
  })

  test('out of order it is refused in words, first the check, then the registration', async () => {
    const fileId = await asked()
    expect(code(await act('intake.accept', { fileId }))).toBe('INTAKE.SAFETY_FIRST')
    await done('intake.check-safety', { fileId, ...safe })
    expect(code(await act('intake.accept', { fileId }))).toBe('INTAKE.REGISTER_FIRST')
    await done('intake.register', { fileId })
    await done('intake.accept', { fileId })
  })

  test('twice at once it happens once', async () => {
    const fileId = await ready()
    const both = await Promise.all([1, 2].map(() => act('intake.accept', { fileId })))
    expect(both.map(code).sort()).toEqual(['INTAKE.OTHER_STATE', 'done'])
    expect((await names(fileId)).filter((name) => name === 'intake.accepted')).toHaveLength(1)
  })

  test('nobody is accepted before they asked', async () => {
    const fileId = await ready()
    expect(code(await act('intake.accept', { fileId }, { occurredAt: house.now() - 3_600_000 }))).toBe('INTAKE.BEFORE_ASKED')
  })

  test('accepting and refusing at once, one holds', async () => {
    const fileId = await ready({ birthYear: 1985 })
    const both = await Promise.all([
      act('intake.accept', { fileId }),
      act('intake.refuse', {
        fileId,
        ground: 'can-provide',
        explanation: '有工资，已订旅馆',
        approvedBy: '吴爱华',
        delivery: 'signed',
      }),
    ])
    expect(both.map(code).sort()).toEqual(['INTAKE.OTHER_STATE', 'done'])
  })
})

describe('ending without help', () => {
  const refusal = { ground: 'can-provide', explanation: '有工资，已订旅馆', approvedBy: '吴爱华', delivery: 'signed' }

  test('a refusal carries its ground and a numbered notice', async () => {
    const fileId = await asked({ birthYear: 1985 })
    const outcome = await done('intake.refuse', { fileId, ...refusal })
    expect(outcome.reply['noticeNo']).toMatch(/^云救不〔2026〕\d+ 号$/)
    const facts = await house.look((tx) => factsOf(tx, [fileId]))
    expect(facts.at(-1)).toMatchObject({
      name: 'intake.refused',
      value: { ground: 'can-provide', noticeNo: outcome.reply['noticeNo'] },
    })
    expect(code(await act('intake.accept', { fileId }))).toBe('INTAKE.OTHER_STATE')
  })

  test('a refused refusal uses up no notice number', async () => {
    const number = async () =>
      Number(
        /(\d+) 号$/.exec(
          (await done('intake.refuse', { fileId: await asked({ birthYear: 1985 }), ...refusal })).reply['noticeNo'] as string,
        )?.[1],
      )
    const first = await number()
    const minor = await asked({ birthYear: 2015 })
    const refused = await act('intake.refuse', { fileId: minor, ...refusal })
    expect(refused).toMatchObject({ code: 'INTAKE.CANNOT_REFUSE', basis: expect.stringContaining('先提供救助') })
    expect(await number()).toBe(first + 1)
  })

  test('who gives up may come again, as a new file with what was known', async () => {
    const { reply } = await done('intake.ask', { arrival: 'self', writtenName: '赵再来', birthYear: 1980 })
    await done('intake.withdraw', { fileId: reply['fileId'], reason: '自己有去处', signing: 'signed' })
    const carried = (await house.ask(clerk(), 'intake.carried-over', { personId: reply['personId'] })) as {
      values: Record<string, unknown>
    }
    expect(carried.values).toMatchObject({ writtenName: '赵再来', birthYear: 1980 })
    const again = await done('intake.receive', {
      arrival: 'self',
      personId: reply['personId'],
      ...carried.values,
      ...safe,
      decision: 'accept',
    })
    expect(again.reply['personId']).toBe(reply['personId'])
    expect(again.reply['fileId']).not.toBe(reply['fileId'])
  })

  test('a transfer to the police is no refusal', async () => {
    const fileId = await asked()
    await done('intake.transfer', { fileId, to: 'police', unit: '车站派出所', reason: '醉酒，持械' })
    expect((await reception(fileId)).state).toBe('transferred')
  })

  test('who was not accepted cannot be taken back', async () => {
    const fileId = await asked()
    expect(code(await act('intake.take-back', { fileId, how: 'returned' }))).toBe('INTAKE.OTHER_STATE')
  })

  test('who ran off and returns goes on in the same file, accepted anew', async () => {
    const fileId = await ready()
    await done('intake.accept', { fileId })
    const { moveFile } = await import('#modules/people-and-cases/index.ts')
    await house.look((tx) => moveFile(tx, fileId, { state: 'left', leftAt: house.now(), leftKind: 'absconded' }))
    await done('intake.take-back', { fileId, how: 'returned' })
    expect((await names(fileId)).filter((name) => name === 'intake.accepted')).toHaveLength(2)
    expect((await reception(fileId)).state).toBe('in')
  })
})

describe('lists and papers', () => {
  test('the list of open receptions is bounded and says what each still lacks', async () => {
    await asked()
    const answer = (await house.ask(clerk(), 'intake.open-receptions', { limit: 2 })) as {
      total: number
      receptions: { lacking: string[] }[]
    }
    expect(answer.receptions).toHaveLength(2)
    expect(answer.total).toBeGreaterThan(2)
    expect(answer.receptions[0]).toHaveProperty('lacking')
  })

  test('a print is counted, and the whole number is printed only with a reason', async () => {
    const fileId = await asked()
    expect(code(await act('intake.record-print', { fileId, paper: 'registration' }))).toBe('INTAKE.NOT_PRINTED_YET')
    await done('intake.register', { fileId, idNumber: '999921195403051710' })
    expect((await done('intake.record-print', { fileId, paper: 'registration' })).reply).toMatchObject({ copy: 1 })
    expect(
      (await done('intake.record-print', { fileId, paper: 'registration', clearFor: '随车送医院办住院' })).reply,
    ).toMatchObject({ copy: 2 })
    expect(await names(fileId)).toContain('sensitive.viewed')
    const paper = (await house.ask(clerk(), 'intake.paper-registration', { fileId })) as {
      file: { type: string; body: Uint8Array }
    }
    expect(paper.file.type).toBe('application/pdf')
    expect(Buffer.from(paper.file.body.subarray(0, 5)).toString()).toBe('%PDF-')
  })

  test('the blank form for a dead line needs no file', async () => {
    const paper = (await house.ask(clerk(), 'intake.paper-blank')) as { file: { type: string } }
    expect(paper.file.type).toBe('application/pdf')
  })
})

test('somebody of a neighbour station of the city is received as the same person, and the look is told', async () => {
  // Parts begin by the house's clock and are read by the database's: the past is past for both.
  house.at('2020-01-06T02:31')
  const other = house.actor('clerk', 'south')
  const { reply } = await house.done(other, 'intake.ask', { arrival: 'self', writtenName: '周邻站', birthYear: 1970 })
  const outcome = await done('intake.ask', { arrival: 'self', personId: reply['personId'] })
  expect(outcome.reply['personId']).toBe(reply['personId'])
  expect(await names(reply['personId'] as string)).toContain('sensitive.viewed')
  expect((await reception(idOf(outcome))).displayName).toBe('周邻站')
})
