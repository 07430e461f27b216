import { describe, expect, test } from 'vitest'
import type { Fact } from '#facts/fact.ts'
import { endOfDay, parseInstant } from '#kernel/time.ts'
import { POLICIES } from './check.ts'
import { figureOf, judgeTarget } from './indicators.ts'
import { loadCalendars, loadPacks } from './load.ts'
import { computeObligations, diffObligations, obligationsOn } from './obligations.ts'
import type { AdoptedPack, Subject } from './types.ts'
import { indexKnown } from './view.ts'

const packs = loadPacks(POLICIES)
const calendars = loadCalendars(POLICIES)
const at = (text: string) => parseInstant(text) as number
const national = (from: string | null = null): AdoptedPack[] =>
  packs.filter((p) => p.id === 'national').map((pack) => ({ pack, from }))

let next = 0
const fact = (subject: Subject, when: string, name: string, value: Record<string, unknown> = {}): Fact => ({
  id: `f${next++}`,
  subject: { kind: subject.kind, id: subject.id },
  name,
  v: 1,
  value,
  occurredAt: at(when),
  recordedAt: at(when),
  recordedBy: 'u1',
  action: 'a1',
})

const guest: Subject = { id: 'r1', kind: 'rescue-file', station: 'st-1' }
const ask = (facts: Fact[], now: string, adopted = national()) =>
  computeObligations({ subject: guest, facts, related: { subjects: [], facts: [] }, packs: adopted, calendars, now: at(now) })

describe('an obligation', () => {
  test('says when it changes by itself: the minute after its term', () => {
    const facts = [fact(guest, '2021-03-01T21:30', 'intake.accepted')]
    expect(ask(facts, '2021-03-02T20:00').changesAt).toBe(at('2021-03-02T21:31'))
  })

  test('explains the value chosen, the working days counted and the facts used', () => {
    const facts = [fact(guest, '2021-09-28T09:00', 'intake.accepted')]
    const dna = ask(facts, '2021-09-30T09:00').obligations.find((o) => o.clause === 'nat.dna')
    expect(dna?.because.countsFrom).toEqual({ moment: 'intake.accepted', at: at('2021-09-28T09:00'), facts: [facts[0]?.id] })
    expect(dna?.because.parameters).toEqual([
      { key: 'nat.dna', value: 'P7WD', from: null, assumed: false, own: false, citation: '广州2023年做法：入站后7个工作日内' },
    ])
    expect(dna?.because.workingDays).toEqual({ first: '2021-09-29', last: '2021-10-13', days: 7, off: 8 })
    expect(dna?.because.conditions.map((c) => [c.condition, c.answer])).toEqual([
      ['present', 'yes'],
      ['identity-unknown', 'yes'],
    ])
    expect(dna?.due).toBe(endOfDay('2021-10-13'))
  })

  test('whose term ended before the pack was adopted is not judged by it', () => {
    const facts = [fact(guest, '2021-03-01T21:30', 'intake.accepted')]
    const clauses = (from: string) => ask(facts, '2021-05-01T09:00', national(from)).obligations.map((o) => o.clause)
    expect(clauses('2021-03-02')).toContain('nat.notice')
    expect(clauses('2021-03-03')).not.toContain('nat.notice')
    expect(clauses('2021-03-03')).toContain('nat.dna')
  })

  test('of a town counts the children given with it', () => {
    const town: Subject = { id: 't1', kind: 'organisation', type: 'town' }
    const child: Subject = { id: 'c1', kind: 'child-file', town: 't1' }
    const facts = [fact(child, '2021-01-02T09:00', 'child.file-opened'), fact(child, '2021-02-02T09:00', 'child.screened')]
    const s1 = packs.filter((p) => p.id === 's1').map((pack) => ({ pack, from: null }))
    const input = { subject: town, facts: [], packs: s1, calendars, now: at('2021-03-01T09:00') }
    const [round] = computeObligations({ ...input, related: { subjects: [child], facts } }).obligations
    expect(round).toMatchObject({
      clause: 's1.screening',
      instance: '2021-Q1',
      state: 'met',
      members: [{ id: 'c1', state: 'met' }],
    })
  })

  test('that a changed pack would move is shown by the difference, others are not', () => {
    const facts = [fact(guest, '2021-03-01T21:30', 'intake.accepted')]
    const s2 = packs.filter((p) => p.id === 's2').map((pack) => ({ pack, from: null }))
    const before = ask(facts, '2021-03-01T22:00', s2).obligations
    const after = ask(
      facts,
      '2021-03-01T22:00',
      s2.map((a) => ({ ...a, parameters: { 's2.03.health': 'PT2H' } })),
    ).obligations
    expect(diffObligations(before, after).map((d) => [d.clause, d.before?.due, d.after?.due])).toEqual([
      ['s2.03.health', at('2021-03-02T21:30'), at('2021-03-01T23:30')],
    ])
  })
})

describe('a target', () => {
  test('of thirty per cent is reached by three of ten, in whole numbers', () => {
    expect(judgeTarget(3, 10, 0, '0.3')).toBe('reached')
    expect(judgeTarget(2, 10, 0, '0.3')).toBe('not-reached')
  })

  test('depends on what cannot be told only where that could decide it', () => {
    expect(judgeTarget(3, 9, 1, '0.3')).toBe('reached')
    expect(judgeTarget(2, 9, 1, '0.3')).toBe('cannot-tell')
    expect(judgeTarget(1, 9, 1, '0.3')).toBe('not-reached')
  })

  test('where nothing has arisen is none', () => expect(judgeTarget(0, 0, 0, '1')).toBe('none'))

  test('counts the subjects of a station by its link, or by being the only one', () => {
    const one: Subject = { id: 'a', kind: 'rescue-file', station: 'st-1' }
    const two: Subject = { id: 'b', kind: 'rescue-file', station: 'st-2' }
    const facts = [one, two].map((s) => fact(s, '2021-03-01T21:30', 'intake.accepted'))
    const board = { known: indexKnown([one, two], facts, at('2021-03-05T09:00')), calendars, now: at('2021-03-05T09:00') }
    const obligations = [one, two].flatMap((s) => obligationsOn(board, s, national()).obligations)
    const figure = figureOf(board, obligations, packs, 'nat.notice', { scope: 'st-1' })
    expect(figure).toMatchObject({ overdue: 1, arisen: 1, of: { overdue: ['a'] } })
  })
})
