import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRefusal } from '#kernel/refusal.ts'
import {
  bandOf,
  type Bureau,
  comparable,
  consents,
  erasureBy,
  type Heard,
  identified,
  isOfficer,
  MOST,
  nearest,
  POSSIBLE,
  resultOf,
  STRONG,
  type ToCompare,
  usable,
} from './rules.ts'
import { workerIn } from './worker.ts'

const now = Date.UTC(2026, 11, 9)
let serial = 0
const told = (name: string, value: Record<string, unknown> = {}, replaces?: string): Heard => {
  serial += 1
  return { id: `f${serial}`, name, value, occurredAt: serial, ...(replaces ? { replaces } : {}) }
}
const code = (answer: unknown) => (isRefusal(answer) ? answer.code : answer)

const bureau: Bureau = {
  jurisdiction: '99.9901.',
  organisationId: 'b',
  state: 'on',
  parts: ['face'],
  assessedOn: '2026-06-01',
  validMonths: 12,
  retentionDays: 180,
}

describe('whether it may be used at all', () => {
  test('nobody uses it where no bureau has switched it on, or only the other part', () => {
    expect(code(usable(undefined, 'face', true, now))).toBe('VISION.OFF')
    expect(code(usable({ ...bureau, state: 'assessed' }, 'face', true, now))).toBe('VISION.OFF')
    expect(code(usable({ ...bureau, state: 'off' }, 'face', true, now))).toBe('VISION.OFF')
    expect(code(usable(bureau, 'card', true, now))).toBe('VISION.OFF')
  })

  test('an assessment carries to its last day and not beyond', () => {
    expect(usable(bureau, 'face', true, Date.UTC(2027, 5, 1))).toBe(true)
    expect(code(usable(bureau, 'face', true, Date.UTC(2027, 5, 2)))).toBe('VISION.ASSESSMENT_OLD')
  })

  test('a server without the worker says so and names the other ways', () => {
    const answer = usable(bureau, 'face', false, now)
    expect(code(answer)).toBe('VISION.NOT_INSTALLED')
    expect(isRefusal(answer) && answer.sentence).toMatch(/问询.*公安.*DNA.*公告/)
  })

  test('an absent worker answers that it is not there and starts nothing', async () => {
    const absent = workerIn('/nowhere')
    expect(absent.installed()).toBe(false)
    expect(await absent.ask('card', { picture: '' })).toEqual({ trouble: 'not installed' })
    absent.close()
  })
})

describe('the named officer', () => {
  const named = told('staff.duty-named', { duty: 'face-comparison' })

  test('is named for faces, not for tracing', () => {
    expect(isOfficer([])).toBe(false)
    expect(isOfficer([told('staff.duty-named', { duty: 'tracing' })])).toBe(false)
    expect(isOfficer([named])).toBe(true)
  })

  test('is one no more when relieved, gone, or named by mistake; and again when named again', () => {
    const relieved = told('staff.duty-ended', { duty: 'face-comparison' })
    expect(isOfficer([named, relieved])).toBe(false)
    expect(isOfficer([named, told('staff.duty-ended', { duty: 'tracing' })])).toBe(true)
    expect(isOfficer([named, told('staff.left')])).toBe(false)
    expect(isOfficer([named, told('fact.withdrawn', {}, named.id)])).toBe(false)
    expect(isOfficer([named, relieved, told('staff.duty-named', { duty: 'face-comparison' })])).toBe(true)
  })
})

describe('consent of a family', () => {
  test('counts as it was told last; silence changes nothing', () => {
    const yes = told('inquiry.received', { faceConsent: true })
    expect(consents([])).toBe(false)
    expect(consents([told('inquiry.received', {})])).toBe(false)
    expect(consents([yes])).toBe(true)
    expect(consents([yes, told('inquiry.completed', {})])).toBe(true)
    expect(consents([yes, told('inquiry.completed', { faceConsent: false })])).toBe(false)
  })

  test('is over with its withdrawal, for faces or for everything; a photo withdrawn from publication is another thing', () => {
    const yes = told('inquiry.received', { faceConsent: true })
    expect(consents([yes, told('inquiry.consent-withdrawn', { what: 'face' })])).toBe(false)
    expect(consents([yes, told('inquiry.consent-withdrawn', { what: 'all' })])).toBe(false)
    expect(consents([yes, told('inquiry.consent-withdrawn', { what: 'photo' })])).toBe(true)
  })

  test('withdrawn, or no longer needed, it takes the templates with it', () => {
    expect(erasureBy(told('inquiry.consent-withdrawn', { what: 'face' }))).toBe('consent-withdrawn')
    expect(erasureBy(told('inquiry.completed', { faceConsent: false }))).toBe('consent-withdrawn')
    expect(erasureBy(told('inquiry.completed', {}))).toBe(null)
    expect(erasureBy(told('inquiry.closed'))).toBe('closed')
    expect(erasureBy(told('tracing.identified', { way: 'face' }))).toBe('identified')
    expect(erasureBy(told('person.identity-stated', { status: 'verified' }))).toBe('identified')
    expect(erasureBy(told('person.identity-stated', { status: 'claimed' }))).toBe(null)
  })
})

