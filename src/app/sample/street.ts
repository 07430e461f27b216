/**
 * The sample city's streets: areas with their stops, joint shifts of the last nights and of tonight, people who sleep there, a
 * report that waits, an operation of the season. Invented like all others.
 */
import { derivedId } from '#kernel/crypto.ts'
import type { House } from '#kernel/house.ts'
import { dateOf, MINUTE } from '#kernel/time.ts'
import { organisationId as org } from './city.ts'
import { type Days, daysOf, type Deed, liveScripts, type Script } from './scripts.ts'
import { begging, signs } from './street-work.ts'

const id = (name: string) => derivedId('sample street', name)

/** In walking order, as the picture of the patrol's phone has them. The points are of no real town. */
const stops: [name: string, lat: number, lng: number][] = [
  ['汽车南站地下通道', 30.0121, 110.0102],
  ['人民路地下通道', 30.0138, 110.0127],
  ['北环涵洞', 30.0179, 110.0151],
  ['东门桥下', 30.0166, 110.0188],
  ['火车站广场', 30.0143, 110.0214],
  ['河滨公园西门', 30.0109, 110.0197],
  ['体育场看台', 30.0088, 110.0169],
  ['老粮库后墙', 30.0072, 110.0126],
]
/** What everybody knows, for the map of the public form: none of them is a stop. */
const landmarks: [name: string, lat: number, lng: number][] = [
  ['火车站', 30.0147, 110.0225],
  ['汽车南站', 30.0116, 110.0094],
  ['市第一医院', 30.0158, 110.0143],
  ['百货大楼', 30.0129, 110.0155],
  ['市体育场', 30.0083, 110.0163],
  ['河滨公园东门', 30.0105, 110.0208],
  ['东门大桥', 30.0171, 110.0197],
  ['北环加油站', 30.0187, 110.0142],
]
const stop = (at: number) => `$stop${at}`

/** Who sleeps where: seen how many nights ago, what he looks like, what he said. */
const sleepers = [
  {
    key: 'blue-coat',
    at: 2,
    look: '六十来岁，蓝棉袄，安河口音，带一条黄狗',
    group: 'aged',
    nights: [9, 6, 2],
    answer: 'refused',
  },
  {
    key: 'tricycle',
    at: 2,
    look: '四十来岁，推三轮车收废品，左手缺一指',
    group: 'capable',
    nights: [7, 4, 2],
    answer: 'refused',
  },
  {
    key: 'red-scarf',
    at: 3,
    look: '五十多岁女，红围巾，自言自语，不吃别人给的东西',
    group: 'unclear',
    nights: [8, 5, 2],
    answer: 'cannot-answer',
  },
  { key: 'young', at: 0, look: '二十出头，找工作没找到，睡地下通道', group: 'capable', nights: [1], answer: 'refused' },
  { key: 'crutch', at: 5, look: '拄双拐，右腿截肢，本地口音', group: 'disabled', nights: [12, 3], answer: 'refused' },
] as const

function areas({ ago }: Days): Script {
  const drawn = (name: string, kinds: string[], keep: Record<string, string>): Deed => ({
    at: ago(200),
    by: 'wuaihua',
    action: 'patrol.set-area',
    form: { name, kinds, stationId: org('yunchuan'), memberIds: [org('police'), org('city-management')] },
    keep,
  })
  return [
    drawn('南桥片区', ['underpass', 'culvert', 'bridge'], { areaId: 'areaId' }),
    {
      at: ago(199),
      by: 'wuaihua',
      action: 'patrol.set-stops',
      form: {
        areaId: '$areaId',
        stops: stops.map(([name, lat, lng], at) => ({
          name,
          order: at + 1,
          place: { words: name, lat, lng, accuracyM: 10, source: 'pin' },
        })),
      },
      keep: Object.fromEntries(stops.map((_, at) => [`stop${at}`, `stopIds.${at}`])),
    },
    drawn('站前片区', ['station', 'busy-street'], {}),
    {
      at: ago(199, 9),
      by: 'zhouliqun',
      action: 'portal.change-page',
      form: {
        organisationId: org('yunchuan'),
        landmarks: landmarks.map(([name, lat, lng]) => ({ name, at: { lat, lng, source: 'pin' } })),
      },
    },
  ]
}

