import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, publicActorFor, systemActorFor } from '#kernel/actor.ts'
import { rows, sql, withActor } from '#kernel/db.ts'
import { keepFile } from '#kernel/files.ts'
import { jobContext } from '#kernel/jobs.ts'
import { detailsOf, factsOf, verifyLedger } from '#kernel/ledger.ts'
import type { Outcome } from '#kernel/perform.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { guestIn, uploadBy } from '../../../tests/guest.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { PUBLIC_PER_HOUR } from './actions-receive.ts'
import { TRIES_PER_NUMBER } from './actions-receipt.ts'
import { jobs } from './reactions.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
}, 300_000)
afterAll(() => house.close())

const clerk = () => house.actor('clerk')
const officer = () => house.actor('tracing-officer')
const family = () => publicActorFor(house.organisations.north)
const asked = { channel: 'hotline', askerName: '罗秀英', askerRelation: 'mother', phone: '13900001234' } as const
const receive = async (told: Record<string, unknown> = {}, who: Actor = clerk()) =>
  (await house.done(who, 'inquiries.receive', { ...asked, name: '罗小军', ...told })).reply as {
    inquiryId: string
    number: string
    code: string
    similar: { number: string }[]
  }
let address = 0
const remote = () => `192.0.2.${(address += 1)}`
const fromPublic = async (told: Record<string, unknown> = {}, from = remote()) =>
  house.act(family(), 'inquiries.receive-public', {
    channel: 'web',
    remote: from,
    phone: '13900005555',
    consentKeep: true,
    name: '吴阿妹',
    ...told,
  })
const view = (who: Actor, inquiryId: string) => house.ask(who, 'inquiries.inquiry', { inquiryId }) as Promise<Record<string, any>>
const state = async (inquiryId: string) => (await view(officer(), inquiryId))['state']
const facts = (inquiryId: string) => house.look((tx) => factsOf(tx, [inquiryId]))
const code = (outcome: unknown) => (isRefusal(outcome) ? outcome.code : 'done')
const asking = (number: string, secret: string, from = remote()) =>
  house.done(family(), 'inquiries.state-of-receipt', { number, code: secret, remote: from })

/** What another room would have told, and what follows from it. */
async function follow(door: string, form: Record<string, unknown>) {
  return house.done(systemActorFor(house.organisations.north), door, form)
}

