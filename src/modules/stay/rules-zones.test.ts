import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BedNow, placement, placingObjections } from './rules-beds.ts'
import { afterObservation, type Guest, guidance, preference, roomObjections, zoneObjections } from './rules-zones.ts'
import { maskedName, type ZoneKind, zoneKinds } from './words.ts'

const kinds = Object.keys(zoneKinds) as ZoneKind[]
const man: Guest = {
  fileId: 'm',
  sex: 'male',
  minor: 'no',
  underSix: 'no',
  infection: 'ruled-out',
  special: [],
  motherFileId: null,
}
const woman: Guest = { ...man, fileId: 'w', sex: 'female' }
const boy: Guest = { ...man, fileId: 'b', minor: 'yes' }
const girl: Guest = { ...woman, fileId: 'g', minor: 'yes' }
const child: Guest = { ...boy, fileId: 'c', underSix: 'yes', motherFileId: 'w' }
const codes = (guest: Guest, kind: ZoneKind) => zoneObjections(guest, kind).map((each) => each.code)

const tri = fc.constantFrom('yes' as const, 'no' as const, 'unknown' as const)
const guestOf = (fileId: string): fc.Arbitrary<Guest> =>
  fc
    .record({
      sex: fc.constantFrom('male' as const, 'female' as const, null),
      minor: tri,
      underSix: tri,
      infection: fc.constantFrom('suspected' as const, 'ruled-out' as const, 'ruled-out' as const, 'unknown' as const),
      special: fc.subarray(['old-age', 'mental', 'immobile', 'disabled'] as const),
      mother: fc.option(fc.integer({ min: 0, max: 7 }), { freq: 4 }),
    })
    .map(({ mother, ...rest }) => {
      // Who is under six is a minor.
      const minor = rest.underSix === 'yes' ? 'yes' : rest.underSix === 'unknown' && rest.minor === 'no' ? 'unknown' : rest.minor
      const own = mother === null || `f${mother}` === fileId || rest.underSix !== 'yes' ? null : `f${mother}`
      return { ...rest, minor, fileId, motherFileId: own }
    })
const guest = guestOf('f0')

