/**
 * How the country is named, roughly: shares of surnames and of characters in given names, from general knowledge (public
 * counts of surnames; given names of several generations). They stand beside the inquiries at hand when these are few.
 */
import type { Background } from './alignment.ts'
import { SYLLABLE_COUNT, wordOf } from './sound.ts'

/** Per thousand. */
const SURNAMES =
  '王71 李71 张68 刘54 陈45 杨31 黄23 赵23 吴20 周20 徐15 孙15 马13 朱13 胡13 郭12 何12 林11 高10 罗10 郑9 梁9 谢8 宋8 唐7 许7 韩7 邓6 冯6 曹6 彭6 曾6 肖6 田5 董5 潘5 袁5 蔡5 蒋5 余5 于5 杜5 叶5 程4 魏4 ' +
  '苏4 吕4 丁4 任4 卢4 姚4 沈4 钟4 姜4 崔4 谭4 陆4 范4 汪4 廖4 石3 金3 韦3 贾3 夏3 付3 方3 邹3 熊3 白3 孟3 秦3 邱3 侯3 江3 尹3 薛3 闫3 雷3 段3 龙3 黎3 史3 陶3 贺2 毛2 郝2 顾2 龚2 邵2 万2 覃2 武2 钱2 戴2 严2 莫2 ' +
  '孔2 向2 常2 汤2 康2 易2 乔2 赖2 文2 樊2 施2 洪2 兰2 柳2 俞2 章1 鲁1 葛1 伍1 申1 颜1 牛1 温1 芦1 季1 阎1 安1 倪1 庄1 岳1 殷1 耿1 齐1 梅1 邢1 焦1 左1 欧1 翟1 单1 解1 聂1 关1 祝1 辛1 柴1 纪1 童1 包1 甘1 卓1 蒙1 ' +
  '骆1 鲍1 华1 祁1 房1 滕1 屈1 苗1 艾1 尤1 岑1 凌1 时1 霍1 盛1 冉1 符1 成1 喻1 涂1 简1 饶1 路1 游1 阳1 席1 娄1 古1 詹1 项1 盘1 褚1 柯1 阮1 吉1 谷1 覃1 裴1 卜1 牟1 车1 连1 丛1 靳1 司1 隋1 代1 苟1 池1 边1 管1'

const GIVEN =
  '英明华文玉秀红春军平国建丽桂金永志海生强德云芳伟林兰荣小成梅东新光辉福珍立忠宝晓珠凤艳霞敏清庆民祥连学義义良正长胜波杰兴龙萍莲玲香天元家安梓子涵轩浩宇欣怡佳琪雨诗思俊豪博睿涛磊鹏飞斌勇超刚洋静娟燕婷雪晴莉娜慧琴花菊翠美凤娥彩银爱仁喜发财贵富根水火土木山石树满大顺来有三二四五成全才克振世昌洪宏泽源润江河湖雄旺达进学士先启贤友少广中保卫援朝解放跃革武双喜巧兰淑贞素云霞月秋冬夏阳晨昊然嘉奕可心悦萱妍紫若依'

/** Any syllable may be in a name. */
const ANY = 0.15

let made: Background | undefined

export function populationShares(): Background {
  if (made) return made
  const first = new Float64Array(SYLLABLE_COUNT)
  const later = new Float64Array(SYLLABLE_COUNT)
  const firstCharacter = new Map<string, number>()
  const laterCharacter = new Map<string, number>()
  const counted = SURNAMES.split(' ').map(
    (each) => [Array.from(each)[0] as string, Number(Array.from(each).slice(1).join(''))] as const,
  )
  const total = counted.reduce((sum, [, count]) => sum + count, 0)
  for (const [surname, count] of counted) {
    const share = ((1 - ANY) * count) / total
    firstCharacter.set(surname, (firstCharacter.get(surname) ?? 0) + share)
    const reading = wordOf(surname, true)[0]?.readings[0]
    if (reading !== undefined) first[reading] = (first[reading] as number) + share
  }
  const characters = Array.from(GIVEN)
  for (const character of characters) {
    const share = (1 - ANY) / characters.length
    laterCharacter.set(character, (laterCharacter.get(character) ?? 0) + share)
    const reading = wordOf(character)[0]?.readings[0]
    if (reading !== undefined) later[reading] = (later[reading] as number) + share
  }
  for (let at = 0; at < SYLLABLE_COUNT; at += 1) {
    first[at] = (first[at] as number) + ANY / SYLLABLE_COUNT
    later[at] = (later[at] as number) + ANY / SYLLABLE_COUNT
  }
  made = { first, later, firstCharacter, laterCharacter }
  return made
}
