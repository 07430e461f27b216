import { GUEST, byAction, choice, fact, openChoice, text, yesNo } from './define.ts'

const steps = {
  'register-corrected': '公安机关更正户口登记',
  'old-register': '注销赋名时登记的户口，恢复或迁回原户口',
  'support-recalculated': '特困供养重新核定或移交户籍地',
  'papers-reissued': '更换身份证、残疾证、医保等证件',
  'family-told': '征得本人同意后告知家属',
  'notice-withdrawn': '撤下寻亲公告',
  'institution-told': '告知安置机构更名',
  card: '银行卡、社保卡更名',
}

/** 长期滞留人员落户安置与特困供养。 */
export const settlement = [
  fact(
    'settlement.rule-set',
    '制定落户规则',
    ['organisation'],
    { kind: choice('规则', { naming: '命名规则', checklist: '卷宗清单' }) },
    byAction,
  ),
  fact('settlement.file-checked', '整理卷宗', GUEST, { complete: yesNo('齐全') }, byAction),
  fact('settlement.applied', '申请落户安置', GUEST),
  fact('settlement.returned', '退回补正', GUEST, {}, byAction),
  fact(
    'settlement.withdrawn',
    '撤回申请',
    GUEST,
    { reason: choice('原因', { named: '查明身份', left: '已离站', died: '死亡', other: '其他' }) },
    byAction,
  ),
  fact('settlement.planned', '制定安置方案', GUEST, {}, byAction),
  fact('settlement.approved', '政府批准落户', GUEST, {}, byAction),
  fact('settlement.declined', '政府未批准', GUEST, {}, byAction),
  fact('settlement.named', '赋名', GUEST, {}, byAction),
  fact('settlement.registered', '登记户口', GUEST, { institution: text('集体户') }, byAction),
  fact('settlement.placed', '落实安置', GUEST, { institution: text('安置机构') }, byAction),
  fact('settlement.support-assessed', '特困供养认定', GUEST, { eligible: yesNo('符合条件') }, byAction),
  fact('settlement.support-granted', '纳入特困供养', GUEST, { eligible: yesNo('符合条件') }, byAction),
  fact('settlement.true-name-followed', '真实身份更正办结', GUEST, { step: openChoice('事项', steps) }, byAction),
]
