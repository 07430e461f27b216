/** The four links as sentences. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allFacts } from '#facts/index.ts'
import { type ChainFact, chainOf, linkKeys, linkOf } from './rules-chain.ts'

let at = 0
const fact = (name: string, value: Record<string, unknown> = {}, more: Partial<ChainFact> = {}): ChainFact => {
  at += 1
  return { id: `f${at}`, name, value, occurredAt: at, recordedAt: at, ...more }
}
const present = (...facts: ChainFact[]) => chainOf(facts, false).find((each) => each.present)?.link

test('a registered child is watched; a report, an assessment, a plan each lead on', () => {
  const screened = fact('child.screened', { risk: 'middle' })
  const opened = fact('child.file-opened')
  const assessed = fact('child.assessed', { guardianship: 'insufficient' })
  expect([present(), present(screened), present(screened, opened), present(opened, assessed)]).toEqual([
    'watch',
    'watch',
    'find',
    'assess',
  ])
  expect(present(opened, assessed, fact('child.plan-made'))).toBe('help')
})

test('each link says in a word how it stands', () => {
  const tags = chainOf(
    [
      fact('child.screened', { risk: 'high' }),
      fact('clue.found'),
      fact('child.assessed', { guardianship: 'missing' }),
      fact('child.plan-made'),
    ],
    false,
  ).map((each) => [each.tag, each.tone])
  expect(tags).toEqual([
    ['高风险', 'red'],
    ['线索处置中', 'red'],
    ['监护缺失', 'red'],
    ['进行中', 'amb'],
  ])
})

test('what was replaced does not count, and a closed file stands nowhere', () => {
  const wrong = fact('child.screened', { risk: 'high' })
  const right = fact('child.screened', { risk: 'low' }, { replaces: wrong.id })
  expect(chainOf([wrong, right], false)[0]).toMatchObject({ tag: '低风险', steps: [{ id: right.id }] })
  expect(chainOf([right], true).some((each) => each.present)).toBe(false)
})

test('exactly one link is the present one while a file is open, whatever happened, and no fact of a file is in two', () => {
  const names = allFacts()
    .filter((each) => each.kinds.includes('child-file'))
    .map((each) => each.name)
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...names), { maxLength: 20 }), (some) => {
      const chain = chainOf(
        some.map((name) => fact(name)),
        false,
      )
      return chain.filter((each) => each.present).length === 1 && chain.every((each, index) => each.link === linkKeys[index])
    }),
  )
  expect(names.filter((name) => name.startsWith('child.') && linkOf(name) === 'help')).toContain('child.plan-made')
})
