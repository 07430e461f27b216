import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newKeyFile, openVault } from '#kernel/crypto.ts'
import { possible } from '#kernel/lifecycle.ts'
import { letterDocument, readLetter, signLetter } from './letter-file.ts'
import { reception, type ReceptionState } from './lifecycle.ts'
import { abandonmentSeen, findings, timely, unfinished } from './rules.ts'
import { groups, groupsOf, openFindings, type Standing } from './words.ts'

const states = Object.keys(reception.states) as ReceptionState[]
const at = fc.option(fc.integer({ min: 1, max: 1000 }), { nil: null })
const cases: fc.Arbitrary<Standing> = fc.record({
  state: fc.constantFrom(...states),
  asks: fc.boolean(),
  hardshipAt: at,
  reportedAt: at,
  homelessAt: at,
  placedAt: at,
  cancelledAt: at,
  restoredAt: at,
})

describe('the board', () => {
  it('every case stands in at least one group, and an ended one in no other', () => {
    fc.assert(
      fc.property(cases, (row) => {
        const found = groupsOf(row)
        expect(found.length).toBeGreaterThan(0)
        expect(found.every((group) => group in groups)).toBe(true)
        if (found.includes('done')) expect(found).toEqual(['done'])
      }),
    )
  })

  it('what was found waits until what answers it came after', () => {
    fc.assert(
      fc.property(cases, (row) => {
        expect(openFindings(row).includes('hardship')).toBe(
          row.hardshipAt !== null && (row.reportedAt === null || row.reportedAt < row.hardshipAt),
        )
        expect(unfinished(row)).toHaveLength(openFindings(row).length)
      }),
    )
  })

  it('a settled case takes no further move', () => {
    expect(possible(reception, 'settled')).toEqual([])
  })
})

describe('findings', () => {
  const subject = { kind: 'rescue-file', id: 'x', ownerPath: '1.' }
  const none: Standing = {
    state: 'received',
    asks: false,
    hardshipAt: null,
    reportedAt: null,
    homelessAt: null,
    placedAt: null,
    cancelledAt: null,
    restoredAt: null,
  }
  it('each finding is one fact; unclear is no finding', () => {
    const times = { at: 5, notedAt: 6 }
    expect(findings(subject, { homeless: 'unclear', register: 'unknown', hardship: [] }, times, none).facts).toEqual([])
    const all = findings(subject, { homeless: 'yes', register: 'cancelled', hardship: ['living'] }, times, none)
    expect(all.facts.map((fact) => fact.name)).toEqual([
      'origin.hardship-found',
      'origin.homeless-found',
      'origin.register-cancelled',
    ])
    expect(all.change).toMatchObject({ hardship_at: 6, homeless_at: 6, cancelled_at: 6 })
  })
  it('a register cancelled already is not cancelled twice', () => {
    const again = findings(subject, { register: 'cancelled' }, { at: 5, notedAt: 6 }, { ...none, cancelledAt: 3 })
    expect(again.facts).toEqual([])
  })
})

it('a reception may come a little before its letter, never much, and never after now', () => {
  const day = 86_400_000
  const times = { now: 100 * day, toldAt: 90 * day }
  expect(timely('接收', 80 * day, times)).toBeUndefined()
  expect(timely('接收', 20 * day, times)).toMatchObject({ code: 'ORIGIN.BEFORE_LETTER' })
  expect(timely('接收', 101 * day, times)).toMatchObject({ code: 'ORIGIN.FUTURE' })
})

it('ill-treatment seen, or nobody willing, is a hint; nothing seen is none', () => {
  expect(abandonmentSeen({ signs: ['none'] })).toBe(false)
  expect(abandonmentSeen(undefined)).toBe(false)
  expect(abandonmentSeen({ signs: ['violence'] })).toBe(true)
  expect(abandonmentSeen({ willKeep: 'no' })).toBe(true)
})

describe('the signed file', () => {
  const vault = openVault(newKeyFile())
  const document = letterDocument({
    id: '0190a000-0000-7000-8000-000000000001',
    kind: 'tell',
    letterNo: null,
    at: 0,
    from: { name: '某站', division: null, phone: null },
    to: '某地',
    person: { name: '某人', sex: null, birth: null, idNumber: null, household: null },
    text: '请接收',
    arrivesOn: null,
  })
  const whole = JSON.stringify(signLetter(vault, document))

  it('is not walked into without end: what lies deeper than a letter is unreadable', () => {
    const keys = { keyId: 'x', publicKey: `${'A'.repeat(43)}=`, signature: `${'A'.repeat(86)}==` }
    const deep = `${'['.repeat(40_000)}${']'.repeat(40_000)}`
    const raw = JSON.stringify({ document: {}, ...keys }).replace('{}', `{"a":${deep}}`)
    expect(readLetter(openVault(newKeyFile()), [], raw)).toBe('unreadable')
  })

  it('is read as it was written', () => {
    expect(readLetter(vault, [], whole)).toMatchObject({ signer: 'house', document: { person: { name: '某人' } } })
  })

  it('no character of it can be changed and be believed', () => {
    fc.assert(
      fc.property(fc.nat({ max: whole.length - 1 }), fc.constantFrom('甲', '0', 'x', '"'), (index, sign) => {
        fc.pre(whole[index] !== sign)
        const read = readLetter(vault, [], whole.slice(0, index) + sign + whole.slice(index + 1))
        // The key's number is not signed; it only tells the sender which of its keys to look at.
        if (typeof read !== 'string') expect(read).toMatchObject({ document: { text: '请接收', person: { name: '某人' } } })
      }),
      { numRuns: 400 },
    )
  })
})
