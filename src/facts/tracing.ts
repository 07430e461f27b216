import { z } from 'zod'
import { byAction, choice, fact, openChoice, text, yesNo } from './define.ts'

const TRACED = ['rescue-file', 'child-file', 'inquiry', 'person'] as const
const kind = { records: '户籍等信息核查', face: '人像比对', dna: 'DNA' }
const result = { found: '查实', 'not-found': '未查到', 'cannot-at-this-level': '本级权限无法核实' }
const inquiry = text('寻亲登记')
const probability = z.number().min(0).max(1).optional().meta({ title: '把握' })

/** 寻亲：问询、人像、公安协查、DNA、公告、推送、比对；家属寻亲登记。 */
export const tracing = [
  fact('tracing.interviewed', '寻亲问询', TRACED, { result: openChoice('结果', result) }),
  fact('tracing.face-compared', '人像比对', TRACED, { result: openChoice('结果', result) }),
  fact('tracing.expert-consulted', '专家会商', TRACED, { result: openChoice('结果', result) }),
  fact('tracing.police-asked', '提请公安协查', TRACED, { kind: choice('协查类别', kind), level: text('层级') }),
  fact('tracing.police-answered', '公安反馈', TRACED, {
    kind: choice('协查类别', kind),
    level: text('层级'),
    result: choice('结果', result),
  }),
  fact('tracing.dna-sampled', '采集 DNA', TRACED),
  fact('tracing.raised', '报上级核查', TRACED, { kind: choice('协查类别', kind), level: text('层级') }),
  fact('tracing.pushed-national', '推送全国救助寻亲网', TRACED, { receipt: text('回执') }),
  fact('tracing.notice-published', '发布寻亲公告', TRACED, { channel: text('渠道') }),
  fact('tracing.notice-renewed', '更新寻亲公告', TRACED, { channel: text('渠道') }),
  fact('tracing.notice-withdrawn', '撤下寻亲公告', TRACED, { channel: text('渠道') }),
  fact('tracing.match-suggested', '比对候选', TRACED, { inquiry, probability }, byAction),
  fact('tracing.match-excluded', '排除候选', TRACED, { inquiry, probability }, byAction),
  fact('tracing.match-confirmed', '确认比对', TRACED, { inquiry, probability }, byAction),
  fact('tracing.match-undone', '撤销比对', TRACED, { inquiry, probability }, byAction),
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
  fact('inquiry.answered', '答复家属', ['inquiry']),
  fact('inquiry.closed', '寻亲登记办结', ['inquiry'], {}, byAction),
]
