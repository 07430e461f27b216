/** Who may look into a complaint, over arbitrary trees of organisations. Pure. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Actor, inRange, rangeOf } from '#kernel/actor.ts'
import { isHandler, mayLookInto, mayRead } from './access.ts'
import {
  type Body,
  closesBySelf,
  codeKey,
  delegateFault,
  handlerOf,
  isIndependent,
  isLate,
  numberKey,
  reachOf,
  receiptState,
  reviewerOf,
  share,
} from './rules.ts'

const kinds = ['bureau', 'station', 'institution', 'hospital', 'town', 'police'] as const
/** Any tree: each organisation hangs below nothing or below one that came before; a bureau stands in the place of its parent. */
const trees: fc.Arbitrary<Body[]> = fc
  .array(fc.record({ parent: fc.nat(30), kind: fc.constantFrom(...kinds, 'area' as const) }), { minLength: 1, maxLength: 30 })
  .map((made) => {
    const all: Body[] = []
    for (const [index, { parent, kind }] of made.entries()) {
      const above = index === 0 || parent % (index + 1) === index ? undefined : all[parent % (index + 1)]
      all.push({ id: String(index), kind, path: `${above?.path ?? ''}o${index}.` })
    }
    return all
  })
const actorAt = (organisation: Body, accountId = 'a'): Actor => ({
  kind: 'person',
  accountId,
  name: '某人',
  organisation: { ...organisation, name: '单位' },
  roles: [],
  range: rangeOf(reachOf(organisation)),
})
const of = (owner: Body, body: Body | null, more: object = {}) => ({
  ownerPath: owner.path,
  bodyPath: body?.path ?? null,
  bodyKind: body?.kind ?? null,
  accused: [] as string[],
  reviewPath: null,
  reviewAt: null,
  state: 'assigned',
  delegatePath: null,
  delegateAccount: null,
  lookers: [] as string[],
  ...more,
})

test('a complaint never comes to the one complained of, to nobody within its reach, and nobody there sees it', () => {
  fc.assert(
    fc.property(trees, fc.nat(), fc.nat(), (tree, pick, where) => {
      const body = tree[pick % tree.length] as Body
      const at = tree[where % tree.length] as Body
      const owner = handlerOf(body, at, tree)
      if (!owner) return
      expect(owner.kind).toBe('bureau')
      expect(owner.id).not.toBe(body.id)
      expect(owner.path.startsWith(reachOf(body))).toBe(false)
      for (const each of tree.filter((one) => one.path.startsWith(reachOf(body)))) {
        const actor = actorAt(each)
        expect(isHandler(actor, of(owner, body))).toBe(false)
        expect(mayRead(actor, of(owner, body))).toBe(false)
        // Row-level security goes by the owner's path: the body's own range does not reach it.
        if (each.id === body.id) expect(inRange(actor, owner.path)).toBe(false)
      }
    }),
  )
})

test('it comes to the nearest bureau that is not complained of', () => {
  fc.assert(
    fc.property(trees, fc.nat(), (tree, pick) => {
      const body = tree[pick % tree.length] as Body
      const fit = tree.filter(
        (each) => each.kind === 'bureau' && body.path.startsWith(reachOf(each)) && isIndependent(each, body),
      )
      const owner = handlerOf(body, body, tree)
      expect(owner === null).toBe(fit.length === 0)
      for (const each of fit) expect(reachOf(each).length).toBeLessThanOrEqual(reachOf(owner as Body).length)
    }),
  )
})

test('a bureau is looked into by a level above or by the supervisor named for it, never by one that it sees', () => {
  fc.assert(
    fc.property(trees, fc.nat(), fc.nat(), (tree, pick, supervisor) => {
      const body = { ...(tree[pick % tree.length] as Body), kind: 'bureau' }
      const named = tree[supervisor % tree.length] as Body
      const owner = handlerOf(body, body, tree, named)
      if (owner === null) return
      expect(isIndependent(owner, body)).toBe(true)
      if (isIndependent(named, body)) expect(owner).toEqual(named)
      else expect(reachOf(body).startsWith(reachOf(owner))).toBe(true)
    }),
  )
})

