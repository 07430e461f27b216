/** Which question brings out a saying, and the thing in it that a guest and a family call by different words (phrase-concepts.ts). */
import { CONCEPTS } from './phrase-concepts.ts'
import { phraseFeatures, zodiacOf } from './phrases.ts'

export type Topic = 'zodiac' | 'work' | 'parents-work' | 'landmark' | 'family' | 'left' | 'likes' | 'school'

const lists: Readonly<Record<Exclude<Topic, 'zodiac' | 'parents-work'>, string>> = {
  work:
    '豆腐 卖菜 裁缝 养猪 杀猪 木匠 泥瓦 铁匠 石匠 篾匠 补锅 挖煤 石油 警察 医生 干部 拖板车 拖拉机 开车 开船 养鱼 放牛 放羊 养鸡 ' +
    '养蜂 养蚕 养马 种地 种菜 棉花 烟叶 甘蔗 橡胶 砍柴 打猎 采药 酿酒 磨坊 做面 小卖部 收破烂 理发 修车 修电器 电工 油漆 厨师 饭店 工地 ' +
    '砖厂 工厂 纺织 保姆 保安 卖艺 算命 挑担',
  landmark:
    '菜场 茶 橘子 苹果 果树 水泥厂 砖厂 河边 水库 湖边 海边 桥 山上 窑洞 井 庙 教堂 清真 大树 樟树 竹林 铁路 火车站 公路 赶集 医院 学校边 ' +
    '电站 矿区 钢厂 糖厂 农场 草原 沙漠 雪 土楼 塔 机场 城楼',
  family: '母亡 父亡 孤儿 哑 母疯 继 抱养 独身 离婚 妻走 丧偶 儿死 一儿 二女 三孩 多孩 兄弟 姐妹 双胞',
  left: '广东 夫打 失火 水灾 被骗 黑工 坐错车 走散 赶集丢 赶集 医院走 医院 外出打工 离家 找人 放学 玩水 坐牢 讨饭 相亲 钱被偷 精神',
  likes:
    '捡烟头 喝酒 抽烟 吃辣 素 不吃肉 面食 甜 唱歌 跳舞 写字 布娃 玩具 笑 怕人 自语 打人 走路 公交 自闭 痴呆 癫痫 智力 打牌 动物 看电视 ' +
    '上网 洗手 捡石 左撇 武术 毛主席 针线 吹口琴 收破烂 火车站 铁路',
  school: '当兵 教书 背书 高考 学校边 写字',
}

const topicsOfConcept = new Map<string, Topic[]>()
for (const [topic, list] of Object.entries(lists))
  for (const concept of list.split(' ')) topicsOfConcept.set(concept, [...(topicsOfConcept.get(concept) ?? []), topic as Topic])

const trades = new Set([...lists.work.split(' '), '当兵', '教书', '哑', '橘子', '苹果', '茶'])
const RELATIVES: ReadonlySet<string | undefined> = new Set(['mother', 'father', 'husband', 'wife'])
const NAMED_PLACE = /^家在(.{2,8})(?:旁边|附近|脚下|边上|对面)$/u

export interface TopicThing {
  topic: Topic
  thing: string
}

/** Sayings repeat: what was read once is kept, up to so many. */
const KEPT = 20_000
const kept = new Map<string, readonly TopicThing[]>()

/** The topics of a saying, each with the thing said, the first the one it answers most; several may fit. */
export function topicsOf(saying: string): readonly TopicThing[] {
  const known = kept.get(saying)
  if (known) return known
  const found = readTopics(saying)
  if (kept.size < KEPT) kept.set(saying, found)
  return found
}

function readTopics(saying: string): TopicThing[] {
  const animal = zodiacOf(saying)
  if (animal !== undefined) return [{ topic: 'zodiac', thing: String(animal) }]
  const place = NAMED_PLACE.exec(saying)?.[1]
  if (place) return [{ topic: 'landmark', thing: place }]
  const concepts = CONCEPTS.filter(([, pattern]) => pattern.test(saying)).map(([id]) => id)
  if (RELATIVES.has(phraseFeatures(saying).about)) {
    const trade = concepts.find((id) => trades.has(id))
    if (trade) return [{ topic: 'parents-work', thing: trade }]
  }
  const found = new Map<Topic, string>()
  for (const id of concepts) for (const topic of topicsOfConcept.get(id) ?? []) if (!found.has(topic)) found.set(topic, id)
  return [...found].map(([topic, thing]) => ({ topic, thing }))
}
