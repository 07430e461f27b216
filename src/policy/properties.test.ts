import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Fact, SubjectKind } from '#facts/fact.ts'
import { parseInstant } from '#kernel/time.ts'
import { POLICIES } from './check.ts'
import { dueAfter } from './clock.ts'
import { compilePack, termOf } from './compile.ts'
import { loadCalendars, loadPacks } from './load.ts'
import { computeObligations, diffObligations } from './obligations.ts'
import type { AdoptedPack, Obligation, ObligationResult, Subject } from './types.ts'

const packs = loadPacks(POLICIES)
const calendars = loadCalendars(POLICIES)
const campaign = {
  opened: '2021-02-01',
  cutOff: '2021-03-01',
  applicationBy: '2021-04-30',
  planBy: '2021-05-31',
  doneBy: '2021-06-30',
}
const adopted = (parameters?: Record<string, string>): AdoptedPack[] =>
  packs.map((pack) => ({ pack, from: null, campaign, parameters }))

const START = parseInstant('2021-01-01T00:00') as number
const HALF_DAY = 43_200_000

type Sayings = Record<string, readonly Record<string, unknown>[]>
const none = [{}]
const kinds3 = [{ kind: 'records' }, { kind: 'dna' }, { kind: 'face' }]

/** What is told of each kind of subject, with the values that decide something. */
const WORLD: Record<string, { subject: Subject; sayings: Sayings }> = {
  guest: {
    subject: { id: 'f1', kind: 'rescue-file', station: 'st-1', person: 'p1' },
    sayings: {
      'intake.asked': [{ arrival: 'police' }, { arrival: 'self' }, {}],
      'intake.refused': none,
      'intake.accepted': none,
      'person.identity-stated': [{ status: 'unknown' }, { status: 'verified' }],
      'person.birth-known': [{ date: '2005-03-10' }, { year: 2003 }, { ageSeen: { min: 14, max: 19 } }],
      'person.condition-noted': [{ capacity: 'full' }, { capacity: 'limited' }, {}],
      'person.register-known': [{ local: true }, { local: false }],
      'tracing.notice-published': none,
      'tracing.notice-renewed': none,
      'tracing.pushed-national': none,
      'tracing.police-asked': [...kinds3, {}],
      'tracing.police-answered': kinds3.map((k) => ({ ...k, result: 'cannot-at-this-level' })),
      'tracing.dna-sampled': none,
      'tracing.raised': none,
      'tracing.face-compared': none,
      'medical.screened': [{ fit: true }, { fit: false }, {}],
      'medical.hospitalised': none,
      'medical.discharge-ready': [{ canPay: false }, { openCase: true, nobody: true }, {}],
      'medical.fetched': none,
      'entrusted.placed': none,
      'entrusted.approved': none,
      'entrusted.brought-back': none,
      'departure.left': [{ kind: 'own' }, { kind: 'died' }],
      'departure.sent-home': [{ local: true }, { local: false }, {}],
      'departure.origin-told': none,
      'settlement.applied': none,
      'settlement.registered': none,
      'settlement.support-assessed': [{ eligible: true }, { eligible: false }, {}],
      'settlement.support-granted': none,
      'follow-up.listed': none,
      'follow-up.visited': [{ manner: 'phone' }, { finding: 'died' }],
      'obligation.waived': [
        { clause: 'nat.dna', by: 'b', basis: 'x' },
        { clause: 's2.14.visit', by: 'b', basis: 'x' },
      ],
    },
  },
  child: {
    subject: { id: 'c1', kind: 'child-file', person: 'p1', town: 't1' },
    sayings: {
      'child.file-opened': [
        { kinds: ['vagrant'] },
        { kinds: ['left-behind'] },
        {},
        { kinds: ['detox-child'], guardianKnown: true },
      ],
      'person.birth-known': [{ date: '2003-04-02' }, { year: 2005 }],
      'child.assessed': [{ needs: [] }, { needs: ['counselling'] }, { ableToWork: true, registeredUnemployed: true }],
      'child.referred': none,
      'child.temporary-guardianship-taken': none,
      'child.temporary-guardianship-ended': none,
      'child.returned': none,
      'child.enrolled': none,
      'child.blood-sampled': none,
      'child.dna-compared': none,
      'child.helper-named': none,
      'child.contacted': none,
      'child.census-registered': none,
      'tracing.interviewed': none,
      'clue.found': none,
      'clue.police-told': none,
    },
  },
  report: {
    subject: { id: 'r1', kind: 'report' },
    sayings: {
      'report.received': [{ about: 'vagrant', emergency: true }, { about: 'minor' }, {}],
      'report.acknowledged': none,
      'report.on-scene': none,
      'report.reporter-answered': none,
      'report.joined': [{ into: 'r2' }],
    },
  },
  staff: {
    subject: { id: 'm1', kind: 'staff', station: 'st-1' },
    sayings: {
      'staff.joined': none,
      'staff.left': none,
      'staff.trained': [{ offJobDays: 0.5 }, { offJobDays: 1.5 }],
      'staff.examined': none,
      'staff.health-checked': none,
      'staff.system-qualified': none,
    },
  },
  institution: {
    subject: { id: 'i1', kind: 'institution' },
    sayings: {
      'institution.contracted': [{}, { until: '2021-05-01' }],
      'institution.contact-named': none,
      'institution.inspected': [{ by: 'station' }],
      'institution.contract-ended': none,
      'open-day.held': none,
    },
  },
  station: {
    subject: { id: 'st-1', kind: 'organisation', type: 'station' },
    sayings: {
      'open-day.held': none,
      'training.held': none,
      'contact.visited': none,
      'inspection.done': [{ kind: 'joint' }],
      'training.planned': none,
    },
  },
}

