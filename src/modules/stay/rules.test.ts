import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, DAY, HOUR, parseInstant } from '#kernel/time.ts'
import { bedObjections, placement } from './rules-beds.ts'
import { dueCare, shiftAt, usualNeeds } from './rules-care.ts'
import { forbiddenMeasure, policeMust, reviewFault, trainingFault } from './rules-help.ts'
import { daysOfStay, daysToLimit, extensionFault, stayLimit, type StayTold } from './rules-stay.ts'
import { careKinds, type CareKind } from './words.ts'

const at = (text: string) => parseInstant(text) as number
const told: StayTold = {
  acceptedAt: at('2026-11-29T23:50'),
  underSixteen: 'no',
  capacity: 'full',
  impaired: false,
  inHospital: false,
  extendedTo: null,
}

describe('the limit of a stay', () => {
  test('ten days, the day of acceptance not counted', () => {
    expect(stayLimit(told)).toEqual({ kind: 'limited', on: '2026-12-09', extended: false })
    expect(daysOfStay(told.acceptedAt, at('2026-12-09T08:42'))).toBe(10)
    expect(daysToLimit(stayLimit(told), at('2026-12-09T23:59'))).toBe(0)
    expect(daysToLimit(stayLimit(told), at('2026-12-10T00:00'))).toBe(-1)
  })

  test('does not bind who is under sixteen, lacks full capacity or lies in hospital', () => {
    for (const change of [
      { underSixteen: 'yes' as const },
      { capacity: 'limited' as const },
      { impaired: true },
      { inHospital: true },
    ])
      expect(stayLimit({ ...told, ...change }).kind).toBe('exempt')
  })

  test('whose age or capacity nobody knows has a limit that may not apply', () => {
    expect(stayLimit({ ...told, underSixteen: 'unknown' })).toMatchObject({ kind: 'cannot-tell', needs: '年龄' })
    expect(stayLimit({ ...told, capacity: undefined })).toMatchObject({ kind: 'cannot-tell', on: '2026-12-09' })
  })

  test('an extension counts only when it is later than the ten days', () => {
    expect(stayLimit({ ...told, extendedTo: '2026-12-20' })).toMatchObject({ on: '2026-12-20', extended: true })
    expect(stayLimit({ ...told, extendedTo: '2026-12-01' })).toMatchObject({ on: '2026-12-09', extended: false })
  })

  test('is extended forward, at most thirty days in one go', () => {
    expect(extensionFault('2026-12-09', '2026-12-09', '2026-12-05')).toBe('NOT_LATER')
    expect(extensionFault('2026-12-09', '2026-12-10', '2026-12-12')).toBe('NOT_LATER')
    expect(extensionFault('2026-12-09', '2027-01-08', '2026-12-05')).toBeNull()
    expect(extensionFault('2026-12-09', '2027-01-09', '2026-12-05')).toBe('TOO_FAR')
  })

  test('a day that may be extended to always moves the limit later', () => {
    fc.assert(
      fc.property(fc.integer({ min: -40, max: 40 }), fc.integer({ min: -10, max: 60 }), (late, ahead) => {
        const today = addDays('2026-12-09', late)
        const until = addDays('2026-12-09', ahead)
        if (extensionFault('2026-12-09', until, today) === null)
          expect(stayLimit({ ...told, extendedTo: until })).toMatchObject({ on: until, extended: true })
      }),
    )
  })
})

