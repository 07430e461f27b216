import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LedgerFact } from '#kernel/ledger.ts'
import { addDays, addMonths } from '#kernel/time.ts'
import { fullOn, type Guest, guestAt, keptBelongings } from './guest.ts'
import { findingsFor, mayDecideAge, needsConsent, obstacle, optionsFor } from './rules.ts'
import {
  documentNumber,
  escortFault,
  fenOf,
  isSentHome,
  journeyOf,
  lacking,
  noteOf,
  shortFareHolds,
  yuanOf,
} from './rules-form.ts'
import { type LeaveForm, type LeavingKind, leavingKinds } from './schema.ts'

const grown: Guest = {
  state: 'in',
  sex: 'male',
  sixteen: 'yes',
  eighteen: 'yes',
  seenFrom: null,
  ageDecided: false,
  mindImpaired: 'no',
  capacity: 'full',
  immobile: false,
  fit: 'yes',
  infectionSuspected: false,
  hospital: null,
  kept: [],
  settled: false,
  voucherHome: false,
}
const possible = (guest: Guest, kind: LeavingKind) => optionsFor(guest).find((each) => each.kind === kind)?.possible
const keysFor = (guest: Guest, kind: LeavingKind) => findingsFor(guest, kind).map((each) => each.key)

const answer = fc.constantFrom('yes', 'no', 'unknown') as fc.Arbitrary<'yes' | 'no' | 'unknown'>
const guests: fc.Arbitrary<Guest> = fc.record({
  state: fc.constant('in' as const),
  sex: fc.constantFrom('male', 'female', null) as fc.Arbitrary<Guest['sex']>,
  sixteen: answer,
  eighteen: answer,
  seenFrom: fc.option(fc.nat(90)),
  ageDecided: fc.boolean(),
  mindImpaired: answer,
  capacity: fc.constantFrom('full', 'limited', 'none', 'unknown') as fc.Arbitrary<Guest['capacity']>,
  immobile: fc.boolean(),
  fit: answer,
  infectionSuspected: fc.boolean(),
  hospital: fc.option(fc.constant('县医院')),
  kept: fc.array(fc.uuid(), { maxLength: 3 }),
  settled: fc.boolean(),
  voucherHome: fc.boolean(),
})
const kinds = fc.constantFrom(...(Object.keys(leavingKinds) as LeavingKind[]))

let serial = 0
const fact = (name: string, value: Record<string, unknown> = {}, more: Partial<LedgerFact> = {}): LedgerFact => ({
  id: `f${serial++}`,
  subject: { kind: 'rescue-file', id: 'f', ownerPath: '99.' },
  name,
  v: 1,
  value,
  occurredAt: serial,
  recordedAt: serial,
  recordedBy: 'x',
  action: `a${serial}`,
  ...more,
})

describe('sixteen years', () => {
  it('are full from the day after the sixteenth birthday', () => {
    expect(fullOn({ birthDate: '2010-12-09' }, 16, '2026-12-08')).toBe('no')
    expect(fullOn({ birthDate: '2010-12-09' }, 16, '2026-12-09')).toBe('no')
    expect(fullOn({ birthDate: '2010-12-09' }, 16, '2026-12-10')).toBe('yes')
  })

  it('once full stay full', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.nat(400), fc.nat(400), (birth, first, more) => {
        const birthDate = addDays('1960-01-01', birth)
        const around = addDays(addMonths(birthDate, 192), first - 200)
        if (fullOn({ birthDate }, 16, around) === 'yes') expect(fullOn({ birthDate }, 16, addDays(around, more))).toBe('yes')
      }),
    )
  })

  it('by a year of birth are unknown in the year between', () => {
    expect(fullOn({ birthYear: 2010 }, 16, '2026-06-01')).toBe('unknown')
    expect(fullOn({ birthYear: 2009 }, 16, '2026-06-01')).toBe('yes')
    expect(fullOn({ birthYear: 2011 }, 16, '2026-06-01')).toBe('no')
  })

  it('are never told by an age that was only seen', () => {
    fc.assert(
      fc.property(fc.nat(90), fc.nat(20), (min, wide) => {
        const seen = { ageSeenMin: min, ageSeenMax: min + wide, ageSeenAt: Date.UTC(2026, 5, 1) }
        expect(fullOn(seen, 16, '2026-12-09')).not.toBe('yes')
      }),
    )
  })

  it('may be decided by the duty leader where at least eighteen is seen', () => {
    const seen = { ...grown, sixteen: 'unknown' as const, eighteen: 'unknown' as const }
    expect(mayDecideAge({ ...seen, seenFrom: 17 })).toBe(false)
    expect(mayDecideAge({ ...seen, seenFrom: 18 })).toBe(true)
    expect(possible({ ...seen, seenFrom: 40 }, 'own')).toBe('first')
    expect(possible({ ...seen, seenFrom: 40, ageDecided: true }, 'own')).toBe('yes')
    expect(possible({ ...seen, seenFrom: 17, ageDecided: true }, 'own')).toBe('first')
  })

  it('at sixteen and seventeen need the consent of the station', () => {
    expect(needsConsent({ ...grown, eighteen: 'no' })).toBe(true)
    expect(keysFor({ ...grown, eighteen: 'unknown' }, 'own')).toContain('consent')
    expect(needsConsent(grown)).toBe(false)
  })
})

