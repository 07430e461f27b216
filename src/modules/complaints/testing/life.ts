/** What a rich life leaves at a bureau: complaints about a station and an institution, on their way, answered, joined. */
import { publicActorFor } from '#kernel/actor.ts'
import type { Place, TestHouse } from '../../../../tests/house.ts'

/** Gives the ids that forms and questions of this room name. */
export async function complainedRichly(
  house: TestHouse,
  place: Place,
  { canary, phone }: { canary: string; phone: string },
): Promise<[string, string][]> {
  const [clerk, head, officer] = [
    house.actor('clerk', place),
    house.actor('station-head', place),
    house.actor('bureau-officer', 'bureau'),
  ]
  const told = {
    about: 'care',
    words: `${canary}不给饭`,
    staffName: `${canary}值班员`,
    when: `${canary}那天`,
    asksFor: `${canary}道歉`,
    name: `${canary}来人`,
    phone,
    wants: 'written',
    fears: true,
  }
  const done = async (name: string, form: Record<string, unknown>, who = officer) =>
    (await house.done(who, `complaints.${name}`, form)).reply as Record<string, string>
  const station = { bodyId: house.organisations[place].id }
  const numbers = [
    await done('receive', { way: 'guest', ...told, ...station }, clerk),
    await done('receive', { way: 'phone', ...told, ...station }, clerk),
    await done('receive', { way: 'phone', ...told, bodyName: `${canary}养老院` }, clerk),
    await done(
      'receive-public',
      { ...told, ...station, remote: '203.0.113.5' },
      publicActorFor(house.organisations[place]) as typeof clerk,
    ),
  ].map((each) => each.number)
  const board = (await house.ask(officer, 'complaints.board')) as { items: { no: string; complaintId: string }[] }
  const [first, second, open, last] = numbers.map((no) => board.items.find((each) => each.no === no)?.complaintId as string)
  await done(
    'name-supervisor',
    { bodyId: house.organisations.police.id, supervisorId: house.organisations.bureau.id },
    house.actor('security-admin', 'platform'),
  )
  const of = { complaintId: first }
  await done('name-accused', { ...of, accountIds: [house.actor('nurse', place).accountId] })
  await done('assign', { ...of, dueOn: '2026-12-30', ask: `${canary}查录像` })
  await done('ask-statement', { ...of, question: `${canary}谁值班`, dueOn: '2026-12-20' })
  const asked = (await house.ask(head, 'complaints.statements')) as { items: { statementId: string }[] }
  const statementId = asked.items[0]?.statementId as string
  await done('give-statement', { statementId, answer: `${canary}说明`, by: `${canary}站长` }, head)
  await done('join', { complaintId: second, intoId: first, reason: `${canary}同一件` })
  await done('tell-retaliation', { ...of, what: `${canary}不让进` })
  await done('send-on', { ...of, reportNo: `${canary}1号`, reason: `${canary}被打` })
  await done('look-into', {
    ...of,
    founded: 'partly',
    finding: `${canary}录像`,
    done: `${canary}教育`,
    measures: [`${canary}培训`, `${canary}公示`],
    measuresBy: '2026-12-31',
  })
  const seen = (await house.ask(officer, 'complaints.complaint', of as never)) as { measures: { measureId: string }[] }
  const [proved, measureId] = seen.measures.map((each) => each.measureId)
  await done('correct', { measureId: proved, proof: `${canary}签到表` })
  await done('open-complainant', { ...of, reason: `${canary}回电` })
  await done('answer', { ...of, way: 'receipt', answer: `${canary}已改` })
  await done('ask-review', { ...of, why: `${canary}没有看全` })
  await done('withdraw', { complaintId: last, reason: `${canary}不查了` })
  return [
    ['complaintId', open as string],
    ['intoId', first as string],
    ['statementId', statementId],
    ['measureId', measureId as string],
  ]
}
