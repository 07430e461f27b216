import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FileAnswer } from '#kernel/query.ts'
import { type Guest, guestIn } from '../../../tests/guest.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { whoBears } from './rules-bearer.ts'

let test: TestHouse
beforeAll(async () => {
  test = await openTestHouse({ at: '2026-01-09T08:00' })
})
afterAll(() => test.close())

const nurse = () => test.actor('nurse')
interface FileCosts {
  items: { id: string; fen: number; paidAt: number | null; withdrawn: boolean; hospital: string | null }[]
  byBearer: { key: string; fen: number; paidFen: number }[]
  byStay: { key: string; fen: number }[]
  fen: number
  paidFen: number
}
const costsOf = async (guest: Guest) => (await test.ask(nurse(), 'medical.file-costs', { fileId: guest.fileId })) as FileCosts
const noOf = async (guest: Guest) =>
  ((await test.ask(nurse(), 'people.file', { fileId: guest.fileId })) as { file: { no: string } }).file.no
const inHospital = async () => {
  const guest = await guestIn(test)
  await test.done(nurse(), 'medical.hospitalise', { fileId: guest.fileId, hospitalName: '县医院', reason: 'illness' })
  return guest
}
const told = (guest: Guest, costYuan: number, chargedTo = 'fund') =>
  test.done(nurse(), 'medical.record-cost', { fileId: guest.fileId, kind: 'drugs', costYuan, chargedTo })

describe('costs of a patient', () => {
  it('stand by stay, kind and bearer, unpaid until paid', async () => {
    const guest = await inHospital()
    await told(guest, 120.5)
    await told(guest, 30, 'insurance')
    const costs = await costsOf(guest)
    expect(costs).toMatchObject({ fen: 15_050, paidFen: 0, byStay: [{ key: '县医院', fen: 15_050 }] })
    const cost = costs.items.find((each) => each.fen === 12_050)
    const pay = { fileId: guest.fileId, costId: cost?.id, how: 'transfer' }
    await test.done(nurse(), 'medical.pay-cost', pay)
    expect(await test.act(nurse(), 'medical.pay-cost', pay)).toMatchObject({ code: 'MEDICAL.COST_PAID' })
    expect((await costsOf(guest)).byBearer.find((each) => each.key === 'fund')).toMatchObject({ fen: 12_050, paidFen: 12_050 })
  })

  it('are corrected by withdrawal, never edited; what is paid first loses its payment', async () => {
    const guest = await inHospital()
    await told(guest, 99)
    const [cost] = (await costsOf(guest)).items
    const form = { fileId: guest.fileId, costId: cost?.id, reason: '金额看错' }
    expect(await test.act(nurse(), 'medical.withdraw-payment', form)).toMatchObject({ code: 'MEDICAL.COST_NOT_PAID' })
    await test.done(nurse(), 'medical.pay-cost', { fileId: guest.fileId, costId: cost?.id, how: 'cash' })
    expect(await test.act(nurse(), 'medical.withdraw-cost', form)).toMatchObject({ code: 'MEDICAL.COST_PAID' })
    await test.done(nurse(), 'medical.withdraw-payment', form)
    await test.done(nurse(), 'medical.withdraw-cost', form)
    expect(await test.act(nurse(), 'medical.withdraw-cost', form)).toMatchObject({ code: 'MEDICAL.COST_WITHDRAWN' })
    expect(await costsOf(guest)).toMatchObject({ fen: 0, items: [{ withdrawn: true }] })
    expect(await test.act(test.actor('nurse', 'south'), 'medical.withdraw-cost', form)).toMatchObject({
      code: 'KERNEL.NOT_FOUND',
    })
  })

  it('told with a treatment or a fetching stand in the same table, and go with their entry', async () => {
    const guest = await inHospital()
    await test.done(nurse(), 'medical.log-treatment', { fileId: guest.fileId, finding: '换药', costYuan: 10 })
    await test.done(nurse(), 'medical.fetch-back', { fileId: guest.fileId, by: '甲', to: 'station', costYuan: 500 })
    expect((await costsOf(guest)).fen).toBe(51_000)
    const { log } = (await test.ask(nurse(), 'medical.file', { fileId: guest.fileId })) as { log: { id: string; kind: string }[] }
    const entryId = log.find((each) => each.kind === 'treated')?.id
    await test.done(nurse(), 'medical.withdraw', { fileId: guest.fileId, entryId, reason: '记错' })
    expect((await costsOf(guest)).fen).toBe(50_000)
  })
})