describe('whom it may be used on', () => {
  const guest: ToCompare = {
    kind: 'rescue-file',
    id: 'file',
    facts: [],
    own: ['file', 'person'],
    birth: null,
    photo: { id: 'p', type: 'image/jpeg', subjectId: 'file' },
    waiting: false,
  }

  test('a guest who is not identified, by duty', () => {
    expect(comparable(guest, 'duty', now)).toBe(true)
  })

  test('nobody whose identity is verified, unless that was undone', () => {
    const verified = told('person.identity-stated', { status: 'verified' })
    expect(code(comparable({ ...guest, facts: [verified] }, 'duty', now))).toBe('VISION.KNOWN')
    expect(identified([told('tracing.identified', {}), told('tracing.identification-undone', {})])).toBe(false)
  })

  test('a child under fourteen only with a guardian or by duty', () => {
    const child = { ...guest, birth: { from: '2015-01-01', to: '2015-12-31' } }
    expect(code(comparable(child, 'consent', now))).toBe('VISION.CHILD')
    expect(comparable(child, 'guardian', now)).toBe(true)
    expect(comparable({ ...guest, birth: { from: '1960-01-01', to: '1970-12-31' } }, 'consent', now)).toBe(true)
  })

  test('a family’s photograph only with consent to this', () => {
    const inquiry = { ...guest, kind: 'inquiry' as const }
    expect(code(comparable(inquiry, 'consent', now))).toBe('VISION.NO_CONSENT')
    expect(comparable({ ...inquiry, facts: [told('inquiry.received', { faceConsent: true })] }, 'consent', now)).toBe(true)
  })

  test('with a photograph of its own, and one comparison at a time', () => {
    expect(code(comparable({ ...guest, photo: undefined }, 'duty', now))).toBe('VISION.NO_PHOTO')
    const photo = { id: 'p', type: 'image/jpeg', subjectId: 'somebody else' }
    expect(code(comparable({ ...guest, photo }, 'duty', now))).toBe('VISION.PHOTO_OF_ANOTHER')
    expect(comparable({ ...guest, photo: { ...photo, subjectId: null } }, 'duty', now)).toBe(true)
    expect(code(comparable({ ...guest, photo: { ...photo, type: 'application/pdf' } }, 'duty', now))).toBe('VISION.PHOTO_KIND')
    expect(code(comparable({ ...guest, waiting: true }, 'duty', now))).toBe('VISION.WAIT')
  })
})

describe('the ranking', () => {
  const one = fc.record({
    subjectKind: fc.constantFrom('rescue-file' as const, 'inquiry' as const),
    subjectId: fc.constantFrom(...Array.from({ length: 14 }, (_, index) => `s${index}`)),
    ownerPath: fc.constant('99.'),
    score: fc.double({ min: -1, max: 1, noNaN: true }),
  })

  test('shows each subject once, nearest first, ten at most, nothing below the bands', () => {
    fc.assert(
      fc.property(fc.array(fc.array(one, { maxLength: 40 }), { maxLength: 4 }), (lists) => {
        const shown = nearest(lists)
        expect(shown.length).toBeLessThanOrEqual(MOST)
        expect(new Set(shown.map((each) => each.subjectId)).size).toBe(shown.length)
        for (const [index, each] of shown.entries()) {
          expect(each.score).toBeGreaterThanOrEqual(POSSIBLE)
          if (index > 0) expect(each.score).toBeLessThanOrEqual(shown[index - 1]?.score as number)
        }
        const above = new Set(lists.flat().flatMap((each) => (each.score >= POSSIBLE ? [each.subjectId] : [])))
        expect(shown.length).toBe(Math.min(MOST, above.size))
      }),
    )
  })

  test('comes out the same page by page', () => {
    fc.assert(
      fc.property(fc.array(one, { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (all, size) => {
        let pages = nearest([])
        for (let at = 0; at < all.length; at += size) pages = nearest([pages, all.slice(at, at + size)])
        expect(pages.map((each) => each.score)).toEqual(nearest([all]).map((each) => each.score))
      }),
    )
  })

  test('falls into two bands; the first of them is the result', () => {
    expect([bandOf(STRONG), bandOf(0.499), bandOf(POSSIBLE), bandOf(0.399)]).toEqual(['strong', 'possible', 'possible', null])
    const candidate = { subjectKind: 'inquiry' as const, subjectId: 's', ownerPath: '99.' }
    expect(resultOf([])).toBe('none')
    expect(resultOf([{ ...candidate, score: 0.45 }])).toBe('possible')
    expect(resultOf([{ ...candidate, score: 0.7 }])).toBe('strong')
  })
})
