/** Who is on duty for children where, and what is dangerous around schools. Invented. */
import { organisationId as org } from './city.ts'
import type { Days, Script } from './scripts.ts'

export function network({ ago, date }: Days): Script {
  return [
    {
      at: ago(300),
      by: 'huqiao',
      action: 'network.set-duty',
      form: {
        organisationId: org('qinghe-centre'),
        from: date(30),
        until: date(-60),
        startsAt: '08:00',
        turn: 'daily',
        people: [
          { name: '白晓棠', phone: '0999-5550161' },
          { name: '胡乔', phone: '0999-5550161' },
        ],
      },
      optional: true,
    },
    {
      at: ago(290),
      by: 'shiyun',
      action: 'network.name-post',
      form: { organisationId: org('yangdian'), name: '石芸', phone: '0999-5550163', since: date(290) },
      optional: true,
    },
    {
      at: ago(289),
      by: 'shiyun',
      action: 'network.name-post',
      form: { organisationId: org('liugou'), name: '唐梅', phone: '0999-5550164', since: date(289) },
      optional: true,
    },
    {
      at: ago(80),
      by: 'shiyun',
      action: 'network.record-meeting',
      form: {
        heldOn: date(80),
        about: ['s4'],
        present: '派出所、司法所、中心小学',
        problems: '柳沟村留守儿童下午无人看管',
        decided: '开放儿童之家到六点',
      },
      optional: true,
    },
  ]
}

export function surroundings({ ago, date }: Days): Script[] {
  return [
    [
      {
        at: ago(40),
        by: 'jiangyue',
        action: 'hazards.record-found',
        form: {
          place: 'school',
          kind: 'drowning',
          where: '杨店小学东门外',
          what: '废弃水坑没有护栏',
          placeId: org('yangdian-school'),
          urgent: true,
        },
        keep: { hazard: 'hazardId' },
      },
      {
        at: ago(39),
        by: 'songhe',
        action: 'hazards.assign',
        form: { hazardId: '$hazard', organisationId: org('yangdian'), dueOn: date(28), ask: '填平或加护栏' },
      },
      { at: ago(31), by: 'shiyun', action: 'hazards.rectify', form: { hazardId: '$hazard', how: '已填平并立警示牌' } },
      { at: ago(29), by: 'songhe', action: 'hazards.verify', form: { hazardId: '$hazard', passed: true, finding: '现场已填平' } },
    ],
    [
      {
        at: ago(25),
        by: 'shiyun',
        action: 'hazards.record-found',
        form: {
          place: 'school',
          kind: 'traffic',
          where: '杨店初中门口',
          what: '放学时货车不减速，没有斑马线',
          placeId: org('yangdian-middle'),
        },
        keep: { hazard: 'hazardId' },
      },
      {
        at: ago(24),
        by: 'songhe',
        action: 'hazards.assign',
        form: { hazardId: '$hazard', organisationId: org('yangdian'), dueOn: date(9), ask: '联系交管划线' },
      },
    ],
    [
      {
        at: ago(4),
        by: 'tangmei',
        action: 'hazards.record-found',
        form: { place: 'water', kind: 'drowning', where: '柳沟村水库北岸', what: '围栏倒了一段，孩子常去' },
        optional: true,
      },
    ],
  ]
}
