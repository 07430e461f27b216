import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type FileSoFar, piecesOf } from './rules-completeness.ts'

const file = (some: Partial<FileSoFar>): FileSoFar => ({
  facts: new Set(),
  state: 'asked',
  arrival: 'self',
  leftKind: null,
  identity: 'claimed',
  ...some,
})
const titles = (some: Partial<FileSoFar>) => piecesOf(file(some)).map((piece) => piece.title)

test('who is still at the desk owes the papers of reception only', () => {
  expect(new Set(piecesOf(file({})).map((piece) => piece.stage))).toEqual(new Set(['reception']))
})

test('a handover is asked of official escorts, of nobody else', () => {
  expect(titles({ arrival: 'police' })).toContain('护送交接')
  expect(titles({ arrival: 'public' })).not.toContain('护送交接')
})

test('tracing is asked for the nameless, not for who is known', () => {
  expect(titles({ state: 'in', identity: 'unknown' })).toContain('公安协查')
  expect(titles({ state: 'in', identity: 'verified' })).not.toContain('公安协查')
})

test('who left by himself owes no handover on arrival', () => {
  expect(titles({ state: 'left', leftKind: 'own' })).not.toContain('到达交接')
  expect(titles({ state: 'left', leftKind: 'escort' })).toContain('到达交接')
})

test('a record more never makes a file less complete', () => {
  const facts = [
    'intake.registered',
    'medical.screened',
    'stay.bed-assigned',
    'tracing.police-asked',
    'departure.left',
    'handover.signed',
  ]
  fc.assert(
    fc.property(
      fc.subarray(facts),
      fc.constantFrom(...facts),
      fc.constantFrom('asked', 'in', 'left'),
      fc.constantFrom('unknown', 'claimed', 'verified'),
      (some, more, state, identity) => {
        const count = (names: string[]) =>
          piecesOf(file({ facts: new Set(names), state, identity })).filter((piece) => !piece.there).length
        expect(count([...some, more])).toBeLessThanOrEqual(count(some))
      },
    ),
  )
})
