/** This room's refusals. */
import { catalogue } from '#kernel/refusal.ts'

export const refuse = catalogue('HANDOVERS', {
  NOT_NOW: { status: 409, zh: '交接单 {no} 现在是“{state}”，不能“{what}”。没有保存，请看交接单上的经过。' },
  SIGNED: {
    status: 409,
    zh: '交接单 {no} 已由{to}的{receiver}在 {at} 签收，不能再签一次。先签的有效，您这次没有保存；内容有出入的，用“更正”。',
  },
  DOUBLED: { status: 409, zh: '这次发现已经写过交接单 {no}（{to}），没有再写一份。要改内容用“更正”，写错了先撤回。' },
  TWICE: { status: 409, zh: '这次发现刚刚由另一部手机写好了交接单，没有再写一份。请在“交接”里查看。' },
  ID_TAKEN: { status: 409, zh: '这份交接单的编号已经用过，没有保存。请重新填一份。' },
  WHICH_RECEIVER: { status: 422, zh: '请选接收单位，或写单位全称（只要一样）。没有保存。' },
  NO_SUCH_RECEIVER: { status: 422, zh: '选的接收单位不在名单里，请重选，或写全称。没有保存。' },
  SAME: { status: 422, zh: '移交和接收是同一个单位，不用书面交接。没有保存。' },
  GIVER_UNSIGNED: { status: 422, zh: '移交人还没有签名。没有保存；签名后再交。' },
  RECEIVER_UNSIGNED: { status: 422, zh: '接收人还没有签名。没有保存；签名后再交。' },
  NOT_IN_SYSTEM: {
    status: 422,
    zh: '{to}不在系统内，没有账号来签收：请对方在这部手机上当面签，或打印出来签好，拍照附上。没有保存。',
  },
  CORRECTING: { status: 409, zh: '这份交接单已经有一份更正在等签收，没有再写一份。要改内容，先撤回那一份。' },
  NOT_YOURS: { status: 403, zh: '这份交接单由{unit}办，您只能看。没有保存。' },
  NO_PAPER: { status: 409, zh: '交接单 {no} 已{state}，没有可打印的。' },
})
