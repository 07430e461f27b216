import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Guidance, guidanceFor, nextStep, type Seen, stepDoors, type StepKey, type Told } from './guidance.ts'

const groups = ['disabled', 'minor', 'aged', 'immobile', 'capable', 'unclear'] as const
const signs = ['mental', 'critical', 'drunk', 'injured'] as const
const tolds: (Told | null)[] = [null, 'accepted', 'refused', 'cannot-answer']
const seenAny: fc.Arbitrary<Seen> = fc.record(
  {
    groups: fc.subarray([...groups]),
    signs: fc.subarray([...signs]),
    withMinor: fc.boolean(),
    coercionSuspected: fc.boolean(),
    infantUsed: fc.boolean(),
    guardianThere: fc.constantFrom(true, false, null),
  },
  { requiredKeys: [] },
)
const toldAny = fc.constantFrom(...tolds)
const keysOf = (guidance: Guidance[]) => guidance.map((each) => each.key)
const doorsOf = (guidance: Guidance[]) => guidance.flatMap((each) => each.steps.map((one) => one.door))
const holds = (says: (seen: Seen, told: Told | null, guidance: Guidance[]) => void) =>
  fc.assert(fc.property(seenAny, toldAny, (seen, told) => says(seen, told, guidanceFor(seen, told, {}))))

const groupSets: readonly (readonly (typeof groups)[number][])[] = [
  ...groups.map((each) => [each]),
  [],
  ['aged', 'capable'],
  ['minor', 'disabled'],
]

/** Every combination there is, not a sample: 9 sets of groups × 16 of signs × 24 answers about children × 4 answers. */
function everything(): { seen: Seen; told: Told | null }[] {
  const all: { seen: Seen; told: Told | null }[] = []
  for (const group of groupSets)
    for (let set = 0; set < 16; set += 1)
      for (const withMinor of [true, false])
        for (const coercionSuspected of [true, false])
          for (const infantUsed of [true, false])
            for (const guardianThere of [true, false, null])
              for (const told of tolds)
                all.push({
                  seen: {
                    groups: group,
                    signs: signs.filter((_sign, index) => (set & (1 << index)) !== 0),
                    withMinor,
                    coercionSuspected,
                    infantUsed,
                    guardianThere,
                  },
                  told,
                })
  return all
}