test('a delegate is never the accused; of the body complained of only its head, for a lesser matter', () => {
  fc.assert(
    fc.property(
      trees,
      fc.nat(),
      fc.nat(),
      fc.boolean(),
      fc.boolean(),
      fc.constantFrom('a', 'b', null),
      fc.subarray(['a', 'b']),
      (tree, pick, to, lesser, isHead, accountId, accused) => {
        const body = tree[pick % tree.length] as Body
        const owner = handlerOf(body, body, tree)
        if (!owner) return
        const organisation = tree[to % tree.length] as Body
        const fault = delegateFault({ organisation, accountId, isHead }, { owner, body, accused, lesser })
        if (fault !== null) return
        if (accountId) expect(accused).not.toContain(accountId)
        if (!isIndependent(organisation, body))
          expect([organisation.id, lesser, isHead, accountId !== null]).toEqual([body.id, true, true, true])
      },
    ),
  )
})

test('whom it names neither reads nor handles it, in whatever organisation he works by then', () => {
  fc.assert(
    fc.property(trees, fc.nat(), fc.nat(), (tree, pick, works) => {
      const body = tree[pick % tree.length] as Body
      const owner = handlerOf(body, body, tree)
      if (!owner) return
      const organisation = tree[works % tree.length] as Body
      const about = of(owner, body, { accused: ['a'], delegateAccount: 'a', delegatePath: organisation.path })
      for (const may of [isHandler, mayRead, mayLookInto]) expect(may(actorAt(organisation), about)).toBe(false)
    }),
  )
})

test('a review is somebody else’s: the level above where there is one, else nobody who looked before', () => {
  fc.assert(
    fc.property(trees, fc.nat(), (tree, pick) => {
      const body = tree[pick % tree.length] as Body
      const owner = handlerOf(body, body, tree)
      if (!owner) return
      const reviewer = reviewerOf(body, owner, tree)
      if (reviewer) {
        expect(reviewer.path.startsWith(reachOf(owner))).toBe(false)
        expect(isIndependent(reviewer, body)).toBe(true)
        const about = of(owner, body, { state: 'review', reviewAt: 1, reviewPath: reviewer.path })
        expect(isHandler(actorAt(owner), about)).toBe(false)
        expect(mayLookInto(actorAt(reviewer), about)).toBe(true)
      }
      const own = of(owner, body, { state: 'review', reviewAt: 1, reviewPath: owner.path, lookers: ['a'] })
      expect(mayLookInto(actorAt(owner, 'a'), own)).toBe(false)
      expect(mayLookInto(actorAt(owner, 'b'), own)).toBe(true)
    }),
  )
})

test('late is late until it was answered; it closes by itself only when all was put right and the term for a review is over', () => {
  expect(isLate({ state: 'found', dueOn: '2026-12-08' }, '2026-12-09')).toBe(true)
  expect(isLate({ state: 'found', dueOn: '2026-12-09' }, '2026-12-09')).toBe(false)
  expect(isLate({ state: 'answered', dueOn: '2026-12-08' }, '2026-12-09')).toBe(false)
  const answered = { state: 'answered', answeredOn: '2026-11-09', reviewed: false } as const
  expect(closesBySelf(answered, 0, '2026-12-09')).toBe(false)
  expect(closesBySelf(answered, 0, '2026-12-10')).toBe(true)
  expect(closesBySelf(answered, 1, '2026-12-10')).toBe(false)
  expect(closesBySelf({ ...answered, reviewed: true }, 0, '2026-11-10')).toBe(true)
  expect(closesBySelf({ ...answered, state: 'review' }, 0, '2027-01-01')).toBe(false)
})

test('a receipt hears a few sentences; numbers and codes are read however they were written down', () => {
  expect(['received', 'assigned', 'found', 'answered', 'joined', 'no-match', 'strange'].map(receiptState)).toEqual([
    'received',
    'working',
    'working',
    'answered',
    'received',
    'received',
    'received',
  ])
  expect(numberKey('云诉 2026—0001')).toBe(numberKey('云诉2026-0001'))
  expect(codeKey('ab1o-l')).toBe(codeKey('AB10 1'))
  expect([share(1, 3), share(0, 0), share(2, 2)]).toEqual([33, null, 100])
})
