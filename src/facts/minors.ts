import { CHILD, byAction, choice, date, fact, openChoice, oneOrSeveral, several, severalOf, text, yesNo } from './define.ts'

export const childKinds = {
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
} as const
const kinds = severalOf('类别', childKinds)
const whole = { ...byAction, compartment: 'whole' } as const
const register = { compartment: 'register' } as const

/** 未成年人个案：一人一档，类别、家庭、就学、健康、同胞、指定人员。 */
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
      found: openChoice('怎么发现的', { register: '登记册', round: '排查' }),
    },
    whole,
  ),
  // All kinds as they are from then on; what was withdrawn, and why, lies in the details.
  fact('child.kinds-changed', '类别变更', CHILD, { kinds, usedInCrime: yesNo('被利用违法犯罪') }, whole),
  fact('child.file-closed', '结案', CHILD, { reason: openChoice('结案原因', closings()) }, { ...byAction, ...register }),
  fact('child.file-reopened', '恢复个案', CHILD, {}, { ...byAction, ...register }),
  fact('child.same-child', '重复建档，并入另一个案', CHILD, { into: text('并入的个案') }, { ...byAction, ...register }),
  fact('child.register-corrected', '更正登记', CHILD, { what: several('更正了什么', {}) }, { ...byAction, ...register }),
  fact('child.moved-place', '转到别的镇村或学校', CHILD, { town: text('镇街') }, { ...byAction, ...register }),
  fact('child.worker-named', '指定个案主管', CHILD, {}, { ...byAction, ...register }),
  fact('child.reader-approved', '批准指定人员查看', CHILD, { compartments: several('可看部分', {}) }, whole),
  fact('child.reader-ended', '取消指定人员', CHILD, {}, whole),
  // Somebody without a part tried to open the file; who, lies in the details.
  fact('child.view-refused', '有人试图查看，未获准', CHILD, {}, whole),
  fact(
    'child.family-noted',
    '登记家庭与监护人',
    CHILD,
    { danger: yesNo('有人对孩子构成危险') },
    { ...byAction, compartment: 'family' },
  ),
  fact(
    'child.guardian-entrusted',
    '委托照护',
    CHILD,
    { toldSchool: yesNo('已书面告知学校'), toldVillage: yesNo('已书面告知村社区') },
    { ...byAction, compartment: 'family' },
  ),
  fact('child.sibling-linked', '关联同胞个案', CHILD, { other: text('同胞个案') }, { ...byAction, compartment: 'family' }),
  fact('child.sibling-unlinked', '取消同胞关联', CHILD, {}, { ...byAction, compartment: 'family' }),
  fact('child.schooling-noted', '登记就学情况', CHILD, { state: openChoice('就学', {}) }, { ...byAction, compartment: 'school' }),
  fact('child.health-noted', '登记健康与残疾', CHILD, {}, { ...byAction, compartment: 'health' }),
  fact('child.reader-asked', '申请指定人员查看', CHILD, {}, whole),
  fact('child.reader-declined', '未批准指定人员查看', CHILD, {}, whole),
  fact('child.entrusting-ended', '委托照护结束', CHILD, {}, { ...byAction, compartment: 'family' }),
  fact('child.two-children', '认定是两个孩子', CHILD, {}, { ...byAction, ...register }),
  fact('child.noted', '记一件事', CHILD, {}, { ...byAction, ...register }),
  fact('child.dossier-asked', '申请导出个案', CHILD, {}, whole),
  fact('child.dossier-declined', '未批准导出个案', CHILD, {}, whole),
  fact('child.dossier-approved', '批准导出个案', CHILD, {}, whole),
]

/** 监测排查：登记册、每季排查、每学期普查。 */
export const watching = [
  fact(
    'child.screened',
    '排查',
    CHILD,
    {
      risk: openChoice('风险等级', { low: '低', middle: '中', high: '高' }),
      guardianship: guardianship(),
      sheet: text('指标表'),
      score: text('得分'),
    },
    register,
  ),
  fact('child.census-registered', '普查登记', CHILD, { term: text('学期') }, register),
  fact('child.not-found-at-home', '排查时未见到', CHILD, {}, { ...byAction, ...register }),
  fact('screening.round-opened', '开始一轮排查', ['organisation'], { until: date('截止'), children: text('人数') }, byAction),
  fact('screening.round-closed', '结束一轮排查', ['organisation'], {}, byAction),
  fact('register.imported', '导入登记册', ['organisation'], { rows: text('行数'), faults: text('未导入') }, byAction),
]

