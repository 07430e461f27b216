/**
 * What the search costs: a million invented persons, each way of searching, as the application's role with row-level
 * security on, in a station of a city that holds a fifth of them.
 *
 * Four figures stand side by side: the search as the screen gets it (with earlier stays), its database statement, the same
 * statement as the tables' owner without definer function, role and row-level security, and the plainest hand-written
 * look-up that one could put in its place (one way of matching, no ranking, no scope).
 */
import { performance } from 'node:perf_hooks'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { type Actor, rangeOf } from '#kernel/actor.ts'
import { openVault, type Vault } from '#kernel/crypto.ts'
import { openDatabase, withActor } from '#kernel/db.ts'
import { migrate } from '#kernel/migrate.ts'
import { readQuery } from '#modules/people-and-cases/query-words.ts'
import { searchPeople } from '#modules/people-and-cases/search.ts'
import { type Question, questionOf } from '#modules/people-and-cases/search-keys.ts'
import { soundOf } from '#modules/people-and-cases/sound.ts'
import { type InventedPerson, inventedPeople } from './people-data.ts'
import { loadPeople } from './people-load.ts'

export interface SearchFigures {
  way: string
  queries: number
  /** Persons listed, on average. */
  hits: number
  /** Milliseconds of the whole search. */
  median: number
  p95: number
  /** Milliseconds of the database statement alone, secured and as the owner without security. */
  secured: number
  owner: number
  ratio: number
  /** Milliseconds of the plainest look-up. */
  plain: number
}

const TODAY = '2026-11-21'
const SEED = 1
/** A fixed key file: the same seed gives the same database. Nothing in it is anybody's. */
const benchVault = (): Vault =>
  openVault({
    current: 1,
    algorithm: 'aes-256-gcm',
    keys: { '1': Buffer.alloc(32, 1).toString('base64') },
    index: Buffer.alloc(32, 2).toString('base64'),
  })

/** What clerks type, by way of searching, from persons of the big city. Undefined where a person has no such thing. */
const WAYS: Record<string, (person: InventedPerson) => string | undefined> = {
  'ID number whole': (person) => person.description.idNumber as string | undefined,
  'ID number last four': (person) => (person.description.idNumber as string | undefined)?.slice(-4),
  'ID number first six': (person) => (person.description.idNumber as string | undefined)?.slice(0, 6),
  'ID number birth date': (person) => (person.description.idNumber as string | undefined)?.slice(6, 14),
  name: (person) => hanName(person),
  'name, two characters': (person) => (hanName(person)?.length === 2 ? hanName(person) : undefined),
  'part of a name, two characters': (person) => (hanName(person)?.length === 3 ? hanName(person)?.slice(1) : undefined),
  'single character, given': (person) => hanName(person)?.at(-1),
  'single character, 王': () => '王',
  'name with a dot, a part': (person) => written(person)?.split('·')[1],
  'sound, other characters': (person) => homophone(hanName(person)),
  'pinyin whole': (person) => (hanName(person) ? soundOf(hanName(person) as string).pinyin : undefined),
  'pinyin prefix': (person) =>
    hanName(person)?.length === 3 ? soundOf(hanName(person) as string).pinyin.slice(0, -3) : undefined,
  'pinyin prefix, li': () => 'li',
  'pinyin prefix, one letter': () => 'w',
  initials: (person) => (hanName(person)?.length === 3 ? soundOf(hanName(person) as string).initials : undefined),
  'initials of two': (person) => (hanName(person)?.length === 2 ? soundOf(hanName(person) as string).initials : undefined),
  kin: (person) => relative(person) && `${relative(person)?.relation} ${relative(person)?.name}`,
  nickname: (person) => person.description.nicknames?.[0] && `小名${person.description.nicknames[0]}`,
  'place, county': (person) => /[^省市州盟]+(?:县|区|市|旗)$/u.exec(person.description.places?.[0] ?? '')?.[0],
  'place, province': (person) => person.description.places?.[0]?.match(/^[^省]+省/u)?.[0],
  mark: (person) => person.description.marks?.[0],
  'age and sex': (person) =>
    `${Math.floor((2026 - Number(person.birth.from.slice(0, 4))) / 10) * 10}多岁 ${person.sex === 'male' ? '男' : '女'}`,
  age: (person) => `${2026 - Number(person.birth.from.slice(0, 4))}岁`,
  'name, age, sex, place': (person) =>
    hanName(person) && person.description.places
      ? `${hanName(person)} ${2026 - Number(person.birth.from.slice(0, 4))}岁 ${person.sex === 'male' ? '男' : '女'} 老家${person.description.places[0]}`
      : undefined,
  'nameless number': (person) => (person.namelessNo ? `无名氏 ${person.namelessNo}` : undefined),
  'any nameless person': () => '无名氏',
  'file number': (person) => person.files[0]?.no.replace(' ', ''),
  'nobody of that name': (person) => (hanName(person) ? `${hanName(person)?.[0]}鑫淼` : undefined),
}

