import { describe, expect, test } from 'vitest'
import { SUBJECT_KINDS, allFacts, factDef, parseFactValue } from './index.ts'

describe('the catalogue of facts', () => {
  test('every fact is named room.past-participle, has a Chinese title and a subject to sit on', () => {
    for (const def of allFacts()) {
      expect(def.name).toMatch(/^[a-z-]+\.[a-z-]+$/)
      expect(def.title).toMatch(/\p{Script=Han}/u)
      expect(def.kinds.length).toBeGreaterThan(0)
      for (const kind of def.kinds) expect(SUBJECT_KINDS).toContain(kind)
    }
  })

  test('every field has a Chinese label, and every option of a list has one', () => {
    for (const def of allFacts()) {
      for (const [field, schema] of Object.entries(def.schema.shape)) {
        const meta = (schema as { meta(): { title?: string; options?: Record<string, string> } | undefined }).meta()
        expect(meta?.title, `${def.name}.${field}`).toMatch(/\p{Script=Han}/u)
        for (const label of Object.values(meta?.options ?? {})) expect(label).toMatch(/\p{Script=Han}|\d|DNA/u)
      }
    }
  })

  test('a value of the wrong type is refused by its field', () => {
    const refused = parseFactValue('staff.trained', { offJobDays: 'two' })
    expect(refused.ok).toBe(false)
    expect(refused.ok === false && refused.problems[0]?.field).toBe('offJobDays')
  })

  test('an absent field is allowed, since nobody may have asked', () => {
    expect(parseFactValue('person.identity-stated', {})).toEqual({ ok: true, value: {} })
  })

  test('a status outside the closed list is refused', () => {
    expect(parseFactValue('person.identity-stated', { status: 'perhaps' }).ok).toBe(false)
  })

  test('a name outside the catalogue is refused', () => {
    expect(parseFactValue('intake.admitted', {}).ok).toBe(false)
    expect(factDef('intake.admitted')).toBeUndefined()
  })
})
