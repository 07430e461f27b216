/** What tests of the street begin with: an area, its stops, a shift, somebody met. */
import type { Actor } from '#kernel/actor.ts'
import type { Outcome } from '#kernel/perform.ts'
import type { Place, TestHouse } from '../../../../tests/house.ts'

export interface Street {
  areaId: string
  stopIds: string[]
}

const replyOf = (outcome: Outcome) => outcome.reply as Record<string, string>

export async function areaOf(
  house: TestHouse,
  { at = 'north', members = ['police', 'city-management'], name = '站前' }: { at?: Place; members?: Place[]; name?: string } = {},
): Promise<Street> {
  const head = house.actor('station-head', at)
  const { areaId } = replyOf(
    await house.done(head, 'patrol.set-area', {
      name,
      kinds: ['station', 'culvert'],
      stationId: house.organisations[at].id,
      memberIds: members.map((each) => house.organisations[each].id),
    }),
  )
  const told = await house.done(head, 'patrol.set-stops', {
    areaId,
    stops: [
      { name: `${name}地下通道`, note: '西口进' },
      { name: `${name}涵洞`, place: { words: `${name}涵洞东口`, source: 'words' } },
    ],
  })
  return { areaId: areaId as string, stopIds: told.reply['stopIds'] as string[] }
}

export const planned = async (house: TestHouse, by: Actor, areaId: string, more: object = {}): Promise<string> =>
  (
    await house.done(by, 'patrol.plan-shift', {
      areaId,
      date: '2026-12-09',
      from: '20:00',
      to: '23:30',
      kind: 'routine',
      ...more,
    })
  ).reply['shiftId'] as string

export async function started(
  house: TestHouse,
  by: Actor,
  areaId: string,
  shiftId: string = crypto.randomUUID(),
): Promise<string> {
  await house.done(by, 'patrol.start-shift', { shiftId, areaId, kind: 'routine' })
  return shiftId
}

export interface Met {
  encounterId: string
  personId: string
}
export async function met(house: TestHouse, by: Actor, more: Record<string, unknown> = {}, occurredAt?: number): Promise<Met> {
  const form = { encounterId: crypto.randomUUID(), personId: crypto.randomUUID(), known: false, ...more }
  await house.done(by, 'patrol.meet-person', form, occurredAt === undefined ? {} : { occurredAt })
  return { encounterId: form.encounterId, personId: form.personId as string }
}
