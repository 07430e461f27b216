import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LedgerFact } from '#kernel/ledger.ts'
import { isRefusal } from '#kernel/refusal.ts'
import type { FileRow, PersonDescription, PersonRow } from '#modules/people-and-cases/index.ts'
import { abilityOf, notAcceptable, notFreeToGo, notRefusable, notTakenBack, type Reception, wayBack } from './rules.ts'
import { giveBack, type KeptItem } from './rules-belongings.ts'
import { isLocal, type SaidOfPerson, tell, type Told } from './rules-person.ts'
import { signsWith, treatFirst } from './rules-triage.ts'
import { lackingForAcceptance, outstanding, safetyOf, stepsOf } from './rules-steps.ts'
import { clean } from './rules-text.ts'
import type { RefuseForm } from './schema-end.ts'
import { refusalGrounds, type RefusalGround, triageSigns } from './words.ts'

const AT = Date.parse('2026-12-09T02:31:00+08:00')
const subject = { kind: 'person', id: 'p', ownerPath: '99.' }

function fact(name: string, value: Record<string, unknown> = {}, more: Partial<LedgerFact> = {}): LedgerFact {
  const about = name.startsWith('person.') ? 'p' : 'f'
  return {
    id: `${name}:${Math.abs(JSON.stringify(value).length)}`,
    subject: { kind: about === 'p' ? 'person' : 'rescue-file', id: about, ownerPath: '99.' },
    name,
    v: 1,
    value,
    occurredAt: AT,
    recordedAt: AT,
    recordedBy: 'clerk',
    action: 'a',
    ...more,
  }
}

function reception(description: PersonDescription, facts: LedgerFact[] = [], file: Partial<FileRow> = {}): Reception {
  return {
    file: {
      id: 'f',
      personId: 'p',
      no: '云救 2026-0001',
      stationId: 's',
      ownerPath: '99.',
      state: 'asked',
      arrival: 'self',
      arrivedAt: AT,
      acceptedAt: null,
      leftAt: null,
      leftKind: null,
      ...file,
    },
    person: { id: 'p', ownerPath: '99.', description } as PersonRow,
    facts,
  }
}

const telling = (
  before: PersonDescription | null = null,
  identity: PersonRow['identity'] = 'unknown',
  facts: LedgerFact[] = [],
) => ({
  subject,
  before: before === null ? null : { identity, description: before },
  facts,
  stationDivision: '999901',
  at: AT,
  on: '2026-12-09',
})
const say = (said: SaidOfPerson, at = telling()) => {
  const told = tell(said, at)
  if (isRefusal(told)) throw new Error(told.code)
  return told
}
const factOf = (told: Told, name: string) => told.facts.find((each) => each.name === name)?.value

