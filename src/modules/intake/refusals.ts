/** What reception refuses, in words for the person at the desk. */
import { catalogue } from '#kernel/refusal.ts'

const LAW_ABLE = '民政部令第24号第5条：因年老、年幼、残疾等原因无法提供个人情况的，先提供救助，再查明情况'

export const refuse = catalogue('INTAKE', {
  ALREADY_IN: { status: 409, zh: '此人在本站已有一次没有结束的救助（{no}），请在那份个案上继续，不要另开。' },
  OTHER_STATE: { status: 409, zh: '这份个案现在是“{state}”，不能{what}。已有记录不受影响。' },
  NO_PREFIX: { status: 409, zh: '救助编号重复，没有保存：本站与别的站简称相同，请系统管理员先改站名简称。' },
  BEFORE_ASKED: { status: 422, zh: '{what}的时间早于求助时间，请核对时间。' },
  BIRTH_FUTURE: { status: 422, zh: '出生日期在今天之后，请核对；只看得出大概年龄时，请填“看上去”的年龄。' },
  SAFETY_FIRST: {
    status: 409,
    zh: '还没有安全检查。请先做安检；昏迷、重伤的请选“暂缓（先救治等）”，之后补做。',
    basis: '工作规程：接受安全检查',
  },
  SAFETY_REFUSED: {
    status: 409,
    zh: '本人拒绝安全检查，还不能受理。请再说明一次规定；同意后重做安检，仍拒绝的按法定情形办理。',
    basis: '工作规程：接受安全检查',
  },
  REGISTER_FIRST: {
    status: 409,
    zh: '还没有求助登记。什么都问不出来也可以登记：各项选“不详”即可。',
    basis: '民政部令第24号第4条',
  },
  TWO_STAFF: { status: 422, zh: '安全检查和保管物品要两名工作人员，请填第二名，且不能是您自己。' },
  WOMEN_BY_WOMEN: {
    status: 422,
    zh: '女性须由女工作人员检查。现在没有女工作人员在岗的，请选“暂缓”，看管好随身物品，到岗后补做。',
    basis: '工作规程：安全检查',
  },
  FOUND_WHAT: { status: 422, zh: '选了“查出物品”，请写明查出什么、怎么处理。' },
  TO_POLICE: { status: 422, zh: '管制器具、易燃易爆品、疑似毒品不能由本站保管，请交公安。', basis: '民政部令第24号第6条' },
  DEFERRED_WHY: { status: 422, zh: '暂缓安全检查请写明原因，例如：昏迷先送医、没有女工作人员在岗。' },
  HANDOVER_SIGNED: { status: 409, zh: '护送交接已经签过。要改，请在个案页用“更正护送交接”，原来的一份会留着。' },
  HANDOVER_ELSEWHERE: { status: 409, zh: '这份交接是双方在“交接”里签的，更正请打开那份交接单。没有保存。' },
  NOTHING_KEPT: { status: 409, zh: '没有由本站保管的物品，或已全部发还。' },
  NOT_KEPT_HERE: { status: 422, zh: '所选物品不在这份保管清单里，请刷新后重选。' },
  TOO_MUCH: { status: 409, zh: '发还的数量多于现存的，可能刚刚有人发还过一部分，请刷新后核对。' },
  RECEIVER: { status: 422, zh: '不是发还本人的，请写明谁收的；遗失、损坏的，请写明经过。' },
  CANNOT_REFUSE: { status: 409, zh: '不能不予救助：{who}。请先救助，再查明情况；需要治疗的先送医。', basis: LAW_ABLE },
  AGE_UNKNOWN: {
    status: 409,
    zh: '还看不出是不是未成年人，不能不予救助。请先登记出生日期或看上去的年龄。',
    basis: '未成年人保护法第92条：流浪或身份不明的未成年人由民政部门临时监护',
  },
  GROUND_NOT_SHOWN: {
    status: 409,
    zh: '还没有记下“拒绝检查”。请先在安全检查里如实记录，再出具通知书。',
    basis: '民政部令第24号第5条',
  },
  REPEAT_NO_GROUND: {
    status: 422,
    zh: '多次求助只是事实，不是不予救助的理由。请写明哪一项救助条件不符合。',
    basis: '国务院令第381号；民政部令第24号第5条',
  },
  BELONGINGS_FIRST: {
    status: 409,
    zh: '本站还保管着此人 {count} 件物品，请先发还，再出具通知书。',
    basis: '民政部令第24号第6条',
  },
  WITNESSES: { status: 422, zh: '本人拒签的，请填见证人。' },
  MAY_NOT_GO_ALONE: {
    status: 409,
    zh: '{who}，不能自己放弃救助离开。请联系监护人、亲属来接（填“谁接走”），或移交未成年人救助保护机构、医院、公安。',
    basis: '民政部令第24号：未成年人和无、限制民事行为能力人离站须经同意',
  },
  NEW_RECEPTION: { status: 409, zh: '这次救助已按“{kind}”办结，请另登记一次求助；旧资料会带过来。' },
  LEFT_LONG_AGO: { status: 409, zh: '离站已超过 {days} 天，请另登记一次求助；旧资料会带过来。' },
  DIED: { status: 409, zh: '这份个案已登记死亡，不能重新入站。认错了人的，请用“更正身份”。' },
  NOT_PRINTED_YET: { status: 409, zh: '这份文书还没有内容可印：{what}。' },
})
