/**
 * Who may sleep where. Every zone answers for every guest: no objection means yes; an objection says why, on what basis,
 * and whether a leader may decide otherwise. Nobody may override the separation of minors, of infection and of the sexes.
 */
import type { ZoneKind } from './words.ts'

export type Tri = 'yes' | 'no' | 'unknown'

export type SpecialReason =
  | 'aged'
  | 'old-age'
  | 'disabled'
  | 'immobile'
  | 'intellectual'
  | 'dementia'
  | 'mental'
  | 'pregnant'
  | 'injured'

/** What a decision about a bed needs to know of a guest. */
export interface Guest {
  fileId: string
  sex: 'male' | 'female' | null
  /** Under 18; `unknown` where the possible ages lie on both sides. */
  minor: Tri
  underSix: Tri
  /** `unknown` until the infirmary has ruled it out: who was not screened is not cleared. */
  infection: 'suspected' | 'ruled-out' | 'unknown'
  special: readonly SpecialReason[]
  /** File of the own mother, kept together by `stay.keep-together`. */
  motherFileId: string | null
}

export type ObjectionCode =
  | 'SEX'
  | 'SEX_UNKNOWN'
  | 'ADULT'
  | 'MINOR'
  | 'AGE_UNSURE'
  | 'INFECTION'
  | 'MOTHERS_ONLY'
  | 'CLEARED'
  | 'NOT_SPECIAL'
  | 'NEEDS_CARE'
  | 'MOTHER_ELSEWHERE'
  | 'ROOM_MENTAL'
  | 'TAKEN'
  | 'LEFT'
  | 'DISINFECTING'
  | 'OUT_OF_USE'
  | 'RESERVED'

export interface Objection {
  code: ObjectionCode
  /** A few words for the list beside the board. */
  short: string
  /** The sentence that says what is safe and what to do. */
  zh: string
  /** Citations; none where the house only keeps order. */
  basis: readonly string[]
  override: 'nobody' | 'leader'
}

const SEPARATE = ['部门意见 三(三)', '国家规则 在站分区']
const INFECTION = ['大提升 第3项', '部门意见 三(三)']
const SEXES = ['国务院令第381号 第8条']
const MOTHER = ['国家规则 母亲可带 6 岁以下子女']

const objection = (
  code: ObjectionCode,
  override: Objection['override'],
  short: string,
  zh: string,
  basis: readonly string[] = [],
): Objection => ({ code, short, zh, basis, override })

const cleared = (guest: Guest) => guest.infection === 'ruled-out'
const smallWithMother = (guest: Guest) => guest.underSix === 'yes' && guest.motherFileId !== null

/** Conditions for which the special zone is where somebody belongs, beyond being merely allowed there. */
const BELONGS: readonly SpecialReason[] = ['old-age', 'disabled', 'immobile', 'intellectual', 'dementia', 'mental', 'pregnant']
/** Conditions that need somebody at hand day and night: an ordinary zone is then a leader's decision. */
const NEEDS_HANDS: readonly SpecialReason[] = ['immobile', 'intellectual', 'dementia', 'mental']

export const belongsInSpecial = (guest: Guest) => guest.special.some((reason) => BELONGS.includes(reason))

function infectionObjection(guest: Guest): Objection {
  return guest.infection === 'suspected'
    ? objection('INFECTION', 'nobody', '疑似传染病', '疑似传染病，未排除。须先进观察区，与他人分开。', INFECTION)
    : objection('INFECTION', 'nobody', '未排除传染病', '入站检视还没有排除传染病。须先进观察区，与他人分开。', INFECTION)
}

const ageUnsure = () =>
  objection(
    'AGE_UNSURE',
    'leader',
    '年龄可能跨 18 岁',
    '可能未满 18 岁，也可能已成年，查明前既不与成年人也不与未成年人同住。请先住观察区单间；没有单间时由值班长决定单独一间。',
    SEPARATE,
  )

function sexObjection(guest: Guest, wanted: 'male' | 'female'): Objection[] {
  if (guest.sex === wanted) return []
  if (guest.sex === null)
    return [
      objection('SEX_UNKNOWN', 'nobody', '性别未登记', '性别还没有登记，不能进分性别的区。请先登记，或先住观察区单间。', SEXES),
    ]
  return [objection('SEX', 'nobody', '性别', '男女分区居住，不能安排。', SEXES)]
}

