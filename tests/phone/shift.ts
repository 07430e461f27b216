/** What a worker does in a shift, by chance: the words of a night in the order in which they happen. */
import type { Chance } from '#app/sample/chance.ts'
import { uuid7 } from '#web/ui/uuid7.ts'
import type { Deed } from './luck.ts'

export interface Ground {
  areaId: string
  stopIds: readonly string[]
}

/** Out, some encounters with what follows of them, some places with nobody, and home. Ids are made by the phone. */
export function patrolShift(chance: Chance, ground: Ground, encounters: number): Deed[] {
  const shiftId = uuid7()
  const stopId = () => chance.pick(ground.stopIds)
  const met = Array.from({ length: encounters }, (_, at) => encounter(chance, { shiftId, stopId: stopId(), at }))
  const places = Array.from({ length: Math.ceil(encounters / 2) }, (): Deed[] => [
    { door: 'patrol.check-place', title: '没有人', form: { shiftId, stopId: stopId(), people: 0 } },
  ])
  return [
    { door: 'patrol.start-shift', title: '开始巡查', form: { shiftId, areaId: ground.areaId, kind: 'routine' } },
    ...woven(chance, [...met, ...places]),
    { door: 'patrol.end-shift', title: '结束巡查', form: { shiftId, note: '平安' } },
  ]
}

function encounter(chance: Chance, { shiftId, stopId, at }: { shiftId: string; stopId: string; at: number }): Deed[] {
  const encounterId = uuid7()
  const title = `第 ${at + 1} 人`
  const deeds: Deed[] = [
    {
      door: 'patrol.meet-person',
      title,
      form: {
        encounterId,
        shiftId,
        stopId,
        personId: uuid7(),
        known: false,
        groups: ['aged'],
        signs: [],
        look: `灰色棉衣，${at}`,
      },
    },
    { door: 'patrol.offer-help', title, form: { encounterId, answer: chance.pick(['accepted', 'refused']) } },
  ]
  if (chance.happens(0.5)) deeds.push({ door: 'patrol.take-step', title, form: { encounterId, step: 'station-told' } })
  if (chance.happens(0.6))
    deeds.push({ door: 'patrol.give-goods', title, form: { encounterId, goods: [{ item: 'quilt', count: 1 }] } })
  if (chance.happens(0.5))
    deeds.push({
      door: 'patrol.add-photos',
      title,
      form: { encounterId },
      photos: { field: 'photos', count: chance.between(1, 2) },
    })
  return deeds
}

/** Several goings-on at once, each in its own order. */
function woven(chance: Chance, threads: Deed[][]): Deed[] {
  const left = threads.map((thread) => [...thread])
  const all: Deed[] = []
  for (let open = left.filter((each) => each.length > 0); open.length > 0; open = left.filter((each) => each.length > 0))
    all.push(chance.pick(open).shift() as Deed)
  return all
}