/** A night of the past: started, people met and offered help, persuaded, ended. */
function night({ ago }: Days, days: number): Script {
  const shiftId = id(`shift ${days}`)
  const at = (hour: number, minute = 0) => ago(days, hour, minute)
  const met = sleepers.filter((each) => (each.nights as readonly number[]).includes(days))
  const by = days % 2 === 0 ? 'zoukai' : 'shenli'
  return [
    { at: at(20), by, action: 'patrol.start-shift', form: { shiftId, areaId: '$areaId', kind: 'routine' } },
    ...met.flatMap((each, order): Deed[] => {
      const encounterId = id(`met ${each.key} ${days}`)
      const form = {
        encounterId,
        shiftId,
        stopId: stop(each.at),
        areaId: '$areaId',
        personId: id(each.key),
        known: each.nights[0] !== days,
        groups: [each.group],
        signs: each.group === 'unclear' ? ['mental'] : [],
        withMinor: false,
        look: each.look,
      }
      const minute = 10 + order * 12
      return [
        { at: at(21, minute), by, action: 'patrol.meet-person', form },
        { at: at(21, minute + 2), by, action: 'patrol.offer-help', form: { encounterId, answer: each.answer } },
        {
          at: at(21, minute + 4),
          by,
          action: 'patrol.persuade',
          form: { encounterId, contactGiven: true, words: '说了站里有热饭热水，随时能打电话' },
        },
        ...(each.group === 'unclear'
          ? [
              {
                at: at(21, minute + 5),
                by,
                action: 'patrol.take-step',
                form: { encounterId, step: 'emergency-called', to: '120' },
              },
            ]
          : []),
        {
          at: at(21, minute + 6),
          by,
          action: 'patrol.give-goods',
          form: { encounterId, goods: [{ item: days > 5 ? 'food' : 'quilt', count: 1 }] },
        },
      ]
    }),
    { at: at(22, 30), by, action: 'patrol.check-place', form: { shiftId, stopId: stop(4), people: 0 } },
    { at: at(23, 50), by, action: 'patrol.end-shift', form: { shiftId, note: '正常' } },
  ]
}

/** From a week ago on every night; the operation of the season for the coming days. */
function plans({ ago, date, now }: Days): Script {
  const month = Number(dateOf(now).slice(5, 7))
  const kind = month <= 4 || month >= 10 ? 'cold' : 'heat'
  const crew = [
    { organisationId: org('police'), name: '邹凯' },
    { organisationId: org('city-management'), name: '沈立' },
    { organisationId: org('yunchuan'), name: '韩小满' },
  ]
  return [
    {
      at: ago(1, 10),
      by: 'wuaihua',
      action: 'patrol.plan-shift',
      form: {
        areaId: '$areaId',
        date: date(0),
        from: '20:00',
        to: '01:00',
        kind,
        members: crew,
        weekdays: ['1', '2', '3', '4', '5', '6', '7'],
        until: date(-28),
      },
    },
    {
      at: ago(1, 11),
      by: 'duruochuan',
      action: 'weather.open',
      form: {
        kind,
        from: date(1),
        until: date(-5),
        areas: [{ areaId: '$areaId' }],
        ground: kind === 'cold' ? '气象台寒潮蓝色预警，夜间最低零下六度' : '气象台高温橙色预警',
        shelter: true,
      },
      keep: { operationId: 'operationId' },
    },
    {
      at: ago(1, 12),
      by: 'duruochuan',
      action: 'weather.receive-goods',
      form: { operationId: '$operationId', goods: [{ item: kind === 'cold' ? 'quilt' : 'water', count: 60 }], from: '市局调拨' },
    },
  ]
}

/** A driver's tip of this hour that nobody has taken yet, and one of yesterday that is done. */
function tips({ now, ago }: Days): Script {
  const told = { channel: 'driver', about: ['vagrant'], groups: ['aged'], people: 1, wants: 'receipt' }
  return [
    {
      at: ago(1, 19),
      by: 'hanxiaoman',
      action: 'reports.receive',
      form: { ...told, what: '火车站广场花坛边躺着一位老人', spot: { words: '火车站广场', source: 'words' } },
      keep: { reportId: 'reportId' },
    },
    {
      at: ago(1, 19, 5),
      by: 'hanxiaoman',
      action: 'reports.dispatch',
      form: { reportId: '$reportId', organisationIds: [org('police')] },
    },
    { at: ago(1, 19, 9), by: 'zoukai', action: 'reports.acknowledge', form: { reportId: '$reportId' } },
    { at: ago(1, 19, 25), by: 'zoukai', action: 'reports.arrive', form: { reportId: '$reportId', found: '老人已由家人接走' } },
    {
      at: now - 12 * MINUTE,
      by: 'hanxiaoman',
      action: 'reports.receive',
      form: { ...told, what: '东门桥下有人睡着，穿得很少', spot: { words: '东门桥下', source: 'words' } },
    },
  ]
}

/** Lives the streets of the last fortnight. */
export async function streetsOfSample(house: House, { seed, now }: { seed: number; now: number }): Promise<void> {
  const days = daysOf(now)
  const nights = [...new Set<number>(sleepers.flatMap((each) => each.nights))].sort((a, b) => b - a)
  // One script: what the areas are called is known to all that happens in them.
  const script = [...areas(days), ...nights.flatMap((each) => night(days, each)), ...plans(days)]
  await liveScripts(house, [script, tips(days), signs(days), begging(days)], { seed, now, of: 'street' })
}
