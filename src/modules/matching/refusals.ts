/** Refusals of matching. */
import { catalogue } from '#kernel/refusal.ts'

const TWO = '寻亲比对：须两名工作人员分别认定'

export const refuse = catalogue('MATCHING', {
  NOT_NOW: { status: 409, zh: '这一对现在是“{state}”，不能这样办，没有改动。请刷新后再看。' },
  SAME_ACCOUNT: {
    status: 409,
    zh: '第一人已由您本人签。第二人须是另一名工作人员，用他自己的账号签；您的签认还在，没有丢失。',
    basis: TWO,
  },
  INQUIRY_TAKEN: {
    status: 409,
    zh: '这份寻亲登记（含并入的登记）已认定为另一名受助人员，没有重复认定。请先核对那一份；确实弄错的，先撤销那一份再认定。',
    basis: TWO,
  },
  GUEST_TAKEN: {
    status: 409,
    zh: '此人已认定为另一份寻亲登记要找的人，没有重复认定。请先核对；确实弄错的，先撤销原来的认定。',
    basis: TWO,
  },
  INQUIRY_CLOSED: { status: 409, zh: '这份寻亲登记已办结、撤回或并入另一份，没有认定。请在那一份上核对。' },
  LOOK_FIRST: { status: 423, zh: '逐项对照今天还没有打开过。请从候选里点开这一对，查看会留痕。' },
  GROUND_TOO_SHORT: { status: 422, zh: '请写明凭什么认定，至少六个字：以后有人撤销或核查时要看。' },
  NO_SUCH_WEIGHTS: { status: 404, zh: '没有这份权重，或它读不出来。请从列表里选。' },
  IN_FORCE: { status: 409, zh: '现在用的就是这份权重，没有改动。' },
  TRY_FIRST: { status: 409, zh: '这份权重还没有在本地已认定、已排除的比对上试算。请先点“试算”，看过对比再换。' },
  BACKDATED: { status: 422, zh: '换权重只能从今天或以后起，过去的比对不改。' },
})
