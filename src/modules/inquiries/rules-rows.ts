/** A row of a list of inquiries, judged: what it says, what a person should ask, why it cannot be taken. Pure. */
import { relations, type Relation } from '#facts/fragments.ts'
import { dateOfDay, dayOfDate } from '#kernel/time.ts'
import { questionsOf, reachable, readRoughDate, saysSomething } from './rules.ts'
import type { AskerForm, ToldForm } from './schema.ts'
import { askerRelations } from './words.ts'

export const columns = {
  name: '姓名',
  nicknames: '曾用名或小名',
  sex: '性别',
  birth: '出生日期或年份',
  ageWhenLost: '走失时年龄',
  lost: '走失日期或年月',
  lostPlace: '走失地点',
  lostWords: '走失经过',
  home: '家庭住址',
  kin: '家里人',
  marks: '身体特征',
  phrases: '口头话和习惯',
  height: '身高（cm）',
  bloodType: '血型',
  clothes: '走失时衣着',
  languages: '会说的话',
  askerName: '联系人',
  askerRelation: '与走失者关系',
  phone: '联系电话',
  address: '联系地址',
  consentFace: '同意人像比对',
} as const
export type Column = keyof typeof columns

const aliases: Record<string, Column> = {
  走失人姓名: 'name',
  走失者姓名: 'name',
  被寻人姓名: 'name',
  小名: 'nicknames',
  曾用名: 'nicknames',
  出生日期: 'birth',
  出生年份: 'birth',
  走失日期: 'lost',
  走失时间: 'lost',
  失踪时间: 'lost',
  失踪地点: 'lostPlace',
  户籍地: 'home',
  住址: 'home',
  家庭地址: 'home',
  亲属: 'kin',
  特征: 'marks',
  体貌特征: 'marks',
  身高: 'height',
  衣着: 'clothes',
  语言: 'languages',
  方言: 'languages',
  寻亲人: 'askerName',
  家属姓名: 'askerName',
  关系: 'askerRelation',
  电话: 'phone',
  联系方式: 'phone',
  地址: 'address',
  习惯: 'phrases',
}
const byHeading = new Map<string, Column>([
  ...Object.entries(columns).map(([key, heading]) => [keyOf(heading), key as Column] as const),
  ...Object.entries(aliases).map(([heading, key]) => [keyOf(heading), key] as const),
])

function keyOf(heading: string): string {
  return heading
    .normalize('NFKC')
    .replace(/[\s*:：]/gu, '')
    .replace(/\(.*?\)/gu, '')
}

/** Which column stands where, or null where no name, phone or mark is among them. */
export function readHeader(cells: readonly string[]): (Column | null)[] | null {
  const found = cells.map((cell) => byHeading.get(keyOf(cell)) ?? null)
  return found.filter((each) => each !== null).length >= 2 ? found : null
}

const UNKNOWN = /^(?:不详|不清楚|不知道|未知|无|没有|-+|—+|\/)$/u
const split = (text: string) =>
  text
    .split(/[、,，;；\n]/u)
    .map((each) => each.trim())
    .filter((each) => each !== '' && !UNKNOWN.test(each))
const cutTo = (list: string[], most: number, long: number) =>
  list.slice(0, most).map((each) => Array.from(each).slice(0, long).join(''))

function dateWords(text: string) {
  // Excel keeps a date as days since 30 December 1899.
  const serial = /^\d{5}(?:\.\d+)?$/u.test(text) ? Math.floor(Number(text)) : undefined
  if (serial !== undefined && serial > 10_000 && serial < 80_000)
    return { date: dateOfDay(serial + (dayOfDate('1899-12-30') as number)) }
  return readRoughDate(text)
}

const wordsOfRelation: ReadonlyMap<string, Relation> = new Map(
  Object.entries<Relation>({
    ...(Object.fromEntries(Object.entries(relations).map(([key, word]) => [word, key])) as Record<string, Relation>),
    父: 'father',
    爸爸: 'father',
    母: 'mother',
    妈妈: 'mother',
    丈夫: 'spouse',
    妻子: 'spouse',
    爱人: 'spouse',
    哥哥: 'brother',
    弟弟: 'brother',
    哥: 'brother',
    弟: 'brother',
    姐姐: 'sister',
    妹妹: 'sister',
    姐: 'sister',
    妹: 'sister',
  }),
)

/** `父亲：张三`, `弟 李四`, or a bare name. */
export function readKin(text: string): { relation?: Relation; name: string }[] {
  return split(text)
    .slice(0, 12)
    .map((each) => {
      const found = /^(.{1,3}?)[:： ]\s*(.+)$/u.exec(each)
      const relation = found ? wordsOfRelation.get(found[1] as string) : undefined
      return relation && found ? { relation, name: (found[2] as string).slice(0, 60) } : { name: each.slice(0, 60) }
    })
}

export interface JudgedRow {
  form: ToldForm
  asker: AskerForm
  consentFace: boolean | undefined
  /** Asked, and imported all the same. */
  questions: string[]
  /** Why the row is not imported. */
  faults: string[]
}

