/** The hall's refusals. */
import { catalogue } from '#kernel/refusal.ts'

export const refuse = catalogue('PEOPLE', {
  ALREADY_VERIFIED: { status: 409, zh: '身份已经核实。要改，请先写明原核实为什么不成立（更正身份）。' },
  EVIDENCE: { status: 422, zh: '核实身份要有凭据：公安查询、证件、亲属辨认或 DNA，并写明是谁、在哪里得到的。' },
  NOT_OURS: {
    status: 403,
    zh: '这个人不是本单位接待的：可以看，不能改身份和资料，没有改动。请把知道的情况告诉负责的站，由他们更正。',
  },
  SAME_PERSON: { status: 422, zh: '两条是同一条记录，不用合并。' },
  MERGED: { status: 409, zh: '其中一人已并入别人，请打开合并后的那一份再做。' },
  NOT_MERGED: { status: 409, zh: '这次合并已经撤销，或不存在。' },
  FILE_NOT_OF_PERSON: { status: 409, zh: '这份个案不属于所选的人。' },
  ONLY_FILE: { status: 409, zh: '此人只有这一份个案，不需要拆分；资料有误请用“更正资料”。' },
  NOT_BY_HAND: { status: 422, zh: '“{fact}”要在它自己的办理页面做，不能补登。' },
  WRONG_SUBJECT: { status: 422, zh: '“{fact}”不能记在这里。' },
  FACT_FORM: { status: 422, zh: '补登的内容没有填对：{fault}' },
  FACT_NOT_HERE: { status: 404, zh: '没有找到要更正的那条记录。' },
  FACT_GONE: { status: 409, zh: '那条记录已被更正或撤回，请刷新后看最新的一条。' },
  FACT_OF_ACTION: { status: 409, zh: '“{fact}”牵动其他记录，不能单独撤回；请在它自己的页面更正。' },
  OPEN_FIRST: { status: 403, zh: '这份未成年人个案没有打开，或打开已过一小时。请先写明理由打开，查看会留痕。' },
  SEARCH_WORDS: { status: 422, zh: '{sentence}' },
  NOTHING_TO_REVEAL: { status: 404, zh: '没有登记这一项。' },
  SEALED_ALREADY: { status: 409, zh: '已经封存。' },
  NOT_SEALED: { status: 409, zh: '没有封存。' },
  NOT_A_READER: { status: 404, zh: '没有找到，或您无权查看。' },
  NO_SUCH_READER: { status: 422, zh: '可查看的人里有停用的，或不在本站和上级民政部门的账号，请重选。' },
})
