/** Volunteers of the women's federation and of the social workers: enrolled, looked up, paired with a child. Invented like all others. */
import { checkDigit } from '#modules/people-and-cases/id-number.ts'
import { organisationId as org } from './city.ts'
import type { Days, Deed, Script } from './scripts.ts'

/** Of a number the division does not exist. */
const volunteer = (name: string, birth: string, serial: string, phone: string, skills: string) => {
  const seventeen = `999921${birth}${serial}`
  const sex = Number(serial) % 2 === 0 ? 'female' : 'male'
  return { name, sex, phone, idNumber: seventeen + checkDigit(seventeen), skills }
}

const auntie = volunteer('丁秀琴', '19790312', '022', '0999-7770411', '退休前教小学语文，会说杨店话')

/** By whose house; the last of each still waits to be looked up. */
const enrolled = {
  yelin: [
    volunteer('潘小路', '19980604', '013', '0999-7770421', '大学生，辅导数学、陪打球'),
    volunteer('袁青', '19911120', '044', '0999-7770422', '社工师，会画画、讲绘本'),
    volunteer('白一帆', '20011009', '031', '0999-7770423', '会手语'),
  ],
  luochunzhi: [
    volunteer('苏桂芬', '19830727', '066', '0999-7770412', '会做饭、缝补，家住杨店街上'),
    volunteer('卢小燕', '19900215', '028', '0999-7770413', '周末有空，能接送'),
  ],
}

const lookedUp = (by: string, at: number, on: string): Deed => ({
  at,
  by,
  action: 'pairing.record-check',
  form: { volunteerId: '$volunteer', on, clear: true, source: '青禾县公安局查询回执' },
})

export function volunteers({ ago, date }: Days): Script[] {
  return Object.entries(enrolled).flatMap(([by, people]) =>
    people.map((form, order): Script => {
      const enrol: Deed = { at: ago(60 - order, 10), by, action: 'pairing.enrol', form, keep: { volunteer: 'volunteerId' } }
      return order === people.length - 1 ? [enrol] : [enrol, lookedUp(by, ago(50 - order, 10), date(50 - order))]
    }),
  )
}

/** 小禾 and a woman who keeps her company. */
export function company({ ago, date }: Days): Script {
  const by = 'luochunzhi'
  return [
    { at: ago(70, 10), by, action: 'pairing.enrol', form: auntie, keep: { volunteer: 'volunteerId' } },
    lookedUp(by, ago(60, 10), date(60)),
    {
      at: ago(24, 15),
      by: 'baixiaotang',
      action: 'pairing.want',
      form: {
        childId: '$child',
        kind: 'proxy-mother',
        keeperId: org('qinghe-women'),
        wish: 'wants',
        consent: 'given',
        need: '喜欢画画，周末想有人陪；功课要人带一带',
      },
      keep: { pair: 'pairId' },
    },
    {
      at: ago(16, 10),
      by,
      action: 'pairing.pair',
      form: { pairId: '$pair', volunteerIds: ['$volunteer'], plan: '每周六见一次，一起做功课、画画，先做半年' },
    },
    {
      at: ago(8, 15),
      by,
      action: 'pairing.meet',
      form: { pairId: '$pair', kind: 'study', note: '做了两页数学，画了奶奶家的院子' },
    },
    { at: ago(1, 15), by, action: 'pairing.meet', form: { pairId: '$pair', kind: 'talk', note: '话多了，说想学做饭' } },
  ]
}
