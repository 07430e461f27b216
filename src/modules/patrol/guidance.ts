/**
 * What the policy prescribes at an encounter, at once and without network: each prescription with its sentence and steps of
 * one tap. Pure. Danger stands first, children before persuasion; nothing hides another.
 */

import type { Citation, Guidance, Seen, Step, StepKey, Taken, Told, Tone } from './guidance-shapes.ts'
import type { Group, Sign, Step as Recorded } from './words.ts'

export {
  type Guidance,
  type Seen,
  type Step,
  stepDoors,
  type StepKey,
  type Taken,
  type Told,
  type Tone,
} from './guidance-shapes.ts'

const ACTION = '大提升'
const DEPARTMENTS = '十六部门职责'
const item12 = (clause: string | null = null, term: string | null = null): Citation => ({
  clause,
  document: ACTION,
  item: '第12项',
  term,
  assumed: term !== null,
})
const duties = (item: string, clause: string | null = null, term: string | null = null): Citation => ({
  clause,
  document: DEPARTMENTS,
  item,
  term,
  assumed: term !== null,
})

type Draft = Omit<Step, 'done'>
const VULNERABLE: readonly Group[] = ['disabled', 'minor', 'aged', 'immobile']
const EMERGENCY: readonly Sign[] = ['critical', 'drunk', 'mental']
export const groupSaid: Readonly<Record<Group, string>> = {
  aged: '老人',
  disabled: '残疾',
  minor: '未成年',
  immobile: '走不动',
  capable: '能自己做主',
  unclear: '说不准',
}
export const signSaid: Readonly<Record<Sign, string>> = {
  drunk: '醉酒',
  mental: '言行异常',
  critical: '病重',
  injured: '受伤',
}

const step = (kind: Recorded, to?: string): Pick<Draft, 'door' | 'form'> => ({
  door: 'patrol.take-step',
  form: { step: kind, ...(to ? { to } : {}) },
})
const tellPolice = (hint: string): Draft => ({
  key: 'tell-police',
  words: '拨 110，通知公安',
  hint,
  ...step('police-told', '110'),
  tel: 'police',
})
const takeEvidence = (optional = false): Draft => ({
  key: 'take-evidence',
  words: '当场取证',
  hint: '拍下现场，记下时间、在场的人、说了什么',
  ...step('evidence-taken'),
  ...(optional ? { optional } : {}),
})
const tellStation: Draft = {
  key: 'tell-station',
  words: '告诉救助站去医院认人',
  hint: '有网后自动通知，也可先打电话',
  ...step('station-told'),
  tel: 'station',
}
const hospital: Draft = {
  key: 'hospital',
  words: '急救接走，或就近送医',
  hint: '记下哪家医院、几点；医院和救助站都看到',
  door: 'patrol.start-escort',
  form: {},
}
const ask = (words: string): Draft => ({
  key: 'ask',
  words,
  hint: '愿意、不愿意、答不了，都是答复',
  door: 'patrol.offer-help',
  form: {},
})
const escort = (words = '护送到救助站', hint = '救助站马上看到人在路上'): Draft => ({
  key: 'escort',
  words,
  hint,
  door: 'patrol.start-escort',
  form: {},
})
const handover: Draft = {
  key: 'handover',
  words: '到站办书面交接',
  hint: '双方签字，手机上就能签',
  door: 'handovers.prepare',
  form: {},
}
const goods: Draft = {
  key: 'give-goods',
  words: '给吃的、穿的、盖的',
  hint: '按需要给，记下给了什么',
  door: 'patrol.give-goods',
  form: {},
  optional: true,
}

interface Rule {
  key: string
  tone: Tone
  when(seen: Seen, told: Told | null): boolean
  words(seen: Seen): string
  why?: string
  citation: Citation
  steps(seen: Seen, told: Told | null): Draft[]
}

const has = (seen: Seen, ...signs: readonly Sign[]) => (seen.signs ?? []).some((each) => signs.includes(each))
const isOf = (seen: Seen, group: Group) => (seen.groups ?? []).includes(group)
const childAlone = (seen: Seen) => isOf(seen, 'minor') && seen.guardianThere !== true
/** A child without guardian has a prescription of its own. */
const vulnerable = (seen: Seen) => VULNERABLE.filter((each) => isOf(seen, each) && !(each === 'minor' && childAlone(seen)))
/** Of full capacity, as far as can be seen: nobody takes him along against his word. */
const decides = (seen: Seen) => isOf(seen, 'capable') && !isOf(seen, 'minor')
const groupWords = (groups: readonly Group[]) => groups.map((each) => groupSaid[each]).join('、')
const said = (seen: Seen, signs: readonly Sign[]) =>
  signs
    .filter((each) => has(seen, each))
    .map((each) => signSaid[each])
    .join('、')