const written = (person: InventedPerson) => person.description.writtenName as string | undefined
const hanName = (person: InventedPerson) => (written(person)?.includes('·') ? undefined : written(person))
const relative = (person: InventedPerson) => person.description.kin?.find((kin) => !kin.name.includes('·'))
const HOMOPHONES: Record<string, string> = {
  兰: '岚',
  伟: '玮',
  英: '莹',
  华: '桦',
  军: '君',
  秀: '绣',
  明: '鸣',
  强: '蔷',
  芳: '方',
  玲: '凌',
}
const homophone = (name: string | undefined) =>
  name && Array.from(name).some((each) => HOMOPHONES[each])
    ? Array.from(name, (each) => HOMOPHONES[each] ?? each).join('')
    : undefined

/** Typed texts a way, at most `count`. */
function samples(persons: number, count: number): Map<string, string[]> {
  const texts = new Map<string, string[]>(Object.keys(WAYS).map((way) => [way, []]))
  for (const person of inventedPeople(Math.min(persons, 60_000), SEED)) {
    if (!person.station.big) continue
    for (const [way, typed] of Object.entries(WAYS)) {
      const list = texts.get(way) as string[]
      const text = list.length < count ? typed(person) : undefined
      if (text) list.push(text)
    }
  }
  return texts
}

