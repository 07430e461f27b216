import { CASES, byAction, choice, fact, openChoice, openedWithReason, several, text, yesNo } from './define.ts'

const reasons = {
  mental: '精神障碍',
  dementia: '阿尔茨海默病',
  intellectual: '智力残疾',
  limb: '肢体残疾',
  repeated: '反复流浪',
  minor: '困境儿童',
  alone: '孤寡老人',
}
export const needs = {
  allowance: '最低生活保障',
  destitute: '特困供养',
  medical: '医疗救助',
  insurance: '社会保险',
  welfare: '社会福利、残疾人补贴',
  temporary: '临时救助',
  schooling: '就学',
  skills: '技能培训',
  work: '就业',
  poverty: '防返贫帮扶',
  housing: '住房',
  register: '户籍',
  treatment: '精神、慢性病治疗',
}

/** 回访与源头治理：易流浪走失人员信息库、花名册、回访、转介、边缘户。 */
export const followUp = [
  fact('follow-up.listed', '纳入易流浪走失人员信息库', CASES, { reasons: openedWithReason(several('原因', reasons)) }),
  fact('follow-up.unlisted', '移出易流浪走失人员信息库', CASES, { reason: text('原因') }, byAction),
  fact('follow-up.town-assigned', '确定回访镇街', CASES, { organisation: text('镇街'), village: text('村（社区）') }, byAction),
  fact('follow-up.roster-sent', '通报花名册', CASES, { organisation: text('镇街') }),
  fact('follow-up.roster-acknowledged', '镇街签收花名册', CASES, { organisation: text('镇街') }, byAction),
  fact('follow-up.visited', '回访', CASES, {
    manner: choice('方式', { 'in-person': '实地走访', phone: '电话询问' }),
    by: text('回访单位'),
    finding: openChoice('情况', { 'at-home': '在家', away: '外出', hardship: '有困难', moved: '迁走', died: '已死亡' }),
  }),
  fact(
    'follow-up.visit-tried',
    '回访未成',
    CASES,
    { reason: openChoice('原因', { absent: '无人在家', phone: '电话不通', refused: '拒绝' }) },
    byAction,
  ),
  fact('follow-up.found-again', '再次流浪', CASES, {
    how: openChoice('怎么知道的', { street: '在街上又遇到', elsewhere: '在外地被发现', missing: '家里、村里找不到人' }),
    causes: several('原因', {
      poverty: '生活困难',
      violence: '家庭暴力',
      upbringing: '监护、教养失当',
      company: '不良交往',
      illness: '疾病发作',
      lost: '迷路走失',
      work: '务工不着',
      other: '其他',
    }),
  }),
  fact('follow-up.bureau-told', '反馈民政局', CASES),
  fact('follow-up.household-listed', '列为边缘户', CASES, {}, byAction),
  fact('follow-up.household-shared', '共享边缘户信息', CASES, { to: text('接收单位') }, byAction),
  fact(
    'follow-up.household-reviewed',
    '复核边缘户',
    CASES,
    { finding: openChoice('情况', { stable: '没有变化', harder: '更困难', better: '好转' }) },
    byAction,
  ),
  fact('follow-up.household-unlisted', '移出边缘户', CASES, { reason: text('原因') }, byAction),
  fact('referral.made', '转介', CASES, { to: text('转介单位'), need: openChoice('需要', needs) }),
  fact('referral.answered', '转介答复', CASES, {
    to: text('转介单位'),
    result: openChoice('结果', { granted: '已落实', 'in-progress': '正在办', refused: '不符合条件', declined: '本人不要' }),
    referral: text('哪一件'),
  }),
  fact('referral.reminded', '催办转介', CASES, { referral: text('哪一件') }, byAction),
  fact('referral.closed', '结束转介', CASES, { referral: text('哪一件'), reason: text('原因') }, byAction),
  // Who holds another part of the file does not even read that somebody spoke.
  fact('police.abandonment-told', '遗弃、虐待报公安', CASES, {}, { confided: 'abandonment' }),
  fact(
    'police.abandonment-answered',
    '公安答复遗弃、虐待',
    CASES,
    { result: yesNo('立案') },
    { ...byAction, confided: 'abandonment' },
  ),
]
