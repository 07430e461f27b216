/** This room's refusals. */
import { catalogue } from '#kernel/refusal.ts'

export const refuse = catalogue('STAFF', {
  FUTURE: { status: 422, zh: '日期不能晚于今天。没有保存，请改日期。' },
  ONE_STATION: { status: 422, zh: '所选的人不在同一个站。没有保存，请分站登记。' },
  NOT_THERE: {
    status: 422,
    zh: '{on} 这一天不在岗：{names}。没有保存，所选的人都没有登记。请去掉这些人；到岗日期登错的，先在本人页上更正。',
  },
  UNTOLD: { status: 422, zh: '还没有登记到岗：{names}。没有保存，所选的人都没有登记。请先给他们登记到岗。' },
  TOLD_ALREADY: {
    status: 409,
    zh: '{on} 已经登记过{what}：{names}。没有重复保存。登错的先在本人页上撤回；同一天两次培训的天数请合起来登记。',
  },
  QUALIFIED: { status: 409, zh: '已经登记过系统操作合格：{names}。没有重复保存，请去掉这些人。' },
  HERE_ALREADY: { status: 409, zh: '已经在岗：{names}。没有保存。到岗日期或岗位不对的，在本人页上更正。' },
  BEFORE_LEAVING: { status: 422, zh: '到岗日期早于上一次离岗：{names}。没有保存，请核对日期。' },
  NOT_HERE: { status: 409, zh: '{name}现在没有在岗的登记。没有保存。' },
  BEFORE_JOINING: { status: 422, zh: '{name}是 {on} 到岗的，离岗不能更早。没有保存，请核对日期。' },
  AFTERWARDS: { status: 409, zh: '{name}在 {on} 还有别的登记，会落到不在岗的时候。没有保存，请先核对或撤回那一条。' },
  OFFICER: { status: 409, zh: '{name}还是{duty}专人。没有保存，请先在“寻亲—寻亲队伍”里免去，选“离开本站”就一并离岗。' },
  RELIEVED: { status: 409, zh: '{name}离岗时一并免去了专人，不能撤回。没有改动；人回来了，请重新登记到岗。' },
  ONLY_JOINING: {
    status: 409,
    zh: '{name}只有这一条到岗，不能撤回。没有改动。日期、岗位不对的请“更正到岗”；登错了人的请“登记离岗”，离岗日期填到岗当天，要求就不再算。',
  },
  NOT_OURS: { status: 409, zh: '这一条不在这里登记，不能在这里撤回。没有改动。' },
  GONE: { status: 409, zh: '这一条已经撤回或更正过。没有改动，请刷新后再看。' },
})
