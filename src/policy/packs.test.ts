import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { allFacts } from '#facts/index.ts'
import { dayOf } from '#kernel/time.ts'
import { readCases } from './cases.ts'
import { POLICIES, coverageOf, runCase, runPolicyCheck } from './check.ts'
import { lastingConditions, momentConditions } from './conditions/index.ts'
import { loadCalendars, loadDepartments, loadPacks } from './load.ts'

const packs = loadPacks(POLICIES)
const calendars = loadCalendars(POLICIES)
const caseFiles = readdirSync(POLICIES, { recursive: true, encoding: 'utf8' })
  .filter((f) => f.endsWith('cases.yaml') || /^cases\/.*\.yaml$/.test(f))
  .map((f) => join(POLICIES, f))
  .sort()

for (const file of caseFiles) {
  const read = readCases(readFileSync(file, 'utf8'), packs)
  describe(file.slice(POLICIES.length + 1), () => {
    test('is valid', () => expect(read).toMatchObject({ ok: true }))
    if (read.ok) for (const one of read.cases) test(one.name, () => expect(runCase(one, calendars).differs).toEqual([]))
  })
}

describe('the packs', () => {
  test('every computed clause belongs to a numbered clause of its document, and every one named is computed', () => {
    for (const pack of packs) {
      if (!pack.outline) continue
      const coverage = coverageOf(pack)
      expect(coverage.unplaced, pack.id).toEqual([])
      expect(coverage.unknown, pack.id).toEqual([])
    }
  })

  test('no computed clause belongs to two places of its document', () => {
    for (const pack of packs) {
      const named = (pack.outline?.clauses ?? []).flatMap((c) => c.computes ?? [])
      expect(new Set(named).size, pack.id).toBe(named.length)
    }
  })

  test('every clause marked computed says what it computes', () => {
    for (const clause of packs.flatMap((p) => p.outline?.clauses ?? [])) {
      expect(clause.kind === 'computed', clause.id).toBe((clause.computes ?? []).length > 0)
    }
  })

  test('every computed clause has a case that speaks of it', () => {
    const spoken = new Set<string>()
    for (const file of caseFiles) {
      const read = readCases(readFileSync(file, 'utf8'), packs)
      if (!read.ok) continue
      for (const one of read.cases) {
        for (const { key } of one.expect) spoken.add(key.clause)
        for (const { key } of one.indicators) spoken.add(key)
      }
    }
    const all = packs.flatMap((p) => [...p.clauses.map((c) => c.id), ...p.figures.map((f) => f.id)])
    expect(all.filter((id) => !spoken.has(id))).toEqual([])
  })

  test('every owner is a department or role of the vocabulary', () => {
    const known = new Set(loadDepartments(POLICIES).map((d) => d.id))
    for (const clause of packs.flatMap((p) => p.clauses)) {
      const owners = typeof clause.owner === 'string' ? [clause.owner] : [clause.owner['if-so'], clause.owner['if-not']]
      for (const owner of owners) expect(known, clause.id).toContain(owner)
    }
  })

  test('every condition is used by some pack', () => {
    const used = new Set(packs.flatMap((p) => p.clauses.flatMap((c) => [...c.when, ...c.while])))
    // Asked only for choosing who owes it.
    used.add('register-local')
    expect([...Object.keys(lastingConditions), ...Object.keys(momentConditions)].filter((name) => !used.has(name))).toEqual([])
  })

  test('a term that the document does not name is marked assumed and says why', () => {
    for (const clause of packs.flatMap((p) => p.clauses)) {
      for (const parameter of Object.values(clause.parameters)) {
        for (const value of parameter.values) expect(value.citation, clause.id).toMatch(/\p{Script=Han}/u)
      }
    }
  })

  test('the catalogue has no fact twice', () => {
    const names = allFacts().map((f) => f.name)
    expect(new Set(names).size).toBe(names.length)
  })
})

describe('the calendars', () => {
  test('a day worked instead is a Saturday or Sunday, and no day is both', () => {
    for (const calendar of calendars.values()) {
      for (const day of calendar.work) expect((dayOf(day) + 4) % 7, day).toSatisfy((n: number) => n === 0 || n === 6)
      for (const day of [...calendar.off, ...calendar.work]) expect(day.slice(0, 4)).toBe(String(calendar.year))
      expect(calendar.off.filter((d) => calendar.work.includes(d))).toEqual([])
    }
  })

  test('no year between the first and the last is missing', () => {
    const years = [...calendars.keys()].sort()
    expect(years).toEqual(years.map((_, i) => (years[0] as number) + i))
  })
})

describe('the check', () => {
  const run = async (text: string) => {
    const read = readCases(text, packs)
    return read.ok ? 'valid' : read.problems.join('\n')
  }
  const one = (more: string) => `- name: x\n  as-of: 2021-03-01T09:00\n  subjects: [{ id: f1, kind: rescue-file }]\n${more}`

  test('an unknown clause, key, fact, subject or pack makes the file invalid', async () => {
    expect(await run(one('  expect: { nat.nothing: { state: met } }'))).toContain('no clause')
    expect(await run(one('  expect: { nat.dna: { status: met } }'))).toContain('status')
    expect(await run(one('  expect: { nat.dna@f2: { state: met } }'))).toContain('no subject f2')
    expect(await run(one('  packs: [s9]\n  expect: { nat.dna: { state: met } }'))).toContain('no pack named s9')
    expect(await run(one('  packs: [s0]\n  expect: { nat.dna: { state: met } }'))).toContain('no clause')
    expect(
      await run(one('  facts: [{ subject: f1, at: 2021-03-01T09:00, name: intake.admitted }]\n  expect: { nat.dna: {} }')),
    ).toContain('no fact of that name')
  })

  test('a field of the wrong type makes the file invalid', async () => {
    const fact = (value: string) => one(`  facts: [{ subject: f1, at: 2021-03-01T09:00, ${value} }]\n  expect: { nat.dna: {} }`)
    expect(await run(fact('name: staff.trained, value: { offJobDays: two }'))).toContain('offJobDays')
    expect(await run(fact('name: intake.accepted'))).toBe('valid')
    expect(await run(one('  expect: { nat.dna: { due: soon } }'))).not.toBe('valid')
    expect(await run(one('  parameters: { s2.03.health: soon }\n  expect: { nat.dna: {} }'))).toContain('expected a term')
    expect(await run(one('  parameters: { nat.dna: P3D }\n  expect: { nat.dna: {} }'))).toContain('no assumed term')
  })

  test('anchors and aliases are not allowed', async () => {
    expect(await run(`- &a { name: x }\n- *a`)).toContain('not allowed')
  })

  test('a difference is told by key and field, and the exit code is 1', async () => {
    const lines: string[] = []
    const { mkdtempSync, writeFileSync } = await import('node:fs')
    const { tmpdir } = await import('node:os')
    const file = join(mkdtempSync(join(tmpdir(), 'guitu-')), 'cases.yaml')
    writeFileSync(file, one('  expect: { nat.dna: { state: met } }'))
    expect(await runPolicyCheck([file], (line) => lines.push(line))).toBe(1)
    expect(JSON.parse(lines[0] as string)).toMatchObject({
      case: 'x',
      pass: false,
      differs: [{ key: 'nat.dna', field: 'state', expected: 'met', actual: 'not-applicable' }],
    })
    expect(await runPolicyCheck([`${file}.none`], () => undefined)).toBe(2)
  })
})
