import { CASES, byAction, choice, fact, openChoice, text, yesNo } from './define.ts'

/** 作为流出地：来函、接收、了解家庭、困难、安置、恢复户籍。 */
export const origin = [
  fact(
    'origin.letter-received',
    '收到返乡函件',
    CASES,
    {
      organisation: text('收函单位'),
      asks: yesNo('商请接收'),
      way: openChoice('来函方式', { system: '本系统', typed: '纸质来函登记', file: '签名文件' }),
    },
    byAction,
  ),
  fact(
    'origin.letter-sent',
    '函件发往流出地',
    CASES,
    { way: openChoice('发送方式', { post: '邮寄', fax: '传真', hand: '当面交', mail: '政务邮件', system: '本系统' }) },
    byAction,
  ),
  fact('origin.answered', '流出地答复', CASES, { organisation: text('答复单位'), accepts: yesNo('同意接收') }, byAction),
  fact('origin.register-cancelled', '发现户籍被注销', CASES),
  fact('origin.received', '流出地接收', CASES, {
    organisation: text('接收单位'),
    to: openChoice('去处', { family: '家庭', station: '救助站', institution: '供养机构', village: '村社区照看' }),
  }),
  fact('origin.not-arrived', '人未到流出地', CASES, { organisation: text('接收单位') }, byAction),
  fact('origin.visit-asked', '请镇村了解家庭状况', CASES, { organisation: text('被请单位') }, byAction),
  fact('origin.family-visited', '了解家庭状况', CASES, { by: text('走访单位') }),
  fact('origin.hardship-found', '发现困难', CASES),
  fact('origin.hardship-reported', '困难报送', CASES, { to: text('报送单位') }),
  fact('origin.homeless-found', '确无家可归', CASES, {}, byAction),
  fact('origin.placed', '流出地安置', CASES, {
    kind: choice('安置方式', {
      relatives: '亲属家',
      support: '特困供养机构',
      welfare: '福利、精神卫生机构',
      rented: '租房、公租房',
      station: '救助站临时',
      other: '其他',
    }),
  }),
  fact('origin.register-asked', '请公安恢复户籍', CASES, {}, byAction),
  fact('origin.register-restored', '恢复户籍', CASES),
  fact('origin.settled', '流出地接收办结', CASES, {}, byAction),
]
