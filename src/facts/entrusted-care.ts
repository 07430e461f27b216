import { GUEST, amount, byAction, choice, date, fact, oneOrSeveral, openChoice, text, when, yesNo } from './define.ts'

const HOUSE = ['institution'] as const
const incidents = { hospital: '送医', death: '死亡', missing: '走失', injury: '受伤', infection: '传染病', other: '其他' }

const levels = { self: '自理', partial: '半护理', full: '全护理', special: '特护' }
const body = (title: string) =>
  openChoice(title, { bureau: '民政局', station: '救助站', institution: '托养机构', government: '政府' })

/** 站外托养：机构登记、选择、签约、联系、巡查、整改、预警；受助人员送托、健康报告与分批接回。 */
export const entrustedCare = [
  fact('institution.registered', '登记托养机构', HOUSE, { governmentRun: yesNo('政府举办') }, byAction),
  fact('institution.changed', '更改托养机构登记', HOUSE, { governmentRun: yesNo('政府举办') }, byAction),
  fact('institution.licence-recorded', '登记资质', HOUSE, { kind: text('证照'), until: when('有效期至') }, byAction),
  fact('institution.assessed', '对照标准核查', HOUSE, { fit: yesNo('符合条件') }, byAction),
  fact(
    'institution.selected',
    '选定托养机构',
    HOUSE,
    { by: body('选定单位'), findings: text('情况'), governmentRun: yesNo('政府举办') },
    byAction,
  ),
  fact(
    'institution.contracted',
    '签订托养协议',
    HOUSE,
    { by: body('签约单位'), until: when('协议到期日'), heads: amount('人数上限', '人') },
    byAction,
  ),
  fact('institution.rate-changed', '调整托养收费', HOUSE, { from: date('从哪天起') }, byAction),
  fact('institution.contact-named', '确定联系负责人', HOUSE, { by: body('指定单位') }, byAction),
  fact('institution.staff-posted', '派驻人员', HOUSE, { until: when('至') }, byAction),
  fact('institution.video-checked', '远程视频检查', HOUSE, { by: body('检查单位') }, byAction),
  fact(
    'institution.inspected',
    '检查托养机构',
    HOUSE,
    { by: body('检查单位'), findings: oneOrSeveral('检查情况', {}) },
    byAction,
  ),
  fact('institution.finding-made', '发现问题', HOUSE, { finding: text('问题'), dueBy: date('整改期限') }, byAction),
  fact('institution.finding-corrected', '整改', HOUSE, { finding: text('问题') }, byAction),
  fact('institution.finding-rechecked', '复查', HOUSE, { finding: text('问题'), closed: yesNo('销号') }, byAction),
  fact('institution.correction-urged', '再次通知整改', HOUSE, { finding: text('问题'), dueBy: date('整改期限') }, byAction),
  fact('entrusted.seen', '检查时看望本人', GUEST, { seen: yesNo('见到本人'), flagged: yesNo('需再看') }, byAction),
  fact(
    'institution.alarm-raised',
    '异常预警',
    HOUSE,
    {
      kind: choice('种类', { deaths: '死亡', hospital: '送医' }),
      against: choice('比照', { past: '本机构以往', others: '其他机构' }),
    },
    byAction,
  ),
  fact('institution.alarm-answered', '预警处置', HOUSE, { outcome: text('结论') }, byAction),
  fact('institution.admission-stopped', '暂停送托', HOUSE, {}, byAction),
  fact('institution.admission-reopened', '恢复送托', HOUSE, {}, byAction),
  fact('institution.contract-ended', '终止托养协议', HOUSE, { by: body('终止单位') }, byAction),
  fact('entrusted.proposed', '提出送托', GUEST, { institution: text('托养机构') }, byAction),
  fact('entrusted.approved', '批准送托', GUEST, { by: body('批准单位') }, byAction),
  fact('entrusted.declined', '不批准送托', GUEST, { by: body('审批单位') }, byAction),
  fact('entrusted.withdrawn', '撤回送托申请', GUEST, {}, byAction),
  fact('entrusted.placed', '送托', GUEST, { institution: text('托养机构'), emergency: yesNo('紧急送托') }, byAction),
  fact('entrusted.care-level-changed', '护理等级变更', GUEST, { level: openChoice('护理等级', levels) }, byAction),
  fact('entrusted.health-reported', '报告托养人员健康状况', GUEST, { by: body('报告单位') }, byAction),
  fact(
    'entrusted.incident-reported',
    '托养机构报告',
    GUEST,
    { kind: openChoice('情形', incidents), late: yesNo('超过约定时限') },
    byAction,
  ),
  fact('entrusted.family-asked', '家属要求接回', GUEST, {}, byAction),
  fact('entrusted.bring-back-planned', '列入接回计划', GUEST, { on: date('计划日期') }, byAction),
  fact('entrusted.bring-back-put-off', '暂缓接回', GUEST, { on: date('原计划日期') }, byAction),
  fact('entrusted.brought-back', '接回站内', GUEST, { institution: text('托养机构') }, byAction),
]