/** In the order in which they are shown and done. */
const rules: readonly Rule[] = [
  {
    key: 'emergency',
    tone: 'danger',
    when: (seen) => has(seen, ...EMERGENCY),
    words: (seen) => `${said(seen, EMERGENCY)}：先叫急救，再谈进站`,
    citation: item12('s2.12.emergency', '1 小时内'),
    steps: (seen, told) => [
      {
        key: 'call-emergency',
        words: '拨 120',
        hint: has(seen, 'mental') ? '守到急救来；有伤人、自伤危险的，同时拨 110' : '守到急救来，由医生看',
        ...step('emergency-called', '120'),
        tel: 'emergency',
      },
      // Who decides for himself and says no is left to the physicians who come.
      ...(told === 'refused' && decides(seen) ? [] : [hospital]),
      tellStation,
    ],
  },
  {
    key: 'injured',
    tone: 'danger',
    when: (seen) => has(seen, 'injured') && !has(seen, ...EMERGENCY),
    words: () => '受伤：先看伤，先救治',
    citation: duties('三（三）'),
    steps: (seen, told) => [
      {
        key: 'call-emergency',
        words: '伤重拨 120',
        hint: '流血不止、站不起来、神志不清的，马上拨',
        ...step('emergency-called', '120'),
        tel: 'emergency',
      },
      ...(told === 'refused' && decides(seen) ? [] : [{ ...hospital, optional: true }]),
      { ...tellStation, optional: true },
    ],
  },
  {
    key: 'infant-used',
    tone: 'child',
    when: (seen) => seen.infantUsed === true,
    words: () => '利用婴幼儿乞讨：当场取证，等公安',
    why: '人不要走散，护住孩子，不要自己动手抢',
    citation: duties('三（四）2', 's2.12.police', '1 小时内'),
    steps: () => [takeEvidence(), tellPolice('现场调查盘问由公安做')],
  },
  {
    key: 'coercion',
    tone: 'child',
    when: (seen) => seen.coercionSuspected === true,
    words: () => '像被逼、被骗、被利用：公安调查',
    why: '让未成年人做有害身心的表演也在内；先不惊动旁边的人',
    citation: item12('s2.12.police', '1 小时内'),
    steps: () => [tellPolice('说清地点、几个人、往哪走'), takeEvidence(true)],
  },
  {
    key: 'with-minor',
    tone: 'child',
    when: (seen) => seen.withMinor === true,
    words: () => '带着孩子乞讨：公安调查',
    why: '问清孩子和大人是什么关系，写答话，不逼问',
    citation: item12('s2.12.police', '1 小时内'),
    steps: () => [tellPolice('说清孩子大约几岁、和谁在一起')],
  },
  {
    key: 'child-alone',
    tone: 'child',
    when: childAlone,
    words: (seen) =>
      seen.guardianThere === false ? '未成年人，没有监护人：公安护送进站' : '未成年人，不清楚监护人在不在：按没有办',
    why: '陪着孩子，不让一个人走；孩子自己说的话照原话记',
    citation: duties('三（四）2', 's0.minor-station', '4 小时内到站'),
    steps: () => [tellPolice('请公安来接，护送到救助站'), escort('公安护送到救助站', '救助站马上看到人在路上'), handover],
  },
  {
    key: 'vulnerable',
    tone: 'help',
    when: (seen) => vulnerable(seen).length > 0,
    words: (seen) => `${groupWords(vulnerable(seen))}：主动问，需要就护送`,
    citation: item12('s2.12.handover'),
    steps: (seen, told) => {
      const asked = ask('问需要什么、愿不愿去')
      if (told === 'refused' || (decides(seen) && told !== 'accepted')) return [asked]
      return [asked, escort(), handover]
    },
  },
  {
    key: 'capable',
    tone: 'help',
    when: decides,
    words: (_seen) => '能自己做主：本人同意才护送',
    citation: item12('s2.12.handover'),
    steps: (_seen, told) =>
      told === 'accepted'
        ? [ask('征得本人同意'), escort(), handover]
        : [ask(told === null ? '征得本人同意' : '再问一次，由本人定')],
  },
  {
    key: 'unclear',
    tone: 'help',
    when: (seen) => (seen.groups ?? []).length === 0 || isOf(seen, 'unclear'),
    words: () => '说不准：先问，按需要帮助的人待',
    why: '说不准也是答案，不用猜',
    citation: item12(),
    steps: (_seen, told) =>
      told === 'accepted' ? [ask('问需要什么、愿不愿去'), escort(), handover] : [ask('问需要什么、愿不愿去')],
  },
  {
    key: 'cannot-answer',
    tone: 'help',
    when: (_seen, told) => told === 'cannot-answer',
    words: () => '答不了：不当作同意，也不当作不愿意',
    why: '用手势、写字、方言再问一次',
    citation: item12(),
    steps: () => [{ ...tellStation, words: '请救助站来人看', hint: '说清人在哪、什么样；等人来' }, goods],
  },
  {
    key: 'refused',
    tone: 'help',
    when: (_seen, told) => told === 'refused',
    words: () => '不愿意：留下求助办法，记劝导',
    why: '不强迫；告诉救助站的电话和怎么求助',
    citation: item12('s2.12.persuasion', '当天'),
    steps: () => [
      {
        key: 'persuade',
        words: '留求助卡，记下怎么劝的',
        hint: '卡上有救助站电话、地址',
        door: 'patrol.persuade',
        form: { contactGiven: true },
        tel: 'station',
      },
      { ...goods, optional: false },
    ],
  },
]

/** What is prescribed for what was seen and answered, in the order in which it is done. Never empty. */
export function guidanceFor(seen: Seen, told: Told | null, taken: Taken): Guidance[] {
  return rules
    .filter((rule) => rule.when(seen, told))
    .map((rule) => ({
      key: rule.key,
      tone: rule.tone,
      words: rule.words(seen),
      ...(rule.why ? { why: rule.why } : {}),
      citation: rule.citation,
      steps: rule.steps(seen, told).map((each) => ({ ...each, done: taken[each.key] ?? null })),
    }))
}

/** The first step that still has to be taken; `without` are those that are dealt with elsewhere. */
export function nextStep(guidance: readonly Guidance[], without: readonly StepKey[] = []): Step | null {
  const steps = guidance.flatMap((each) => each.steps)
  return steps.find((each) => each.done === null && !each.optional && !without.includes(each.key)) ?? null
}
