import { byAction, fact, oneOrSeveral, openChoice, text, when, yesNo } from './define.ts'

const HAZARD = ['hazard'] as const
const MEETING = ['organisation', 'conference'] as const

/** 部门协作：协作事项、联席会议、专项行动、隐患台账。 */
export const collaboration = [
  fact('request.sent', '发出协作事项', ['request'], { to: text('受理单位'), dueBy: when('办理期限') }, byAction),
  fact('request.accepted', '接受协作事项', ['request'], {}, byAction),
  fact('request.answered', '答复协作事项', ['request'], {}, byAction),
  fact('conference.held', '召开联席会议', MEETING, { about: oneOrSeveral('议题', { s4: '未成年人专项行动' }) }),
  fact('decision.made', '议定事项', MEETING, { dueBy: when('完成期限'), organisation: text('承办单位') }),
  fact('decision.done', '议定事项办结', MEETING, { organisation: text('承办单位') }),
  fact('campaign.opened', '启动专项行动', ['campaign', 'organisation'], {
    kind: openChoice('行动类型', { tracing: '寻亲专项', cold: '寒冬送温暖', heat: '夏季送清凉', flood: '防汛防台风' }),
    area: text('区域'),
    lead: text('牵头单位'),
  }),
  fact('campaign.closed', '专项行动结束', ['campaign', 'organisation'], { kind: text('行动类型') }),
  fact('task.assigned', '分派任务', ['task'], { lead: text('牵头单位'), responsible: text('责任单位'), dueBy: when('完成期限') }),
  fact('task.progressed', '任务进展', ['task']),
  fact('task.done', '任务完成', ['task']),
  fact(
    'hazard.found',
    '发现隐患',
    HAZARD,
    {
      place: openChoice('地点类别', {
        school: '学校周边',
        community: '社区周边',
        water: '水域',
        road: '道路',
        venue: '营业场所',
        home: '家庭',
        other: '其他',
      }),
    },
    byAction,
  ),
  fact('hazard.assigned', '交办隐患', HAZARD, { organisation: text('整改单位'), dueBy: when('整改期限') }, byAction),
  fact('hazard.rectified', '整改', HAZARD, {}, byAction),
  fact('hazard.verified', '核验销号', HAZARD, { passed: yesNo('核验通过') }, byAction),
  // Not passed when looked at again, or come back after it was closed; the latter is found anew beside it.
  fact('hazard.reopened', '隐患复发，重新整改', HAZARD, { failed: yesNo('核验未通过') }, byAction),
  fact('hazard.raised', '逾期隐患上报', HAZARD, { organisation: text('上级单位') }, byAction),
  // The four levels of protection: a post in a town or village and who holds it, who is on duty.
  fact(
    'network.post-named',
    '确定儿童督导员、儿童主任',
    ['organisation'],
    { post: openChoice('岗位', { supervisor: '儿童督导员', director: '儿童主任' }) },
    byAction,
  ),
  fact('network.post-ended', '儿童督导员、儿童主任离任', ['organisation'], { post: text('岗位') }, byAction),
  fact('network.point-opened', '设立保护中心、救助保护点', ['organisation'], { level: text('层级') }, byAction),
  fact('network.point-closed', '撤销救助保护点', ['organisation'], {}, byAction),
  fact('network.duty-set', '排定值班', ['organisation'], { date: text('日期') }, byAction),
]