describe('what a guest says', () => {
  test('without a name and a number the identity is unknown', () => {
    expect(factOf(say({}), 'person.identity-stated')).toEqual({ status: 'unknown' })
  })

  test('a name said makes the identity claimed, not verified', () => {
    expect(say({ writtenName: '李国富' }).identity).toBe('claimed')
  })

  test('a sound number seen on the card verifies', () => {
    expect(say({ writtenName: '李国富', idNumber: '999921195401011718', identityProof: 'card-seen' }).warnings).toContain(
      'id-check',
    )
  })

  test('a number with a wrong check digit is kept as stated with a warning', () => {
    const told = say({ idNumber: '999921195401011710' })
    expect(told.description.idNumber).toBe('999921195401011710')
    expect(told.warnings).toContain('id-check')
  })

  test('a number with an impossible date never tells a birth', () => {
    const told = say({ idNumber: '999921195402301710' })
    expect(told.description.birthDate).toBeUndefined()
    expect(told.description.idNumber).toBe('999921195402301710')
  })

  test('not knowing does not take the place of what is known', () => {
    const told = say({ writtenName: { unknown: 'refused' } }, telling({ writtenName: '李国富' }, 'claimed'))
    expect(told.description.writtenName).toBe('李国富')
  })

  test('what was struck out as wrong goes from the description and stays as a claim', () => {
    const told = say({ struck: ['writtenName'] }, telling({ writtenName: '李国富' }, 'claimed'))
    expect(told.description.writtenName).toBeUndefined()
    expect(told.claims).toContainEqual({ kind: 'struck', content: { writtenName: '李国富' } })
  })

  test('an age seen does not take the place of a known year', () => {
    const told = say({ ageSeenMin: 60, ageSeenMax: 70 }, telling({ birthYear: 1954 }, 'claimed'))
    expect(told.description.birthYear).toBe(1954)
    expect(told.description.ageSeenMin).toBeUndefined()
    expect(told.warnings).toContain('birth-kept')
  })

  test('a date of birth takes the place of an age seen', () => {
    const told = say({ birthDate: '1954-03-05' }, telling({ ageSeenMin: 60, ageSeenMax: 70, ageSeenAt: AT }, 'unknown'))
    expect(told.description).toEqual({ birthDate: '1954-03-05' })
  })

  test('a verified name is not overwritten by what is said, which is found again as a name heard', () => {
    const told = say({ writtenName: '李福' }, telling({ writtenName: '李国富' }, 'verified'))
    expect(told.description.writtenName).toBe('李国富')
    expect(told.description.heardNames).toEqual(['李福'])
    expect(told.identity).toBe('verified')
  })

  test('a birth in the future is refused', () => {
    expect(tell({ birthDate: '2026-12-10' }, telling())).toMatchObject({ code: 'INTAKE.BIRTH_FUTURE' })
  })

  test('ages the wrong way round are put in order', () => {
    expect(say({ ageSeenMin: 70, ageSeenMax: 60 }).description).toMatchObject({ ageSeenMin: 60, ageSeenMax: 70 })
  })

  test('relatives named before are not dropped by naming others', () => {
    const told = say(
      { kin: [{ name: '李秋云', relation: '女儿' }] },
      telling({ kin: [{ name: '王兰', relation: '妻子' }] }, 'claimed'),
    )
    expect(told.description.kin?.map((one) => one.name)).toEqual(['王兰', '李秋云'])
  })

  test('the register is local when it lies in the station’s city, and a municipality is one city', () => {
    expect(isLocal('999921', '999901')).toBe(true)
    expect(isLocal('990121', '999901')).toBe(false)
    expect(isLocal('310230', '310101')).toBe(true)
    expect(isLocal('999921', null)).toBeUndefined()
  })

  const words = fc.record(
    {
      writtenName: fc.oneof(fc.string({ minLength: 1, maxLength: 20 }), fc.constant({ unknown: 'not-asked' as const })),
      heardNames: fc.array(fc.string({ minLength: 1, maxLength: 8 }), { maxLength: 4 }),
      sex: fc.constantFrom('male' as const, 'female' as const),
      birthYear: fc.integer({ min: 1900, max: 2026 }),
      ageSeenMin: fc.integer({ min: 0, max: 100 }),
      ageSeenMax: fc.integer({ min: 0, max: 100 }),
      ethnicity: fc.constantFrom('汉族', '苗族'),
    },
    { requiredKeys: [] },
  )

  test('saying the same thing twice changes nothing', () => {
    fc.assert(
      fc.property(words, (said) => {
        const once = say(said as SaidOfPerson)
        const twice = say(said as SaidOfPerson, telling(once.description, once.identity))
        expect(twice.changed).toBe(false)
        expect(twice.facts).toEqual([])
        expect(twice.claims).toEqual([])
      }),
    )
  })

  test('everything said anew is in a claim, whatever becomes of the description', () => {
    fc.assert(
      fc.property(words, words, (first, second) => {
        const before = say(first as SaidOfPerson)
        const after = say(second as SaidOfPerson, telling(before.description, 'verified'))
        const claimed = Object.assign({}, ...after.claims.map((claim) => claim.content)) as Record<string, unknown>
        for (const key of ['writtenName', 'sex', 'birthYear', 'ethnicity'] as const) {
          if (second[key] === undefined || JSON.stringify(second[key]) === JSON.stringify(before.description[key])) continue
          expect(claimed[key]).toEqual(second[key])
        }
      }),
    )
  })
})

describe('the steps of a reception', () => {
  test('nothing is accepted before the safety check', () => {
    expect(notAcceptable([fact('intake.asked')])).toMatchObject({ code: 'INTAKE.SAFETY_FIRST' })
  })

  test('a check put off for the sake of treatment does not hold up acceptance', () => {
    expect(notAcceptable([fact('intake.safety-deferred'), fact('intake.registered')])).toBeUndefined()
  })

  test('who refuses the check is not accepted until it is done', () => {
    const facts = [fact('intake.registered'), fact('intake.safety-refused')]
    expect(notAcceptable(facts)).toMatchObject({ code: 'INTAKE.SAFETY_REFUSED' })
    expect(notAcceptable([...facts, fact('intake.safety-checked')])).toBeUndefined()
  })

  test('a handover is owed when the police bring somebody, and late once help was given without it', () => {
    const asked = fact('intake.asked', { arrival: 'police' })
    expect(stepsOf([asked]).handover).toBe('open')
    expect(stepsOf([asked, fact('intake.accepted')]).handover).toBe('late')
    expect(stepsOf([fact('intake.asked', { arrival: 'self' })]).handover).toBe('not-needed')
  })

  test('the order of recording does not change what is lacking', () => {
    const facts = [
      fact('intake.asked'),
      fact('intake.registered'),
      fact('intake.safety-checked'),
      fact('intake.triaged', { decision: 'go-on' }),
    ]
    fc.assert(
      fc.property(fc.shuffledSubarray(facts, { minLength: 4 }), (shuffled) => {
        expect(lackingForAcceptance(shuffled)).toEqual([])
        expect(safetyOf(shuffled)).toBe('checked')
      }),
    )
  })

  test('fever is a sign by the thermometer, and alone it sends nobody away', () => {
    expect(signsWith([], 38.6)).toEqual(['fever'])
    expect(treatFirst(['fever'])).toBe('go-on')
    expect(treatFirst(['unconscious', 'drugs'])).toBe('hospital')
  })
})

