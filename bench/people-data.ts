/**
 * Invented persons for measuring the search: names with the skew of real ones (few family names carry most people, given
 * names repeat), stations of many cities, one of which holds a fifth. The same seed gives the same persons. ID numbers
 * carry divisions 9999xx, which do not exist.
 */
import { readFileSync } from 'node:fs'
import { derivedId } from '#kernel/crypto.ts'
import { checkDigit } from '#modules/people-and-cases/id-number.ts'
import { shortPlace } from '#modules/people-and-cases/places.ts'
import type { PersonDescription } from '#modules/people-and-cases/schema.ts'

export interface InventedStation {
  id: string
  path: string
  name: string
  /** The city with a fifth of all persons. */
  big: boolean
}

export interface InventedPerson {
  id: string
  station: InventedStation
  displayName: string
  sex: 'male' | 'female'
  birth: { from: string; to: string }
  namelessNo: string | null
  description: PersonDescription
  files: { id: string; no: string; station: InventedStation; arrivedAt: string; leftAt: string }[]
}

/** A small generator of numbers that look random (mulberry32). */
export function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const SURNAMES: [string, number][] = (
  '王 72 李 71 张 68 刘 54 陈 45 杨 31 黄 22 赵 21 吴 20 周 20 徐 15 孙 15 马 13 朱 13 胡 13 郭 12 何 12 林 12 高 10 罗 10 郑 9 梁 8 谢 7 宋 7 唐 7 ' +
  '许 7 韩 7 邓 6 冯 6 曹 6 彭 6 曾 6 肖 6 田 6 董 5 潘 5 袁 5 蔡 5 蒋 5 余 5 于 5 杜 5 叶 5 程 5 魏 4 苏 4 吕 4 丁 4 任 4 卢 4 姚 4 沈 4 钟 4 姜 4 崔 4 ' +
  '谭 4 陆 4 范 3 汪 3 廖 3 石 3 金 3 韦 3 贾 3 夏 3 付 3 方 3 邹 3 熊 3 白 3 孟 3 秦 3 邱 3 侯 3 江 3 尹 3 薛 3 闫 3 段 2 雷 2 龙 2 黎 2 史 2 陶 2 贺 2 毛 2 ' +
  '郝 2 顾 2 龚 2 邵 2 万 2 覃 2 武 2 钱 2 戴 2 严 2 莫 2 孔 2 向 2 常 2 单 1 仇 1 解 1 查 1 区 1 朴 1 乐 1 盖 1 欧阳 1 上官 1 司马 1 诸葛 1'
)
  .split(' ')
  .reduce<[string, number][]>((list, each, at, all) => (at % 2 === 0 ? list.concat([[each, Number(all[at + 1])]]) : list), [])
const MALE = Array.from(
  '伟强军建国明志华平勇杰刚文辉海涛斌波鹏超龙德福贵生春林山永宏金荣成玉祥光兴学新正东良忠仁义信长庆喜根发旺富全利民元胜才江川宁',
)
const FEMALE = Array.from(
  '秀英兰芳玲桂香珍梅凤丽霞红燕娟敏静艳莲翠云娥琴菊素华玉淑惠春花月萍莉洁彩银巧爱雪琼娇芬蓉贞瑞美荣琳娜欣秋',
)
const DOTTED = [
  '阿不都',
  '买买提',
  '热西提',
  '艾合买提',
  '古丽',
  '吐尔逊',
  '依明',
  '卡德尔',
  '阿依古丽',
  '玉素甫',
  '努尔',
  '帕提古丽',
]
const NICKNAMES = [
  '狗蛋',
  '大头',
  '老三',
  '二嘎子',
  '石头',
  '铁柱',
  '丫头',
  '小翠',
  '胖墩',
  '麻子',
  '满仓',
  '毛头',
  '憨子',
  '兰婆',
  '阿福',
  '三婶',
]
const RELATIONS = ['女儿', '儿子', '丈夫', '妻子', '哥哥', '弟弟', '姐姐', '妹妹', '父亲', '母亲']
const SIDES = ['左', '右', '双']
const PARTS = ['手', '脚', '腿', '额头', '脸颊', '肩', '小臂', '耳后', '颈', '手背', '膝', '背部']
const SIGNS = ['刀疤', '黑痣', '胎记', '六指', '烧伤疤', '纹身龙', '缺一指', '跛行', '白斑', '弯曲变形']
const RARE = Array.from('𠮷𠀋𤭢𪚥𠜎')

const pick = <T>(next: () => number, list: readonly T[]): T => list[Math.floor(next() * list.length)] as T
/** The first of a list come up far more often than the last. */
const skewed = <T>(next: () => number, list: readonly T[]): T => list[Math.floor(next() ** 2.2 * list.length)] as T
const two = (value: number) => String(value).padStart(2, '0')

let surnameTable: string[] | undefined
function surname(next: () => number): string {
  surnameTable ??= SURNAMES.flatMap(([name, weight]) => Array.from({ length: weight }, () => name))
  return pick(next, surnameTable)
}

function fullName(next: () => number, sex: 'male' | 'female'): string {
  const dice = next()
  if (dice < 0.015) return `${pick(next, DOTTED)}·${pick(next, DOTTED)}`
  const list = sex === 'male' ? MALE : FEMALE
  const given =
    next() < 0.18 ? skewed(next, list) : `${skewed(next, list)}${next() < 0.0005 ? pick(next, RARE) : skewed(next, list)}`
  return `${surname(next)}${given}`
}

