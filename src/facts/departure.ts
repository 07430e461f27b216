import { GUEST, amount, byAction, choice, fact, openChoice, text, yesNo } from './define.ts'

const transports = {
  train: '火车',
  coach: '长途客车',
  bus: '公交',
  'station-car': '站内车辆',
  ship: '轮船',
  plane: '飞机',
  other: '其他',
}
const level = openChoice('级别', { county: '县级', city: '市级', province: '省级', ministry: '部级' })
const journey = {
  local: yesNo('本辖区'),
  crossProvince: yesNo('跨省'),
  via: openChoice('经由', transports),
  origin: text('流出地'),
}

const routes = {
  own: '本辖区',
  'county-bureau': '县民政局（无救助站）',
  'city-to-city': '市对市',
  'city-station': '经市站跨省',
  relatives: '亲属接回',
}
const exceptions = {
  missed: '误车、改签',
  ill: '途中发病',
  absconded: '途中走失、擅自离开',
  died: '途中死亡',
  'origin-unknown': '流出地查无',
  'origin-changed': '流出地已更名、合并',
  'person-merged': '途中人员合并',
  'person-parted': '途中人员合并已撤销',
  'already-handed-over': '交接单重复',
  other: '其他',
}

/** 离站与返乡。 */
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
  fact('departure.return-planned', '制定返乡方案', GUEST, { ...journey, route: openChoice('路线', routes) }, byAction),
  fact('departure.plan-approved', '批准返乡方案', GUEST, {}, byAction),
  fact('departure.plan-cancelled', '撤销返乡方案', GUEST, { reason: text('原因') }, byAction),
  fact('departure.origin-asked', '函商流出地', GUEST, { organisation: text('系统内单位') }, byAction),
  fact(
    'departure.escorts-named',
    '确定护送人员',
    GUEST,
    { count: amount('人数', '人'), women: amount('女性', '人'), medical: yesNo('有医护人员') },
    byAction,
  ),
  fact('departure.boarding-witnessed', '见证乘车', GUEST, { ticket: text('车票') }, byAction),
  fact('departure.refund-received', '退票款到账', GUEST, { ticket: text('车票') }, byAction),
  fact(
    'departure.relatives-checked',
    '核实接领亲属',
    GUEST,
    { conclusion: choice('结论', { confirmed: '属实', doubtful: '有疑问', not: '不是亲属、不宜交接' }) },
    byAction,
  ),
  fact('departure.station-designated', '指定跨省护送站', ['organisation'], { station: text('指定的站') }, byAction),
  fact(
    'departure.exception-noted',
    '返乡途中异常',
    GUEST,
    { kind: openChoice('情形', exceptions), ends: yesNo('行程中止') },
    byAction,
  ),
  fact('departure.sent-home', '接送返乡', GUEST, journey, byAction),
  fact('departure.handed-over', '返乡交接', GUEST, journey, byAction),
  fact('departure.origin-refused', '流出地拒收', GUEST, { origin: text('流出地') }, byAction),
  fact('departure.raised', '报上级协调', GUEST, { origin: text('流出地'), level }, byAction),
  fact(
    'departure.raise-answered',
    '上级协调答复',
    GUEST,
    { level, result: choice('结果', { receives: '流出地同意接收', 'cannot-settle': '本级未能协调', 'stays-here': '就地安置' }) },
    byAction,
  ),
  fact('departure.origin-told', '返乡告知', GUEST, { origin: text('流出地'), organisation: text('系统内单位') }, byAction),
]
