import { CASES, GUEST, byAction, choice, fact, openChoice, text, yesNo } from './define.ts'

const transports = {
  train: '火车',
  coach: '长途客车',
  bus: '公交',
  'station-car': '站内车辆',
  ship: '轮船',
  plane: '飞机',
  other: '其他',
}
const journey = {
  local: yesNo('本辖区'),
  crossProvince: yesNo('跨省'),
  via: openChoice('经由', transports),
  origin: text('流出地'),
}

/** 离站与返乡；作为流出地时的接收。 */
export const departure = [
  fact(
    'departure.left',
    '离站',
    GUEST,
    {
      kind: choice('离站方式', {
        own: '自行离站',
        family: '亲属接回',
        escort: '护送返乡',
        hospital: '转医',
        police: '移交公安',
        settled: '安置',
        absconded: '擅自离站',
        'gave-up': '放弃救助',
        terminated: '终止救助',
        died: '死亡',
        'other-station': '转他站',
      }),
    },
    byAction,
  ),
  fact('departure.age-decided', '值班长认定明显满16岁', GUEST, {}, byAction),
  fact(
    'departure.ticket-issued',
    '发放乘车凭证',
    GUEST,
    { kind: openChoice('种类', { voucher: '乘车凭证', 'short-fare': '短途乘车费' }), home: yesNo('送到家乡') },
    byAction,
  ),
  fact('departure.ticket-returned', '退票', GUEST, { ticket: text('车票') }, byAction),
  fact('departure.return-planned', '制定返乡方案', GUEST, journey, byAction),
  fact('departure.sent-home', '接送返乡', GUEST, journey, byAction),
  fact('departure.handed-over', '返乡交接', GUEST, journey, byAction),
  fact('departure.origin-refused', '流出地拒收', GUEST, { origin: text('流出地') }, byAction),
  fact('departure.raised', '报上级协调', GUEST, { origin: text('流出地') }, byAction),
  fact('departure.origin-told', '返乡告知', GUEST, { origin: text('流出地') }, byAction),
  fact('origin.register-cancelled', '发现户籍被注销', CASES),
  fact('origin.received', '流出地接收', CASES),
  fact('origin.family-visited', '了解家庭状况', CASES),
  fact('origin.hardship-found', '发现困难', CASES),
  fact('origin.hardship-reported', '困难报送', CASES),
  fact('origin.placed', '流出地安置', CASES),
  fact('origin.register-restored', '恢复户籍', CASES),
]