function factArb(who: { subject: Subject; sayings: Sayings }) {
  const options = Object.entries(who.sayings).flatMap(([name, values]) => values.map((value) => ({ name, value })))
  return fc
    .record({
      saying: fc.constantFrom(...options),
      half: fc.integer({ min: 0, max: 400 }),
      minutes: fc.constantFrom(0, 1, 719),
      late: fc.constantFrom(0, 0, 0, 5, 60),
    })
    .map(({ saying, half, minutes, late }) => {
      const occurredAt = START + half * HALF_DAY + minutes * 60_000
      return { ...saying, occurredAt, recordedAt: occurredAt + late * HALF_DAY }
    })
}

interface History {
  subject: Subject
  facts: Fact[]
  now: number
}

const historyArb: fc.Arbitrary<History> = fc.constantFrom(...Object.values(WORLD)).chain((who) =>
  fc
    .record({
      said: fc.array(factArb(who), { minLength: 1, maxLength: 14 }),
      days: fc.integer({ min: 0, max: 420 }),
      replaced: fc.nat(20),
    })
    .map(({ said, days, replaced }) => ({
      subject: who.subject,
      now: START + days * 2 * HALF_DAY + 61_000,
      facts: said.map(
        (one, i): Fact => ({
          id: `a${i}`,
          subject: { kind: who.subject.kind as SubjectKind, id: who.subject.id },
          name: one.name,
          v: 1,
          value: one.value,
          occurredAt: one.occurredAt,
          recordedAt: one.recordedAt,
          recordedBy: 'u',
          action: `a${i}`,
          ...(i === said.length - 1 && replaced < i ? { replaces: `a${replaced}` } : {}),
        }),
      ),
    })),
)

const compute = (h: History, parameters?: Record<string, string>, packsInForce = adopted(parameters)): ObligationResult =>
  computeObligations({
    subject: h.subject,
    facts: h.facts,
    related: { subjects: [], facts: [] },
    packs: packsInForce,
    calendars,
    now: h.now,
    since: START,
  })

const key = (o: Obligation) => `${o.clause}#${o.instance}`
const RUNS = { numRuns: 400 }