/** Judges one row; cells that cannot be read are asked about, never guessed. */
export function judgeRow(cells: readonly string[], header: readonly (Column | null)[], today: string): JudgedRow {
  const told = new Map<Column, string>()
  for (const [index, column] of header.entries()) {
    const text = (cells[index] ?? '').trim()
    if (column && text !== '' && !UNKNOWN.test(text) && !told.has(column)) told.set(column, text)
  }
  const questions: string[] = []
  const of = (column: Column, most = 120) => {
    const text = told.get(column)
    if (text === undefined) return undefined
    const characters = Array.from(text)
    if (characters.length > most) questions.push(`${columns[column]}太长，只留前 ${most} 字`)
    return characters.slice(0, most).join('')
  }
  const form: Record<string, unknown> = {
    name: of('name', 60),
    nicknames: told.has('nicknames') ? cutTo(split(told.get('nicknames') as string), 12, 60) : undefined,
    lostPlace: of('lostPlace'),
    lostWords: of('lostWords', 200),
    home: of('home'),
    kin: told.has('kin') ? readKin(told.get('kin') as string) : undefined,
    marks: told.has('marks') ? cutTo(split(told.get('marks') as string), 20, 120) : undefined,
    phrases: told.has('phrases') ? cutTo(split(told.get('phrases') as string), 30, 200) : undefined,
    clothes: of('clothes', 200),
    languages: told.has('languages') ? cutTo(split(told.get('languages') as string), 6, 40) : undefined,
  }
  const sex = told.get('sex')
  if (sex) {
    if (/^(男|男性|M)$/iu.test(sex)) form['sex'] = 'male'
    else if (/^(女|女性|F)$/iu.test(sex)) form['sex'] = 'female'
    else questions.push(`性别“${sex.slice(0, 10)}”看不懂，按不详`)
  }
  const birth = told.get('birth')
  const born = birth ? dateWords(birth) : undefined
  if (born?.date) form['birthDate'] = born.date
  else if (born?.year) form['birthYear'] = born.year
  else if (birth) questions.push('出生日期看不懂，按不详')
  const lost = told.get('lost')
  const gone = lost ? dateWords(lost) : undefined
  if (gone?.date) form['lostDate'] = gone.date
  else if (gone?.year) {
    form['lostYear'] = gone.year
    form['lostMonth'] = gone.month
  } else if (lost) {
    questions.push('走失日期看不懂，照原话记')
    form['lostWords'] = [lost, form['lostWords']].filter(Boolean).join('；').slice(0, 200)
  }
  const number = (column: Column, min: number, max: number, key: string) => {
    const text = told.get(column)
    if (!text) return
    const value = Number(text.normalize('NFKC').replace(/[^\d.]/gu, ''))
    if (text.match(/\d/u) && value >= min && value <= max) form[key] = column === 'ageWhenLost' ? Math.floor(value) : value
    else questions.push(`${columns[column]}“${text.slice(0, 10)}”看不懂，按不详`)
  }
  number('ageWhenLost', 0, 120, 'ageWhenLost')
  number('height', 30, 250, 'heightCm')
  const blood = told.get('bloodType')?.normalize('NFKC').toUpperCase().replace(/型/u, '')
  if (blood) {
    if (/^(A|B|O|AB)$/u.test(blood)) form['bloodType'] = blood
    else questions.push('血型看不懂，按不详')
  }
  const relation = told.get('askerRelation')
  const knownRelation = relation
    ? (wordsOfRelation.get(relation) ?? Object.entries(askerRelations).find(([, word]) => word === relation)?.[0] ?? 'other')
    : undefined
  const asker = lean({
    askerName: of('askerName', 60),
    askerRelation: knownRelation,
    phone: of('phone', 40),
    address: of('address', 200),
  }) as AskerForm
  const whole = lean(form) as ToldForm
  const consent = told.get('consentFace')
  const future = [
    ...(whole.lostDate && whole.lostDate > today ? ['走失日期在今天以后'] : []),
    ...(whole.birthDate && whole.birthDate > today ? ['出生日期在今天以后'] : []),
    ...(whole.lostYear && whole.lostYear > Number(today.slice(0, 4)) ? ['走失年份在今年以后'] : []),
    ...(whole.birthYear && whole.birthYear > Number(today.slice(0, 4)) ? ['出生年份在今年以后'] : []),
  ]
  return {
    form: whole,
    asker,
    consentFace: consent === undefined ? undefined : /^(是|同意|y|yes|1)$/iu.test(consent),
    questions: [...questions, ...questionsOf(whole)],
    faults: [
      ...(reachable(asker) ? [] : ['没有联系电话或地址']),
      ...(asker.phone !== undefined && asker.phone.length < 3 ? ['联系电话太短'] : []),
      ...(saysSomething(whole) ? [] : ['没有走失者的任何情况']),
      ...future,
    ],
  }
}

function lean<T extends object>(told: T): T {
  return Object.fromEntries(
    Object.entries(told).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  ) as T
}
