/** What a rich life leaves in the register: somebody listed with a town, visited, told to the town by roster, another reported. */
import { jobContext } from '#kernel/jobs.ts'
import type { Place, TestHouse } from '../../../../tests/house.ts'
import { makeRosters } from '../jobs-roster.ts'
import { returned } from './returnee.ts'

/** Gives the ids that forms and questions of this side name. */
export async function followedRichly(
  house: TestHouse,
  place: Place,
  { canary }: { canary: string },
): Promise<[string, string][]> {
  const officer = house.actor('bureau-officer', 'bureau')
  const village = house.actor('village-worker', 'village')
  const done = async (name: string, form: Record<string, unknown>, actor = officer) =>
    (await house.done(actor, `follow-up.${name}`, form)).reply
  const { returneeId } = await returned(house, { writtenName: `${canary}辛`, household: `${canary}村` }, { place })
  const town = { townId: house.organisations.town.id, villageId: house.organisations.village.id }
  await done('list-prone', { returneeId, reasons: ['mental'], basis: `${canary}走失过` })
  await done('assign-town', { returneeIds: [returneeId], ...town, note: `${canary}托付` })
  const visit = { returneeId, manner: 'in-person', finding: 'hardship', metWith: `${canary}母`, note: `${canary}家里漏雨` }
  await done('record-visit', visit, village)
  await done('try-visit', { returneeId, reason: 'absent', note: `${canary}锁着门` })
  const report = { writtenName: `${canary}婆`, address: `${canary}组`, reasons: ['alone'], told: `${canary}走丢` }
  const { reportId } = await done('report-person', report, village)
  await done('return-report', { reportId, missing: `${canary}缺年龄` })
  const { runId } = await done('send-rosters', {})
  await makeRosters(jobContext(house.house), String(runId))
  const made = (await house.ask(officer, 'follow-up.roster-run', { runId })) as { rosters: { id: string }[] }
  const panel = (await house.ask(officer, 'follow-up.returnee', { returneeId })) as { visits: { id: string }[] }
  return [
    ['returneeId', returneeId],
    ['returneeIds', returneeId],
    ['townId', town.townId],
    ['villageId', town.villageId],
    ['visitId', panel.visits.at(-1)?.id ?? ''],
    ['reportId', String(reportId)],
    ['runId', String(runId)],
    ['rosterId', made.rosters[0]?.id ?? ''],
  ]
}
