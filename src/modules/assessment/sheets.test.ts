/** A bureau's own sheet: brought with every fault named, adopted from a day on, and what was assessed before keeps its version. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { sheetInForce } from '#modules/people-and-cases/index.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { type AssessmentFlow, assessmentFlow, WELL } from './testing/flow.ts'

let house: TestHouse
let flow: AssessmentFlow
let bureau: Actor
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-09T09:00' })
  flow = assessmentFlow(house)
  bureau = house.actor('bureau-officer', 'bureau')
})
afterAll(() => house?.close())

const shipped = readFileSync(new URL('../../../policies/sheets/guardianship-hundred.yaml', import.meta.url), 'utf8')
const own = (version: string, change: (text: string) => string = (text) => text) =>
  change(shipped.replace('id: guardianship-hundred', 'id: yunchuan').replace('version: "2026.1"', `version: "${version}"`))
const refused = async (door: string, form: Record<string, unknown>, actor = bureau) =>
  (await house.act(actor, `assessment.${door}`, form)) as unknown as { code: string; fields?: Record<string, string> }
const inForce = async (path: string, date: string, purpose: 'periodic' | 'screening' | 'intake' = 'periodic') => {
  const found = await house.look((tx) => sheetInForce(tx, purpose, path, date))
  return [found.sheet.id, found.sheet.version, found.from]
}

describe('a sheet of one’s own', () => {
  test('is read without being kept, and refused with every fault', async () => {
    const bad = own('1', (text) => text.replace('key: poor, title: "有病不治"', 'key: poor, veto: none, title: "有病不治"'))
    const proven = (await house.ask(bureau, 'assessment.check-sheet', { text: bad })) as { faults: string[]; sheet: null }
    expect([proven.faults, proven.sheet]).toEqual([[expect.stringContaining('否决结果“none”')], null])
    expect(await refused('bring-sheet', { text: bad })).toMatchObject({
      code: 'ASSESSMENT.SHEET_FAULTS',
      fields: { text: expect.stringContaining('健康与就医') },
    })
  })

  test('is never changed under its number', async () => {
    await house.done(bureau, 'assessment.bring-sheet', { text: own('1') })
    expect(await refused('bring-sheet', { text: own('1') })).toMatchObject({ code: 'ASSESSMENT.SHEET_THERE' })
    expect(await refused('bring-sheet', { text: shipped })).toMatchObject({ code: 'ASSESSMENT.SHEET_THERE' })
  })

  test('holds from its day on below that bureau, and nowhere else', async () => {
    const { town, 'far-town': far } = house.organisations
    const found = (await house.ask(bureau, 'assessment.sheets')) as { sheets: { sheetId: string | null; id: string }[] }
    const { sheetId } = found.sheets.find((each) => each.id === 'yunchuan') as { sheetId: string }
    const form = { sheetId, sheet: 'yunchuan', version: '1', purposes: ['periodic'], from: '2026-12-20' }
    expect(await refused('adopt-sheet', { ...form, purposes: ['screening'] })).toMatchObject({ code: 'ASSESSMENT.SHEET_NOT_FOR' })
    expect(await refused('adopt-sheet', { ...form, from: '2026-12-08' })).toMatchObject({ code: 'ASSESSMENT.FROM_BEFORE' })
    await house.done(bureau, 'assessment.adopt-sheet', form)
    expect(await inForce(town.path, '2026-12-19')).toEqual(['guardianship-hundred', '2026.1', null])
    expect(await inForce(town.path, '2026-12-20')).toEqual(['yunchuan', '1', '2026-12-20'])
    expect(await inForce(town.path, '2026-12-20', 'intake')).toEqual(['guardianship-hundred', '2026.1', null])
    expect(await inForce(far.path, '2026-12-20')).toEqual(['guardianship-hundred', '2026.1', null])
    expect(await refused('adopt-sheet', form, house.actor('minors-officer', 'centre'))).toMatchObject({
      code: 'KERNEL.NOT_FOUND',
    })
  })

  test('used once is the one that this assessment keeps, whatever is adopted later', async () => {
    house.at('2026-12-21T09:00')
    const childId = await flow.child()
    const id = await flow.started(childId, { purpose: 'periodic' })
    const next = own('2', (text) => text.replace('title: 监护状况评估表（百分制）', 'title: 云川新表'))
    await house.done(bureau, 'assessment.bring-sheet', { text: next })
    const sheets = (await house.ask(bureau, 'assessment.sheets')) as { sheets: { sheetId: string | null; version: string }[] }
    const { sheetId } = sheets.sheets.find((each) => each.version === '2') as { sheetId: string }
    const form = { sheetId, sheet: 'yunchuan', version: '2', purposes: ['periodic'], from: '2026-12-21' }
    await house.done(bureau, 'assessment.adopt-sheet', form)
    await flow.filled(id, WELL)
    await flow.signed(id)
    await flow.concluded(id)
    await house.done(flow.worker, 'minors.open-file', { childId, reason: '看结果' })
    const page = (await house.ask(flow.worker, 'assessment.of-child', { childId })) as { assessments: { sheet: string }[] }
    expect(page.assessments.map((each) => each.sheet)).toEqual(['yunchuan@1'])
    expect((await inForce(house.organisations.town.path, '2026-12-21'))[1]).toBe('2')
  })
})
