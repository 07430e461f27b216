import { describe, expect, test } from 'vitest'
import type { LedgerFact } from '#kernel/ledger.ts'
import { parseInstant } from '#kernel/time.ts'
import { reactions } from './jobs.ts'

const at = parseInstant('2026-12-09T10:00') as number
const opened = (id: number): LedgerFact => ({
  id: `a:${id}`,
  subject: { kind: 'child-file', id: String(id), ownerPath: '44.t.' },
  name: 'child.file-opened',
  v: 1,
  value: {},
  occurredAt: at,
  recordedAt: at + 25_000,
  recordedBy: 'somebody',
  action: 'a',
})
const follows = (told: LedgerFact[]) =>
  reactions.filter(({ fact }) => fact === 'child.file-opened').map(({ job }) => job(told[0] as LedgerFact, told))

describe('whom a town counts', () => {
  test('one child more is counted at once; a register that comes in is counted by the minute, whatever its batches', () => {
    const job = { name: 'supervision.count-owner', data: { path: '44.t.' }, key: '44.t.' }
    expect(follows([opened(1)])).toEqual([job])
    const register = Array.from({ length: 200 }, (_, each) => opened(each))
    expect(follows(register)).toEqual([{ ...job, startAfter: at + 60_000 }])
  })
})
