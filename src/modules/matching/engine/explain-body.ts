/** Age, sex, height, blood, clothes, face and time in words. */
import { BLOODS, NONE } from './columns.ts'
import type { Pair, Told } from './explain.ts'
import { animalOf, clothesRatio, faceRatio } from './score-body.ts'
import { dayNumber } from './report.ts'
import { zodiacName } from './phrases.ts'

const YEAR = 365.2425

export function explainAge({ context, guest, inquiry, slot, bits }: Pair): Told | undefined {
  const animal = animalOf(guest)
  const seen = guest.ageSeen
  if (!seen && animal === undefined) return undefined
  const said = seen ? (seen.min === seen.max ? `${seen.min} 岁` : `${seen.min}–${seen.max} 岁`) : ''
  const mine = [said, animal === undefined ? '' : `自述属${zodiacName(animal)}`].filter(Boolean).join('，')
  const birth = context.corpus.columns.birth[slot] as number
  if (birth === NONE) return { guest: mine, level: 'unknown', words: '家属没有说出生年份，不计' }
  const born = inquiry.birthDate ?? `${inquiry.birthYear} 年`
  const entered = dayNumber(guest.enteredOn)
  const year = Math.floor(1970 + birth / YEAR)
  const zodiac =
    animal === undefined
      ? ''
      : (((year - 4) % 12) + 12) % 12 === animal
        ? `；属相相合（属${zodiacName(animal)}）`
        : `；属相不合（说属${zodiacName(animal)}，${year} 年属${zodiacName((((year - 4) % 12) + 12) % 12)}）`
  if (entered === undefined || !seen)
    return { guest: mine, inquiry: born, level: bits >= 0 ? 'fits' : 'other', words: `出生 ${born}${zodiac}` }
  const age = Math.max(0, Math.floor((entered - birth) / YEAR))
  const off = age < seen.min ? seen.min - age : age > seen.max ? age - seen.max : 0
  const words = `进站时看上去 ${said}，被寻者那时约 ${age} 岁${off === 0 ? '，相合' : off <= 6 ? `，差 ${off} 岁，在估计误差内` : `，差 ${off} 岁`}${zodiac}`
  return { guest: mine, inquiry: born, level: off === 0 ? 'fits' : off <= 6 ? 'near' : 'other', words }
}

const SEX = { male: '男', female: '女' } as const
export function explainSex({ guest, inquiry }: Pair): Told | undefined {
  if (!guest.sex) return undefined
  if (!inquiry.sex) return { guest: SEX[guest.sex], level: 'unknown', words: '家属没有说性别，不计' }
  const same = guest.sex === inquiry.sex
  return {
    guest: SEX[guest.sex],
    inquiry: SEX[inquiry.sex],
    level: same ? 'same' : 'different',
    words: same ? `性别相同（${SEX[guest.sex]}）` : `性别不同：站里登记${SEX[guest.sex]}，家属说${SEX[inquiry.sex]}`,
  }
}

export function explainHeight({ context, guest, inquiry, slot, bits }: Pair): Told | undefined {
  const mine = guest.heightCm
  if (!mine) return undefined
  const theirs = inquiry.heightCm
  if (!theirs) return { guest: `${mine} 厘米`, level: 'unknown', words: '家属没有说身高，不计' }
  const { birth, lost } = context.corpus.columns
  const [born, gone] = [birth[slot] as number, lost[slot] as number]
  const child = born !== NONE && gone !== NONE && (gone - born) / YEAR < 19
  const words = child
    ? `身高 ${mine} 厘米，走失时 ${theirs} 厘米，按年龄推算长高后${bits > -0.7 ? '相合' : '不合'}`
    : `身高 ${mine} 厘米，家属说 ${theirs} 厘米，相差 ${Math.round(Math.abs(mine - theirs))} 厘米`
  return { guest: `${mine} 厘米`, inquiry: `${theirs} 厘米`, level: bits > -0.7 ? 'fits' : 'other', words }
}

export function explainBlood({ context, guest, slot }: Pair): Told | undefined {
  if (!guest.bloodType) return undefined
  const theirs = BLOODS[context.corpus.columns.blood[slot] as number]
  if (!theirs) return { guest: guest.bloodType, level: 'unknown', words: '家属没有说血型，不计' }
  const same = theirs === guest.bloodType
  return {
    guest: guest.bloodType,
    inquiry: theirs,
    level: same ? 'same' : 'different',
    words: same ? `血型相同（${theirs} 型）` : `血型不同：查得 ${guest.bloodType} 型，家属说 ${theirs} 型（家属可能记错）`,
  }
}

export function explainClothes({ context, guest, inquiry, slot }: Pair): Told | undefined {
  if (!guest.clothes || !inquiry.clothes) return undefined
  const entered = dayNumber(guest.enteredOn)
  const lost = context.corpus.columns.lost[slot] as number
  if (entered === undefined || lost === NONE) return undefined
  const days = entered - lost
  if (days < -3 || days > context.weights.clothes.days * 5) return undefined
  const ratio = clothesRatio(context, guest.clothes, inquiry.clothes, days)
  const base = { guest: guest.clothes, inquiry: inquiry.clothes }
  if (ratio > 3) return { ...base, level: 'same', words: `走失 ${Math.max(0, days)} 天，衣着相合：${guest.clothes}` }
  return { ...base, level: 'other', words: `走失 ${Math.max(0, days)} 天，衣着与家属所说不同（可能换过）` }
}

export function explainFace({ context, guest, inquiry }: Pair): Told | undefined {
  if (!guest.face || !inquiry.face) return undefined
  const ratio = faceRatio(context, guest.face, inquiry.face)
  if (ratio === undefined) return { level: 'unknown', words: '两边的人脸特征不是同一种，不计' }
  const level = ratio > 16 ? 'strong' : ratio > 2 ? 'possible' : 'weak'
  return {
    level,
    words:
      level === 'strong'
        ? '人脸比对相似度高（不能单凭人脸认定）'
        : level === 'possible'
          ? '人脸比对有些相似'
          : '人脸比对不相似（年久、光线差时也会这样）',
  }
}

/** 3 天, 4 个月, 5 年. */
export function spanWords(days: number): string {
  if (days < 60) return `${days} 天`
  if (days < 730) return `${Math.round(days / 30.4)} 个月`
  return `${Math.round(days / YEAR)} 年`
}

export function explainTime({ context, guest, inquiry, slot }: Pair): Told | undefined {
  const entered = dayNumber(guest.enteredOn)
  const lost = context.corpus.columns.lost[slot] as number
  if (entered === undefined || lost === NONE) return undefined
  const base = { guest: guest.enteredOn as string, inquiry: inquiry.lostOn as string }
  const days = entered - lost
  if (days < 0)
    return {
      ...base,
      level: 'found-before-lost',
      words: `家属说的走失日期比进站晚 ${spanWords(-days)}：除非日期记错，不会是同一人`,
    }
  return { ...base, level: 'fits', words: `走失后 ${spanWords(days)}进站` }
}