/** Objections of a zone to a guest, the gravest first. Empty: the zone says yes. Which bed is another question. */
export function zoneObjections(guest: Guest, kind: ZoneKind): Objection[] {
  const objections: Objection[] = []
  switch (kind) {
    case 'observation':
      if (cleared(guest) && guest.sex !== null && guest.minor !== 'unknown')
        objections.push(
          objection(
            'CLEARED',
            'leader',
            '已检视合格',
            '已排除传染病，观察区留给还没有排除的人。确需单住时由值班长决定。',
            INFECTION,
          ),
        )
      return objections
    case 'men':
    case 'women':
      // A boy under six stays with his mother among women; a girl of that age never among men.
      if (kind === 'women' && smallWithMother(guest)) break
      objections.push(...sexObjection(guest, kind === 'men' ? 'male' : 'female'))
      if (guest.minor === 'yes')
        objections.push(
          objection('MINOR', 'nobody', '未成年人不得进入', '未成年人须与成年人分开居住，请安排未成年区。', SEPARATE),
        )
      else if (guest.minor === 'unknown') objections.push(ageUnsure())
      break
    case 'minors-boys':
    case 'minors-girls':
      if (guest.minor === 'no')
        objections.push(objection('ADULT', 'nobody', '成年人不得进入', '未成年区只住未成年人，成年人不得进入。', SEPARATE))
      else if (guest.minor === 'unknown') objections.push(ageUnsure())
      objections.push(...sexObjection(guest, kind === 'minors-boys' ? 'male' : 'female'))
      break
    case 'special':
      if (guest.minor === 'yes')
        objections.push(
          objection(
            'MINOR',
            'nobody',
            '未成年人不得进入',
            '未成年人须与成年人分开居住；需要特别照护的，请在未成年区安排专人。',
            SEPARATE,
          ),
        )
      else if (guest.minor === 'unknown') objections.push(ageUnsure())
      if (guest.sex === null) objections.push(...sexObjection(guest, 'male'))
      break
    case 'mother-child':
      if (!smallWithMother(guest) && guest.sex !== 'female') objections.push(...sexObjection(guest, 'female'))
      break
  }
  if (!cleared(guest)) objections.push(infectionObjection(guest))
  if (kind === 'special' && guest.special.length === 0)
    objections.push(
      objection('NOT_SPECIAL', 'leader', '留给老病残', '特护区留给老年、残疾和不能自理的人。确有需要时由值班长决定。', SEPARATE),
    )
  if ((kind === 'men' || kind === 'women') && guest.special.some((reason) => NEEDS_HANDS.includes(reason)))
    objections.push(
      objection(
        'NEEDS_CARE',
        'leader',
        '需要专人照护',
        '需要专人照护，应住特护区。特护区住满时由值班长决定，并写明怎样照护。',
        SEPARATE,
      ),
    )
  return objections
}

/**
 * Objections to a mother-child zone that only the guest's family can answer: `hasSmallChild` when a child under six is
 * kept together with this woman.
 */
export function motherChildObjections(guest: Guest, hasSmallChild: boolean): Objection[] {
  if (hasSmallChild || smallWithMother(guest)) return []
  return [
    objection(
      'MOTHERS_ONLY',
      'nobody',
      '只住母亲和 6 岁以下子女',
      '母婴区只住母亲和她 6 岁以下的子女。请先登记“母子同住”。',
      MOTHER,
    ),
  ]
}

