/** What a rich life leaves at a report desk: reports by telephone, by a school and from the public page, joined, sent, ended. */
import { publicActorFor } from '#kernel/actor.ts'
import type { Place, TestHouse } from '../../../../tests/house.ts'

/** Gives the ids that forms and questions of this room name. */
export async function reportedRichly(
  house: TestHouse,
  place: Place,
  { canary, phone }: { canary: string; phone: string },
): Promise<[string, string][]> {
  const desk = house.actor('station-head', place)
  const police = house.actor('police-officer', 'minors-police')
  const done = async (name: string, form: Record<string, unknown>, who = desk) =>
    (await house.done(who, `reports.${name}`, form)).reply as Record<string, string>
  const told = {
    what: `${canary}身上有伤`,
    place: `${canary}巷`,
    when: `${canary}那天`,
    childName: `${canary}丁`,
    childSex: 'female',
    childAge: '七八岁',
    childWhere: `${canary}家`,
    childSchool: `${canary}小学`,
    reporterName: `${canary}邻居`,
    reporterPhone: phone,
  }
  const receive = (about: string[]) =>
    done('receive', { channel: 'phone', about, ...told, danger: 'yes', situations: ['injured'], reporterKind: 'neighbour' })
  const [first, second, open] = [await receive(['abuse-clue']), await receive(['minor']), await receive(['minor'])]
  await house.done(house.actor('school-officer', 'school'), 'reports.report-mandatory', {
    receiverId: house.organisations[place].id,
    situations: ['bullied'],
    ...told,
  })
  await house.done(publicActorFor(house.organisations[place]), 'reports.receive-public', {
    about: ['vagrant'],
    what: `${canary}桥下有人`,
    place: `${canary}桥`,
    childName: `${canary}丁`,
    reporterName: `${canary}路人`,
    reporterPhone: phone,
    remote: '203.0.113.5',
  })
  const visitor = publicActorFor(house.organisations[place])
  await house.done(visitor, 'reports.receive-street', {
    what: `${canary}睡在桥下`,
    look: `${canary}棉衣`,
    place: `${canary}桥洞`,
    point: '30.5931, 114.3054',
    reporterName: `${canary}司机`,
    reporterPhone: phone,
    remote: '203.0.113.6',
  })
  const spot = { words: `${canary}桥北侧`, lat: 30.59, lng: 114.3, source: 'pin' }
  const seen = { channel: 'driver', about: ['vagrant'], what: `${canary}露宿`, spot, look: `${canary}灰棉衣`, people: 2 }
  const street = await done('receive', { ...seen, reporterName: `${canary}司机`, reporterPhone: phone })
  await done('dispatch', {
    reportId: street.reportId,
    organisationIds: [house.organisations['minors-police'].id],
    note: `${canary}去看看`,
  })
  await house.done(house.actor('patrol-officer', 'minors-police'), 'reports.arrive', {
    reportId: street.reportId,
    spot,
    found: `${canary}不愿走`,
  })
  const nuisance = await done('receive', { ...seen, what: `${canary}骗人的` })
  await done('refuse-many', { reportIds: [nuisance.reportId], note: `${canary}骚扰` })
  await done('take-out', { reportId: nuisance.reportId, reason: `${canary}是真的` })
  const of = { reportId: first.reportId }
  await done('add', { ...of, text: `${canary}又来电` })
  await done('join', { reportId: second.reportId, intoId: first.reportId, reason: `${canary}同一个孩子` })
  await done('dispatch', { ...of, organisationIds: [house.organisations['minors-police'].id], note: `${canary}快去` })
  await done('arrive', { ...of, found: `${canary}在场` }, police)
  await done('ask-reporter', { ...of, reason: `${canary}取证` }, police)
  await done('release-reporter', { ...of, release: 'yes', reason: `${canary}同意` })
  await done('open-reporter', { ...of, reason: `${canary}回电` })
  await done('consult', { ...of, way: 'phone', who: `${canary}股长`, decided: `${canary}先送医` })
  const known = (await house.ask(desk, 'reports.report', of)) as { clues: { clueId: string }[] }
  const clueId = known.clues[0]?.clueId as string
  await done('tell-police', { clueId, policeId: house.organisations['minors-police'].id, note: `${canary}已报` })
  await done('record-police-answer', { clueId, filed: 'later', words: `${canary}在查` }, police)
  await done('find-clue', { ...of, kind: 'abandonment', what: `${canary}没人管` })
  return [
    ['reportId', open.reportId as string],
    ['clueId', clueId],
  ]
}
