/** Words of matching: items of evidence, weights in words, bands of probability. */
import type { EvidenceItem, Strength } from './engine/types.ts'

export const itemWords: Record<EvidenceItem, string> = {
  name: '姓名',
  nickname: '小名、曾用名',
  kin: '亲属名',
  place: '家在哪里',
  accent: '口音',
  age: '年龄',
  sex: '性别',
  marks: '身体特征',
  height: '身高',
  blood: '血型',
  phrases: '说过的话',
  clothes: '衣着',
  time: '走失时间',
  found: '走失经过',
  face: '人脸',
}

export const strengthWords: Record<Strength, string> = {
  '++': '强支持',
  '+': '支持',
  '0': '说明不了',
  '?': '不知道',
  '-': '稍反对',
  '--': '强反对',
}

export const latticeWords = { province: '省', city: '市', county: '县', town: '乡镇', village: '村、地物' } as const
export const agreementWords = { same: '相合', 'near-sound': '近音', different: '不合', unknown: '未知' } as const

/** Why two reports are held not to be about one person. */
export const exclusionGrounds = {
  'other-person': '核对后不是同一人',
  body: '身体特征、血型不符',
  age: '年龄、时间不符',
  'found-already': '家属要找的人已找到',
  family: '家属看过，说不是',
  dna: 'DNA 排除',
  police: '公安答复排除',
  other: '其他',
} as const