describe('ways of leaving', () => {
  it('a grown guest of sound mind may always go, nobody holds him', () => {
    expect(possible(grown, 'own')).toBe('yes')
    expect(possible({ ...grown, fit: 'no' }, 'own')).toBe('yes')
    expect(possible({ ...grown, infectionSuspected: true }, 'own')).toBe('yes')
  })

  it('a child under sixteen is collected or escorted, never signs out', () => {
    fc.assert(
      fc.property(guests, (guest) => {
        const child = { ...guest, sixteen: 'no' as const }
        for (const kind of ['own', 'gave-up', 'terminated'] as const) expect(possible(child, kind)).toBe('no')
      }),
    )
  })

  it('signs of mental disorder close the way of the own word', () => {
    fc.assert(
      fc.property(guests, (guest) => {
        expect(possible({ ...guest, mindImpaired: 'yes' }, 'own')).toBe('no')
      }),
    )
  })

  it('what nobody has looked at is cleared first and never passes for a yes', () => {
    expect(possible({ ...grown, mindImpaired: 'unknown' }, 'own')).toBe('first')
    expect(possible({ ...grown, sixteen: 'unknown' }, 'own')).toBe('first')
    expect(possible({ ...grown, fit: 'unknown' }, 'escort')).toBe('first')
  })

  it('knowing more never turns a no into a first', () => {
    fc.assert(
      fc.property(guests, kinds, (guest, kind) => {
        for (const [key, told] of [
          ['sixteen', 'no'],
          ['mindImpaired', 'yes'],
          ['fit', 'no'],
        ] as const) {
          if (guest[key] !== 'unknown') continue
          const before = possible(guest, kind)
          const after = possible({ ...guest, [key]: told }, kind)
          if (before === 'no') expect(after).toBe('no')
        }
      }),
    )
  })

  it('the way without leave is open to everybody who is gone', () => {
    fc.assert(
      fc.property(guests, (guest) => {
        expect(possible(guest, 'absconded')).toBe('yes')
      }),
    )
  })

  it('belongings kept hold up every way but the one without leave', () => {
    fc.assert(
      fc.property(guests, kinds, (guest, kind) => {
        const holding = { ...guest, kept: ['x'] }
        if (kind !== 'absconded') expect(possible(holding, kind)).not.toBe('yes')
        else expect(keysFor(holding, kind)).toContain('belongings-stay')
      }),
    )
  })

  it('giving back belongings never closes a way', () => {
    fc.assert(
      fc.property(guests, kinds, (guest, kind) => {
        if (possible(guest, kind) === 'yes') expect(possible({ ...guest, kept: [] }, kind)).toBe('yes')
      }),
    )
  })

  it('who lies in hospital is fetched first, or transferred to it', () => {
    const patient = { ...grown, hospital: '县医院' }
    expect(possible(patient, 'own')).toBe('first')
    expect(possible(patient, 'hospital')).toBe('yes')
  })

  it('who is not fit is not escorted', () => {
    expect(possible({ ...grown, fit: 'no' }, 'escort')).toBe('no')
    expect(possible({ ...grown, fit: 'no' }, 'family')).toBe('yes')
  })

  it('the obstacle named is the heaviest', () => {
    expect(obstacle(findingsFor({ ...grown, kept: ['x'], sixteen: 'no' }, 'own'))?.key).toBe('under-sixteen')
  })

  it('every finding names its basis', () => {
    fc.assert(
      fc.property(guests, kinds, (guest, kind) => {
        for (const found of findingsFor(guest, kind)) expect(found.basis.length).toBeGreaterThan(4)
      }),
    )
  })
})

describe('belongings', () => {
  it('are out when each thing kept was given back', () => {
    const kept = fact('intake.belongings-kept', { items: ['a', 'b'] })
    expect(keptBelongings([kept])).toEqual(['a', 'b'])
    expect(keptBelongings([kept, fact('intake.belongings-returned', { items: ['a'] })])).toEqual(['b'])
    expect(keptBelongings([kept, fact('intake.belongings-returned', { items: ['b', 'a'] })])).toEqual([])
  })
})

describe('a guest as read from facts', () => {
  const loaded = (facts: LedgerFact[], description = {}) =>
    ({ file: { state: 'in' }, person: { description, sex: 'female' }, facts }) as never
  const now = Date.UTC(2026, 11, 9)

  it('nobody looked: mind and fitness are unknown', () => {
    expect(guestAt(loaded([]), now)).toMatchObject({
      mindImpaired: 'unknown',
      fit: 'unknown',
      capacity: 'unknown',
      sixteen: 'unknown',
    })
  })

  it('a withdrawn note does not count', () => {
    const note = fact('person.condition-noted', { kinds: ['mental'] })
    expect(guestAt(loaded([note]), now).mindImpaired).toBe('yes')
    expect(guestAt(loaded([note, fact('fact.withdrawn', {}, { replaces: note.id })]), now).mindImpaired).toBe('unknown')
  })

  it('who was fetched lies in no hospital', () => {
    const sent = fact('medical.hospitalised', { hospital: '县医院' })
    expect(guestAt(loaded([sent]), now).hospital).toBe('县医院')
    expect(guestAt(loaded([sent, fact('medical.fetched')]), now).hospital).toBeNull()
  })

  it('a ticket given back is no ticket home', () => {
    const ticket = fact('departure.ticket-issued', { kind: 'voucher', home: true })
    expect(guestAt(loaded([ticket]), now).voucherHome).toBe(true)
    expect(guestAt(loaded([ticket, fact('departure.ticket-returned', { ticket: ticket.action })]), now).voucherHome).toBe(false)
  })
})

