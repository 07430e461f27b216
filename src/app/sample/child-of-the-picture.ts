/** 小禾: her father in prison, her grandmother ill; from the class teacher's report to the helper's visits. Invented. */
import { accountId, organisationId as org } from './city.ts'
import type { Days, Script } from './children.ts'

/** Every question of the sheet of a hundred points, answered as the assessors of this home did. */
const HOME: Record<string, string> = {
  health: 'good',
  nutrition: 'fair',
  mood: 'poor',
  conduct: 'good',
  attendance: 'poor',
  play: 'fair',
  injury: 'good',
  supervision: 'poor',
  guardian: 'there',
  contact: 'poor',
  fit: 'fair',
  habit: 'good',
  will: 'good',
  manner: 'good',
  used: 'no',
  income: 'poor',
  kin: 'fair',
  community: 'good',
  aid: 'fair',
  refuge: 'fair',
}
const FIT: Record<string, string | boolean> = {
  daily: 'good',
  health: 'good',
  education: 'good',
  safe: 'good',
  used: false,
  there: true,
  willing: 'good',
  capacity: 'good',
  livelihood: 'good',
  parenting: 'good',
  relations: 'good',
  dwelling: 'good',
}

const TEAM = ['baixiaotang', 'huqiao', 'yelin'] as const

/** Begun, filled, signed by all three, concluded. */
function assessed(
  days: Days,
  ago: number,
  purpose: 'intake' | 'before-return',
  conclusion: { needs: string[]; conclusion: string },
): Script {
  const answers = purpose === 'intake' ? HOME : FIT
  return [
    {
      at: days.ago(ago, 9),
      by: 'baixiaotang',
      action: 'assessment.start',
      form: {
        childId: '$child',
        purpose,
        assessors: TEAM.map((login) => ({ accountId: accountId(login), ...(login === 'yelin' ? { title: 'middle' } : {}) })),
      },
      keep: { assessment: 'assessmentId' },
    },
    {
      at: days.ago(ago, 10),
      by: 'baixiaotang',
      action: 'assessment.fill',
      form: { assessmentId: '$assessment', answers, seen: 0 },
    },
    ...(purpose === 'before-return'
      ? [
          {
            at: days.ago(ago, 11),
            by: 'baixiaotang',
            action: 'assessment.hear-child',
            form: { childId: '$child', manner: 'spoken', wish: 'home', words: '想回奶奶家，姑姑会来。', alone: true },
          },
        ]
      : []),
    ...TEAM.map((login, index) => ({
      at: days.ago(ago, 15, index),
      by: login,
      action: 'assessment.sign',
      form: { assessmentId: '$assessment', seen: 1 },
    })),
    {
      at: days.ago(ago, 16),
      by: 'baixiaotang',
      action: 'assessment.conclude',
      form: { assessmentId: '$assessment', guardianKnown: true, usedByGuardian: false, ...conclusion },
    },
  ]
}

