import { amount, byAction, date, fact, openChoice, several, text, yesNo } from './define.ts'

const CASE = ['street-case'] as const
const COMPLAINT = ['complaint'] as const
const OPERATION = ['campaign'] as const

/** 街面秩序、极端天气救助、投诉、引导标牌。 */
export const street = [
  // Order and crime on the street: what was seen, who deals with it, what came of it. Nobody is named in a value.
  fact(
    'order.found',
    '发现街面问题',
    CASE,
    {
      kind: openChoice('类别', {
        'forced-begging': '胁迫、诱骗、利用他人乞讨',
        'professional-begging': '以乞讨为业',
        disturbance: '扰乱公共秩序',
        traffic: '在车流中乞讨，危及交通',
        trafficking: '拐卖线索',
      }),
      victims: several('涉及', { minor: '未成年人', disabled: '残疾人', aged: '老年人' }),
      area: text('区域'),
    },
    byAction,
  ),
  fact('order.assigned', '交办街面问题', CASE, { organisation: text('处置单位') }, byAction),
  fact('order.evidence-taken', '固定证据', CASE, {}, byAction),
  fact('order.news-passed', '通报线索', CASE, { organisation: text('通报单位') }, byAction),
  fact(
    'order.handled',
    '处置街面问题',
    CASE,
    {
      outcome: openChoice('结果', {
        rescued: '解救',
        filed: '立案侦查',
        punished: '行政处罚',
        educated: '批评教育、劝离',
        'to-station': '送救助站',
        unfounded: '查否',
      }),
      rescued: amount('解救、送站', '人'),
    },
    byAction,
  ),
  fact('order.news-acknowledged', '确认通报', CASE, { organisation: text('确认单位') }, byAction),
  fact('order.seen-again', '又看到街面问题', CASE, {}, byAction),
  fact('order.reopened', '重新办理街面问题', CASE, {}, byAction),
  // Whoever is owed help: listed, and brought to somebody or not.
  fact(
    'order.victim-listed',
    '登记应当帮助的人',
    CASE,
    { group: openChoice('是谁', { minor: '未成年人', disabled: '残疾人', aged: '老年人', other: '其他人' }) },
    byAction,
  ),
  fact(
    'order.victim-helped',
    '登记送到哪里',
    CASE,
    {
      help: openChoice('送到哪里', {
        station: '送救助站',
        hospital: '送医院',
        'child-file': '交未成年人保护中心，已建档',
        family: '交还家人',
        elsewhere: '交其他单位照料',
        none: '没有送到',
      }),
    },
    byAction,
  ),
  fact('order.closed', '街面问题办结', CASE, {}, byAction),
  fact('order.vehicle-registered', '登记救助车辆', ['organisation'], {}, byAction),
  fact('order.vehicle-told', '救助车辆报交警备案', ['organisation'], {}, byAction),
  fact('order.vehicle-ended', '救助车辆停用', ['organisation'], {}, byAction),
  fact('order.operation-held', '开展联合行动', ['organisation'], { cases: amount('查处', '件'), date: date('日期') }, byAction),

  // Weather operations are campaigns of the kinds cold, heat, flood.
  fact('weather.rounds-added', '加密巡查', OPERATION, { rounds: amount('加密班次', '班') }, byAction),
  fact('weather.changed', '调整救助行动', OPERATION, { area: text('区域') }, byAction),
  fact('weather.goods-received', '调入物资', OPERATION, { pieces: amount('件数', '件') }, byAction),
  fact('weather.goods-issued', '发出物资', OPERATION, { pieces: amount('件数', '件') }, byAction),
  fact('weather.goods-counted', '盘点物资', OPERATION, { pieces: amount('实际件数', '件') }, byAction),
  fact('weather.sleeper-missing', '常在街面人员未见到', OPERATION, { people: amount('人数', '人') }, byAction),

  // About help refused, care, staff, an institution. Looked into by somebody other than the one complained of.
  fact(
    'complaint.received',
    '收到投诉',
    COMPLAINT,
    {
      about: openChoice('反映', {
        refused: '不予救助',
        care: '照料',
        staff: '工作人员',
        institution: '托养机构、医院',
        money: '收费、财物',
        other: '其他',
      }),
      anonymous: yesNo('匿名'),
    },
    byAction,
  ),
  fact('complaint.assigned', '交办投诉', COMPLAINT, { organisation: text('承办单位') }, byAction),
  fact('complaint.looked-into', '查明投诉', COMPLAINT, { founded: yesNo('属实') }, byAction),
  fact('complaint.answered', '答复投诉', COMPLAINT, {}, byAction),
  fact('complaint.corrected', '投诉整改', COMPLAINT, {}, byAction),
  fact('complaint.review-asked', '申请复核', COMPLAINT, {}, byAction),
  fact('complaint.withdrawn', '撤回投诉', COMPLAINT, {}, byAction),
  fact('complaint.moved', '转到应办单位', COMPLAINT, { organisation: text('承办单位') }, byAction),
  fact('complaint.accused-named', '写明被反映人', COMPLAINT, { people: amount('人数', '人') }, byAction),
  fact('complaint.statement-asked', '要求说明', COMPLAINT, { organisation: text('被反映单位') }, byAction),
  fact('complaint.statement-given', '作出说明', COMPLAINT, {}, byAction),
  fact('complaint.retaliation-told', '反映投诉后受到报复', COMPLAINT, {}, byAction),
  fact('complaint.sent-on', '投诉转为报告', COMPLAINT, {}, byAction),
  fact('complaint.joined', '投诉并案', COMPLAINT, {}, byAction),
  fact('complaint.parted', '投诉分开', COMPLAINT, {}, byAction),
  fact('complaint.closed', '投诉办结', COMPLAINT, {}, byAction),
  fact('complaint.supervisor-named', '指定投诉监督单位', ['organisation'], { organisation: text('监督单位') }, byAction),

  fact('sign.checked', '检查引导标牌', ['organisation'], { sound: yesNo('完好') }, byAction),
  fact('sign.changed', '改引导标牌登记', ['organisation'], {}, byAction),
  fact('sign.repaired', '修复引导标牌', ['organisation'], { replaced: yesNo('换新') }, byAction),
  fact('sign.removed', '撤除引导标牌', ['organisation'], {}, byAction),
  fact('publicity.held', '开展街面宣传', ['organisation'], {}, byAction),

  // The phone of a patrol: which may write after hours without network, and in whose hand it is.
  fact('device.registered', '登记手机', ['organisation'], {}, byAction),
  fact('device.ended', '停用手机', ['organisation'], {}, byAction),
  fact('device.file-taken-in', '导入手机交出的记录', ['organisation'], { actions: amount('条数', '条') }, byAction),

  // Maps: a site's own, with the review number that the law asks for.
  fact('map.set', '设置地图', ['organisation'], {}, byAction),
  fact('map.removed', '移除地图', ['organisation'], {}, byAction),
]