describe('belongings', () => {
  const things = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 20 })), { minLength: 1, maxLength: 8 })
    .map((pairs) =>
      pairs.map(
        ([quantity, returned], index): KeptItem => ({ id: `t${index}`, quantity, returned: Math.min(returned, quantity) }),
      ),
    )

  test('giving everything back leaves nothing, and a second time there is nothing to give', () => {
    fc.assert(
      fc.property(things, (items) => {
        const lines = giveBack(items, undefined)
        if (isRefusal(lines)) return
        const after = items.map((item) => ({
          ...item,
          returned: item.returned + (lines.find((line) => line.itemId === item.id)?.quantity ?? 0),
        }))
        expect(after.every((item) => item.returned === item.quantity)).toBe(true)
        expect(giveBack(after, undefined)).toMatchObject({ code: 'INTAKE.NOTHING_KEPT' })
      }),
    )
  })

  test('never more goes out than is there', () => {
    fc.assert(
      fc.property(
        things,
        fc.array(fc.record({ itemId: fc.constantFrom('t0', 't1', 't9'), quantity: fc.integer({ min: 1, max: 30 }) }), {
          minLength: 1,
        }),
        (items, lines) => {
          const out = giveBack(items, lines)
          if (isRefusal(out)) return
          for (const line of out) {
            const item = items.find((each) => each.id === line.itemId) as KeptItem
            expect(line.quantity).toBeLessThanOrEqual(item.quantity - item.returned)
          }
        },
      ),
    )
  })

  test('what is kept and not settled is outstanding', () => {
    expect(
      outstanding([fact('intake.belongings-kept', { items: ['a', 'b'] }), fact('intake.belongings-returned', { items: ['a'] })]),
    ).toEqual(['b'])
  })
})