/** 侵害线索：发现、报公安、联合处置；对无关的人封闭。 */
const CLUE = ['child-file', 'report', 'person'] as const
const abuse = { compartment: 'abuse' } as const
export const clueKinds = { abuse: '虐待', 'sexual-assault': '性侵害', 'domestic-violence': '家庭暴力' } as const
export const clues = [
  fact(
    'clue.found',
    '发现侵害线索',
    CLUE,
    { kind: openChoice('线索类别', { ...clueKinds, abandonment: '遗弃', bullying: '欺凌', trafficking: '拐卖、组织乞讨' }) },
    { confided: 'police', ...abuse },
  ),
  fact('clue.police-told', '线索报公安', CLUE, {}, { confided: 'police', ...abuse }),
  fact('clue.police-answered', '公安反馈线索', CLUE, { filed: yesNo('已立案') }, { ...byAction, confided: 'police', ...abuse }),
  fact('clue.disposed', '线索处置', CLUE, { outcome: text('处置结果') }, { confided: 'police', ...abuse }),
]

/** 监护评估：评估表、评估、本人意见。 */
export const assessment = [
  fact(
    'child.assessed',
    '监护评估',
    CHILD,
    {
      risk: openChoice('风险等级', { low: '低', middle: '中', high: '高' }),
      guardianship: guardianship(),
      needs: several('需求', {
        counselling: '心理辅导',
        schooling: '就学',
        hardship: '生活困难',
        legal: '法律援助',
        work: '就业',
        health: '医疗康复',
        behaviour: '行为矫治',
        guardianship: '监护支持',
      }),
      ableToWork: yesNo('有劳动能力'),
      registeredUnemployed: yesNo('登记失业'),
      usedByGuardian: yesNo('被监护人利用'),
      guardianKnown: yesNo('监护人已找到'),
      purpose: openChoice('评估事由', {
        intake: '受理评估',
        'before-return': '返家前评估',
        periodic: '定期评估',
        clue: '风险线索',
        placement: '安置评估',
      }),
      sheet: text('评估表与版本'),
      score: text('得分'),
    },
    { compartment: 'assessment' },
  ),
  fact('child.opinion-heard', '听取本人意见', CHILD, {}, { ...byAction, compartment: 'assessment' }),
  fact('child.assessment-disputed', '对评估结果有异议', CHILD, {}, { ...byAction, compartment: 'assessment' }),
  fact(
    'child.assessment-upheld',
    '复核维持评估结果',
    CHILD,
    { purpose: text('评估事由') },
    { ...byAction, compartment: 'assessment' },
  ),
  fact(
    'child.assessment-set-aside',
    '复核撤销评估结果',
    CHILD,
    { purpose: text('评估事由') },
    { ...byAction, compartment: 'assessment' },
  ),
  fact('sheet.adopted', '启用指标表', ['organisation'], { sheet: text('指标表'), version: text('版本') }, byAction),
]

