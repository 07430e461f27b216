import { z } from 'zod'
import { byAction, choice, date, fact, openChoice, text, yesNo } from './define.ts'

const TRACED = ['rescue-file', 'child-file', 'inquiry', 'person'] as const
const kind = { records: '户籍等信息核查', face: '人像比对', dna: 'DNA' }
const level = openChoice('层级', { station: '派出所', county: '县区公安', city: '市公安', province: '省级公安' })
const result = { found: '查实', 'not-found': '未查到', 'cannot-at-this-level': '本级权限无法核实' }
/** How somebody's identity was found, for the yearly figures; ways are counted, so the list only grows. */
export const ways = {
  interview: '反复问询拼出',
  'own-words': '本人说清',
  document: '证件',
  'police-records': '公安信息核查',
  face: '人像比对',
  dna: 'DNA 比对',
  inquiry: '家属寻亲登记比中',
  notice: '寻亲公告',
  'national-site': '全国救助寻亲网',
  media: '头条寻人等媒体推送',
  helper: '志愿者或社会组织',
  expert: '专家会商',
  'earlier-stay': '以前的救助记录',
  other: '其他',
} as const
const channel = openChoice('渠道', {
  portal: '本站公众网页',
  national: '全国救助寻亲网',
  toutiao: '头条寻人',
  tv: '电视台',
  newspaper: '报纸',
  wechat: '单位公众号',
  boards: '社区公告栏',
})
const inquiry = text('寻亲登记')
const withdrawn = { face: '人像比对', photo: '照片', all: '全部资料' }
const wish = { wants: '愿意', 'not-wants': '不愿意', 'cannot-say': '不能表达' }
const probability = z.number().min(0).max(1).optional().meta({ title: '把握' })

/** 寻亲：问询、人像、公安协查、DNA、公告、推送、比对；家属寻亲登记。 */
export const tracing = [
  fact('tracing.interviewed', '寻亲问询', TRACED, {
    result: openChoice('结果', { ...result, heard: '有新说法', nothing: '没有新内容', refused: '不愿说' }),
    brief: yesNo('随手记一句'),
  }),
  fact('tracing.face-compared', '人像比对', TRACED, { result: openChoice('结果', result) }),
  fact('tracing.expert-asked', '请教专家', TRACED, {}, byAction),
  fact('tracing.expert-consulted', '专家会商', TRACED, { result: openChoice('结果', { ...result, narrowed: '缩小了范围' }) }),
  // No step of tracing: clauses that take any step of it for tracing must not be met by naming somebody.
  fact('file.officer-named', '指定寻亲责任人', ['rescue-file'], { officer: text('责任人') }, byAction),
  fact('tracing.police-asked', '提请公安协查', TRACED, { kind: choice('协查类别', kind), level }),
  fact('tracing.police-answered', '公安反馈', TRACED, {
    kind: choice('协查类别', kind),
    level,
    result: choice('结果', result),
  }),
  fact('tracing.dna-sampled', '采集 DNA', TRACED),
  fact('tracing.raised', '报上级核查', TRACED, { kind: choice('协查类别', kind), level }),
  fact('tracing.pushed-national', '推送全国救助寻亲网', TRACED, { receipt: text('回执') }),
  fact('tracing.notice-published', '发布寻亲公告', TRACED, { channel }),
  fact('tracing.notice-renewed', '更新寻亲公告', TRACED, { channel }),
  fact('tracing.notice-withdrawn', '撤下寻亲公告', TRACED, { channel }),
  fact('tracing.lead-noted', '寻亲线索', TRACED, {}, byAction),
  fact(
    'tracing.lead-settled',
    '线索结果',
    TRACED,
    { result: openChoice('结果', { led: '有进展', dead: '此路不通', open: '待续' }) },
    byAction,
  ),
  fact('tracing.notice-drafted', '起草寻亲公告', TRACED, {}, byAction),
  fact('tracing.notice-approved', '审批寻亲公告', TRACED, { order: text('第几次审批') }, byAction),
  fact('tracing.notice-returned', '退回寻亲公告', TRACED, {}, byAction),
  fact('tracing.notice-taken-down', '站外公告已撤下', TRACED, { channel }, byAction),
  fact('tracing.tip-received', '收到公众来信', TRACED, {}, byAction),
  fact('tracing.identified', '查明身份', TRACED, { way: openChoice('查明途径', ways) }, byAction),
  fact('tracing.identification-undone', '撤销查明', TRACED, {}, byAction),
  fact('tracing.match-suggested', '比对候选', TRACED, { inquiry, probability }, byAction),
  fact('tracing.match-excluded', '排除候选', TRACED, { inquiry, probability }, byAction),
  fact('tracing.match-agreed', '第一人认定', TRACED, { inquiry, probability }, byAction),
  fact('tracing.match-confirmed', '确认比对', TRACED, { inquiry, probability }, byAction),
  fact('tracing.match-undone', '撤销比对', TRACED, { inquiry, probability }, byAction),
  fact('tracing.weights-switched', '换用比对权重', ['organisation'], { weights: text('权重'), from: date('从哪天起') }, byAction),
  fact(
    'inquiry.received',
    '家属寻亲登记',
    ['inquiry'],
    {
      photo: yesNo('附照片'),
      faceConsent: yesNo('同意人像比对'),
    },
    byAction,
  ),
  fact(
    'inquiry.completed',
    '补充寻亲登记',
    ['inquiry'],
    { photo: yesNo('附照片'), faceConsent: yesNo('同意人像比对') },
    byAction,
  ),
  fact('inquiry.admitted', '寻亲登记进入比对', ['inquiry'], {}, byAction),
  fact('inquiry.set-aside', '寻亲登记搁置', ['inquiry'], {}, byAction),
  fact('inquiry.reopened', '寻亲登记重新打开', ['inquiry'], {}, byAction),
  fact('inquiry.joined', '并入另一份寻亲登记', ['inquiry'], { into: text('并入') }, byAction),
  fact('inquiry.unjoined', '撤销并入', ['inquiry'], { from: text('原并入') }, byAction),
  fact('inquiry.consent-withdrawn', '撤回同意', ['inquiry'], { what: choice('撤回', withdrawn) }, byAction),
  fact('inquiry.call-planned', '约定回电', ['inquiry'], {}, byAction),
  fact('inquiry.guest-asked', '问过本人是否愿意被找到', ['rescue-file'], { inquiry, wish: choice('本人意愿', wish) }, byAction),
  fact('inquiry.helper-registered', '登记协助寻亲的人', ['organisation'], { kind: text('类别') }, byAction),
  fact('inquiry.helper-engaged', '请人协助寻亲', ['inquiry', 'rescue-file'], { helper: text('协助人') }, byAction),
  fact('inquiry.helper-ended', '结束协助', ['organisation'], { helper: text('协助人') }, byAction),
  fact('inquiry.helper-reported', '协助寻亲的发现', ['inquiry', 'rescue-file'], { helper: text('协助人') }, byAction),
  fact('inquiry.answered', '答复家属', ['inquiry']),
  fact('inquiry.closed', '寻亲登记办结', ['inquiry'], {}, byAction),
]