describe('what the policy prescribes at an encounter', () => {
  test('whatever is seen and answered, somebody knows what to do next', () => {
    const helpless = everything().filter(({ seen, told }) => {
      const guidance = guidanceFor(seen, told, {})
      return nextStep(guidance) === null || guidance.some((each) => each.steps.length === 0)
    })
    expect(helpless).toEqual([])
  })

  test('nothing seen yet is still guidance: ask', () => {
    expect(nextStep(guidanceFor({}, null, {}))?.key).toBe('ask')
  })

  test('suspected mental illness, critical, drunk: the emergency service stands before everything', () =>
    holds((seen, told, guidance) => {
      const urgent = (seen.signs ?? []).some((each) => each !== 'injured')
      expect(guidance[0]?.key === 'emergency').toBe(urgent)
      if (!urgent) return
      expect(nextStep(guidance)).toMatchObject({ key: 'call-emergency', tel: 'emergency' })
      const free = told === 'refused' && seen.groups?.includes('capable') && !seen.groups.includes('minor')
      const expected = ['call-emergency', ...(free ? [] : ['hospital']), 'tell-station']
      expect(guidance[0]?.steps.map((each) => each.key)).toEqual(expected)
      expect(guidance[0]?.citation).toMatchObject({ clause: 's2.12.emergency', assumed: true })
    }))

  test('danger before children, children before persuasion', () =>
    holds((_seen, _told, guidance) => {
      const rank = { danger: 0, child: 1, help: 2 }
      const ranks = guidance.map((each) => rank[each.tone])
      expect(ranks).toEqual([...ranks].sort())
      if (keysOf(guidance).includes('refused')) expect(keysOf(guidance).at(-1)).toBe('refused')
    }))

  /** Who is hurt and critical is treated as critical: the same call. Who is known is not "cannot tell". */
  const instead: Record<string, (both: Seen, shown: string[]) => boolean> = {
    injured: (_both, shown) => shown.includes('emergency'),
    unclear: (both) => (both.groups ?? []).length > 0,
    capable: (both) => (both.groups ?? []).includes('minor'),
  }
  test('nothing hides another: what one sign prescribes stays whatever else is seen', () => {
    fc.assert(
      fc.property(seenAny, seenAny, toldAny, (one, other, told) => {
        const both: Seen = {
          groups: [...new Set([...(one.groups ?? []), ...(other.groups ?? [])])],
          guardianThere: one.guardianThere ?? null,
          signs: [...new Set([...(one.signs ?? []), ...(other.signs ?? [])])],
          withMinor: one.withMinor === true || other.withMinor === true,
          coercionSuspected: one.coercionSuspected === true || other.coercionSuspected === true,
          infantUsed: one.infantUsed === true || other.infantUsed === true,
        }
        const shown = keysOf(guidanceFor(both, told, {}))
        // Who is hurt and critical is treated as critical: the same call.
        for (const key of keysOf(guidanceFor(one, told, {})))
          expect(shown.includes(key) || instead[key]?.(both, shown)).toBe(true)
      }),
    )
  })

  test('the capable are asked for consent before anybody escorts them', () => {
    for (const { seen, told } of everything()) {
      if (!seen.groups?.includes('capable')) continue
      const guidance = guidanceFor(seen, told, {})
      expect(guidance.some((each) => each.key === 'capable' && each.steps[0]?.key === 'ask')).toBe(true)
      if (told !== 'accepted') expect(guidance.flatMap((each) => each.steps.map((one) => one.key))).not.toContain('escort')
    }
  })

  test('nothing recommends to take along somebody capable who refuses', () => {
    for (const { seen, told } of everything()) {
      if (!seen.groups?.includes('capable') || told !== 'refused') continue
      for (const each of guidanceFor(seen, told, {}))
        for (const one of each.steps) {
          expect(['patrol.start-escort', 'handovers.prepare']).not.toContain(one.door)
          expect(one.words).not.toMatch(/护送|送医|进站/)
        }
    }
  })

  test('disabled, aged, immobile: ask and escort with a written handover, when they need it', () => {
    for (const group of ['disabled', 'aged', 'immobile'] as const) {
      const guidance = guidanceFor({ groups: [group] }, 'accepted', {})
      expect(guidance[0]?.steps.map((each) => each.key)).toEqual(['ask', 'escort', 'handover'])
    }
  })

  test('a minor without guardian is brought to the station by the police, whatever is answered', () => {
    for (const told of tolds)
      for (const guardianThere of [false, null]) {
        const alone = guidanceFor({ groups: ['minor'], guardianThere }, told, {}).find((each) => each.key === 'child-alone')
        expect(alone?.steps.map((each) => each.key)).toEqual(['tell-police', 'escort', 'handover'])
        expect(alone?.citation).toMatchObject({ clause: 's0.minor-station', assumed: true })
      }
    expect(keysOf(guidanceFor({ groups: ['minor'], guardianThere: true }, null, {}))).toEqual(['vulnerable'])
  })

  test('with a minor, or coercion suspected: the police investigate', () => {
    for (const seen of [{ withMinor: true }, { coercionSuspected: true }, { infantUsed: true }] as Seen[]) {
      const [first] = guidanceFor(seen, null, {})
      expect(first?.steps.some((each) => each.key === 'tell-police' && each.tel === 'police')).toBe(true)
      expect(first?.citation).toMatchObject({ clause: 's2.12.police', term: '1 小时内', assumed: true })
    }
  })

  test('an infant used for begging: evidence on the spot comes first', () => {
    expect(nextStep(guidanceFor({ infantUsed: true }, null, {}))?.key).toBe('take-evidence')
  })

  test('who refuses is told where help is, the persuasion is logged, food and clothing given', () =>
    holds((_seen, told, guidance) => {
      const refused = guidance.find((each) => each.key === 'refused')
      expect(!!refused).toBe(told === 'refused')
      if (!refused) return
      expect(refused.steps.map((each) => each.key)).toEqual(['persuade', 'give-goods'])
      expect(refused.steps[0]?.form).toMatchObject({ contactGiven: true })
    }))

  test('who cannot answer has neither consented nor refused', () => {
    const shown = keysOf(guidanceFor({ groups: ['unclear'] }, 'cannot-answer', {}))
    expect(shown).toEqual(['unclear', 'cannot-answer'])
  })

  test('order is total and the same for the same answers, in whatever order signs were tapped', () =>
    holds((seen, told, guidance) => {
      const turned = { ...seen, ...(seen.signs ? { signs: [...seen.signs].reverse() } : {}) }
      expect(guidanceFor(turned, told, {})).toEqual(guidance)
      expect(new Set(keysOf(guidance)).size).toBe(guidance.length)
    }))

  test('each door of a step exists, and none stands twice in one prescription', () =>
    holds((_seen, _told, guidance) => {
      for (const door of doorsOf(guidance)) expect(stepDoors).toContain(door)
      for (const each of guidance) expect(new Set(each.steps.map((one) => one.key)).size).toBe(each.steps.length)
    }))

  test('a step taken is ticked wherever it stands, with its own time, and is not the next', () => {
    fc.assert(
      fc.property(seenAny, toldAny, fc.integer({ min: 1, max: 2 ** 41 }), (seen, told, at) => {
        const first = nextStep(guidanceFor(seen, told, {}))?.key as StepKey
        const after = guidanceFor(seen, told, { [first]: at })
        for (const each of after) for (const one of each.steps) expect(one.done).toBe(one.key === first ? at : null)
        expect(nextStep(after)?.key).not.toBe(first)
      }),
    )
  })

  test('steps are taken one after the other until nothing is left', () => {
    fc.assert(
      fc.property(seenAny, toldAny, (seen, told) => {
        const taken: Partial<Record<StepKey, number>> = {}
        for (let count = 0; count < 30; count += 1) {
          const next = nextStep(guidanceFor(seen, told, taken))
          if (!next) return
          taken[next.key] = count + 1
        }
        expect.unreachable('the steps have no end')
      }),
    )
  })
})

test('the terms said on the phone are those of the policy packs', () => {
  const words: Record<string, string> = { PT1H: '1 小时内', PT4H: '4 小时内到站', P0D: '当天' }
  const clauses = ['county/service-quality-action', 'jiamusi/departments-duties'].flatMap(
    (folder) => (parse(readFileSync(`policies/${folder}/pack.yaml`, 'utf8')) as { clauses: Clause[] }).clauses,
  )
  interface Clause {
    id: string
    parameters?: { term?: { assumed?: boolean; values: { value: string }[] } }
  }
  const cited = new Map(
    everything().flatMap(({ seen, told }) =>
      guidanceFor(seen, told, {}).map(({ citation }) => [JSON.stringify(citation), citation] as const),
    ),
  )
  expect(cited.size).toBeGreaterThan(4)
  for (const citation of cited.values()) {
    if (citation.clause === null) continue
    const term = clauses.find((each) => each.id === citation.clause)?.parameters?.term
    expect(citation.assumed).toBe(term?.assumed ?? false)
    expect(citation.term).toBe(term ? words[term.values.at(-1)?.value ?? ''] : null)
  }
})
