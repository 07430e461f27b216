import { amount, byAction, fact, oneOrSeveral, openChoice, text, yesNo } from './define.ts'

const about = {
  vagrant: '流浪乞讨人员',
  minor: '困境未成年人',
  'abuse-clue': '侵害未成年人线索',
  hazard: '安全隐患',
  'found-again': '返乡人员再次流浪',
  complaint: '投诉',
}
const channel = {
  '110': '110 报警',
  '12319': '12319 城管热线',
  phone: '救助电话',
  web: '网上登记',
  'walk-in': '来站反映',
  patrol: '巡查发现',
  'mandatory-report': '强制报告',
  volunteer: '志愿者、社工',
  driver: '公交、出租车司机',
  hotline: '12345、未保热线',
  school: '学校',
  hospital: '医疗机构',
  village: '村社区、网格员',
}

/** 线索报告：谁报告、派谁去、何时到场、何时答复。 */
export const reports = [
  fact(
    'report.received',
    '接到报告',
    ['report'],
    {
      channel: openChoice('渠道', channel),
      about: oneOrSeveral('反映事项', about),
      emergency: yesNo('紧急'),
    },
    byAction,
  ),
  fact('report.dispatched', '派单', ['report'], { organisation: text('派往单位') }, byAction),
  fact('report.acknowledged', '接单', ['report'], { organisation: text('接单单位') }, byAction),
  fact('report.on-scene', '到达现场', ['report'], { organisation: text('到场单位') }),
  // Told by the patrol's own record: who was met lies in the details.
  fact('report.person-met', '按线索见到人', ['report'], { organisation: text('见到的单位') }, byAction),
  fact(
    'report.place-checked',
    '按线索到点查看',
    ['report'],
    { organisation: text('查看的单位'), people: amount('见到人数', '人') },
    byAction,
  ),
  fact('report.consulted', '会商', ['report'], { organisation: text('参加单位') }),
  fact('report.raised', '升级处理', ['report'], { organisation: text('上级单位') }, byAction),
  fact('report.disposed', '处置完毕', ['report'], { outcome: text('处置结果'), into: text('转入个案') }, byAction),
  fact('report.reporter-answered', '答复报告人', ['report'], { outcome: text('答复内容') }),
  // One of a flood was true after all: the refusal is taken back, and its duties run again.
  fact('report.taken-out', '撤销不予受理', ['report'], {}, byAction),
  // Why, and what was said, lie in the details.
  fact('report.refused', '不予受理', ['report'], { reason: text('原因') }, byAction),
  fact('report.unjoined', '分开已并入的报告', ['report'], { from: text('原并入的报告') }, byAction),
  // What was told later, who could not go, which desk goes on; words lie in the details.
  fact('report.added', '补充情况', ['report'], {}, byAction),
  fact('report.declined', '退单', ['report'], { organisation: text('退单单位'), reason: text('原因') }, byAction),
  fact('report.handed-over', '移交接报单位', ['report'], { organisation: text('移交给') }, byAction),
  fact('report.child-linked', '关联未成年人个案', ['report'], {}, byAction),
  // The police asked who reported, with a reason; the desk that received it decided.
  fact('report.reporter-asked', '公安询问报告人', ['report'], { organisation: text('询问单位') }, byAction),
  fact('report.reporter-released', '决定是否提供报告人', ['report'], { released: yesNo('提供') }, byAction),
  fact('report.joined', '并入另一报告', ['report'], { into: text('并入的报告') }, byAction),
]
