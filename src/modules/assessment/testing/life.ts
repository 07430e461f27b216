/** What a rich life leaves in this room: a result objected to and upheld, one under way, the child heard, a sheet of one's own. */
import { readFileSync } from 'node:fs'
import { withActor } from '#kernel/db.ts'
import { keepFile } from '#kernel/files.ts'
import type { TestHouse } from '../../../../tests/house.ts'
import { WELL } from './flow.ts'

/** Gives the ids that forms and questions of this room name. */
export async function assessedRichly(
  house: TestHouse,
  { childId, canary }: { childId: string; canary: string },
): Promise<[string, string][]> {
  const worker = house.actor('minors-officer', 'centre')
  const expert = house.actor('department-officer', 'volunteers')
  const bureau = house.actor('bureau-officer', 'bureau')
  const done = async (door: string, form: object, actor = worker) =>
    (await house.done(actor, `assessment.${door}`, form as Record<string, unknown>)).reply
  const paper = crypto.randomUUID()
  const body = Buffer.from([0x25, 0x50, 0x44, 0x46, 0x2d, 0x31])
  const file = { id: paper, name: `${canary}签名表.pdf`, type: 'application/pdf', body, now: house.now() }
  await withActor(house.house.db, worker, (tx) => keepFile(tx, house.house.vault, worker, file), house.now())
  const assessors = [
    { accountId: expert.accountId, title: 'middle' },
    { name: `${canary}师`, organisation: `${canary}社` },
  ]
  const begun = async (purpose: string) =>
    (await done('start', { childId, purpose, assessors, note: `${canary}说明` })).assessmentId as string
  const assessmentId = await begun('intake')
  const remarks = { mood: `${canary}情绪` }
  await done('fill', { assessmentId, answers: WELL, remarks, seen: 0 })
  await done('sign', { assessmentId, seen: 1 }, expert)
  await done('hear-child', { childId, manner: 'spoken', wish: 'kin', words: `${canary}想姥姥`, alone: true })
  await done('conclude', { assessmentId, conclusion: `${canary}意见`, whyOpen: canary, paper: [paper], needs: ['counselling'] })
  await done('dispute', { assessmentId, from: 'guardian', reason: `${canary}不服` })
  await done('answer-dispute', { assessmentId, outcome: 'upheld', reason: `${canary}理由` })
  await begun('periodic')
  const text = readFileSync(new URL('../../../../policies/sheets/screening-risk.yaml', import.meta.url), 'utf8')
  await done('bring-sheet', { text: text.replace('version: "2026.1"', `version: "${childId.slice(-8)}"`) }, bureau)
  return [['assessmentId', assessmentId]]
}
