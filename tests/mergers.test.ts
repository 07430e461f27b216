/** Two persons taken for one: whatever a room does upon it, the room hears of it when it is undone. */
import { describe, expect, test } from 'vitest'
import { modules } from '#app/modules.ts'
import type { LedgerFact } from '#kernel/ledger.ts'

const [kept, merged, file, by] = [1, 2, 3, 4].map((each) => `00000000-0000-7000-8000-00000000000${each}`) as [
  string,
  string,
  string,
  string,
]
const fact = (kind: string, id: string, name: string, value: Record<string, unknown>, more: object = {}): LedgerFact => ({
  id: `${name}:0`,
  subject: { kind, id, ownerPath: '44.' },
  name,
  v: 1,
  value,
  occurredAt: 1,
  recordedAt: 1,
  recordedBy: by,
  action: `${name}`,
  ...more,
})
const moved = (from: string, to: string) => fact('rescue-file', file, 'file.person-changed', { from, to })
const MERGE = [fact('person', merged, 'person.merged', { into: kept }), moved(merged, kept)]
const UNDO = [
  fact('person', kept, 'person.link-undone', { decision: 'd', parted: merged }),
  fact('person', merged, 'fact.withdrawn', {}, { replaces: 'person.merged:0' }),
  moved(kept, merged),
]

/** Of the facts told, those on which a room does something. */
const heard = (room: (typeof modules)[number], told: LedgerFact[]): string[] =>
  told
    .filter((one) => (room.reactions ?? []).some((each) => each.fact === one.name && each.job(one, told) !== null))
    .map((one) => one.name)

describe('a merge and its undoing', () => {
  const rooms = modules.map((room) => ({ name: room.name, merge: heard(room, MERGE), undo: heard(room, UNDO) }))

  test('every room that does something upon a merge does something upon its undoing', () => {
    expect(rooms.filter(({ merge, undo }) => merge.includes('person.merged') && undo.length === 0)).toEqual([])
    expect(rooms.filter(({ merge }) => merge.length > 0).length).toBeGreaterThan(3)
  })

  test('every room that follows the persons themselves, not only their files, follows them back', () => {
    const ofPersons = ['person.link-undone', 'fact.withdrawn']
    const faults = rooms.filter(
      ({ merge, undo }) => merge.includes('person.merged') && !undo.some((each) => ofPersons.includes(each)),
    )
    expect(faults.map((room) => room.name)).toEqual([])
  })
})