describe('refusing help', () => {
  const form = (ground: RefusalGround, explanation = '本人有工资，已订旅馆'): RefuseForm => ({
    fileId: 'f',
    ground,
    explanation,
    approvedBy: '吴爱华',
    delivery: 'signed',
  })
  const adult: PersonDescription = { birthYear: 1985 }

  test('a minor is never refused, whatever the ground', () => {
    for (const ground of Object.keys(refusalGrounds) as RefusalGround[])
      expect(notRefusable(reception({ birthDate: '2012-05-01' }), form(ground), AT)).toMatchObject({
        code: 'INTAKE.CANNOT_REFUSE',
      })
  })

  test('nobody is refused while it cannot be told whether they are a minor', () => {
    expect(notRefusable(reception({}), form('can-provide'), AT)).toMatchObject({ code: 'INTAKE.AGE_UNKNOWN' })
    expect(notRefusable(reception({ ageSeenMin: 16, ageSeenMax: 20, ageSeenAt: AT }), form('can-provide'), AT)).toMatchObject({
      code: 'INTAKE.AGE_UNKNOWN',
    })
  })

  test('the aged and the disabled are not refused for what they cannot tell', () => {
    expect(notRefusable(reception({ birthYear: 1954 }), form('refuses-information'), AT)).toMatchObject({
      code: 'INTAKE.CANNOT_REFUSE',
    })
    expect(
      notRefusable(reception(adult, [fact('person.condition-noted', { kinds: ['hearing'] })]), form('refuses-information'), AT),
    ).toMatchObject({ code: 'INTAKE.CANNOT_REFUSE' })
  })

  test('who cannot speak or answer is not refused', () => {
    for (const facts of [
      [fact('intake.triaged', { decision: 'go-on', signs: ['speechless'] })],
      [fact('person.condition-noted', { kinds: ['speech'] })],
      [fact('person.condition-noted', { capacity: 'none' })],
    ])
      expect(notRefusable(reception(adult, facts), form('can-provide'), AT)).toMatchObject({ code: 'INTAKE.CANNOT_REFUSE' })
  })

  test('having come before is never a ground, however it is worded', () => {
    for (const words of ['此人多次求助', '一个月内来过两次', '第三次来站', '重复救助人员'])
      expect(notRefusable(reception(adult), form('not-eligible', words), AT)).toMatchObject({ code: 'INTAKE.REPEAT_NO_GROUND' })
  })

  test('a capable adult who can pay for a bed may be refused', () => {
    expect(notRefusable(reception(adult), form('can-provide'), AT)).toBeUndefined()
  })

  test('refusing the check is a ground only when it was written down', () => {
    expect(notRefusable(reception(adult), form('refuses-check'), AT)).toMatchObject({ code: 'INTAKE.GROUND_NOT_SHOWN' })
    expect(notRefusable(reception(adult, [fact('intake.safety-refused')]), form('refuses-check'), AT)).toBeUndefined()
  })

  test('belongings go back before the notice', () => {
    expect(
      notRefusable(reception(adult, [fact('intake.belongings-kept', { items: ['a'] })]), form('can-provide'), AT),
    ).toMatchObject({ code: 'INTAKE.BELONGINGS_FIRST' })
  })

  test('more signs never make somebody refusable', () => {
    const signs = Object.keys(triageSigns)
    fc.assert(
      fc.property(
        fc.subarray(signs),
        fc.subarray(signs),
        fc.constantFrom(...(Object.keys(refusalGrounds) as RefusalGround[])),
        (some, more, ground) => {
          const asked = (list: string[]) =>
            notRefusable(
              reception(adult, [fact('intake.triaged', { signs: list }), fact('intake.safety-refused')]),
              form(ground),
              AT,
            )
          if (asked(some)) expect(asked([...new Set([...some, ...more])])).toBeDefined()
        },
      ),
    )
  })
})

describe('going and coming back', () => {
  test('a child under sixteen does not walk away alone', () => {
    const child = reception({ birthDate: '2012-05-01' })
    expect(notFreeToGo(child, {}, AT)).toMatchObject({ code: 'INTAKE.MAY_NOT_GO_ALONE' })
    expect(notFreeToGo(child, { collectedBy: '母亲 李某' }, AT)).toBeUndefined()
  })

  test('a capable adult goes when they like', () => {
    expect(notFreeToGo(reception({ birthYear: 1985 }), {}, AT)).toBeUndefined()
  })

  test('who left without leave comes back into the same episode within thirty days', () => {
    const left = reception({}, [], { state: 'left', leftKind: 'absconded', leftAt: AT }).file
    expect(notTakenBack(left, AT + 29 * 86_400_000)).toBeUndefined()
    expect(notTakenBack(left, AT + 31 * 86_400_000)).toMatchObject({ code: 'INTAKE.LEFT_LONG_AGO' })
  })

  test('who was taken home by family asks anew, and the dead do not come back', () => {
    expect(notTakenBack(reception({}, [], { state: 'left', leftKind: 'family', leftAt: AT }).file, AT)).toMatchObject({
      code: 'INTAKE.NEW_RECEPTION',
    })
    expect(notTakenBack(reception({}, [], { state: 'left', leftKind: 'died', leftAt: AT }).file, AT)).toMatchObject({
      code: 'INTAKE.DIED',
    })
  })

  test('nobody is shown a way back for the dead; who left long ago is received anew', () => {
    const back = (leftKind: string, days: number) =>
      wayBack(reception({}, [], { state: 'left', leftKind, leftAt: AT }).file, AT + days * 86_400_000)
    expect(back('died', 1)).toBeNull()
    expect(back('absconded', 1)).toBe('same-file')
    expect(back('absconded', 31)).toBe('new-reception')
    expect(back('family', 1)).toBe('new-reception')
    expect(wayBack(reception({}, [], { state: 'in' }).file, AT)).toBeNull()
  })

  test('what a person is able to answer for does not depend on unrelated facts', () => {
    expect(abilityOf(reception({ birthYear: 1985 }, [fact('intake.asked'), fact('intake.registered')]), AT).level).toBe('full')
  })
})

test('cleaning a text keeps rare characters and emoji, and drops what breaks a database', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const cleaned = clean({ name: text }).name
      expect(cleaned.includes('\u0000')).toBe(false)
      expect(cleaned.isWellFormed()).toBe(true)
      expect(clean(cleaned)).toBe(cleaned)
    }),
  )
  expect(clean('𠮷田😀\u0000龘')).toBe('𠮷田😀龘')
})
