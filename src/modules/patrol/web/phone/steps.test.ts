import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { StepKey } from '../../guidance.ts'
import * as forms from '../../schema.ts'
import { type Due, type EncounterDraft, leave, left, newEncounter, prescribed } from './steps.ts'

const AT = 1_796_826_060_000
const hex = (n: number) => `018f0000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
function ids() {
  let count = 100
  return () => hex((count += 1))
}
const fresh = (change: Partial<EncounterDraft> = {}): EncounterDraft => ({
  ...newEncounter(
    {
      encounterId: hex(1),
      personId: hex(2),
      shiftId: hex(3),
      areaId: hex(4),
      stopId: hex(5),
      stopName: '北环涵洞',
      station: { id: hex(6), name: '云川市救助站' },
    },
    AT,
  ),
  ...change,
})
const schemas: Record<string, { parse(form: unknown): unknown }> = {
  'patrol.meet-person': forms.meetPersonForm,
  'patrol.correct-encounter': forms.correctEncounterForm,
  'patrol.add-photos': forms.addPhotosForm,
  'patrol.offer-help': forms.offerHelpForm,
  'patrol.persuade': forms.persuadeForm,
  'patrol.give-goods': forms.giveGoodsForm,
  'patrol.take-step': forms.takeStepForm,
  'patrol.start-escort': forms.startEscortForm,
}
/** As the engine sends it: photos stand in their field. */
const sentForm = (due: Due) => ({ ...due.form, ...(due.photos ? { [due.photos.field]: due.photos.ids } : {}) })
const keys = (due: readonly Due[]) => due.map((each) => each.key)

const groups = ['disabled', 'minor', 'aged', 'immobile', 'capable', 'unclear'] as const
const anyDraft: fc.Arbitrary<EncounterDraft> = fc
  .record({
    groups: fc.subarray([...groups]),
    signs: fc.subarray(['mental', 'critical', 'drunk', 'injured'] as const),
    withMinor: fc.boolean(),
    coercionSuspected: fc.boolean(),
    infantUsed: fc.boolean(),
    guardianThere: fc.constantFrom('yes', 'no', 'unclear', null),
    told: fc.constantFrom('accepted', 'refused', 'cannot-answer', null),
    photos: fc.subarray([hex(11), hex(12)]),
    look: fc.constantFrom('', '  ', '灰棉袄'),
    age: fc.constantFrom('child', 'old', null),
    sexSeen: fc.constantFrom('male', 'female', null),
    goods: fc.constantFrom({}, { quilt: 1, food: 2 }, { card: 1 }),
    hospital: fc.constantFrom('', '云川市第二医院'),
    taps: fc.array(
      fc.constantFrom<StepKey>(
        'call-emergency',
        'hospital',
        'tell-station',
        'tell-police',
        'take-evidence',
        'escort',
        'persuade',
      ),
    ),
  })
  .map(({ taps, ...rest }) =>
    fresh({
      ...(rest as Partial<EncounterDraft>),
      toldAt: rest.told ? AT + 1 : null,
      taken: Object.fromEntries(taps.map((key, at) => [key, AT + 10 + at])),
    }),
  )

describe('the records of one encounter', () => {
  test('whatever was tapped, every record is a form that the house takes', () => {
    fc.assert(
      fc.property(anyDraft, fc.constantFrom(2 as const, 3 as const, 4 as const), (draft, page) => {
        for (const due of leave(draft, page, AT + 60_000, ids()).due) schemas[due.door]?.parse(sentForm(due))
      }),
    )
  })

  test('at the place of a report, which is a stop of this night alone, the place is told in words', () => {
    const placeTold = (change: Partial<EncounterDraft>) =>
      leave(fresh({ groups: ['aged'], told: 'refused', toldAt: AT, ...change }), 2, AT + 60_000, ids()).due[0]?.form['place']
    const point = { lat: 30.0179, lng: 110.0151, source: 'device' } as const
    expect(placeTold({ spotName: '汽车站候车厅外' })).toEqual({ source: 'words', words: '汽车站候车厅外' })
    expect(placeTold({ spotName: '汽车站候车厅外', place: point })).toEqual({ ...point, words: '汽车站候车厅外' })
    expect(placeTold({ spotName: '汽车站候车厅外', place: { source: 'words', words: '东侧长椅' } })).toMatchObject({
      words: '东侧长椅',
    })
    expect(placeTold({})).toBeUndefined()
  })

  test('what is certain is recorded when the second page is left: the person first, then all that names the encounter', () => {
    const draft = fresh({
      groups: ['unclear'],
      signs: ['drunk'],
      told: 'cannot-answer',
      toldAt: AT + 40,
      photos: [hex(11)],
      taken: { 'call-emergency': AT + 30 },
    })
    const { due } = leave(draft, 2, AT + 60_000, ids())
    expect(keys(due)).toEqual(['meet', 'photos:0', 'told:0', 'step:call-emergency'])
    expect(due[0]).toMatchObject({ title: '北环涵洞，说不准，醉酒', occurredAt: AT, form: { encounterId: hex(1), known: false } })
    expect(due[3]).toMatchObject({ occurredAt: AT + 30, form: { step: 'emergency-called' } })
  })

  test('the person stands before everything else in every case', () => {
    fc.assert(
      fc.property(anyDraft, (draft) => {
        expect(leave(draft, 4, AT + 60_000, ids()).due[0]?.door).toBe('patrol.meet-person')
      }),
    )
  })

  test('a page that is recorded once more, since the phone died in between, gives the same records with the same ids', () => {
    fc.assert(
      fc.property(anyDraft, (draft) => {
        const make = ids()
        const first = leave(draft, 3, AT + 60_000, make)
        const again = leave(first.draft, 3, AT + 60_000, make)
        expect(again.due).toEqual(first.due)
      }),
    )
  })

  test('what was recorded is not recorded again, on whatever page', () => {
    fc.assert(
      fc.property(anyDraft, (draft) => {
        const make = ids()
        let now = draft
        const all: Due[] = []
        for (const page of [2, 3, 4, 2, 4] as const) {
          const step = leave(now, page, AT + 60_000, make)
          all.push(...step.due)
          now = left(step.draft, step.due)
        }
        expect(new Set(all.map((each) => each.id)).size).toBe(all.length)
        expect(new Set(keys(all)).size).toBe(all.length)
        expect(keys(all).sort()).toEqual(keys(leave(draft, 4, AT + 60_000, ids()).due).sort())
      }),
    )
  })

  test('what is seen differently later is a correction, not a second person', () => {
    const make = ids()
    const first = leave(fresh({ groups: ['aged'] }), 2, AT + 10, make)
    const kept = left(first.draft, first.due)
    const changed = leave({ ...kept, groups: ['aged', 'disabled'] }, 2, AT + 20, make)
    expect(keys(changed.due)).toEqual(['correct:0'])
    expect(changed.due[0]?.form).toMatchObject({ encounterId: hex(1), groups: ['aged', 'disabled'] })
  })

  test('an answer that changes is a second answer; the first stays', () => {
    const make = ids()
    const first = leave(fresh({ told: 'refused', toldAt: AT + 1 }), 2, AT + 10, make)
    const kept = left(first.draft, first.due)
    expect(keys(leave({ ...kept, told: 'accepted', toldAt: AT + 9 }, 2, AT + 20, make).due)).toEqual(['told:1'])
  })

  test('refused: the persuasion is recorded with its words when the third page is left', () => {
    const draft = fresh({
      groups: ['capable'],
      told: 'refused',
      toldAt: AT,
      persuasion: '说明天再看',
      taken: { persuade: AT + 5 },
    })
    expect(keys(leave(draft, 2, AT + 60_000, ids()).due)).not.toContain('step:persuade')
    const persuaded = leave(draft, 3, AT + 60_000, ids()).due.find((each) => each.key === 'step:persuade')
    expect(persuaded).toMatchObject({ door: 'patrol.persuade', form: { contactGiven: true, words: '说明天再看' } })
  })

  test('what was not tapped is not told as a no; what was told is taken back by a no', () => {
    const make = ids()
    const first = leave(fresh({ withMinor: true }), 2, AT, make)
    expect(first.due[0]?.form).toMatchObject({ withMinor: true })
    expect(first.due[0]?.form).not.toHaveProperty('infantUsed')
    const kept = left(first.draft, first.due)
    const changed = leave({ ...kept, withMinor: false }, 2, AT, make)
    expect(changed.due[0]).toMatchObject({ key: 'correct:0', form: { withMinor: false } })
    expect(leave(left(changed.draft, changed.due), 2, AT, make).due).toEqual([])
  })

  test('an escort says where to: a body of the house by its id, another by its name', () => {
    const willing = { groups: ['aged'] as const, told: 'accepted' as const, toldAt: AT, taken: { escort: AT + 1 } }
    const escort = (change: Partial<EncounterDraft>) => leave(fresh({ ...willing, ...change }), 4, AT, ids()).due.at(-1)
    expect(escort({})).toMatchObject({ form: { toId: hex(6) }, aim: { kind: 'station', name: '云川市救助站' } })
    expect(escort({ station: null })).toMatchObject({ form: { toName: '救助站' } })
    const hospital = { signs: ['critical'] as const, taken: { hospital: AT + 1 } }
    expect(escort({ ...hospital, hospital: '市二院' })).toMatchObject({ form: { toName: '市二院' }, aim: { kind: 'hospital' } })
    expect(escort({ ...hospital, hospital: '市二院', hospitalId: hex(9) })?.form).toMatchObject({ toId: hex(9) })
  })

  test('a second gift is recorded by what was added', () => {
    const make = ids()
    const first = leave(fresh({ goods: { food: 1 } }), 3, AT, make)
    const kept = left(first.draft, first.due)
    const more = leave({ ...kept, goods: { food: 3, quilt: 1 } }, 3, AT, make).due[0]
    expect(more?.form['goods']).toEqual([
      { item: 'food', count: 2 },
      { item: 'quilt', count: 1 },
    ])
  })

  test('a step that is not prescribed any more is not recorded', () => {
    const draft = fresh({ groups: ['capable'], told: 'refused', toldAt: AT, taken: { escort: AT + 1 } })
    expect(keys(leave(draft, 4, AT + 60_000, ids()).due)).not.toContain('step:escort')
  })

  test('an answer is the step of asking taken', () => {
    const ask = prescribed(fresh({ groups: ['aged'], told: 'accepted', toldAt: AT + 7 }))[0]?.steps[0]
    expect(ask).toMatchObject({ key: 'ask', done: AT + 7 })
  })
})
