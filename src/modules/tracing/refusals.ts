/** The tracing room's refusals. */
import { catalogue } from '#kernel/refusal.ts'

export const refuse = catalogue('TRACING', {
  GONE: { status: 409, zh: '此人已不在站（{state}），没有记录。后来想起的话请用“补记经过”写在个案里。' },
  LATER: { status: 422, zh: '谈话时间不能晚于现在。已填内容都还在，请改一下时间。' },
  NOTHING_HEARD: {
    status: 422,
    zh: '选了“有新说法”，但一项也没有写。请至少写一项，或改选“没有新内容”“不愿说”；已填内容都还在。',
  },
  WHICH_ACCENT: { status: 422, zh: '请选像哪里的话；说不准就改选“说过的话”，照原话记。' },
  NO_SUCH_INTERVIEW: { status: 404, zh: '没有找到这次问询，请刷新后再看。' },
  WITHDRAWN: { status: 409, zh: '这一条已经更正或撤回，没有再改。请刷新后看最新的一条。' },
  WALKED_BEFORE: { status: 409, zh: '这条路 {on} {by}走过，此路不通。还要再走，请写明这次有什么不同；已填内容都还在。' },
  NO_SUCH_LEAD: { status: 404, zh: '没有找到这条线索，请刷新后再看。' },
  SETTLED: { status: 409, zh: '这条线索已经有结果（{state}），没有再记。有新的想法请另记一条。' },
  NOT_OF_STATION: { status: 422, zh: '请从本站在用的账号里选；账号由安全管理员开。' },
  NAMED_ALREADY: { status: 409, zh: '{duty}专人已经是这位同志，不用再办。' },
  NOT_NAMED: { status: 409, zh: '这位同志现在不是{duty}专人，没有改动。请刷新后再看。' },
  NOT_PRESENT: { status: 409, zh: '此人已不在站（{state}），不用再指定责任人。' },
  NO_SUCH_EXPERT: { status: 404, zh: '专家库里没有这一位，请重新选。' },
  EXPERT_RESTS: { status: 409, zh: '这位专家现在不便请，请另选一位，或先在专家库里改为能请。' },
  NOT_YOURS: { status: 403, zh: '这位专家是{owner}的，请那边改。请教他不受影响。' },
  NO_PHONE: { status: 404, zh: '没有登记电话，请问专家库的管理单位。' },
  NO_SUCH_CONSULTATION: { status: 404, zh: '没有找到这次请教，请刷新后再看。' },
  ANSWERED: { status: 409, zh: '这次请教已经记过意见。又有新意见请另请教一次再记。' },
  CAMPAIGN_OPEN: { status: 409, zh: '寻亲行动已经启动、还没有结束，没有重复登记。要再启动请先结束上一次。' },
  NO_STATIONS: { status: 409, zh: '辖区里还没有救助站，没有可启动的行动。' },
  NO_SUCH_CAMPAIGN: { status: 404, zh: '没有找到这次行动，请刷新后再看。' },
  CAMPAIGN_CLOSED: { status: 409, zh: '这次行动已经结束，没有重复登记。' },
  NO_RECORDING: { status: 404, zh: '没有找到这段录音。' },
})