const quantile = (values: number[], part: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0
const rounded = (value: number) => Math.round(value * 100) / 100

async function timed(work: () => Promise<unknown>): Promise<number> {
  const before = performance.now()
  await work()
  return performance.now() - before
}

const FRAME = (
  inner: string,
) => `select p.id, p.display_name, p.sex, p.birth_from, p.birth_to, stay.no, stay.arrived_at, stay.left_kind
  from (${inner} limit 50) found join people.person p on p.id = found.person_id
  left join lateral (select no, arrived_at, left_kind from people.rescue_file r where r.person_id = p.id order by arrived_at desc limit 3) stay on true`

/** The plainest statement that finds the same kind of thing, with its parameters. */
function plainLookup(question: Question): [string, unknown[]] {
  const [document, text, sound, prefix, initials, clue, file] = [
    question.documents[0],
    question.texts[0],
    question.sounds[0],
    question.prefixes[0],
    question.initials[0],
    question.clues[0],
    question.files[0],
  ]
  const name = 'select person_id from people.name_index where'
  if (document)
    return [
      FRAME('select person_id from people.document_index where part = $1 and blind = $2'),
      [document.part, Buffer.from(document.blind, 'hex')],
    ]
  if (initials) return [FRAME(`${name} initials = $1`), [initials.initials]]
  if (prefix) return [FRAME(`${name} pinyin >= $1 and pinyin < $1 || chr(1114111)`), [prefix.prefix]]
  if (question.parts[0] && question.parts[0].pieces.length === 1)
    return [FRAME(`${name} bigrams @> $1`), [question.parts[0].pieces]]
  if (sound && text) return [FRAME(`${name} (text = $1 or sounds && $2)`), [text.text, sound.keys]]
  if (clue) return [FRAME('select person_id from people.clue_index where bigrams @> $1'), [clue.pieces]]
  if (file) return [FRAME("select person_id from people.rescue_file where split_part(no, ' ', 2) = $1"), [file.number]]
  if (question.nameless !== undefined) {
    return [
      FRAME(
        `select id as person_id from people.person where nameless_no collate "C" >= $1 and nameless_no collate "C" < $1 || ':'`,
      ),
      [question.nameless],
    ]
  }
  return [
    FRAME('select id as person_id from people.person where birth_from <= $2 and birth_to >= $1'),
    [question.birthFrom, question.birthTo],
  ]
}

/** Fills a fresh, migrated database when it holds nobody, then measures. The connection is that of the tables' owner. */
export async function benchSearch(
  connection: pg.PoolConfig,
  options: { persons: number; queries?: number; log?: (line: string) => void },
): Promise<SearchFigures[]> {
  const log = options.log ?? (() => undefined)
  const vault = benchVault()
  const owner = new pg.Client(connection as pg.ClientConfig)
  await owner.connect()
  const held = Number((await owner.query('select count(*) as n from people.person')).rows[0].n)
  if (held === 0) await loadPeople(owner, { persons: options.persons, seed: SEED, vault, log })
  else if (held !== options.persons)
    throw new Error(`the database holds ${held} persons, not ${options.persons}: give a fresh one`)
  // One connection, as one session of the pool sees it: plans are made once and kept.
  const db = openDatabase({ ...connection, max: 1 })
  const range = rangeOf('44.4401.440105.')
  const city = { from: '44.4401.', to: '44.4401/' }
  const actor: Actor = {
    kind: 'person',
    accountId: '00000000-0000-4000-8000-000000000001',
    name: '测',
    roles: [],
    range,
    organisation: { id: '00000000-0000-4000-8000-000000000002', path: range.from, kind: 'station', name: '测' },
  }
  const blind = (part: string, value: string) => vault.blind(`person.document.${part}`, value).toString('hex')
  const figures: SearchFigures[] = []
  try {
    for (const [way, texts] of samples(options.persons, options.queries ?? 100)) {
      const asked = texts.flatMap((text) => {
        const reading = readQuery(text, TODAY)
        return reading.ok ? [reading.asked] : []
      })
      if (asked.length === 0) continue
      while (asked.length < 40) asked.push(...asked.slice(0, 40 - asked.length))
      const times = { whole: [] as number[], secured: [] as number[], owner: [] as number[], plain: [] as number[] }
      let hits = 0
      for (const [at, each] of [...asked.slice(0, 5), ...asked].entries()) {
        const warm = at >= 5
        const question = questionOf(each, blind, 50)
        const whole = await withActor(db, actor, (tx) =>
          timed(async () => void (hits += warm ? (await searchPeople(tx, vault, each)).hits.length : 0)),
        )
        const parameter = JSON.stringify(question)
        await owner.query('begin')
        await owner.query(
          "select set_config('role', 'guitu_app', true), set_config('guitu.from', $1, true), set_config('guitu.to', $2, true)",
          [range.from, range.to],
        )
        const secured = await timed(() =>
          owner.query({ name: 'secured', text: 'select * from people.search($1)', values: [parameter] }),
        )
        await owner.query('commit')
        const bare = await timed(() =>
          owner.query({
            name: 'owner',
            text: 'select * from people.answers($1, $2, $3, $4, $5, $4)',
            values: [parameter, range.from, range.to, city.from, city.to],
          }),
        )
        const [text, values] = plainLookup(question)
        const plain = await timed(() => owner.query({ text, values }))
        if (!warm) continue
        times.whole.push(whole)
        times.secured.push(secured)
        times.owner.push(bare)
        times.plain.push(plain)
      }
      const [secured, bare] = [quantile(times.secured, 0.5), quantile(times.owner, 0.5)]
      const row = {
        way,
        queries: times.whole.length,
        hits: rounded(hits / times.whole.length),
        median: rounded(quantile(times.whole, 0.5)),
        p95: rounded(quantile(times.whole, 0.95)),
        secured: rounded(secured),
        owner: rounded(bare),
        ratio: rounded(secured / bare),
        plain: rounded(quantile(times.plain, 0.5)),
      }
      figures.push(row)
      log(
        `${way.padEnd(32)} median ${row.median} p95 ${row.p95} ms · secured ${row.secured} owner ${row.owner} ×${row.ratio} · plain ${row.plain} · ${row.hits} hits`,
      )
    }
  } finally {
    await db.close()
    await owner.end()
  }
  return figures
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const url = process.env.DATABASE_URL
  if (!url) throw new Error('DATABASE_URL names the database to fill and measure; it should be empty')
  const pool = new pg.Pool({ connectionString: url, max: 1 })
  await migrate(pool)
  await pool.end()
  const persons = Number(process.env.PERSONS ?? 1_000_000)
  console.table(await benchSearch({ connectionString: url }, { persons, log: console.log }))
}