describe('receiving', () => {
  test('a hotline takes one way to reach them and one thing about the person, and it is compared at once', async () => {
    const { inquiryId, number } = await receive()
    expect(number).toMatch(/^云救寻 2026-\d{4}$/)
    expect(await state(inquiryId)).toBe('admitted')
    expect((await facts(inquiryId)).map((fact) => fact.name)).toEqual(['inquiry.received', 'inquiry.admitted'])
    for (const form of [{ channel: 'desk', name: '罗小军' }, { ...asked }, { ...asked, name: { unknown: 'not-asked' } }])
      expect(['INQUIRIES.NO_WAY_BACK', 'INQUIRIES.NOTHING_TOLD']).toContain(
        code(await house.act(clerk(), 'inquiries.receive', form)),
      )
  })

  test('what is told lies whole in the fact; how to reach who asks never does', async () => {
    const { inquiryId } = await receive({ lostYear: 2019, kin: [{ relation: 'father', name: '罗大山' }], address: '某路 3 号' })
    const told = await house.look(async (tx) => {
      const [first] = await factsOf(tx, [inquiryId])
      return (await detailsOf(tx, house.house.vault, [first!.id])).get(first!.id)
    })
    expect(told).toMatchObject({
      told: {
        name: '罗小军',
        lostOn: '2019-01-01',
        kin: [
          { relation: 'father', name: '罗大山' },
          { relation: 'mother', name: '罗秀英' },
        ],
      },
    })
    expect(JSON.stringify(told)).not.toMatch(/13900001234|某路/)
  })

  test('a later telling is laid over the first and told whole again', async () => {
    const { inquiryId } = await receive({ marks: ['左手少一指'] })
    await house.done(clerk(), 'inquiries.complete', { inquiryId, heightCm: 171, source: '电话补充' })
    const [last] = (await facts(inquiryId)).slice(-1)
    const details = await house.look(async (tx) => (await detailsOf(tx, house.house.vault, [last!.id])).get(last!.id))
    expect([last!.name, details?.['told']]).toMatchObject([
      'inquiry.completed',
      { name: '罗小军', marks: ['左手少一指'], heightCm: 171 },
    ])
  })

  test('a script sent as a photo is refused at its field and the rest of the form is left to the sender', async () => {
    const id = crypto.randomUUID()
    const body = Buffer.from('%PDF-1.7 <script>alert(1)</script>')
    await withActor(house.house.db, clerk(), (tx) =>
      keepFile(tx, house.house.vault, clerk(), { id, name: 'a.jpg', type: 'application/pdf', body, now: house.now() }),
    )
    expect(await house.act(clerk(), 'inquiries.receive', { ...asked, name: '罗小军', photos: [id] })).toMatchObject({
      code: 'INQUIRIES.NOT_A_PHOTO',
      fields: { photos: expect.stringContaining('不是照片') },
    })
  })

  test('below fourteen a guardian consents to comparing faces, or it is not compared', async () => {
    const child = { ...asked, name: '小宝', birthYear: 2018, consentFace: true }
    expect(code(await house.act(clerk(), 'inquiries.receive', child))).toBe('INQUIRIES.GUARDIAN')
    const { inquiryId } = await receive({ name: '小宝', birthYear: 2018, consentFace: true, guardianConsents: true })
    expect((await facts(inquiryId))[0]?.value).toEqual({ photo: false, faceConsent: true })
    expect(await view(officer(), inquiryId)).toMatchObject({ minor: true })
  })

  test('the same contact and the same name are pointed out to staff, who may join them and take it back', async () => {
    const first = await receive({ name: '覃 阿·兰', phone: '139 0007 0001' })
    const second = await receive({ name: '覃阿兰', phone: '+86 13900070001', askerRelation: 'sister', askerName: '覃阿芳' })
    expect(second.similar.map((each) => each.number)).toEqual([first.number])
    await house.done(officer(), 'inquiries.join', {
      inquiryId: second.inquiryId,
      intoId: first.inquiryId,
      reason: '姐妹两人各登记一份',
    })
    const joined = await view(officer(), first.inquiryId)
    expect(joined['joined']).toMatchObject([{ no: second.number, contact: { phone: expect.stringContaining('*') } }])
    expect(
      code(
        await house.act(officer(), 'inquiries.answer', {
          inquiryId: second.inquiryId,
          kind: 'looking',
          way: 'phone',
          whom: '家属',
        }),
      ),
    ).toBe('INQUIRIES.NOT_NOW')
    await house.done(officer(), 'inquiries.unjoin', { inquiryId: second.inquiryId, reason: '不是同一人' })
    expect(await state(second.inquiryId)).toBe('admitted')
    const itself = { inquiryId: first.inquiryId, intoId: first.inquiryId, reason: '自己并自己' }
    expect(code(await house.act(officer(), 'inquiries.join', itself))).toBe('INQUIRIES.SAME_ONE')
  })
})