/** Objections of the people already in a room to one who would join them. */
export function roomObjections(guest: Guest, roommates: readonly Guest[]): Objection[] {
  const present = new Set([guest.fileId, ...roommates.map((each) => each.fileId)])
  const withMother = (child: Guest) => smallWithMother(child) && present.has(child.motherFileId as string)
  const found = new Map<ObjectionCode, Objection>()
  const add = (each: Objection) => {
    const before = found.get(each.code)
    if (!before || before.override === 'leader') found.set(each.code, each)
  }
  if (smallWithMother(guest) && !present.has(guest.motherFileId as string))
    add(
      objection(
        'MOTHER_ELSEWHERE',
        'leader',
        '母亲不在这一间',
        '登记了母子同住，母亲不在这一间。请先给母亲安排，或由值班长决定分住。',
        MOTHER,
      ),
    )
  for (const other of roommates) {
    const family = guest.motherFileId === other.fileId || other.motherFileId === guest.fileId
    if (family) {
      if ((guest.infection === 'suspected') !== (other.infection === 'suspected'))
        add(objection('INFECTION', 'nobody', '一方疑似传染病', '母子中一人疑似传染病，须分开，请医务室安排。', INFECTION))
      continue
    }
    if (!cleared(guest) || !cleared(other))
      add(
        objection(
          'INFECTION',
          'nobody',
          '同室有人未排除传染病',
          '这一间有人未排除传染病，或此人未排除。一人一间，不能同住。',
          INFECTION,
        ),
      )
    const children = [guest, other].filter(withMother)
    if (children.length === 0) {
      if (guest.minor === 'unknown' || other.minor === 'unknown')
        add(objection('AGE_UNSURE', 'nobody', '年龄未定须单住', '年龄可能跨 18 岁的人须单独一间，这一间不能再住别人。', SEPARATE))
      else if (guest.minor !== other.minor)
        add(objection('MINOR', 'nobody', '未成年与成年同室', '未成年人与成年人不得同室。', SEPARATE))
      if (guest.sex === null || other.sex === null || guest.sex !== other.sex)
        add(objection('SEX', 'nobody', '男女不得同室', '男女分室居住，这一间已住异性或性别未登记的人。', SEXES))
    } else if ([guest, other].some((each) => !withMother(each) && each.sex !== 'female'))
      add(objection('SEX', 'nobody', '男女不得同室', '这一间住着母亲和幼儿，只能再住女性。', SEXES))
    if (guest.special.includes('mental') !== other.special.includes('mental'))
      add(
        objection(
          'ROOM_MENTAL',
          'leader',
          '疑似精神障碍须分室',
          '疑似精神障碍的人与其他人分室。住不开时由值班长决定，并安排专人看护。',
          SEPARATE,
        ),
      )
  }
  return [...found.values()]
}

/** Zones to try for a guest, best first; the first without objection and with a fitting bed is recommended. */
export function preference(guest: Guest, hasSmallChild: boolean): ZoneKind[] {
  const minors: ZoneKind = guest.sex === 'female' ? 'minors-girls' : 'minors-boys'
  const adults: ZoneKind = guest.sex === 'female' ? 'women' : 'men'
  if (!cleared(guest) || guest.sex === null || guest.minor === 'unknown') return ['observation']
  if (smallWithMother(guest)) return ['mother-child', 'women', minors]
  if (guest.minor === 'yes') return hasSmallChild ? ['mother-child', minors] : [minors]
  if (hasSmallChild && guest.sex === 'female') return ['mother-child', 'women', 'special']
  return belongsInSpecial(guest) ? ['special', adults] : [adults, 'special']
}

/** Where a guest in observation goes once cleared; shown beside the zones that say no only because of infection. */
export function afterObservation(guest: Guest, hasSmallChild: boolean): ZoneKind {
  return preference({ ...guest, infection: 'ruled-out' }, hasSmallChild)[0] as ZoneKind
}

const specialWords: Record<SpecialReason, string> = {
  aged: '60 岁以上',
  'old-age': '70 岁以上',
  disabled: '残疾',
  immobile: '行动不便',
  intellectual: '疑似智力障碍',
  dementia: '疑似失智',
  mental: '疑似精神障碍',
  pregnant: '怀孕',
  injured: '外伤',
}

/** What must be done on moving in, and when to move on; the temperature interval is the house's own (assumed). */
export function guidance(
  guest: Guest,
  kind: ZoneKind,
  hasSmallChild: boolean,
  zoneNames: Record<ZoneKind, string>,
): { must: string[]; moveOn: string | null } {
  const must = ['送被服']
  if (kind === 'observation' && !cleared(guest)) must.push('体温每 2 小时', '单独送餐', '餐具、便器消毒')
  if (kind === 'observation' && guest.minor === 'unknown') must.push('查明年龄：证件、公安查询或骨龄')
  if (kind === 'observation' && guest.sex === null) must.push('登记性别')
  if (guest.special.includes('immobile') || guest.special.includes('disabled')) must.push('下铺，离卫生间近')
  if (guest.special.includes('mental')) must.push('清除房内危险物，安排专人看护')
  if (guest.special.includes('dementia')) must.push('佩戴识别标识，防走失')
  if (guest.sex === 'female') must.push('女工作人员负责')
  if (guest.minor === 'yes') must.push('告知未保专岗')
  if (kind !== 'observation') return { must, moveOn: null }
  const why = guest.special.map((reason) => specialWords[reason])
  const next = zoneNames[guest.minor === 'unknown' || guest.sex === null ? 'observation' : afterObservation(guest, hasSmallChild)]
  if (guest.minor === 'unknown' || guest.sex === null) return { must, moveOn: '性别、年龄查明并排除传染病后转出' }
  if (!cleared(guest))
    return { must, moveOn: `连续 24 小时低于 37.3℃，医务室签字后转${next}${why.length > 0 ? `（${why.join('、')}）` : ''}` }
  return { must, moveOn: `转${next}` }
}