/** 监护与安置：紧急保护、临时监护、长期监护、安置、返家、移交。 */
const care = { compartment: 'guardianship' } as const
export const guardianshipFacts = [
  fact('child.emergency-protected', '紧急保护', CHILD, { ground: text('事由') }, care),
  fact('child.temporary-guardianship-taken', '临时监护', CHILD, { ground: text('事由') }, { ...byAction, ...care }),
  fact('child.temporary-guardianship-ended', '终止临时监护', CHILD, { ground: text('事由') }, { ...byAction, ...care }),
  fact('child.long-term-guardianship-taken', '长期监护', CHILD, { ground: text('事由') }, { ...byAction, ...care }),
  fact(
    'child.placed',
    '安置',
    CHILD,
    {
      kind: openChoice('安置方式', {
        kin: '亲属照料',
        'kin-care': '代养',
        foster: '寄养',
        sponsored: '助养',
        adopted: '收养',
        institution: '机构',
      }),
    },
    care,
  ),
  fact('child.placement-ended', '安置结束', CHILD, { reason: text('原因') }, { ...byAction, ...care }),
  fact('child.placement-visited', '走访安置家庭或机构', CHILD, { finding: text('情况') }, { ...byAction, ...care }),
  fact('child.returned', '返回家庭', CHILD, { ground: text('情况') }, { ...byAction, ...care }),
  fact(
    'child.returned-visited',
    '返家后回访',
    CHILD,
    { manner: openChoice('方式', { 'in-person': '上门', phone: '电话' }) },
    care,
  ),
  fact('child.handed-on', '移交困境、留守儿童工作', CHILD, { to: text('移交给') }, { ...byAction, ...care }),
  fact('child.guardian-supervised', '监督指导监护人', CHILD, { manner: openChoice('方式', {}) }, care),
  fact(
    'child.protection-order-asked',
    '申请人身安全保护令或撤销监护',
    CHILD,
    { kind: openChoice('申请', {}) },
    { ...byAction, ...care },
  ),
  fact('child.guardianship-asked', '申请监护审批', CHILD, { kind: text('申请') }, { ...byAction, ...care }),
  fact(
    'child.guardianship-decided',
    '监护审批',
    CHILD,
    { kind: text('申请'), result: openChoice('结果', { approved: '批准', refused: '不批准', withdrawn: '撤回' }) },
    { ...byAction, ...care },
  ),
  fact('child.guardianship-reviewed', '监护复核', CHILD, { continues: yesNo('继续监护') }, { ...byAction, ...care }),
  fact('child.long-term-guardianship-ended', '终止长期监护', CHILD, { ground: text('事由') }, { ...byAction, ...care }),
  fact(
    'child.protection-order-answered',
    '法院对保护令、监护人资格的决定',
    CHILD,
    {
      kind: text('申请'),
      result: openChoice('结果', { granted: '准许', refused: '驳回', withdrawn: '撤回申请' }),
      until: date('有效到'),
    },
    { ...byAction, ...care },
  ),
  fact('foster-family.registered', '登记寄养、代养家庭', ['organisation'], {}, byAction),
  fact('foster-family.checked', '评估寄养、代养家庭', ['organisation'], { result: text('结论') }, byAction),
  fact('foster-family.approved', '寄养、代养家庭通过评估', ['organisation'], {}, byAction),
  fact('foster-family.changed', '寄养、代养家庭状态变更', ['organisation'], { state: text('状态') }, byAction),
]

/** 帮扶：方案、转介、就学、心理、就业、法律、家长。 */
const plan = { compartment: 'plan' } as const
export const helping = [
  fact('child.plan-made', '制定帮扶方案', CHILD, { items: text('项数') }, plan),
  fact('child.plan-changed', '调整帮扶方案', CHILD, {}, { ...byAction, ...plan }),
  fact('child.plan-item-done', '帮扶项目办成', CHILD, { service: text('服务') }, { ...byAction, ...plan }),
  fact('child.plan-ended', '帮扶方案结束', CHILD, { reason: text('原因') }, plan),
  fact('child.referred', '转介', CHILD, { to: text('转介单位'), service: text('服务') }, plan),
  fact(
    'child.referral-answered',
    '承办单位答复',
    CHILD,
    { result: openChoice('结果', { accepted: '已受理', granted: '已办成', refused: '不予办理' }), service: text('服务') },
    { ...byAction, ...plan },
  ),
  fact('child.referral-reminded', '催办转介', CHILD, {}, { ...byAction, ...plan }),
  fact('child.referral-raised', '转介久未办，报上级', CHILD, {}, { ...byAction, ...plan }),
  fact('child.referral-closed', '转介结束', CHILD, { reason: openChoice('原因', {}) }, { ...byAction, ...plan }),
  fact('child.enrolled', '入学', CHILD, { aid: yesNo('享受教育资助') }, { compartment: 'school' }),
  fact(
    'child.taught',
    '文化教育',
    CHILD,
    { topic: oneOrSeveral('内容', { culture: '文化课', 'self-protection': '自护教育', law: '法治教育' }) },
    { compartment: 'school' },
  ),
  fact('child.counselled', '心理辅导', CHILD, {}, plan),
  fact('child.corrected', '行为矫治', CHILD, {}, { ...byAction, compartment: 'offence' }),
  fact('child.rehabilitated', '医疗、康复', CHILD, {}, { ...byAction, compartment: 'health' }),
  fact(
    'child.work-helped',
    '就业帮扶',
    CHILD,
    { kind: openChoice('方式', { introduction: '职业介绍', training: '技能培训', subsidy: '培训补贴' }) },
    plan,
  ),
  fact('child.legal-aid-given', '法律援助', CHILD, {}, plan),
  fact('child.aid-granted', '给予生活救助', CHILD, { kind: openChoice('救助', {}) }, plan),
  fact('child.parents-taught', '家庭教育指导', CHILD, {}, plan),
  fact('parents-committee.held', '家长委员会活动', ['organisation'], {}, byAction),
  fact('activity.held', '儿童活动场所开展活动', ['organisation'], { kind: openChoice('活动', {}) }, byAction),
]

