/** Children whom villages and schools registered, some seen this quarter and some not; helpers of prisoners' children. Invented. */
import { chanceOf } from './chance.ts'
import { accountId, organisationId as org } from './city.ts'
import type { Days, Script } from './scripts.ts'

const SURNAMES = ['柳', '田', '罗', '马', '何', '石', '邱', '贺', '翁', '卢']
const GIVEN = [
  '小满',
  '青禾',
  '一诺',
  '子墨',
  '雨桐',
  '石头',
  '小雨',
  '天佑',
  '欣然',
  '佳宁',
  '思远',
  '晨曦',
  '大壮',
  '春妮',
  '小虎',
]
const SCHOOLS = ['yangdian-school', 'yangdian-school', 'yangdian-middle'] as const

export function registered(days: Days, seed: number): Script[] {
  const chance = chanceOf(seed + 61)
  const scripts: Script[] = []
  for (let index = 0; index < 26; index += 1) {
    const school = SCHOOLS[index % SCHOOLS.length] as (typeof SCHOOLS)[number]
    const since = chance.between(30, 200)
    const age = school === 'yangdian-middle' ? chance.between(12, 15) : chance.between(6, 11)
    const year = Number(days.date(0).slice(0, 4)) - age
    const risk = (['low', 'low', 'middle', 'high'] as const)[chance.between(0, 3)] as string
    scripts.push([
      {
        at: days.ago(since, 10, index),
        by: 'tangmei',
        action: 'watching.register-child',
        form: {
          register: index % 4 === 3 ? 'migrant' : 'left-behind',
          townId: org('yangdian'),
          villageId: org('liugou'),
          schoolId: org(school),
          name: `${SURNAMES[index % SURNAMES.length]}${GIVEN[index % GIVEN.length]}`,
          sex: index % 2 === 0 ? 'male' : 'female',
          birthDate: `${year}-0${chance.between(1, 9)}-1${chance.between(0, 9)}`,
          address: `柳沟村${['一', '二', '三', '四'][index % 4]}组`,
          schooling: school === 'yangdian-middle' ? 'junior' : 'primary',
        },
        keep: { child: 'childId' },
        optional: true,
      },
      ...(chance.happens(0.6)
        ? [
            {
              at: days.ago(Math.min(since - 1, chance.between(2, 50)), 15, index),
              by: 'tangmei',
              action: 'watching.record-screening',
              form: {
                childId: '$child',
                manner: 'home',
                changes: ['none'],
                guardianship: risk === 'high' ? 'insufficient' : 'normal',
                risk,
              },
              optional: true as const,
            },
          ]
        : []),
    ])
  }
  for (const [index, name] of ['罗小山', '石春妮', '贺明明'].entries()) {
    scripts.push([
      {
        at: days.ago(70 - index * 25, 10),
        by: 'caoyan',
        action: 'helpers.tell-detained',
        form: {
          kind: index === 1 ? 'detox-child' : 'prisoner-child',
          relation: index === 2 ? 'mother' : 'father',
          parentName: `${name.slice(0, 1)}某`,
          townId: org('yangdian'),
          children: [
            {
              name,
              sex: index === 1 ? 'female' : 'male',
              birthYear: Number(days.date(0).slice(0, 4)) - 9 - index,
              carer: '外婆',
              address: '杨店镇',
            },
          ],
        },
      },
      {
        at: days.ago(69 - index * 25, 9),
        by: 'niewenqing',
        action: 'helpers.board',
        asks: true,
        form: {},
        keep: { child: 'items.0.childId' },
      },
      ...(index < 2
        ? [
            {
              at: days.ago(60 - index * 25, 9),
              by: 'niewenqing',
              action: 'helpers.name-helper',
              form: { childId: '$child', helperId: accountId('niewenqing') },
              optional: true as const,
            },
            {
              at: days.ago(40 - index * 15, 17),
              by: 'niewenqing',
              action: 'helpers.record-contact',
              form: { childId: '$child', manner: 'phone', condition: 'well', note: '在学校还好' },
              optional: true as const,
            },
          ]
        : []),
    ])
  }
  return scripts
}
