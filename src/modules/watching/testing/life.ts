/** What a rich life leaves in the watch: a child of a register with all that its form takes, seen, missed, in a census, in a round. */
import { rows, sql } from '#kernel/db.ts'
import type { Place, TestHouse } from '../../../../tests/house.ts'
import { childRow, imported, registerOf } from './register.ts'

interface Lived {
  canary: string
  phone: string
  childId: string
}

/** Lives it in the school, the town and the village of the story. */
export async function watchedRichly(
  house: TestHouse,
  _place: Place,
  { canary, phone, childId }: Lived,
): Promise<[string, string][]> {
  const school = house.actor('school-officer', 'school')
  const village = house.actor('child-director', 'village')
  const { town, village: home } = house.organisations
  const grown = { name: `${canary}父`, idNumber: '999901198003071713', work: `${canary}厂`, phone }
  await house.done(school, 'watching.register-child', {
    register: 'migrant',
    townId: town.id,
    villageId: home.id,
    name: `${canary}新`,
    sex: 'female',
    birthDate: '2016-07-07',
    ethnicity: '汉族',
    registered: true,
    household: `青禾县${canary}村`,
    address: `${canary}路二号`,
    body: 'ill',
    bodyText: `${canary}哮喘`,
    schooling: 'primary',
    schoolName: `${canary}小学`,
    grade: '三年级',
    boarding: false,
    father: grown,
    mother: { ...grown, name: `${canary}母` },
    grandparents: `${canary}爷爷`,
    bothAway: true,
    guardianship: 'fair',
    income: ['work'],
    help: ['allowance'],
    carer: { name: `${canary}奶奶`, relation: '奶奶', phone, address: `${canary}路二号` },
    remark: `${canary}备注`,
  })
  const runId = await imported(house, school, await registerOf([childRow(1), [1, `${canary}表`, '男', '', '坏日期']]), {
    townId: town.id,
  })
  await house.work('watching')
  await house.done(village, 'watching.record-screening', {
    childId,
    manner: 'home',
    risk: 'middle',
    guardianship: 'insufficient',
    changes: ['mood'],
    note: `${canary}不说话`,
  })
  await house.done(village, 'watching.not-found', { childId, reason: 'refused', note: `${canary}不开门` })
  await house.done(school, 'watching.register-census', { childIds: [childId] })
  const { reply } = await house.done(house.actor('child-supervisor', 'town'), 'watching.open-round', {
    until: '2026-12-31',
    note: `${canary}留意`,
  })
  await house.done(house.actor('bureau-officer', 'bureau'), 'watching.set-days', {
    low: 90,
    middle: 30,
    high: 7,
    from: '2026-01-01',
    reason: '本市规定',
  })
  // Two files of one child, as two schools would make them.
  await house.look((tx) =>
    rows(
      sql`insert into watching.twin (child_id, other_id, found_at) select ${childId}::uuid, f.id, now() from people.child_file f
        where f.id <> ${childId}::uuid order by f.id limit 1 on conflict do nothing`,
      tx,
    ),
  )
  return [
    ['roundId', String(reply.roundId)],
    ['registerRunId', runId],
    ['townId', town.id],
  ]
}
