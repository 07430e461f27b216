import { CHILD, byAction, choice, fact, openChoice, several, severalOf, text, yesNo } from './define.ts'
import type { SubjectKind } from './fact.ts'

const kinds = severalOf('类别', {
  vagrant: '流浪',
  abandoned: '遗弃',
  orphan: '孤儿',
  disabled: '残疾',
  unattended: '无人监护',
  hardship: '困境',
  'left-behind': '留守',
  migrant: '流动',
  'prisoner-child': '服刑人员子女',
  'detox-child': '强制戒毒人员子女',
  victim: '受害',
  misconduct: '严重不良行为',
})
const guardianship = choice('监护状况', { normal: '正常', insufficient: '不足', improper: '不当', missing: '缺失' })
const risk = openChoice('风险等级', { low: '低', middle: '中', high: '高' })
const CLUE: readonly SubjectKind[] = ['child-file', 'report', 'person']

/** 未成年人保护：个案、评估转介、临时监护、就学就业、帮教、侵害线索。 */
export const minors = [
  fact(
    'child.file-opened',
    '建立未成年人保护个案',
    CHILD,
    {
      kinds,
      person: text('人员'),
      town: text('镇街'),
      usedInCrime: yesNo('被利用违法犯罪'),
      guardianKnown: yesNo('监护人已找到'),
      usedByGuardian: yesNo('被监护人利用'),
    },
    byAction,
  ),
  fact('child.screened', '排查', CHILD, { risk, guardianship }),
  fact('child.assessed', '监护评估', CHILD, {
    risk,
    guardianship,
    needs: several('需求', { counselling: '心理辅导', schooling: '就学', hardship: '生活困难', legal: '法律援助', work: '就业' }),
    ableToWork: yesNo('有劳动能力'),
    registeredUnemployed: yesNo('登记失业'),
    usedByGuardian: yesNo('被监护人利用'),
  }),
  fact('child.referred', '转介', CHILD, { to: text('转介单位') }),
  fact('child.plan-made', '制定帮扶方案', CHILD),
  fact('child.plan-ended', '帮扶方案结束', CHILD),
  fact('child.emergency-protected', '紧急保护', CHILD, { ground: text('事由') }),
  fact('child.temporary-guardianship-taken', '临时监护', CHILD, { ground: text('事由') }, byAction),
  fact('child.temporary-guardianship-ended', '终止临时监护', CHILD, { ground: text('事由') }, byAction),
  fact('child.placed', '安置', CHILD, {
    kind: openChoice('安置方式', { 'kin-care': '代养', foster: '寄养', sponsored: '助养', adopted: '收养', institution: '机构' }),
  }),
  fact('child.returned', '返回家庭', CHILD, { ground: text('情况') }, byAction),
  fact('child.blood-sampled', '采集血样', CHILD),
  fact('child.dna-compared', 'DNA 比对', CHILD),
  fact('child.trafficking-confirmed', '认定被拐', CHILD),
  fact('child.guardian-told', '告知监护人', CHILD),
  fact('child.guardian-disciplined', '教育惩戒监护人', CHILD),
  fact('child.enrolled', '入学', CHILD),
  fact('child.taught', '文化教育', CHILD),
  fact('child.counselled', '心理辅导', CHILD),
  fact('child.work-helped', '就业帮扶', CHILD),
  fact('child.legal-aid-given', '法律援助', CHILD),
  fact('child.helper-named', '确定帮教联系人', CHILD),
  fact('child.contacted', '帮教联系', CHILD, { manner: openChoice('方式', { 'in-person': '上门', phone: '电话' }) }),
  fact('child.paired', '结对', CHILD),
  fact('child.parent-visited', '会见父母', CHILD),
  fact('child.census-registered', '普查登记', CHILD),
  fact('clue.found', '发现侵害线索', CLUE, {
    kind: openChoice('线索类别', { abuse: '虐待', 'sexual-assault': '性侵害', 'domestic-violence': '家庭暴力' }),
  }),
  fact('clue.police-told', '线索报公安', CLUE),
  fact('clue.disposed', '线索处置', CLUE),
]
