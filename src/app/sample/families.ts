/** Families who look for somebody: some of them for a guest who cannot say it, most for people who never came. */
import { DAY, dateOf, HOUR } from '#kernel/time.ts'
import type { Chance } from './chance.ts'
import { type Invented, invent } from './invented.ts'
import type { Life, StationKey } from './steps.ts'

/** Families that look for nobody of ours. */
const OTHERS = 48

const HABITS = ['爱唱山歌', '会修自行车', '家里做豆腐卖', '屋后有条河', '爱看火车', '在砖厂干过活', '走路低着头']

/** What a family tells of somebody: mostly right, never complete. */
function told(chance: Chance, person: Invented, lostAt: number): Record<string, unknown> {
  return {
    name: person.name,
    ...(chance.happens(0.6) ? { nicknames: [person.nickname] } : {}),
    sex: person.sex,
    ...(chance.happens(0.5) ? { birthDate: person.birth } : { birthYear: Number(person.birth.slice(0, 4)) }),
    lostDate: dateOf(lostAt),
    home: person.household,
    kin: [{ relation: 'father', name: person.father }],
    ...(person.marks.length > 0 && chance.happens(0.8) ? { marks: person.marks } : {}),
    phrases: [chance.pick(HABITS)],
    ...(chance.happens(0.5) ? { heightCm: chance.between(150, 178) } : {}),
  }
}

function inquiry(chance: Chance, station: StationKey, person: Invented, at: number, lostAt: number, number: number): Life {
  return {
    station,
    person,
    leavesAt: null,
    steps: [
      {
        at,
        who: chance.happens(0.7) ? 'clerk' : 'tracing',
        action: 'inquiries.receive',
        form: {
          channel: chance.pick(['hotline', 'hotline', 'desk', 'police']),
          askerName: person.father,
          askerRelation: chance.pick(['father', 'brother', 'son', 'kin']),
          phone: `0999-777${String(number).padStart(4, '0')}`,
          ...told(chance, person, lostAt),
          consentKeep: true,
          ...(chance.happens(0.5) ? { consentFace: true } : {}),
        },
      },
    ],
  }
}

/** Inquiries around the lives of the city: for half of those who are still nameless, and for many strangers. */
export function familyLives(chance: Chance, nameless: Life[], now: number): Life[] {
  let number = 0
  const stations: StationKey[] = ['yunchuan', 'yunchuan', 'qinghe-station', 'liutang-station']
  const ours = nameless
    .filter(() => chance.happens(0.5))
    .map((life) => {
      const came = life.steps[0]?.at ?? now
      // Half of them asked before the guest came, half afterwards.
      const at = Math.min(came + (chance.happens(0.5) ? -1 : 1) * chance.between(1, 40) * DAY, now - chance.between(1, 30) * HOUR)
      number += 1
      return inquiry(chance, chance.pick(stations), life.person, at, Math.min(at, came) - chance.between(2, 700) * DAY, number)
    })
  const others = Array.from({ length: OTHERS }, () => {
    const at = now - chance.between(1, 600) * DAY
    number += 1
    const person = invent(chance, Number(dateOf(at).slice(0, 4)), chance.between(19, 78))
    return inquiry(chance, chance.pick(stations), person, at, at - chance.between(1, 2000) * DAY, number)
  })
  return [...ours, ...others]
}
