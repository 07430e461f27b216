/** Invented people of an invented city. Names are put together by chance; ID numbers lie in division 9999, which no place has. */
import { checkDigit } from '#modules/people-and-cases/id-number.ts'
import type { Chance } from './chance.ts'

const families =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文'
const male = [
  '国强',
  '建军',
  '满仓',
  '存义',
  '志明',
  '二喜',
  '德发',
  '长贵',
  '永福',
  '根生',
  '卫东',
  '大勇',
  '学文',
  '金山',
  '来顺',
  '春生',
  '保国',
  '小军',
  '成林',
  '铁柱',
  '伟',
  '强',
  '平',
  '涛',
]
const female = [
  '秀珍',
  '桂香',
  '春兰',
  '玉梅',
  '小妹',
  '凤英',
  '丽华',
  '红霞',
  '淑芬',
  '月娥',
  '爱莲',
  '金花',
  '招弟',
  '素琴',
  '芳',
  '燕',
  '敏',
  '娟',
]
const nicknames = ['三妹', '老幺', '黑子', '狗娃', '满崽', '幺妹', '石头', '大毛']
const places = ['白石镇', '杨店镇', '柳树村', '溪口', '南坪', '白沙', '东门桥', '汽车南站', '北环涵洞']
const towns = ['青禾县杨店镇柳树村', '柳塘县白石镇石桥村', '溪口县南坪镇', '外省溪口县', '湘宁省白沙县']
const marks = ['右手食指缺一节', '左眉有痣', '右腿跛行', '额头旧疤', '左臂有纹身', '驼背', '门牙缺失', '左耳后胎记']
const accents = ['湘南口音', '赣西口音', '北方口音', '听不清', '川东口音']

export interface Invented {
  sex: 'male' | 'female'
  name: string
  birth: string
  idNumber: string
  household: string
  marks: string[]
  accent: string
  nickname: string
  /** Name of the father, of the same family name. */
  father: string
  places: string[]
}

/** Somebody who does not exist, born so that they are `age` on a day of `year`. */
export function invent(chance: Chance, year: number, age: number): Invented {
  const sex = chance.happens(0.68) ? 'male' : 'female'
  const name = `${chance.pick(Array.from(families))}${chance.pick(sex === 'male' ? male : female)}`
  const birth = `${year - age - 1}-${String(chance.between(1, 12)).padStart(2, '0')}-${String(chance.between(1, 28)).padStart(2, '0')}`
  const serial = String(chance.between(0, 499) * 2 + (sex === 'male' ? 1 : 0)).padStart(3, '0')
  const seventeen = `9999${chance.pick(['21', '22', '01'])}${birth.replaceAll('-', '')}${serial}`
  return {
    sex,
    name,
    birth,
    idNumber: seventeen + checkDigit(seventeen),
    household: chance.pick(towns),
    marks: chance.happens(0.4) ? [chance.pick(marks)] : [],
    accent: chance.pick(accents),
    nickname: chance.pick(nicknames),
    father: `${name.slice(0, 1)}${chance.pick(male)}`,
    places: [chance.pick(places)],
  }
}