describe('zones', () => {
  test('a feverish old man goes to observation first, and later to special care', () => {
    const li: Guest = { ...man, infection: 'suspected', special: ['old-age', 'disabled'] }
    expect(kinds.filter((kind) => codes(li, kind).length === 0)).toEqual(['observation'])
    expect(codes(li, 'men')).toEqual(['INFECTION'])
    expect(codes(li, 'women')[0]).toBe('SEX')
    expect(codes(li, 'minors-boys')[0]).toBe('ADULT')
    expect(preference(li, false)).toEqual(['observation'])
    expect(afterObservation(li, false)).toBe('special')
    expect(guidance(li, 'observation', false, zoneKinds).moveOn).toContain('特护区')
  })

  test('who was not screened is treated as not cleared', () => {
    const fresh: Guest = { ...man, infection: 'unknown' }
    expect(codes(fresh, 'men')).toEqual(['INFECTION'])
    expect(codes(fresh, 'observation')).toEqual([])
  })

  test('a cleared man goes to the men, not to observation', () => {
    expect(codes(man, 'men')).toEqual([])
    expect(codes(man, 'observation')).toEqual(['CLEARED'])
    expect(preference(man, false)[0]).toBe('men')
  })

  test('somebody who may be either side of eighteen stays single until the age is found out', () => {
    const young: Guest = { ...man, minor: 'unknown' }
    expect(codes(young, 'observation')).toEqual([])
    expect(codes(young, 'men')).toEqual(['AGE_UNSURE'])
    expect(codes(young, 'minors-boys')).toEqual(['AGE_UNSURE'])
    expect(zoneObjections(young, 'men')[0]?.override).toBe('leader')
    expect(roomObjections(young, [man])[0]).toMatchObject({ code: 'AGE_UNSURE', override: 'nobody' })
    expect(roomObjections(man, [young])[0]).toMatchObject({ code: 'AGE_UNSURE', override: 'nobody' })
  })

  test('whose sex is not registered stays in observation', () => {
    const unclear: Guest = { ...man, sex: null }
    expect(kinds.filter((kind) => codes(unclear, kind).length === 0)).toEqual(['observation'])
  })

  test('a boy under six stays with his mother among the women', () => {
    expect(codes(child, 'women')).toEqual([])
    expect(roomObjections(child, [woman, { ...woman, fileId: 'w2' }])).toEqual([])
    expect(roomObjections({ ...woman, fileId: 'w2' }, [woman, child])).toEqual([])
  })

  test('a boy under six whose mother is elsewhere does not sleep among other women', () => {
    const found = roomObjections(child, [{ ...woman, fileId: 'w2' }])
    expect(found.map((each) => each.code)).toContain('MINOR')
    expect(placement(found).answer).toBe('no')
  })

  test('a boy of six or over is never among women', () => {
    expect(codes({ ...boy, motherFileId: 'w' }, 'women')).toContain('SEX')
  })

  test('a mother and her unscreened child share one observation room', () => {
    const [mother, infant] = [
      { ...woman, infection: 'unknown' as const },
      { ...child, infection: 'unknown' as const },
    ]
    expect(roomObjections(infant, [mother])).toEqual([])
    expect(roomObjections({ ...infant, infection: 'suspected' }, [mother])[0]?.code).toBe('INFECTION')
  })

  test('a girl goes to the girls', () => {
    expect(preference(girl, false)).toEqual(['minors-girls'])
    expect(codes(girl, 'minors-girls')).toEqual([])
  })

  test('somebody who cannot look after himself is put into an ordinary zone only by a leader', () => {
    const found = zoneObjections({ ...man, special: ['immobile'] }, 'men')
    expect(found.map((each) => each.code)).toEqual(['NEEDS_CARE'])
    expect(placement(found).answer).toBe('leader')
  })

  test('nobody may override the separation of minors, of infection or of the sexes', () => {
    fc.assert(
      fc.property(guest, fc.constantFrom(...kinds), (who, kind) => {
        for (const each of zoneObjections(who, kind))
          if (['SEX', 'MINOR', 'ADULT', 'INFECTION'].includes(each.code)) expect(each.override).toBe('nobody')
      }),
    )
  })

  test('every objection has a sentence, and those of law a basis', () => {
    fc.assert(
      fc.property(guest, fc.constantFrom(...kinds), guestOf('f1'), (who, kind, other) => {
        for (const each of [...zoneObjections(who, kind), ...roomObjections(who, [other])]) {
          expect(each.zh.length).toBeGreaterThan(8)
          expect(each.basis.length).toBeGreaterThan(0)
        }
      }),
    )
  })

  test('every guest has somewhere to go: observation or the first zone of preference never objects hard', () => {
    fc.assert(
      fc.property(guest, (who) => {
        const first = preference(who, false)[0] as ZoneKind
        expect(zoneObjections(who, first).filter((each) => each.override === 'nobody')).toEqual([])
      }),
    )
  })

  test('two people object to each other in the same way, whoever came first', () => {
    fc.assert(
      fc.property(guestOf('f0'), guestOf('f1'), (one, other) => {
        const hard = (a: Guest, b: Guest) =>
          roomObjections(a, [b])
            .filter((each) => each.override === 'nobody')
            .map((each) => each.code)
            .sort()
        expect(hard(one, other)).toEqual(hard(other, one))
      }),
    )
  })

  test('whatever is decided, no room ever holds a minor with an unrelated adult, an infection with the cleared, or both sexes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.tuple(...Array.from({ length: 6 }, (_, index) => guestOf(`f${index}`))),
        (kind, comers) => {
          const room: Guest[] = []
          const bed: BedNow = { id: 'x', label: '1-01', room: '1', state: 'ready', occupied: 'no', reservedUntil: null }
          for (const comer of comers) {
            const answer = placement(
              placingObjections({
                guest: comer,
                hasSmallChild: comers.some((each) => each.motherFileId === comer.fileId),
                zone: { kind, name: '' },
                bed,
                roommates: room,
                now: 0,
                takesReservation: false,
                inMothersBed: false,
              }),
            )
            // A leader decides everything that a leader may.
            if (answer.answer !== 'no') room.push(comer)
          }
          const family = (a: Guest, b: Guest) => a.motherFileId === b.fileId || b.motherFileId === a.fileId
          const accompanied = (a: Guest) => a.underSix === 'yes' && room.some((each) => each.fileId === a.motherFileId)
          for (const a of room)
            for (const b of room) {
              if (a === b || family(a, b)) continue
              expect(a.infection).toBe('ruled-out')
              if (accompanied(a) || accompanied(b)) continue
              expect([a.minor, b.minor].includes('unknown')).toBe(false)
              expect(a.minor).toBe(b.minor)
              expect(a.sex).toBe(b.sex)
            }
          for (const a of room) if (kind.startsWith('minors')) expect(a.minor).not.toBe('no')
          for (const a of room) if (kind === 'men' || kind === 'special') expect(a.minor).not.toBe('yes')
          if (kind !== 'observation') for (const a of room) expect(a.infection).toBe('ruled-out')
        },
      ),
      { numRuns: 400 },
    )
  })
})

describe('a name on a screen that faces the room', () => {
  test('shows the family name only', () => {
    expect(maskedName('罗满仓')).toBe('罗*')
    expect(maskedName('何桂香（音）')).toBe('何*（音）')
    expect(maskedName('无名氏 20261121-03')).toBe('无名氏 1121-03')
  })
})
