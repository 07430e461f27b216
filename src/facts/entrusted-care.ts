import { GUEST, fact, oneOrSeveral, text, when } from './define.ts'

/** 站外托养：机构选择、签约、巡查；受助人员送托与接回。 */
export const entrustedCare = [
  fact('institution.selected', '选定托养机构', ['institution'], { by: text('选定单位'), findings: text('情况') }),
  fact('institution.contracted', '签订托养协议', ['institution'], { by: text('签约单位'), until: when('协议到期日') }),
  fact('institution.contact-named', '确定联系负责人', ['institution'], { by: text('指定单位') }),
  fact('institution.inspected', '检查托养机构', ['institution'], {
    by: text('检查单位'),
    findings: oneOrSeveral('检查情况', {}),
  }),
  fact('institution.contract-ended', '终止托养协议', ['institution'], { by: text('终止单位') }),
  fact('entrusted.approved', '批准送托', GUEST, { by: text('批准单位') }),
  fact('entrusted.placed', '送托', GUEST, { institution: text('托养机构') }),
  fact('entrusted.health-reported', '报告托养人员健康状况', GUEST),
  fact('entrusted.brought-back', '接回站内', GUEST),
]
