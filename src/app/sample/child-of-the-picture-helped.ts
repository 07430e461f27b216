/** The second half of 小禾's year: the plan, its referrals, back to her grandmother, the helper's visits. Invented. */
import type { Days, Script } from './scripts.ts'
import { organisationId as org } from './city.ts'
import { assessed } from './children-assessed.ts'
import { company } from './volunteers.ts'

export function helped(days: Days): Script {
  const { ago, date } = days
  return [
    {
      at: ago(27, 9),
      by: 'baixiaotang',
      action: 'helping.make-plan',
      form: {
        childId: '$child',
        goals: '奶奶出院后能安心在家，功课跟上',
        childSays: '想跟奶奶住，别让同学知道',
        familySays: '愿意带，怕身体跟不上',
        items: [
          { service: 'living-aid', goal: '事实无人抚养儿童补贴', dueOn: date(-10) },
          { service: 'schooling', goal: '返校，课后看护', dueOn: date(10) },
          { service: 'counselling', goal: '六次', times: 6 },
          { service: 'public-projects', goal: '结对“代理妈妈”' },
          { service: 'treatment', goal: '奶奶慢性病随访' },
          { service: 'social-work', goal: '陪她完成一个心愿' },
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
    ...company(days),
    {
      at: ago(2, 9),
      by: 'baixiaotang',
      action: 'guardianship.visit-returned',
      form: { childId: '$child', manner: 'in-person', finding: 'stable', saw: true, words: '奶奶做饭好吃', note: '精神好些了' },
    },
  ]
}
