import { CASES, choice, fact, openChoice, text } from './define.ts'

/** 回访与源头治理：易流浪走失人员信息库、花名册、回访、转介。 */
export const followUp = [
  fact('follow-up.listed', '纳入易流浪走失人员信息库', CASES),
  fact('follow-up.roster-sent', '通报花名册', CASES),
  fact('follow-up.visited', '回访', CASES, {
    manner: choice('方式', { 'in-person': '实地走访', phone: '电话询问' }),
    by: text('回访单位'),
    finding: openChoice('情况', { 'at-home': '在家', away: '外出', hardship: '有困难', died: '已死亡' }),
  }),
  fact('follow-up.found-again', '再次流浪', CASES),
  fact('follow-up.bureau-told', '反馈民政局', CASES),
  fact('referral.made', '转介', CASES, { to: text('转介单位') }),
  fact('referral.answered', '转介答复', CASES, { to: text('转介单位'), result: text('结果') }),
  fact('police.abandonment-told', '遗弃、虐待报公安', CASES),
]
