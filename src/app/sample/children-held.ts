/** Children whom the county looks after now, and reports that wait for somebody. Invented. */
import { accountId, organisationId as org } from './city.ts'
import type { Days, Script } from './scripts.ts'

/** A boy with a foster family, since nobody at home keeps him safe. */
export function fosteredBrothers({ ago }: Days): Script {
  return [
    {
      at: ago(120, 9),
      by: 'baixiaotang',
      action: 'minors.start-file',
      form: {
        from: 'report',
        writtenName: '马小军',
        alias: '小北',
        sex: 'male',
        birthDate: '2017-09-03',
        kinds: ['victim', 'hardship'],
        guardianKnown: true,
        townId: org('xiping'),
        schoolId: org('xiping-school'),
        reason: '邻居反映常被打，伤在背上',
      },
      keep: { child: 'childId' },
    },
    {
      at: ago(120, 10),
      by: 'baixiaotang',
      action: 'reports.find-clue',
      form: {
        childId: '$child',
        kind: 'domestic-violence',
        what: '背部多处旧伤，孩子说是继父打的',
        policeId: org('yangdian-police'),
      },
    },
    {
      at: ago(120, 11),
      by: 'baixiaotang',
      action: 'guardianship.protect',
      form: { childId: '$child', ground: 'danger', situation: '继父酒后殴打，母亲在外', where: '县未保中心' },
    },
    {
      at: ago(119, 9),
      by: 'baixiaotang',
      action: 'guardianship.ask-temporary',
      form: {
        childId: '$child',
        ground: 'harms',
        reason: '监护人实施家庭暴力',
        opinion: '不想回去',
        bureauId: org('qinghe-bureau'),
        guardians: [{ name: '马大力', relation: '继父' }],
      },
      keep: { request: 'requestId' },
    },
    {
      at: ago(118, 9),
      by: 'qiaomu',
      action: 'guardianship.approve',
      form: { childId: '$child', requestId: '$request', documentNo: '青民临监 5 号' },
    },
    {
      at: ago(110, 9),
      by: 'baixiaotang',
      action: 'guardianship.register-family',
      form: {
        kind: 'foster',
        members: [
          { name: '田桂芳', relation: '妻', adult: true, volunteer: 'no' },
          { name: '罗长顺', relation: '夫', adult: true, volunteer: 'no' },
        ],
        address: '西坪镇南街 8 号',
        phone: '0999-7770808',
        most: 2,
        bureauId: org('qinghe-bureau'),
      },
      keep: { family: 'familyId' },
    },
    {
      at: ago(108, 9),
      by: 'baixiaotang',
      action: 'guardianship.check-family',
      form: {
        familyId: '$family',
        records: 'pass',
        health: 'pass',
        housing: 'pass',
        income: 'pass',
        willing: 'pass',
        ability: 'pass',
        assessors: ['白晓棠', '胡乔'],
        visitedHome: true,
        note: '家境稳定，养育过两个孩子',
      },
    },
    { at: ago(105, 9), by: 'qiaomu', action: 'guardianship.approve-family', form: { familyId: '$family', pass: true } },
    {
      at: ago(104, 9),
      by: 'baixiaotang',
      action: 'guardianship.ask-placement',
      form: {
        childId: '$child',
        kind: 'foster',
        familyId: '$family',
        siblings: 'none',
        opinion: '愿意',
        reason: '家庭照护更好',
        bureauId: org('qinghe-bureau'),
      },
      keep: { request: 'requestId' },
    },
    { at: ago(103, 9), by: 'qiaomu', action: 'guardianship.approve', form: { childId: '$child', requestId: '$request' } },
    {
      at: ago(102, 9),
      by: 'baixiaotang',
      action: 'guardianship.place',
      form: { childId: '$child', kind: 'foster', familyId: '$family', siblings: 'none', agreement: true },
    },
    {
      at: ago(60, 9),
      by: 'baixiaotang',
      action: 'guardianship.visit-placement',
      form: { childId: '$child', manner: 'in-person', finding: 'good', saw: true, words: '叔叔教我骑车', note: '成绩上来了' },
    },
  ]
}

export function heldUpChildren({ ago }: Days): Script[] {
  return [
    // Begs with a stranger; blood taken, the answer awaited, the guardian sought.
    [
      {
        at: ago(12, 20),
        by: 'xuping',
        action: 'minors.start-file',
        form: {
          from: 'police',
          heardNames: ['燕子'],
          sex: 'female',
          ageSeenMin: 8,
          ageSeenMax: 10,
          kinds: ['vagrant'],
          usedInCrime: true,
          guardianKnown: false,
          reason: '集市上一男子带着她乞讨，说不出她的姓名',
        },
        keep: { child: 'childId' },
      },
      {
        at: ago(11, 9),
        by: 'huqiao',
        action: 'minors.name-worker',
        form: { childId: '$child', accountId: accountId('baixiaotang'), reason: '街面未成年人' },
        optional: true,
      },
      {
        at: ago(10, 9),
        by: 'xuping',
        action: 'street-minors.sample-blood',
        form: { childId: '$child', sampleNo: 'X-0031', where: '县未保中心', sentTo: '市局物证所' },
      },
      {
        at: ago(9, 9),
        by: 'xuping',
        action: 'street-minors.search-guardian',
        form: { childId: '$child', manner: 'child', result: 'lead', words: '说家门口有个水库' },
      },
    ],
    // A report that came a quarter of an hour ago.
    [
      {
        at: ago(0, 23, 59),
        by: 'huqiao',
        action: 'reports.receive',
        form: {
          channel: 'hotline',
          about: ['minor'],
          what: '邻居家孩子整夜哭，大人好像不在',
          place: '杨店镇老街',
          danger: 'unknown',
          emergency: true,
          townId: org('yangdian'),
          reporterKind: 'neighbour',
          reporterName: '何某',
          reporterPhone: '0999-7770911',
          wants: 'phone',
        },
      },
    ],
  ]
}