let counties: string[] | undefined
/** Full names of counties in force, from the room's own table. */
function placeOf(next: () => number): string {
  if (!counties) {
    const rows = readFileSync(new URL('../src/modules/people-and-cases/data/divisions.tsv', import.meta.url), 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'))
    const names = new Map(rows.map(([code, name, parent]) => [code, { name: name ?? '', parent: parent ?? '' }]))
    counties = rows
      .filter(([code, , , state]) => code && !code.endsWith('00') && state !== 'old')
      .map(([, name, parent]) => {
        const city = names.get(parent ?? '')
        const middle = city && !/^(?:市辖区|县)$|直辖/.test(city.name) ? city.name : ''
        return `${names.get(city?.parent ?? '')?.name ?? ''}${middle}${name}`
      })
  }
  return skewed(next, counties)
}

/** Stations: three in the big city, one or two in each of forty others. */
export function inventedStations(): InventedStation[] {
  const big = [105, 106, 111].map((county, at) => ({ path: `44.4401.440${county}.`, name: `云${'甲乙丙'[at]}救`, big: true }))
  const others = Array.from({ length: 40 }, (_, at) => {
    const [province, city] = [`${51 + (at % 4)}`, `${51 + (at % 4)}${two(1 + Math.floor(at / 4))}`]
    return Array.from({ length: 1 + (at % 2) }, (__, at2) => ({
      path: `${province}.${city}.${city}${two(2 + at2)}.`,
      name: `${['山', '河', '湖', '海'][at % 4]}${'甲乙丙丁戊己庚辛壬癸'[Math.floor(at / 4)]}${'东西'[at2]}救`,
      big: false,
    }))
  }).flat()
  return [...big, ...others].map((station) => ({ ...station, id: derivedId('bench station', station.path) }))
}

/** An invented ID number with a right check digit. */
export function inventedNumber(next: () => number, birth: string, sex: 'male' | 'female'): string {
  const serial = Math.floor(next() * 500) * 2 + (sex === 'male' ? 1 : 0)
  const seventeen = `9999${two(Math.floor(next() * 100))}${birth.replaceAll('-', '')}${String(serial).padStart(3, '0')}`
  return `${seventeen}${checkDigit(seventeen)}`
}

/** Persons one after the other; `count` and `seed` fix them all. */
export function* inventedPeople(count: number, seed = 1): Generator<InventedPerson> {
  const next = generator(seed)
  const stations = inventedStations()
  const [big, others] = [stations.filter((each) => each.big), stations.filter((each) => !each.big)]
  for (let at = 0; at < count; at += 1) {
    const station = next() < 0.2 ? pick(next, big) : pick(next, others)
    const sex = next() < 0.62 ? 'male' : 'female'
    const year = 2024 - Math.floor(8 + 80 * (0.25 + 0.75 * next()) * (0.4 + 0.6 * next()))
    const day = `${year}-${two(1 + Math.floor(next() * 12))}-${two(1 + Math.floor(next() * 28))}`
    const precise = next() < 0.6
    const nameless = next() < 0.03
    const name = nameless ? undefined : fullName(next, sex)
    const place = next() < 0.7 ? placeOf(next) : undefined
    const description: PersonDescription = {
      sex,
      ...(name ? { writtenName: name } : {}),
      ...(name && next() < 0.2 ? { heardNames: [fullName(next, sex)] } : {}),
      ...(next() < 0.1 ? { nicknames: [pick(next, NICKNAMES)] } : {}),
      ...(next() < 0.5 ? { idNumber: inventedNumber(next, day, sex) } : {}),
      ...(next() < 0.5
        ? { kin: [{ relation: pick(next, RELATIONS), name: fullName(next, next() < 0.5 ? 'male' : 'female') }] }
        : {}),
      ...(place ? { places: [place] } : {}),
      ...(place && next() < 0.3 ? { accent: `${shortPlace(place.slice(0, 3))}口音` } : {}),
      ...(next() < 0.2 ? { marks: [`${pick(next, SIDES)}${pick(next, PARTS)}${pick(next, SIGNS)}`] } : {}),
    }
    const id = derivedId('bench person', String(at))
    const date = `20${two(10 + Math.floor(next() * 16))}-${two(1 + Math.floor(next() * 12))}-${two(1 + Math.floor(next() * 28))}`
    const namelessNo = nameless ? `${date.replaceAll('-', '')}-${two(1 + (at % 40))}` : null
    const stays = next() < 0.15 ? 2 : 1
    yield {
      id,
      station,
      sex,
      displayName: name ?? `无名氏 ${namelessNo}`,
      birth: precise ? { from: day, to: day } : { from: `${year - 4}-01-01`, to: `${year + 4}-12-31` },
      namelessNo,
      description,
      files: Array.from({ length: stays }, (_, stay) => ({
        id: derivedId('bench file', `${at} ${stay}`),
        no: `${station.name} ${date.slice(0, 4)}-${at * 2 + stay}`,
        station: stay === 0 ? station : pick(next, station.big ? big : others),
        arrivedAt: `${date}T0${stay}:00:00Z`,
        leftAt: `${date}T1${stay}:00:00Z`,
      })),
    }
  }
}
