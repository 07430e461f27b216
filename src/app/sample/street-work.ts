/** What stands in the city's streets to show the way, and one who begs in the traffic. Invented like all others. */
import { organisationId as org } from './city.ts'
import type { Days, Deed, Script } from './scripts.ts'

const HELP = '云川市救助管理站 0999-5550110，24 小时'

/** Set up how many days ago; the oldest waits to be looked at again, one was found broken. */
export function signs({ ago, date }: Days): Script {
  const placed = (
    days: number,
    by: string,
    kind: string,
    placeKind: string,
    where: object,
    more: object,
    name: string,
  ): Deed => ({
    at: ago(days, 10),
    by,
    action: 'signs.place',
    form: { kind, placeKind, where, placedOn: date(days), ...more },
    keep: { [name]: 'signId' },
  })
  const pin = (words: string, lat: number, lng: number) => ({ words, lat, lng, accuracyM: 10, source: 'pin' })
  return [
    placed(320, 'wuaihua', 'sign', 'station', pin('火车站出站口', 30.0143, 110.0214), { says: `${HELP}，左转 300 米` }, 'exit'),
    placed(
      260,
      'yaotong',
      'plate',
      'market',
      { words: '杨店集市西口', source: 'words' },
      { townId: org('yangdian'), says: HELP },
      'fair',
    ),
    placed(150, 'wuaihua', 'plate', 'bridge', pin('东门桥下', 30.0166, 110.0188), { says: HELP }, 'bridge'),
    placed(140, 'shenli', 'column', 'square', pin('河滨公园西门', 30.0109, 110.0197), { says: '救助政策和求助电话' }, 'park'),
    placed(90, 'wuaihua', 'plate', 'hospital', { words: '市第一医院急诊门口', source: 'words' }, { says: HELP }, 'ward'),
    { at: ago(100, 15), by: 'shenli', action: 'signs.check', form: { signId: '$exit', sound: true } },
    {
      at: ago(20, 16),
      by: 'zoukai',
      action: 'signs.check',
      form: { signId: '$bridge', sound: false, damages: ['covered'], note: '被施工围挡挡住' },
    },
    {
      at: ago(12, 10),
      by: 'hanxiaoman',
      action: 'signs.record-event',
      form: { kind: 'leaflets', heldOn: date(12), where: '火车站广场', what: '发联系卡，讲怎么求助', people: 200, leaflets: 180 },
    },
  ]
}

/** Seen by the city's officers, given to the police, not settled yet. */
export function begging({ ago }: Days): Script {
  return [
    {
      at: ago(3, 16),
      by: 'shenli',
      action: 'street-order.find',
      form: {
        kind: 'traffic',
        victims: ['disabled'],
        what: '红灯时在车流里挨车要钱，拄双拐，路边有人看着',
        behind: '路口东侧一名男子，穿黑夹克，收工时接人',
        place: { words: '人民路与解放路口', source: 'words' },
        source: 'patrol',
      },
      keep: { caseId: 'caseId' },
    },
    {
      at: ago(3, 17),
      by: 'shenli',
      action: 'street-order.assign',
      form: { caseId: '$caseId', organisationId: org('police'), ask: '查清路边的人是谁，有没有胁迫' },
    },
    {
      at: ago(2, 18),
      by: 'shenli',
      action: 'street-order.see-again',
      form: { caseId: '$caseId', what: '同一路口，又见到同一人' },
    },
  ]
}
