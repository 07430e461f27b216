/** This room's refusals: what happened, what is safe, what to do. */
import { catalogue } from '#kernel/refusal.ts'

export const refuse = catalogue('ORIGIN', {
  OTHER_STATE: { status: 409, zh: '这一步现在办不了：{who}已于{when}办成“{state}”。原有记录不变，请刷新后再看。' },
  NOT_RECEIVED: { status: 409, zh: '人还没有接收，先办“接收”，再{what}。' },
  FUTURE: { status: 422, zh: '{what}晚于现在，没有保存。请改成实际时间。' },
  BEFORE_LETTER: { status: 422, zh: '{what}比来函还早，没有保存。请核对时间。' },
  ALREADY_RECEIVED: {
    status: 409,
    zh: '{who}已在{when}接收了此人，没有重复登记。情况有出入的，请与{who}核对后记一笔。',
  },
  HERE: { status: 409, zh: '此人正在本站救助（{no}），不用另开接收。请在那份个案里办。' },
  SAME_NUMBER: {
    status: 409,
    zh: '这个证件号在本站查到 {count} 人，不能自己认。请先查找，选定是谁，或勾“看过了，是另一个人”。没有保存，已填内容都还在。',
  },
  NO_SUCH_PERSON: { status: 404, zh: '没有找到所选的人，请重新查找。' },
  NO_NAME: { status: 422, zh: '来函总得说是谁：姓名、证件号至少写一样。' },
  UNREADABLE: { status: 422, zh: '这不是归途的函件文件，或者内容不完整，没有导入。请对方重新导出，或按纸质来函登记。' },
  TAMPERED: {
    status: 422,
    zh: '签名和内容对不上：文件在路上被改过或损坏了，没有导入。请打对方公开的电话核实，请其重新发来。',
  },
  WRONG_ADDRESS: { status: 422, zh: '这封函是写给“{to}”的，不是写给本单位的，没有导入。确是给我们的，请按纸质来函登记。' },
  WHO_SIGNED: {
    status: 409,
    zh: '签名完好，但签名的单位这里不认识，是不是“{name}”要由人判断。请打对方公开的电话核对公钥，写明怎么核实的，再导入。',
  },
  NOT_OUR_SIGNATURE: { status: 409, zh: '没有核实过的公钥不能记成认识的单位。请先写明怎么核实的。' },
  NO_TOWN: { status: 422, zh: '请选一个镇（街道）、村（社区）或公安机关。' },
  NOTHING_FOUND: { status: 422, zh: '没有填新的发现。困难、无家可归、户口被注销，至少写一样。' },
  NO_HARDSHIP: { status: 409, zh: '没有等待报送的困难。发现困难请先办“记走访”或“补记发现”。' },
  REPORTED: { status: 409, zh: '{who}已于{when}报送过了，没有重复登记。又发现新的困难，请先补记，再报送。' },
  GOVERNMENT_FIRST: {
    status: 422,
    zh: '确实无家可归的，要由政府协调安置：请写明哪级政府或民政局、怎么定的。没有保存，已填内容都还在。',
    basis: '大提升第14项：无家可归的妥善安置',
  },
  PLACED: { status: 409, zh: '{when}已经安置好了。要改，请先补记“确实无家可归”。' },
  NOT_CANCELLED: { status: 409, zh: '没有记过户口被注销。请先办“补记发现”。' },
  RESTORED: { status: 409, zh: '户籍已于{when}恢复，不用再记。' },
  NOT_YET: { status: 409, zh: '还有没办完的：{what}。办完再办结。' },
  NOT_IN_WAITING: { status: 409, zh: '这份个案现在是“{state}”，不能转成接待。' },
  ANSWERED_BEFORE: { status: 409, zh: '这次去函已在{when}记过答复，没有重复登记。' },
  NO_SENDING: { status: 404, zh: '没有找到这次去函，请刷新后再看。' },
  WHY_DECLINED: { status: 422, zh: '对方不予接收的，请写明理由：上报协调要用。' },
  NO_LETTER: { status: 409, zh: '还没有给流出地的函。请先办“函商流出地”或“返乡告知”。' },
  NO_PAPER: { status: 409, zh: '{what}还打不出来：{why}' },
})