describe('care', () => {
  test('shifts follow each other without a gap', () => {
    expect(shiftAt(at('2026-12-09T02:44')).zh).toBe('夜班')
    expect(shiftAt(at('2026-12-09T08:42')).zh).toBe('早班')
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_800_000 }), (now) => {
        const shift = shiftAt(now)
        expect(shift.from <= now && now < shift.to).toBe(true)
        expect(shiftAt(shift.to).from).toBe(shift.to)
        expect(shift.to - shift.from).toBe(8 * HOUR)
      }),
    )
  })

  test('a temperature taken every two hours is due two hours after the last', () => {
    const since = at('2026-12-09T03:00')
    const needs = [{ care: 'temperature' as const, everyHours: 2, since }]
    expect(dueCare(needs, new Map(), since, since + 8 * HOUR)).toEqual([
      { care: 'temperature', dueAt: since + 2 * HOUR, late: false, lastAt: null },
    ])
    const last = since + 3 * HOUR
    expect(dueCare(needs, new Map([['temperature', last]]), last + 3 * HOUR, last + 8 * HOUR)[0]).toMatchObject({
      dueAt: last + 2 * HOUR,
      late: true,
    })
  })

  test('a usual need that nobody has set is due, never late', () => {
    const usual = [{ care: 'meals' as const, everyHours: 8, since: 0, usual: true }]
    const now = at('2026-12-09T03:00')
    expect(dueCare(usual, new Map(), now, now + HOUR)).toEqual([{ care: 'meals', dueAt: now, late: false, lastAt: null }])
  })

  test('doing what is due never makes more of it late', () => {
    const kinds = Object.keys(careKinds) as CareKind[]
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ care: fc.constantFrom(...kinds), everyHours: fc.integer({ min: 1, max: 200 }), since: fc.nat(DAY) }),
          { maxLength: 6 },
        ),
        fc.constantFrom(...kinds),
        fc.integer({ min: DAY, max: 3 * DAY }),
        (needs, done, now) => {
          const before = dueCare(needs, new Map(), now, now + DAY).filter((due) => due.late).length
          const after = dueCare(needs, new Map([[done, now]]), now, now + DAY).filter((due) => due.late).length
          expect(after).toBeLessThanOrEqual(before)
        },
      ),
    )
  })

  test('who lies in observation uncleared has the temperature taken every two hours', () => {
    const guest = {
      fileId: 'a',
      sex: 'male',
      minor: 'no',
      underSix: 'no',
      infection: 'unknown',
      special: [],
      motherFileId: null,
    } as const
    expect(usualNeeds(guest, 'observation')).toContainEqual({ care: 'temperature', everyHours: 2 })
    expect(usualNeeds({ ...guest, infection: 'ruled-out' }, 'men').map((need) => need.care)).not.toContain('temperature')
  })
})

describe('behaviour plans', () => {
  test('no plan detains, ties or punishes, whatever it is called', () => {
    for (const how of ['夜间反锁房门', '发作时捆住双手', '罚站一小时', '不给饭']) expect(forbiddenMeasure(how)).not.toBeNull()
    for (const how of ['房门不上锁，有人陪护', '不得体罚，劝导为主', '收走皮带和打火机代管'])
      expect(forbiddenMeasure(how)).toBeNull()
  })

  test('every plan is looked at again within a week', () => {
    expect(reviewFault('2026-12-09', '2026-12-09')).toBe('PAST')
    expect(reviewFault('2026-12-16', '2026-12-09')).toBeNull()
    expect(reviewFault('2026-12-17', '2026-12-09')).toBe('TOO_FAR')
  })
})

describe('training and work', () => {
  test('skills from fourteen, a job from sixteen', () => {
    expect(trainingFault('skills', 'yes', 'yes')).toBe('TOO_YOUNG')
    expect(trainingFault('skills', 'no', 'yes')).toBeNull()
    expect(trainingFault('work', 'no', 'yes')).toBe('TOO_YOUNG')
    expect(trainingFault('referral', 'no', 'unknown')).toBe('AGE_NEEDED')
    expect(trainingFault('work', 'no', 'no')).toBeNull()
  })
})

describe('the safety of the house', () => {
  test('a siege or an attack always goes to the police', () => {
    expect(policeMust('gathering-outside')).toBe(true)
    expect(policeMust('attack')).toBe(true)
    expect(policeMust('quarrel')).toBe(false)
  })
})

describe('the bed itself', () => {
  const bed = { id: 'x', label: '2-14', room: '2', state: 'ready', occupied: 'no', reservedUntil: null } as const

  test('a bed that is taken, being disinfected or out of use goes to nobody', () => {
    for (const change of [
      { occupied: 'here' },
      { occupied: 'left' },
      { state: 'disinfecting' },
      { state: 'out-of-use' },
    ] as const)
      expect(placement(bedObjections({ ...bed, ...change }, 0, false, false)).answer).toBe('no')
    expect(placement(bedObjections(bed, 0, false, false)).answer).toBe('yes')
  })

  test('a bed kept for somebody on the way is free again when the time is over', () => {
    const kept = { ...bed, reservedUntil: 100 }
    expect(placement(bedObjections(kept, 99, false, false)).answer).toBe('leader')
    expect(placement(bedObjections(kept, 100, false, false)).answer).toBe('yes')
    expect(placement(bedObjections(kept, 99, true, false)).answer).toBe('yes')
  })
})
