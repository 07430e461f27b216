/** What a rich life leaves on the side of the people: one outside with reports and a plan, one back, one proposed. */
import { DAY, dateOf } from '#kernel/time.ts'
import type { Place, TestHouse } from '../../../../tests/house.ts'
import { handover, proposal, ready } from './placements.ts'

interface Lived {
  canary: string
  institutionId: string
  paper: string
}

/** Gives the ids that forms and questions of this side name. */
export async function placementsRichly(house: TestHouse, place: Place, lived: Lived): Promise<[string, string][]> {
  const { canary, institutionId, paper } = lived
  const [clerk, leader] = [house.actor('clerk', place), house.actor('duty-leader', place)]
  const bureau = house.actor('bureau-officer', 'bureau')
  const told = {
    why: `${canary}理由`,
    tried: `${canary}试过`,
    needs: `${canary}需要`,
    adultBecause: `${canary}目测`,
    papers: [paper],
    km: 12,
  }
  const given = {
    copies: ['register'],
    photos: [paper],
    medicines: [{ name: `${canary}药`, dose: '一片' }],
    belongings: [`${canary}布包`],
    habits: `${canary}习惯`,
    stationSigner: `${canary}甲`,
    institutionSigner: `${canary}乙`,
  }
  const outside = async (name: string) => {
    const { fileId } = await ready(house, `${canary}${name}`, place)
    const { reply } = await house.done(clerk, 'entrusted.propose', proposal(fileId, institutionId, told))
    const placementId = reply.placementId as string
    await house.done(bureau, 'entrusted.approve', { placementId, note: `${canary}同意` })
    await house.done(clerk, 'entrusted.place', { placementId, ...handover(given) })
    return { fileId, placementId }
  }
  const [one, two] = [await outside('在外'), await outside('接回')]
  const health = { weight: 50, condition: 'worse', finding: `${canary}消瘦`, mood: 'low', said: `${canary}村`, photos: [paper] }
  await house.done(clerk, 'entrusted.report-health', { fileId: one.fileId, ...health })
  await house.done(clerk, 'entrusted.report-incident', {
    fileId: one.fileId,
    kind: 'injury',
    happenedAt: house.now(),
    told: `${canary}跌倒`,
    measures: `${canary}包扎`,
    toldWhom: `${canary}医生`,
  })
  await house.done(leader, 'entrusted.change-care-level', {
    fileId: one.fileId,
    level: 'self',
    from: dateOf(house.now()),
    why: `${canary}好转`,
  })
  await house.done(clerk, 'entrusted.record-family-wish', { fileId: one.fileId, who: `${canary}姐`, told: `${canary}想接` })
  const ids = [one.placementId, two.placementId]
  const plan = { on: dateOf(house.now() + DAY), capacity: 4, placementIds: ids, words: `${canary}一辆车` }
  const { reply } = await house.done(leader, 'entrusted.plan-bring-back', plan)
  await house.done(clerk, 'entrusted.bring-back', {
    fileId: two.fileId,
    why: 'plan',
    condition: 'stable',
    injuries: `${canary}旧伤`,
    medicines: [{ name: `${canary}药` }],
    things: 'missing',
    missingThings: [`${canary}帽子`],
    note: `${canary}说明`,
    stationSigner: `${canary}甲`,
    institutionSigner: `${canary}乙`,
  })
  const board = (await house.ask(leader, 'entrusted.bring-back-board')) as {
    batches: { id: string; lines: { id: string; fileId: string }[] }[]
  }
  const batch = board.batches.find((each) => each.id === reply.batchId)
  const line = batch?.lines.find((each) => each.fileId === one.fileId)
  const waiting = await ready(house, `${canary}待批`, place)
  const proposed = await house.done(clerk, 'entrusted.propose', proposal(waiting.fileId, institutionId, told))
  const declined = await ready(house, `${canary}不批`, place)
  const refused = await house.done(clerk, 'entrusted.propose', proposal(declined.fileId, institutionId, told))
  await house.done(bureau, 'entrusted.decline', { placementId: refused.reply.placementId, reason: `${canary}站内可以` })
  return [
    ['placementId', proposed.reply.placementId as string],
    ['batchId', reply.batchId as string],
    ['lineId', line?.id as string],
  ]
}