describe('what a way asks', () => {
  const form = (more: Partial<LeaveForm>): LeaveForm => ({ fileId: '0', kind: 'own', ...more }) as LeaveForm

  it('a declaration is signed, read aloud where a thumb signs, before a second member of staff', () => {
    expect(Object.keys(lacking(form({}), grown)).sort()).toEqual(['secondStaff', 'signedHow'])
    expect(Object.keys(lacking(form({ signedHow: 'thumbprint', secondStaff: '乙' }), grown))).toEqual(['readBy'])
    expect(lacking(form({ signedHow: 'signature', secondStaff: '乙' }), grown)).toEqual({})
  })

  it("a collector's paper is checked and a copy kept", () => {
    const told = form({
      kind: 'family',
      collectorName: '甲',
      collectorRelation: '兄',
      origin: '青禾县',
      secondStaff: '乙',
      collectorChecked: false,
    })
    expect(Object.keys(lacking(told, grown)).sort()).toEqual(['collectorChecked', 'collectorCopies'])
  })

  it('escorts are two, and a woman is escorted by a woman', () => {
    const two = [
      { name: '甲', sex: 'male' as const },
      { name: '乙', sex: 'male' as const },
    ]
    expect(escortFault({ kind: 'escort', escorts: two.slice(1) }, { sex: 'male' })).toBe('TWO_ESCORTS')
    expect(escortFault({ kind: 'escort', escorts: [two[0]!, two[0]!] }, { sex: 'male' })).toBe('TWO_ESCORTS')
    expect(escortFault({ kind: 'escort', escorts: two }, { sex: 'male' })).toBeUndefined()
    expect(escortFault({ kind: 'escort', escorts: two }, { sex: 'female' })).toBe('WOMAN_ESCORT')
    expect(escortFault({ kind: 'escort', escorts: [two[0]!, { name: '丙', sex: 'female' }] }, { sex: 'female' })).toBeUndefined()
  })

  it('a short fare is at most twenty yuan and signed for', () => {
    expect(shortFareHolds({ kind: 'short-fare', fareYuan: 20, receiptSigned: true }, 20)).toBe(true)
    expect(shortFareHolds({ kind: 'short-fare', fareYuan: 20.01, receiptSigned: true }, 20)).toBe(false)
    expect(shortFareHolds({ kind: 'short-fare', fareYuan: 5 }, 20)).toBe(false)
    expect(shortFareHolds({ kind: 'voucher', fareYuan: 500 }, 20)).toBe(true)
  })
})

describe('words and numbers', () => {
  it('one is sent home by escort, by collection, or on the ticket of the station', () => {
    expect(isSentHome({ kind: 'escort' }, { voucherHome: false })).toBe(true)
    expect(isSentHome({ kind: 'own' }, { voucherHome: false })).toBe(false)
    expect(isSentHome({ kind: 'own' }, { voucherHome: true })).toBe(true)
    expect(isSentHome({ kind: 'own', goesHome: 'no' }, { voucherHome: true })).toBe(false)
    expect(isSentHome({ kind: 'absconded' }, { voucherHome: true })).toBe(false)
  })

  it('the journey is what the form tells, else what was planned; what nobody told stays out', () => {
    expect(journeyOf({ local: 'unknown' })).toEqual({})
    expect(journeyOf({ local: 'yes', crossProvince: 'yes' })).toEqual({ local: true, crossProvince: false })
    expect(journeyOf({ via: 'train' }, { origin: '青禾县', local: false, via: 'coach' })).toEqual({
      local: false,
      via: 'train',
      origin: '青禾县',
    })
  })

  it('the note fits one line', () => {
    const tickets = Array.from({ length: 50 }, () => ({ kind: 'voucher', fareFen: 4650, to: '青禾县', number: 'K7' }))
    expect(noteOf('own', { origin: '青禾县', via: 'train' }, undefined, tickets.slice(0, 1))).toBe(
      '自行离站，回青禾县，火车，车票 K7 到青禾县 46.50 元',
    )
    expect(noteOf('own', {}, undefined, tickets).length).toBeLessThanOrEqual(200)
  })

  it('fen and yuan agree', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_00, max: 1_000_000_00 }), (fen) => {
        expect(fenOf(Number(yuanOf(fen)))).toBe(fen)
      }),
    )
    expect(documentNumber('云救', '终', '2026', 3)).toBe('云救终〔2026〕003')
  })
})
