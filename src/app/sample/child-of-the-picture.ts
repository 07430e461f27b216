/** 小禾: her father in prison, her grandmother ill; from the class teacher's report to the helper's visits. Invented. */
import { accountId, organisationId as org } from './city.ts'
import type { Days, Script } from './scripts.ts'
import { assessed } from './children-assessed.ts'
import { helped } from './child-of-the-picture-helped.ts'

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
    ...helped(days),
  ]
}

const addYears = (date: string, years: number) => `${Number(date.slice(0, 4)) + years}${date.slice(4)}`
