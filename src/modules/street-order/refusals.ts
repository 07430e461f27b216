/** This room's refusals. */
import { catalogue } from '#kernel/refusal.ts'

export const refuse = catalogue('STREET_ORDER', {
  NOT_NOW: { status: 409, zh: '{no} 现在是“{state}”，不能“{what}”。没有保存，请刷新后再看。' },
  THERE: { status: 409, zh: '这一件已经登记过，没有再登记一次。' },
  NO_SUCH_BODY: { status: 422, zh: '选的单位不在本市公安、城管、交通名单里，请重选。没有保存。' },
  MINORS_BODY: { status: 422, zh: '涉及未成年人的只交公安办理，保护中心同时看得到。没有保存。', basis: '未成年人保护法' },
  REASON: { status: 422, zh: '已经交给{body}，改派要写理由。没有保存。' },
  NOT_YOURS: { status: 403, zh: '这一件交给了{body}，由该单位登记。您能看进展。' },
  FUTURE: { status: 422, zh: '日期不能晚于今天。没有保存。' },
  NOTHING_TAKEN: { status: 422, zh: '请附上照片、录像，或写明证据是什么、放在哪里。没有保存。' },
  NEWS_PARTY: { status: 422, zh: '拐卖线索在公安和交通之间通报，请选对方单位。没有保存。' },
  NEWS_DONE: { status: 409, zh: '这条通报已经确认过，没有再记一次。' },
  WHY_NOT: { status: 422, zh: '没有送到的，请写明为什么、现在在哪里、谁在照看。没有保存。' },
  SETTLED: { status: 409, zh: '这个人已经登记过去处：{help}。要改，写在“再登记”里，两次都留着。' },
  VICTIMS_LEFT: { status: 409, zh: '还有 {count} 个应当帮助的人没有登记送到哪里。先登记去处，或写明为什么没有送到，再办结。' },
  VICTIMS_UNNAMED: {
    status: 409,
    zh: '登记时写了涉及{groups}，还没有一个人登记去处。请先登记，一人一行；查明没有的，处置结果选“查否”。',
  },
  PLATE: { status: 409, zh: '这个车牌已经登记过，没有再登记。要改，先停用原来的。' },
  ENDED: { status: 409, zh: '这辆车已经停用，没有保存。' },
  WHICH_TRAFFIC: { status: 422, zh: '请选交警单位，或写单位全称（只要一样）。没有保存。' },
})