/** 帮教与结对：服刑、戒毒人员子女的联系人，一助一、代理妈妈。 */
const helper = { compartment: 'helper' } as const
const pairing = { ...byAction, compartment: 'pairing' } as const
export const helperFacts = [
  fact('child.parent-detained', '父母服刑、强制戒毒', CHILD, { until: date('预计期满') }, { ...byAction, ...helper }),
  fact('child.parent-released', '父母释放、解除戒毒', CHILD, { early: yesNo('提前') }, { ...byAction, ...helper }),
  fact('child.helper-named', '确定帮教联系人', CHILD, {}, helper),
  fact('child.helper-ended', '帮教联系人不再联系', CHILD, { reason: text('原因') }, { ...byAction, ...helper }),
  fact('child.contacted', '帮教联系', CHILD, { manner: openChoice('方式', { 'in-person': '上门', phone: '电话' }) }, helper),
  fact('child.parent-visit-asked', '申请会见父母', CHILD, {}, { ...byAction, ...helper }),
  fact('child.parent-visit-answered', '监所答复会见申请', CHILD, { agreed: yesNo('同意') }, { ...byAction, ...helper }),
  fact('child.parent-visited', '会见父母', CHILD, {}, helper),
  fact('child.contact-missed', '帮教未联系上', CHILD, {}, { ...byAction, ...helper }),
  fact('child.helper-office-changed', '帮教转交另一司法所', CHILD, {}, { ...byAction, ...helper }),
  fact('detained-parents.told', '监所告知在押人员子女情况', ['organisation'], { children: text('子女人数') }, byAction),
  fact(
    'child.paired',
    '结对',
    CHILD,
    { kind: openChoice('方式', { 'one-to-one': '一助一', several: '多助一', 'proxy-mother': '代理妈妈' }) },
    { compartment: 'pairing' },
  ),
  fact('child.pair-wanted', '希望结对', CHILD, {}, pairing),
  fact('child.pair-declined', '不作结对', CHILD, { reason: text('原因') }, pairing),
  fact('child.pairing-ended', '结对结束', CHILD, { reason: text('原因') }, pairing),
  fact('child.pair-met', '结对活动', CHILD, {}, pairing),
  fact('volunteer.enrolled', '登记志愿者', ['organisation'], {}, byAction),
  fact('volunteer.left', '志愿者退出', ['organisation'], { reason: text('原因') }, byAction),
  fact('volunteer.checked', '志愿者入职查询', ['organisation'], { clear: yesNo('无不宜从事的记录') }, byAction),
]

function guardianship() {
  return choice('监护状况', { normal: '正常', insufficient: '不足', improper: '不当', missing: '缺失' })
}

function closings() {
  return {
    'turned-adult': '年满十八周岁',
    returned: '返家稳定',
    moved: '迁出',
    adopted: '已被收养',
    died: '死亡',
    mistaken: '误建',
    'no-need': '不再需要',
  }
}