export function childOfThePicture(days: Days): Script {
  const { ago, date } = days
  return [
    {
      at: ago(78, 10),
      by: 'jiangyue',
      action: 'watching.register-child',
      form: {
        register: 'left-behind',
        townId: org('yangdian'),
        villageId: org('liugou'),
        schoolId: org('yangdian-school'),
        name: '柳小禾',
        sex: 'female',
        birthDate: '2015-04-26',
        address: '柳沟村三组',
        schooling: 'primary',
        grade: '五年级',
      },
      keep: { child: 'childId' },
    },
    { at: ago(77, 10), by: 'jiangyue', action: 'watching.register-census', form: { childIds: ['$child'] }, optional: true },
    {
      at: ago(65, 15),
      by: 'tangmei',
      action: 'watching.record-screening',
      form: {
        childId: '$child',
        manner: 'home',
        changes: ['carer-changed'],
        guardianship: 'insufficient',
        risk: 'middle',
        note: '奶奶一人照料，身体不好',
      },
    },
    // Three days missed; the class teacher reports, the desk sends police and village, the reporter is answered.
    {
      at: ago(41, 8, 30),
      by: 'jiangyue',
      action: 'reports.report-mandatory',
      form: {
        receiverId: org('qinghe-centre'),
        childId: '$child',
        what: '缺课三天，电话无人接，奶奶可能住院了',
        danger: 'unknown',
        situations: ['other'],
        toldByPhone: true,
        reporterName: '江月',
        reporterPhone: '0999-5550191',
      },
    },
    {
      at: ago(41, 8, 36),
      by: 'baixiaotang',
      action: 'reports.board',
      asks: true,
      form: { about: 'minor' },
      keep: { report: 'items.0.reportId' },
    },
    {
      at: ago(41, 8, 38),
      by: 'baixiaotang',
      action: 'reports.dispatch',
      form: {
        reportId: '$report',
        byRoster: false,
        organisationIds: [org('yangdian-police'), org('yangdian')],
        note: '请到柳沟村三组看看',
      },
      optional: true,
    },
    { at: ago(41, 8, 45), by: 'xuping', action: 'reports.acknowledge', form: { reportId: '$report' }, optional: true },
    {
      at: ago(41, 9, 14),
      by: 'xuping',
      action: 'reports.arrive',
      form: { reportId: '$report', found: '奶奶住院，家中无人，孩子独自在家' },
      optional: true,
    },
    {
      at: ago(41, 10),
      by: 'huqiao',
      action: 'minors.name-worker',
      form: { childId: '$child', accountId: accountId('baixiaotang'), reason: '无人照料，专人负责' },
    },
    {
      at: ago(41, 10, 30),
      by: 'baixiaotang',
      action: 'minors.change-kinds',
      form: { childId: '$child', add: ['unattended'], reason: '奶奶住院，家中无人' },
    },
    {
      at: ago(41, 11),
      by: 'baixiaotang',
      action: 'minors.note-family',
      form: {
        childId: '$child',
        relation: 'grandmother',
        name: '田秀兰',
        state: 'ill',
        care: true,
        phone: '0999-7770302',
        address: '柳沟村三组',
        note: '高血压，68 岁',
      },
    },
    {
      at: ago(40, 9),
      by: 'baixiaotang',
      action: 'guardianship.ask-temporary',
      form: {
        childId: '$child',
        ground: 'unable',
        reason: '唯一照料人住院，父亲服刑，母亲失联',
        opinion: '害怕一个人在家',
        bureauId: org('qinghe-bureau'),
      },
      keep: { request: 'requestId' },
    },
    {
      at: ago(40, 14),
      by: 'qiaomu',
      action: 'guardianship.approve',
      form: { childId: '$child', requestId: '$request', documentNo: '青民临监 7 号' },
    },
    {
      at: ago(40, 15),
      by: 'baixiaotang',
      action: 'guardianship.place',
      form: {
        childId: '$child',
        kind: 'institution',
        institutionName: '青禾县未成年人社会救助保护中心',
        institutionType: 'minors',
        siblings: 'none',
        agreement: true,
      },
    },
    {
      at: ago(39, 16),
      by: 'baixiaotang',
      action: 'reports.answer-reporter',
      form: { reportId: '$report', answer: 'handled', way: 'phone', joinedToo: true },
      optional: true,
    },
    {
      at: ago(39, 17),
      by: 'baixiaotang',
      action: 'reports.dispose',
      form: { reportId: '$report', outcome: 'protected', what: '已临时监护，奶奶住院期间住县中心' },
      optional: true,
    },
    {
      at: ago(36, 9),
      by: 'baixiaotang',
      action: 'assessment.hear-child',
      form: {
        childId: '$child',
        manner: 'spoken',
        wish: 'home',
        words: '想跟奶奶住，想去看爸爸一次，别让同学知道。',
        alone: true,
      },
    },
    ...assessed(days, 33, 'intake', {
      needs: ['counselling', 'hardship', 'schooling'],
      conclusion: '奶奶愿意照护，但体力和收入不够，需要支持',
    }),
    // The prison tells of the father; the justice office names a helper.
    {
      at: ago(35, 10),
      by: 'caoyan',
      action: 'helpers.tell-detained',
      form: {
        kind: 'prisoner-child',
        relation: 'father',
        parentName: '柳长河',
        until: addYears(date(0), 2),
        townId: org('yangdian'),
        children: [{ name: '柳小禾', sex: 'female', birthDate: '2015-04-26', carer: '奶奶', address: '柳沟村三组' }],
      },
    },
    {
      at: ago(33, 17),
      by: 'baixiaotang',
      action: 'helpers.name-helper',
      form: { childId: '$child', helperId: accountId('niewenqing') },
      optional: true,
    },
    {
      at: ago(27, 9),
      by: 'baixiaotang',
      action: 'helping.make-plan',
      form: {
        childId: '$child',
        goals: '奶奶出院后能安心在家，功课跟上，见爸爸一面',
        childSays: '想跟奶奶住，别让同学知道',
        familySays: '愿意带，怕身体跟不上',
        items: [
          { service: 'living-aid', goal: '事实无人抚养儿童补贴', dueOn: date(-10) },
          { service: 'schooling', goal: '返校，课后看护', dueOn: date(10) },
          { service: 'counselling', goal: '六次', times: 6 },
          { service: 'public-projects', goal: '结对“代理妈妈”' },
          { service: 'treatment', goal: '奶奶慢性病随访' },
          { service: 'social-work', goal: '陪同会见父亲' },
        ],
      },
      keep: { plan: 'planId' },
    },
    {
      at: ago(26, 9),
      by: 'baixiaotang',
      action: 'helping.refer',
      form: {
        childId: '$child',
        service: 'living-aid',
        organisationId: org('yangdian'),
        asks: '请审核事实无人抚养儿童补贴',
        tellName: true,
        tellAge: true,
        contactName: '白晓棠',
      },
      keep: { aid: 'referralId' },
    },
    {
      at: ago(14, 9),
      by: 'shiyun',
      action: 'helping.answer-referral',
      form: { referralId: '$aid', result: 'granted', words: '十一月起发放', aidKind: 'living' },
    },
    {
      at: ago(25, 9),
      by: 'baixiaotang',
      action: 'helping.refer',
      form: {
        childId: '$child',
        service: 'public-projects',
        organisationId: org('qinghe-women'),
        asks: '请安排“代理妈妈”结对',
        tellName: false,
        tellAge: true,
        contactName: '白晓棠',
      },
    },
    ...assessed(days, 23, 'before-return', { needs: ['counselling'], conclusion: '奶奶已出院，姑姑在邻村可以帮手，可以返回' }),
    {
      at: ago(22, 9),
      by: 'baixiaotang',
      action: 'guardianship.ask-return',
      form: {
        childId: '$child',
        ground: 'recovered',
        to: '奶奶 田秀兰',
        support: '每月走访，姑姑帮手',
        opinion: '想回',
        bureauId: org('qinghe-bureau'),
      },
      keep: { request: 'requestId' },
    },
    { at: ago(21, 15), by: 'qiaomu', action: 'guardianship.approve', form: { childId: '$child', requestId: '$request' } },
    {
      at: ago(20, 9),
      by: 'baixiaotang',
      action: 'guardianship.return',
      form: { childId: '$child', ground: 'recovered', to: '奶奶 田秀兰', identityChecked: true, townId: org('yangdian') },
    },
    {
      at: ago(19, 9),
      by: 'jiangyue',
      action: 'helping.enrol',
      form: { childId: '$child', schoolId: org('yangdian-school'), grade: '五年级', aid: true },
      optional: true,
    },
    {
      at: ago(10, 15),
      by: 'baixiaotang',
      action: 'helping.counsel',
      form: { childId: '$child', what: '画画，说到爸爸时哭了', by: '学校心理老师' },
      optional: true,
    },
    {
      at: ago(3, 17),
      by: 'niewenqing',
      action: 'helpers.record-contact',
      form: {
        childId: '$child',
        manner: 'in-person',
        condition: 'low',
        needs: ['parent-visit'],
        note: '不穿制服、不开公务车，在姑姑家见的面',
      },
      optional: true,
    },
    {
      at: ago(2, 9),
      by: 'baixiaotang',
      action: 'guardianship.visit-returned',
      form: { childId: '$child', manner: 'in-person', finding: 'stable', saw: true, words: '奶奶做饭好吃', note: '精神好些了' },
    },
  ]
}

const addYears = (date: string, years: number) => `${Number(date.slice(0, 4)) + years}${date.slice(4)}`
