/** What a rich life leaves in this room: a child that a prison told of, a helper, contacts, a visit. */
import type { Place, TestHouse } from '../../../../tests/house.ts'

interface Lived {
  canary: string
  phone: string
}

let used = 0

/** Gives the ids that forms and questions of this room name. */
export async function contactedRichly(house: TestHouse, _place: Place, { canary, phone }: Lived): Promise<[string, string][]> {
  const prison = house.actor('prison-officer', 'prison')
  const justice = house.actor('justice-officer', 'justice')
  const helper = house.actor('contact-helper', 'village')
  await house.ask(helper, 'helpers.mine')
  used += 1
  const name = `${canary}小川${'一二三四五六七八九'[used % 9]}`
  const { reply } = await house.done(prison, 'helpers.tell-detained', {
    kind: 'prisoner-child',
    relation: 'father',
    parentName: `${canary}父`,
    parentIdNumber: `${canary}证`,
    townId: house.organisations.town.id,
    until: '2029-01-01',
    children: [
      {
        name,
        birthDate: '2016-05-02',
        school: `${canary}小学`,
        carer: `${canary}奶奶`,
        carerPhone: phone,
        address: `${canary}路`,
      },
    ],
    note: `${canary}托付`,
  })
  await house.work('helpers')
  const { items } = (await house.ask(justice, 'helpers.board')) as { items: { childId: string; name: string; state: string }[] }
  const childId = items.find((each) => each.name === name && each.state === 'waiting')?.childId as string
  await house.done(justice, 'helpers.name-helper', { childId, helperId: helper.accountId, note: `${canary}说明` })
  await house.done(helper, 'helpers.miss-contact', { childId, reason: 'away', note: `${canary}没人` })
  await house.done(helper, 'helpers.record-contact', {
    childId,
    manner: 'in-person',
    condition: 'low',
    needs: ['hardship'],
    note: `${canary}情况`,
  })
  const parents = (await house.ask(helper, 'helpers.parents-of-mine', { childId })) as { items: { id: string }[] }
  const parentId = parents.items[0]?.id as string
  const visit = await house.done(helper, 'helpers.ask-visit', {
    childId,
    parentId,
    wish: 'wants',
    way: 'in-person',
    from: '2026-12-20',
    to: '2027-01-20',
    companion: `${canary}奶奶`,
    phone,
    note: `${canary}安排`,
  })
  return [
    ['toldId', reply.toldId as string],
    ['parentId', parentId],
    ['visitId', visit.reply.visitId as string],
    ['helperId', helper.accountId],
  ]
}