describe('a hospital’s monthly bill', () => {
  it('is shared out among its patients of that month; it adds up or is not saved', async () => {
    const [one, two] = [await inHospital(), await inHospital()]
    const [noOne, noTwo] = [await noOf(one), await noOf(two)]
    const line = (no: string, costYuan: number) => ({ no, kind: 'hospital', costYuan, chargedTo: 'fund' })
    const bill = {
      hospitalName: '县医院',
      month: '2026-01',
      billNo: 'A-1',
      totalYuan: 300,
      lines: [line(noOne, 100), line(noTwo, 200)],
    }
    const act = (more: object) => test.act(nurse(), 'medical.receive-bill', { ...bill, ...more })
    expect(await act({ totalYuan: 301 })).toMatchObject({ code: 'MEDICAL.BILL_LINES' })
    expect(await act({ hospitalName: '别的医院' })).toMatchObject({ code: 'MEDICAL.BILL_GUEST' })
    expect(await act({ lines: [line('没有这个', 300)] })).toMatchObject({ code: 'MEDICAL.BILL_GUEST' })
    const { reply } = await test.done(nurse(), 'medical.receive-bill', bill)
    expect(await act({})).toMatchObject({ code: 'MEDICAL.BILL_TWICE' })
    expect((await costsOf(two)).byStay).toEqual([{ key: '县医院', fen: 20_000, paidFen: 0 }])
    const [cost] = (await costsOf(two)).items
    expect(await test.act(nurse(), 'medical.pay-cost', { fileId: two.fileId, costId: cost?.id, how: 'transfer' })).toMatchObject({
      code: 'MEDICAL.COST_ON_BILL',
    })
    // A line that is wrong is withdrawn; the bill is then paid without it.
    await test.done(nurse(), 'medical.withdraw-cost', { fileId: two.fileId, costId: cost?.id, reason: '不是本站的人' })
    const paid = await test.done(nurse(), 'medical.pay-bill', { billId: reply.billId, how: 'transfer' })
    expect(paid.reply.amount).toBe(10_000)
    expect(await test.act(nurse(), 'medical.pay-bill', { billId: reply.billId, how: 'transfer' })).toMatchObject({
      code: 'MEDICAL.BILL_PAID',
    })
    expect(await costsOf(one)).toMatchObject({ fen: 10_000, paidFen: 10_000 })
  })

  it('totals stand by hospital and bearer, for the bureau too, and go out as a sheet', async () => {
    const month = (await test.ask(test.actor('bureau-officer', 'bureau'), 'medical.costs', { month: '2026-01' })) as {
      totals: { hospital: string | null; chargedTo: string; fen: number; guests: number }[]
      fen: number
    }
    expect(month.totals.reduce((sum, each) => sum + each.fen, 0)).toBe(month.fen)
    expect(month.totals.some((each) => each.hospital === '县医院' && each.chargedTo === 'insurance')).toBe(true)
    const sheet = (await test.ask(nurse(), 'medical.costs-sheet', { month: '2026-01' })) as FileAnswer
    expect(Buffer.from(sheet.file.body.slice(0, 2)).toString()).toBe('PK')
    const south = (await test.ask(test.actor('nurse', 'south'), 'medical.costs', { month: '2026-01' })) as { fen: number }
    expect(south.fen).toBe(0)
  })

  it('rows agree with the facts', async () => {
    const { medical } = await import('./module.ts')
    for (const replay of medical.replays ?? [])
      expect(await test.look((tx) => replay.differing(tx, 10)), replay.column).toEqual([])
  })
})

describe('papers', () => {
  const pdf = async (name: string, guest: Guest) => {
    const answer = (await test.ask(nurse(), name, { fileId: guest.fileId })) as FileAnswer | { code: string }
    return 'file' in answer ? Buffer.from(answer.file.body.slice(0, 5)).toString() : answer.code
  }
  it('are printed from what was recorded, and say what is lacking', async () => {
    const guest = await inHospital()
    expect(await pdf('medical.paper-referral', guest)).toBe('%PDF-')
    expect(await pdf('medical.paper-bedside', guest)).toBe('%PDF-')
    expect(await pdf('medical.paper-fetch-notice', guest)).toBe('MEDICAL.NO_PAPER')
    expect(await pdf('medical.paper-costs', guest)).toBe('MEDICAL.NO_PAPER')
    await told(guest, 120.5)
    const ready = { fileId: guest.fileId, canPay: 'no', nobody: 'yes', openCase: 'yes', advice: '按时服药' }
    await test.done(nurse(), 'medical.ready-for-discharge', ready)
    expect(await pdf('medical.paper-fetch-notice', guest)).toBe('%PDF-')
    expect(await pdf('medical.paper-discharge', guest)).toBe('%PDF-')
    expect(await pdf('medical.paper-costs', guest)).toBe('%PDF-')
    expect(await test.ask(test.actor('nurse', 'south'), 'medical.paper-costs', { fileId: guest.fileId })).toMatchObject({
      code: 'KERNEL.NOT_FOUND',
    })
  }, 300_000)
})

describe('who bears what is left', () => {
  const nobody = { insured: 'no', canPay: 'no', hasFamily: 'no', emergency: false, verified: true, accepted: true } as const
  it('the station’s fund bears the rest for a guest of its own', () => {
    expect(whoBears(nobody).rest).toBe('fund')
  })
  it('an emergency of somebody not identified is the emergency fund’s, before the station’s', () => {
    const { steps } = whoBears({ ...nobody, emergency: true, verified: false, canPay: 'unknown' })
    expect(steps.map((step) => step.bearer)).toEqual(['guest', 'emergency-fund', 'fund'])
  })
  it('who can pay pays; without acceptance no fund of the station', () => {
    expect(whoBears({ ...nobody, canPay: 'yes', accepted: false })).toMatchObject({ rest: 'guest' })
  })
})
