import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PFIF_SPACE, type Publishable, readPfif, writePfif } from './pfif.ts'
import { toldOf } from './rules.ts'
import { formOfLead } from './rules-lead.ts'
import { toldForm } from './schema.ts'
import { readXml, XmlTrouble } from './xml.ts'

const faultOf = (text: string): string => {
  try {
    readXml(text)
    return 'read'
  } catch (error) {
    return (error as XmlTrouble).fault
  }
}
const word = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 40 })
  .map((text) => text.replace(/[^\t\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '').trim())
  .filter((text) => text !== '' && !/[\r\n]/u.test(text))

describe('XML of strangers', () => {
  test('bombs and doors to the outside are refused before anything is expanded', () => {
    const bomb = `<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><r>&b;</r>`
    const outside = `<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>`
    expect([faultOf(bomb), faultOf(outside), faultOf('<r>&x;</r>'), faultOf('<r>&constructor;</r>')]).toEqual([
      'doctype',
      'doctype',
      'entity',
      'entity',
    ])
    expect(faultOf('<a>'.repeat(100) + '</a>'.repeat(100))).toBe('too-deep')
    expect(faultOf(`<r>${'<a/>'.repeat(70_000)}</r>`)).toBe('too-many')
    expect(faultOf(`<r>${'x'.repeat(1_000_001)}</r>`)).toBe('too-long')
    expect(faultOf('<r>&#0;</r>')).toBe('entity')
  })

  test.each([
    '',
    '<r>',
    '<r></s>',
    '<r/><r/>',
    'x<r/>',
    '<r a=1/>',
    '<r a="1" a="2"/>',
    '<r a="<"/>',
    '<?php ?><r/>',
    '<r><![CDATA[x</r>',
    '<r><!-- -- --></r>',
  ])('what is not well formed is refused: %s', (text) => {
    expect(faultOf(text)).toBe('not-xml')
  })

  test('whatever arrives is read or refused, never a defect', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('<', '>', '/', 'a', '"', '=', '&', ';', '<!--', ']]>', '<![CDATA[', 'xmlns', ':', ' ', '<!', '?'),
          { maxLength: 40 },
        ),
        (parts) => {
          expect(typeof faultOf(parts.join(''))).toBe('string')
        },
      ),
    )
  })
})

describe('PFIF', () => {
  test('what is written is read again as it was', () => {
    const person: fc.Arbitrary<Publishable> = fc.record({
      id: fc.uuid().map((id) => `guitu.local/${id}`),
      entry: fc.constant('2026-12-09T00:00:00Z'),
      expiry: fc.constant('2027-03-09T00:00:00Z'),
      sourceName: word,
      name: word,
      alternate: fc.array(word, { minLength: 1, maxLength: 3 }),
      sex: fc.constantFrom('male' as const, 'female' as const),
      birthYear: fc.integer({ min: 1900, max: 2020 }),
      description: word,
    })
    fc.assert(
      fc.property(fc.uniqueArray(person, { selector: (each) => each.id, maxLength: 5 }), (persons) => {
        const read = readPfif(writePfif(persons))
        expect(read.faults).toEqual([])
        expect(read.persons).toMatchObject(
          persons.map(({ id, entry, expiry, name, sex, birthYear, alternate, description, sourceName }) => ({
            id,
            entry,
            expiry,
            name,
            sex,
            birthYear,
            alternate,
            description,
            sourceName,
          })),
        )
      }),
      { numRuns: 60 },
    )
  })

  test('notes within and beside their record are kept once; those of others wait for their record', () => {
    const text = `<?xml version="1.0"?><p:pfif xmlns:p="${PFIF_SPACE}">
      <p:person><p:person_record_id>x.org/1</p:person_record_id><p:given_name>阿·依</p:given_name><p:age>60-70</p:age>
        <p:entry_date>2026-01-02T03:04:05Z</p:entry_date><p:photo_url>http://x.org/a.jpg</p:photo_url>
        <p:note><p:note_record_id>x.org/n1</p:note_record_id><p:text>见过</p:text></p:note></p:person>
      <p:note><p:note_record_id>x.org/n1</p:note_record_id><p:person_record_id>x.org/1</p:person_record_id></p:note>
      <p:note><p:note_record_id>x.org/n2</p:note_record_id><p:person_record_id>x.org/9</p:person_record_id></p:note>
      <p:person><p:full_name>没有编号</p:full_name></p:person>
      <p:person><p:person_record_id>x.org/1</p:person_record_id></p:person></p:pfif>`
    const read = readPfif(text)
    expect(read.persons).toHaveLength(1)
    expect(read.persons[0]?.notes).toHaveLength(1)
    expect([read.notes.length, read.faults.map(({ at }) => at)]).toEqual([1, [2, 3]])
    const { form } = formOfLead(read.persons[0]!)
    expect(toldForm.safeParse(form).success).toBe(true)
    expect(toldOf(form, {}, {}, '2026-12-09')).toEqual({ name: '阿·依', birthYear: 1961 })
    expect(JSON.stringify(read)).not.toContain('a.jpg')
  })

  test('another kind of XML is not taken for it', () => {
    expect(() => readPfif('<pfif/>')).toThrow(XmlTrouble)
    expect(() => readPfif('<html xmlns="http://www.w3.org/1999/xhtml"/>')).toThrow(XmlTrouble)
  })
})
