import { GUEST, fact, yesNo } from './define.ts'

/** 长期滞留人员落户安置与特困供养。 */
export const settlement = [
  fact('settlement.applied', '申请落户安置', GUEST),
  fact('settlement.planned', '制定安置方案', GUEST),
  fact('settlement.approved', '政府批准落户', GUEST),
  fact('settlement.registered', '登记户口', GUEST),
  fact('settlement.placed', '落实安置', GUEST),
  fact('settlement.support-assessed', '特困供养认定', GUEST, { eligible: yesNo('符合条件') }),
  fact('settlement.support-granted', '纳入特困供养', GUEST, { eligible: yesNo('符合条件') }),
]