describe('obligations', () => {
  test('do not depend on the order in which facts were told', () => {
    fc.assert(
      fc.property(historyArb, fc.infiniteStream(fc.nat()), (h, stream) => {
        const order = h.facts.map((fact) => ({ fact, at: stream.next().value as number })).sort((a, b) => a.at - b.at)
        expect(compute({ ...h, facts: order.map((o) => o.fact) })).toEqual(compute(h))
      }),
      RUNS,
    )
  })

  test('asked again are the same, and can be written as JSON', () => {
    fc.assert(
      fc.property(historyArb, (h) => {
        const first = compute(h)
        expect(compute(h)).toEqual(first)
        expect(JSON.parse(JSON.stringify(first))).toEqual(first)
        expect(diffObligations(first.obligations, compute(h).obligations)).toEqual([])
      }),
      RUNS,
    )
  })

  test('known at an instant are what was answered at that instant', () => {
    fc.assert(
      fc.property(historyArb, (h) => {
        const toldByThen = h.facts.filter((f) => f.recordedAt <= h.now)
        expect(compute({ ...h, facts: toldByThen })).toEqual(compute(h))
      }),
      RUNS,
    )
  })

  test('do not change by themselves before changesAt', () => {
    fc.assert(
      fc.property(historyArb, fc.double({ min: 0, max: 1, noNaN: true }), (h, part) => {
        const facts = h.facts.filter((f) => f.recordedAt <= h.now)
        const before = compute({ ...h, facts })
        const until = before.changesAt ?? h.now + 1000 * 2 * HALF_DAY
        expect(until).toBeGreaterThan(h.now)
        const read = (o: Obligation) => [key(o), o.state, o.due, o.metAt, o.needs, o.owner]
        for (const later of [until - 1, h.now + Math.floor((until - 1 - h.now) * part)]) {
          expect(compute({ ...h, facts, now: later }).obligations.map(read)).toEqual(before.obligations.map(read))
        }
      }),
      RUNS,
    )
  })

  test('are never due before they arise', () => {
    fc.assert(
      fc.property(historyArb, (h) => {
        for (const o of compute(h).obligations) if (o.due !== null) expect(o.due + 60_000, key(o)).toBeGreaterThan(o.arisenAt)
      }),
      RUNS,
    )
  })

  test('more evidence never makes a duty overdue', () => {
    const clauses = packs.flatMap((p) => compilePack(p)).filter((c) => 'within' in c.text.clock && c.steps.mode === 'any')
    fc.assert(
      fc.property(historyArb, fc.constantFrom(...clauses), fc.integer({ min: 0, max: 800 }), (h, clause, half) => {
        const name = clause.steps.names[0] as string
        if (name.endsWith('*') || clause.text.while.some((w) => w === 'fit-to-travel')) return
        // A fact that also begins or ends something in the same clause is more than evidence.
        if (
          name.startsWith('departure.') ||
          name === 'intake.accepted' ||
          name === 'medical.hospitalised' ||
          name === clause.text.of
        )
          return
        if (['settlement.registered', 'child.returned', 'child.assessed', 'medical.fetched', 'follow-up.visited'].includes(name))
          return
        const occurredAt = Math.min(h.now, START + half * HALF_DAY)
        const where = clause.text['met-by'] && 'any' in clause.text['met-by'] ? clause.text['met-by'].any[0] : undefined
        const extra: Fact = {
          id: 'extra',
          subject: { kind: h.subject.kind, id: h.subject.id },
          name,
          v: 1,
          value: typeof where === 'object' ? ((where.where ?? {}) as Record<string, unknown>) : {},
          occurredAt,
          recordedAt: occurredAt,
          recordedBy: 'u',
          action: 'extra',
        }
        const mine = (r: ObligationResult) =>
          r.obligations.filter((o) => o.clause === clause.text.id && o.state === 'overdue').map(key)
        const before = new Set(mine(compute(h)))
        for (const overdue of mine(compute({ ...h, facts: [...h.facts, extra] }))) expect(before).toContain(overdue)
      }),
      { numRuns: 1500 },
    )
  })

  test('a tighter term never moves a duty later', () => {
    fc.assert(
      fc.property(historyArb, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 39 }), (h, days, less) => {
        const wide = compute(h, { 's2.09.home-soon': `P${days}D`, 's2.07.raised': `P${days}WD`, 's2.02.contact': `P${days}D` })
        const n = Math.max(0, days - less)
        const tight = compute(h, { 's2.09.home-soon': `P${n}D`, 's2.07.raised': `P${n}WD`, 's2.02.contact': `P${n}D` })
        const due = new Map(wide.obligations.map((o) => [key(o), o.due]))
        for (const o of tight.obligations) {
          const wider = due.get(key(o))
          if (o.due !== null && wider !== null && wider !== undefined) expect(o.due).toBeLessThanOrEqual(wider)
        }
      }),
      { numRuns: 200 },
    )
  })

  test('each explains itself by facts that were known', () => {
    fc.assert(
      fc.property(historyArb, (h) => {
        const known = new Set(h.facts.filter((f) => f.recordedAt <= h.now).map((f) => f.id))
        for (const o of compute(h).obligations) {
          const used = [...o.because.countsFrom.facts, ...o.because.metBy, ...o.because.conditions.flatMap((c) => c.facts)]
          for (const id of used) expect(known).toContain(id)
          expect(o.because.citation).not.toBe('')
          if (o.state === 'met' || o.state === 'met-late') expect(o.because.metBy.length).toBeGreaterThan(0)
          if (o.state === 'cannot-tell') expect(o.needs.length).toBeGreaterThan(0)
        }
      }),
      RUNS,
    )
  })
})

describe('terms', () => {
  const day = fc.integer({ min: 18_300, max: 20_400 })
  test('a longer term is never due earlier', () => {
    fc.assert(
      fc.property(day, fc.nat(60), fc.nat(60), fc.constantFrom('D', 'WD', 'M'), (from, a, b, unit) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)]
        const due = (n: number) => dueAfter(termOf(`P${n}${unit}`), 0, from, calendars).end
        expect(due(less)).toBeLessThanOrEqual(due(more))
      }),
    )
  })
})