describe('the public', () => {
  test('is read by a person before anything is compared, though the clock runs from receipt', async () => {
    const outcome = (await fromPublic()) as Outcome
    expect(outcome.reply).toEqual({
      number: expect.stringMatching(/寻/),
      code: expect.stringMatching(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/),
    })
    const list = (await house.ask(officer(), 'inquiries.list', { tab: 'waiting' })) as {
      items: { inquiryId: string; no: string }[]
    }
    const { inquiryId } = list.items.find((each) => each.no === outcome.reply['number'])!
    expect((await facts(inquiryId)).map((fact) => fact.name)).toEqual(['inquiry.received'])
    await house.done(officer(), 'inquiries.admit', { inquiryId })
    expect((await facts(inquiryId)).map((fact) => fact.name)).toEqual(['inquiry.received', 'inquiry.admitted'])
    expect(code(await house.act(officer(), 'inquiries.admit', { inquiryId }))).toBe('INQUIRIES.NOT_NOW')
  })

  test('keeps nothing without consent', async () => {
    for (const consentKeep of [undefined, false]) expect(code(await fromPublic({ consentKeep }))).toBe('INQUIRIES.NO_CONSENT')
  })

  test('has its two doors to itself, and no other', async () => {
    const form = { channel: 'web', remote: '::1', phone: '13900005555', consentKeep: true, name: '甲' }
    for (const who of [clerk(), officer(), house.actor('station-head')])
      expect(code(await house.act(who, 'inquiries.receive-public', form))).toBe('KERNEL.NOT_FOUND')
    const { inquiryId } = await receive()
    expect(await house.ask(family(), 'inquiries.inquiry', { inquiryId })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    expect(await house.ask(family(), 'inquiries.list', {})).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    expect(code(await house.act(family(), 'inquiries.receive', { ...asked, name: '甲' }))).toBe('KERNEL.NOT_FOUND')
  })

  test('sends only so many in an hour from one address, whichever half of an IPv6 house it uses', async () => {
    const from = '2001:db8:1:2::7'
    for (let sent = 0; sent < PUBLIC_PER_HOUR; sent += 1) expect(code(await fromPublic({}, from))).toBe('done')
    expect(code(await fromPublic({}, '2001:0db8:0001:0002:ffff::9'))).toBe('INQUIRIES.TOO_MANY')
    expect(code(await fromPublic({}, '2001:db8:1:3::7'))).toBe('done')
    house.at('2026-12-09T03:40')
    expect(code(await fromPublic({}, from))).toBe('done')
    const kept = await house.look((tx) => rows(sql<{ text: string }>`select a::text as text from kernel.public_attempt a`, tx))
    expect(JSON.stringify(kept)).not.toContain('2001')
    house.at('2026-12-11T03:40')
    expect(code(await fromPublic())).toBe('done')
    expect((await house.look((tx) => rows(sql`select 1 from kernel.public_attempt`, tx))).length).toBe(1)
    house.at('2026-12-09T02:31')
  })
})

describe('no oracle', () => {
  test('a wrong code, an unknown number and a number of another house are answered byte for byte alike', async () => {
    const { number } = ((await fromPublic()) as Outcome).reply as { number: string }
    const answers = [
      await asking(number, 'AAAAA-AAAAA'),
      await asking('云救寻 2026-9999', 'AAAAA-AAAAA'),
      await asking('', ''),
      await asking('x'.repeat(60), '?'.repeat(40)),
    ]
    const bytes = answers.map(({ actionId: _id, ...rest }) => JSON.stringify(rest))
    expect(new Set(bytes).size).toBe(1)
    expect(bytes[0]).toContain('no-match')
  })

  test('somebody found looks to the holder of the receipt exactly like nobody found', async () => {
    const [found, other] = [await receive(), await receive({ phone: '13900009999', name: '别的人' })]
    const guest = await guestIn(house, { writtenName: '罗小军' })
    await follow('inquiries.note-match', { inquiryId: found.inquiryId, fileId: guest.fileId })
    expect([await state(found.inquiryId), await state(other.inquiryId)]).toEqual(['matched', 'admitted'])
    const told = await Promise.all(
      [found, other].map(async ({ number, code: secret }) => {
        const { actionId: _id, ...rest } = await asking(` ${number.replace(' ', '')} `, secret.toLowerCase().replace('-', ' '))
        return JSON.stringify(rest)
      }),
    )
    expect(told[0]).toBe(told[1])
    expect(told[0]).toContain('正在比对')
  })

  test('tries for one number end, by number and by address, and the right code does not help then', async () => {
    const { number, code: secret } = await receive()
    const from = remote()
    for (let tried = 0; tried < TRIES_PER_NUMBER; tried += 1)
      expect((await asking(number, 'AAAAA-AAAAA', from)).reply).toMatchObject({ state: 'no-match' })
    expect((await asking(number, secret, from)).reply).toMatchObject({ state: 'later' })
    expect((await asking(number, secret)).reply).toMatchObject({ state: 'later' })
    house.at('2026-12-09T03:40')
    expect((await asking(number, secret, from)).reply).toMatchObject({ state: 'comparing' })
    house.at('2026-12-09T02:31')
  })

  test('a code that was sent anew makes the old one worthless, and the house keeps neither', async () => {
    const { inquiryId, number, code: old } = await receive()
    const again = await house.done(clerk(), 'inquiries.renew-receipt', { inquiryId, reason: '来电人说回执丢了' })
    expect((await asking(number, old)).reply).toMatchObject({ state: 'no-match' })
    expect((await asking(number, again.reply['code'] as string)).reply).toMatchObject({ state: 'comparing' })
    const kept = await house.look((tx) => rows(sql<{ text: string }>`select i::text as text from inquiries.inquiry i`, tx))
    expect(JSON.stringify(kept)).not.toContain(again.reply['code'])
  })

  test('set aside, closed and withdrawn all read as closed', async () => {
    const words = await Promise.all(
      [
        (inquiryId: string) => house.done(officer(), 'inquiries.set-aside', { inquiryId, why: 'not-kin' }),
        (inquiryId: string) => house.done(officer(), 'inquiries.close', { inquiryId, outcome: 'found-here', reason: '已经接回' }),
        (inquiryId: string) => house.done(officer(), 'inquiries.withdraw-consent', { inquiryId, what: 'all', by: '登记人' }),
      ].map(async (end) => {
        const { inquiryId, number, code: secret } = await receive()
        await end(inquiryId)
        return (await asking(number, secret)).reply['words']
      }),
    )
    expect(words).toEqual(['已办结', '已办结', '已办结'])
  })
})

describe('a confirmed pair', () => {
  const answer = (inquiryId: string, more: Record<string, unknown> = {}) =>
    house.act(officer(), 'inquiries.answer', { inquiryId, kind: 'found', way: 'visit', whom: '母亲', ...more })
  const proof = { kinship: 'household-register', secondStaff: '吴爱华' }

  test('is told to the family only after the guest said so, with proof and two present', async () => {
    const { inquiryId } = await receive()
    const guest = await guestIn(house)
    await follow('inquiries.note-match', { inquiryId, fileId: guest.fileId })
    expect(code(await answer(inquiryId, proof))).toBe('INQUIRIES.MAY_NOT_TELL')
    await follow('inquiries.note-guest-wish', { inquiryId, fileId: guest.fileId, wish: 'not-wants' })
    const refused = await answer(inquiryId, proof)
    await follow('inquiries.note-guest-wish', { inquiryId, fileId: guest.fileId, wish: 'wants' })
    expect(code(refused)).toBe('INQUIRIES.MAY_NOT_TELL')
    expect(code(await answer(inquiryId))).toBe('INQUIRIES.PROOF')
    expect(code(await answer(inquiryId, proof))).toBe('done')
    expect(await state(inquiryId)).toBe('answered')
  })

  test('whose guest does not want to be found reads on the family’s side like one not yet asked', async () => {
    const both = await Promise.all([receive(), receive()])
    const guest = await guestIn(house)
    for (const { inquiryId } of both) await follow('inquiries.note-match', { inquiryId, fileId: guest.fileId })
    await follow('inquiries.note-guest-wish', { inquiryId: both[0]!.inquiryId, fileId: guest.fileId, wish: 'not-wants' })
    const kept = await house.look((tx) =>
      rows(
        sql<{
          telling: string
        }>`select telling from inquiries.pair where inquiry_id = any(${both.map((each) => each.inquiryId)}::uuid[])`,
        tx,
      ),
    )
    expect(kept).toEqual([{ telling: 'no' }, { telling: 'no' }])
    for (const { inquiryId } of both) expect((await view(officer(), inquiryId))['mayTell']).toBe(false)
  })

  test('alerts whoever keeps the inquiry, and again when it is undone', async () => {
    const { inquiryId, number } = await receive({}, officer())
    const guest = await guestIn(house)
    const job = jobs.find((each) => each.name === 'inquiries.follow-fact')!
    for (const [door, from] of [
      ['inquiries.note-match', 'fact-1'],
      ['inquiries.note-match-undone', 'fact-2'],
      ['inquiries.note-match-undone', 'fact-2'],
    ] as const)
      await job.run(jobContext(house.house), { door, from, form: { inquiryId, fileId: guest.fileId } })
    expect(await state(inquiryId)).toBe('admitted')
    const { alerts } = (await house.ask(officer(), 'inquiries.summary')) as {
      alerts: { alertId: string; no: string; kind: string; own: boolean }[]
    }
    const own = alerts.filter((each) => each.no === number)
    expect(own.map(({ kind, own: mine }) => [kind, mine])).toEqual(
      expect.arrayContaining([
        ['matched', true],
        ['undone', true],
      ]),
    )
    expect(own).toHaveLength(2)
    await house.done(clerk(), 'inquiries.acknowledge-alert', { alertId: own[0]!.alertId })
    expect(code(await house.act(clerk(), 'inquiries.acknowledge-alert', { alertId: own[0]!.alertId }))).toBe(
      'INQUIRIES.SEEN_ALREADY',
    )
    expect(code(await answer(inquiryId, proof))).toBe('INQUIRIES.MAY_NOT_TELL')
  })

  test('lets the guest’s own station write the guest’s word down, and only of a pair that was compared', async () => {
    const { inquiryId } = await receive()
    const guest = await guestIn(house)
    const wish = { fileId: guest.fileId, inquiryId, wish: 'wants', how: '单独问的，本人点头' }
    expect(code(await house.act(officer(), 'inquiries.record-guest-wish', wish))).toBe('INQUIRIES.NO_PAIR')
    await guest.tell({ name: 'tracing.match-confirmed', value: { inquiry: inquiryId, probability: 0.97 } })
    await house.done(officer(), 'inquiries.record-guest-wish', wish)
    expect(await house.ask(officer(), 'inquiries.of-file', { fileId: guest.fileId })).toMatchObject({
      pairs: [{ inquiryId, confirmed: true, wish: 'wants' }],
    })
    const neighbour = house.actor('tracing-officer', 'south')
    expect(code(await house.act(neighbour, 'inquiries.record-guest-wish', wish))).toBe('KERNEL.NOT_FOUND')
  })

  test('is never noted by hand', async () => {
    const { inquiryId } = await receive()
    const guest = await guestIn(house)
    for (const who of [officer(), house.actor('station-head'), house.actor('bureau-officer', 'bureau')])
      expect(code(await house.act(who, 'inquiries.note-match', { inquiryId, fileId: guest.fileId }))).toBe('KERNEL.NOT_FOUND')
  })
})

describe('who may not', () => {
  test('a neighbour and a stranger neither see nor change another station’s inquiry; the bureau above does', async () => {
    const { inquiryId } = await receive()
    for (const who of [house.actor('tracing-officer', 'south'), house.actor('station-head', 'south'), house.stranger()]) {
      expect(await view(who, inquiryId)).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
      expect(code(await house.act(who, 'inquiries.reveal', { inquiryId, what: 'contact', reason: '核对' }))).toBe(
        'KERNEL.NOT_FOUND',
      )
    }
    expect(await view(house.actor('bureau-officer', 'bureau'), inquiryId)).toMatchObject({ state: 'admitted' })
    expect(code(await house.act(clerk(), 'inquiries.set-aside', { inquiryId, why: 'spam' }))).toBe('KERNEL.NOT_FOUND')
  })

  test('contact is masked until a reason is given, and the look stands in the ledger', async () => {
    const { inquiryId } = await receive({ address: '某路 3 号' })
    const seen = JSON.stringify(await view(clerk(), inquiryId))
    expect(seen).not.toMatch(/13900001234|某路|罗秀英/)
    const { reply } = await house.done(clerk(), 'inquiries.reveal', { inquiryId, what: 'contact', reason: '回电补问特征' })
    expect(reply).toMatchObject({ contact: { phone: '13900001234', address: '某路 3 号' } })
    expect((await facts(inquiryId)).at(-1)).toMatchObject({ name: 'sensitive.viewed', value: { what: 'inquiry-contact' } })
  })

  test('an inquiry marked as a risk is closed to all but the named, and each of their looks is told', async () => {
    const { inquiryId } = await receive({ name: '躲着的人' })
    await house.done(officer(), 'inquiries.mark-risk', { inquiryId, reason: '来电人自称丈夫，有家暴告诫记录' })
    for (const who of [clerk(), house.actor('station-head'), house.actor('bureau-officer', 'bureau')])
      expect(await view(who, inquiryId)).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    expect(await view(officer(), inquiryId)).toMatchObject({ risk: true })
    house.at('2026-12-09T03:31')
    expect(await view(officer(), inquiryId)).toMatchObject({ code: 'KERNEL.SEALED_NEEDS_REASON' })
    const list = JSON.stringify(await house.ask(officer(), 'inquiries.list', { tab: 'looking' }))
    expect([list.includes(inquiryId), list.includes('躲着的人')]).toEqual([true, false])
    await house.done(officer(), 'inquiries.open-risk', { inquiryId, reason: '核对来电' })
    expect(await view(officer(), inquiryId)).toMatchObject({ risk: true })
    expect((await facts(inquiryId)).at(-1)).toMatchObject({ name: 'sensitive.viewed', value: { what: 'risk-inquiry' } })
    await house.done(officer(), 'inquiries.clear-risk', { inquiryId, reason: '已核实是亲姐姐' })
    expect(await view(clerk(), inquiryId)).toMatchObject({ risk: false })
    house.at('2026-12-09T02:31')
  })
})

describe('consent taken back', () => {
  test('for faces ends the comparison and keeps the search; for all erases what was told and the chain still holds', async () => {
    const photo = await uploadBy(house, clerk())
    const { inquiryId } = await receive({ photos: [photo], consentFace: true, marks: ['秘密的疤'], name: '要删的人' })
    expect((await facts(inquiryId))[0]?.value).toEqual({ photo: true, faceConsent: true })
    await house.done(officer(), 'inquiries.withdraw-consent', { inquiryId, what: 'face', by: '母亲' })
    expect((await facts(inquiryId)).at(-1)).toMatchObject({
      name: 'inquiry.completed',
      value: { photo: true, faceConsent: false },
    })
    await house.done(officer(), 'inquiries.withdraw-consent', { inquiryId, what: 'all', by: '母亲' })
    const left = await house.look(async (tx) => {
      const told = await factsOf(tx, [inquiryId])
      const details = await detailsOf(
        tx,
        house.house.vault,
        told.map((fact) => fact.id),
      )
      return [JSON.stringify([...details.values()]), await rows(sql`select 1 from kernel.file where id = ${photo}`, tx)]
    })
    expect(left[0]).not.toMatch(/秘密的疤|要删的人|母亲/)
    expect(left[1]).toEqual([])
    expect(await view(officer(), inquiryId)).toMatchObject({ state: 'erased', form: {}, contact: null })
    expect(await verifyLedger(house.house.db.kysely as never, () => undefined)).toEqual([])
    expect(code(await house.act(officer(), 'inquiries.reopen', { inquiryId, reason: '想恢复' }))).toBe('INQUIRIES.NOT_NOW')
  })
})

describe('helpers', () => {
  test('are registered, asked, and counted by what they found; the guest’s file is told', async () => {
    const guest = await guestIn(house)
    const { reply } = await house.done(officer(), 'inquiries.register-helper', {
      kind: 'volunteer',
      name: '志愿者甲',
      phone: '13900008888',
      checkedHow: '身份证原件，团市委介绍',
    })
    const { helperId } = reply as { helperId: string }
    const on = { helperId, fileId: guest.fileId }
    await house.done(clerk(), 'inquiries.engage-helper', { ...on, task: '听一听是不是湘西口音' })
    expect(code(await house.act(clerk(), 'inquiries.engage-helper', { ...on, task: '再请一次' }))).toBe('INQUIRIES.HELPER_TWICE')
    await house.done(clerk(), 'inquiries.record-helper-finding', { ...on, outcome: 'led', finding: '像是沅陵一带的话' })
    expect((await facts(guest.fileId)).map((fact) => fact.name)).toEqual(
      expect.arrayContaining(['inquiry.helper-engaged', 'inquiry.helper-reported']),
    )
    expect(await house.ask(officer(), 'inquiries.helpers')).toMatchObject({
      helpers: [{ name: '志愿者甲', phone: '139****8888', engagements: 1, findings: 1, led: 1 }],
    })
    await house.done(officer(), 'inquiries.end-helper', { helperId, reason: '不再参加' })
    expect(
      code(
        await house.act(clerk(), 'inquiries.engage-helper', { helperId, task: '听音', inquiryId: (await receive()).inquiryId }),
      ),
    ).toBe('INQUIRIES.HELPER_ENDED')
    expect(await house.ask(house.actor('tracing-officer', 'south'), 'inquiries.helpers')).toMatchObject({ total: 0 })
  })
})
