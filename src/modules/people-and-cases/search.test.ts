import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, rangeOf } from '#kernel/actor.ts'
import { newKeyFile, openVault } from '#kernel/crypto.ts'
import { type Database, openDatabase, row, sql, withActor } from '#kernel/db.ts'
import { freshDatabase, type TestDatabase } from '../../../tests/database.ts'
import { checkDigit } from './id-number.ts'
import { readQuery } from './query-words.ts'
import { type Hit, indexPerson, searchPeople } from './search.ts'
import type { PersonDescription } from './schema.ts'
import { soundOf } from './sound.ts'
import type { PersonRow } from './store.ts'
import { sealLeftNote } from './store-left-note.ts'

const today = '2026-11-21'
const vault = openVault(newKeyFile())
const paths = { here: '44.4401.440105.', near: '44.4401.440106.', far: '44.4403.440303.' }
type Place = keyof typeof paths
const ids: Record<Place, string> = {
  here: '00000000-0000-4000-8000-0000000000a1',
  near: '00000000-0000-4000-8000-0000000000a2',
  far: '00000000-0000-4000-8000-0000000000a3',
}
const number = `99990119540305123${checkDigit('99990119540305123')}`

let test_: TestDatabase
let db: Database
let counter = 0

const uuid = () => `00000000-0000-4000-9000-${String((counter += 1)).padStart(12, '0')}`
const actorOf = (range: { from: string; to: string }): Actor => ({
  kind: 'person',
  accountId: '00000000-0000-4000-8000-0000000000b1',
  name: '甲',
  roles: [],
  range,
  organisation: { id: ids.here, path: paths.here, kind: 'station', name: '站' },
})
const at = (place: Place) => actorOf(rangeOf(paths[place]))

async function add(
  place: Place,
  description: PersonDescription,
  more: { nameless?: string; birth?: [string, string]; no?: string } = {},
) {
  const person = {
    id: uuid(),
    ownerPath: paths[place],
    sex: description.sex ?? null,
    description,
    displayName: (description.writtenName as string | undefined) ?? `无名氏 ${more.nameless}`,
  }
  await withActor(db, at(place), async (tx) => {
    await sql`insert into people.person (id, owner_path, display_name, sex, birth_from, birth_to, nameless_no, created_at)
      values (${person.id}, ${person.ownerPath}, ${person.displayName}, ${person.sex}, ${more.birth?.[0] ?? null}::date,
        ${more.birth?.[1] ?? null}::date, ${more.nameless ?? null}, '2026-01-01')`.execute(tx)
    const fileId = uuid()
    await sql`insert into people.rescue_file (id, person_id, no, station_id, owner_path, state, arrived_at, left_at, left_kind, left_note, created_at)
      values (${fileId}, ${person.id}, ${more.no ?? `云救 2025-${9000 + counter}`}, ${ids[place]}, ${person.ownerPath}, 'left',
        '2025-03-04T08:00:00Z', '2025-03-09T08:00:00Z', 'own', ${sealLeftNote(vault, fileId, '火车票一张，到信阳')}, '2025-03-04')`.execute(
      tx,
    )
    await indexPerson(tx, vault, person as unknown as PersonRow)
  })
  return person.id
}

async function find(text: string, actor: Actor = at('here')): Promise<Hit[]> {
  const reading = readQuery(text, today)
  if (!reading.ok) throw new Error(reading.sentence)
  return (await withActor(db, actor, (tx) => searchPeople(tx, vault, reading.asked))).hits
}

const people: Record<string, string> = {}

beforeAll(async () => {
  test_ = await freshDatabase()
  db = openDatabase(test_.connection)
  for (const place of Object.keys(paths) as Place[]) {
    await test_.pool.query(
      `insert into kernel.organisation (id, path, kind, level, name, short_name, created_at) values ($1, $2, 'station', 'county', $3, $3, '2020-01-01')`,
      [ids[place], paths[place], `站${place}`],
    )
  }
  people.lan = await add(
    'here',
    {
      writtenName: '李兰',
      heardNames: ['林兰'],
      nicknames: ['兰婆'],
      sex: 'female',
      idNumber: number,
      marks: ['左手六指'],
      kin: [{ name: '李秋云', relation: '女儿' }],
      places: ['湖北省黄冈市浠水县'],
      accent: '四川口音',
    },
    { birth: ['1954-03-05', '1954-03-05'], no: '云救 2026-1187' },
  )
  people.lanNear = await add('near', { writtenName: '黎岚', sex: 'female' })
  people.lanFar = await add('far', { writtenName: '李兰', idNumber: number })
  people.dotted = await add('here', { writtenName: '阿不都·热西提' })
  people.gui = await add('here', { writtenName: '何桂香' })
  people.rare = await add('here', { writtenName: '𠮷田' })
  people.nameless = await add('here', { sex: 'male' }, { nameless: '20261121-03', birth: ['1950-01-01', '1960-12-31'] })
})
afterAll(async () => {
  await db?.close()
  await test_?.drop()
})

test.each([
  '李兰',
  '李',
  '兰',
  '李南',
  'lilan',
  'li lan',
  'Lǐ Lán',
  'll',
  'li',
  'lil',
  '林兰',
  '兰婆',
  '小名兰婆',
  '李秋云',
  '女儿 李秋云',
  '女儿 李秋',

  '女儿叫秋云',
  'liqiuyun',
  '浠水',
  '老家黄刚',
  '湖北人',
  '四川口音',
  '六指',
  '左手六指',
  '云救2026-1187',
  '2026-1187',
  '72岁',
  '70多岁 女',

  number,
  number.slice(0, 17) + (number.endsWith('9') ? '8' : '9'),
  number.slice(-4),
  number.slice(0, 6),
  '19540305',
  '999901540305123',
])('李兰 is found by %s', async (text) => {
  const expected = text === number.slice(0, 17) + (number.endsWith('9') ? '8' : '9') ? [] : [people.lan]
  expect((await find(text)).map((hit) => hit.personId)).toEqual(expect.arrayContaining(expected))
})

test.each([
  ['阿不都·热西提', 'dotted'],
  ['阿不都热西提', 'dotted'],
  ['热西提', 'dotted'],
  ['rexiti', 'dotted'],
  ['何桂', 'gui'],
  ['桂香', 'gui'],
  ['guixiang', 'gui'],
  ['heguix', 'gui'],
  ['hgx', 'gui'],
  ['hegx', 'gui'],
  ['何gx', 'gui'],
  ['贺贵祥', 'gui'],
  ['𠮷田', 'rare'],
  ['𠮷', 'rare'],
  ['无名氏 20261121-03', 'nameless'],
  ['20261121-03', 'nameless'],
  ['无名氏', 'nameless'],
  ['无名氏 男 70岁', 'nameless'],
])('%s finds %s first', async (text, who) => {
  expect((await find(text))[0]?.personId).toBe(people[who])
})

test('the same characters come before the same sound, agreement of age and sex before disagreement', async () => {
  expect((await find('李兰')).map((hit) => hit.personId)).toEqual([people.lan, people.lanNear])
  expect((await find('李南 72岁'))[0]).toMatchObject({ personId: people.lan })
  expect((await find('黎岚 女'))[0]).toMatchObject({ personId: people.lanNear })
})

test('a stay in the own range has its dates, way of leaving and tickets on one line', async () => {
  const [hit] = await find(number)
  expect(hit).toMatchObject({
    inside: true,
    displayName: '李兰',
    sex: 'female',
    birthFrom: '1954-03-05',
    ways: ['document-whole'],
  })
  expect(hit?.stays).toHaveLength(1)
  expect(hit?.stays[0]).toMatchObject({
    no: '云救 2026-1187',
    leftKind: 'own',
    leftNote: '火车票一张，到信阳',
    arrivedAt: Date.UTC(2025, 2, 4, 8),
  })
})

test('outside the own range there is one line: how it matched, which station to ask, which month', async () => {
  const [hit] = await find('黎岚')
  expect(hit).toEqual({
    personId: people.lanNear,
    inside: false,
    sealed: false,
    ways: ['written-same'],
    score: 90,
    elsewhere: [{ stationId: ids.near, station: '站near', month: '2025-03' }],
    stays: [],
    displayName: null,
    said: null,
    sex: null,
    birthFrom: null,
    birthTo: null,
    identity: null,
    namelessNo: null,
  })
})

test('another city is not searched; the whole country is by whoever acts for it', async () => {
  expect((await find('李兰')).map((hit) => hit.personId)).not.toContain(people.lanFar)
  expect((await find('李兰', actorOf(rangeOf('44.')))).map((hit) => hit.personId)).toEqual(
    expect.arrayContaining([people.lan, people.lanFar]),
  )
  expect((await find('lilan', actorOf(rangeOf('')))).map((hit) => hit.personId)).toEqual(
    expect.arrayContaining([people.lan, people.lanFar]),
  )
  for (const text of ['李', '李南', '六指', '无名氏', number, '70多岁']) {
    expect((await find(text, actorOf(rangeOf('')))).length).toBeGreaterThan(0)
  }
})

test('a part held by a station opens the line; an end of it closes it', async () => {
  const until = (when: string) =>
    test_.pool.query('update kernel.part set valid_until = $1 where subject_id = $2', [when, people.lanNear])
  await test_.pool.query(
    `insert into kernel.part (subject_kind, subject_id, owner_path, organisation_path, part, valid_from) values ('person', $1, '', $2, 'stay', '2020-01-01')`,
    [people.lanNear, paths.here],
  )
  expect((await find('黎岚'))[0]).toMatchObject({ inside: true, displayName: '黎岚' })
  await until('2021-01-01')
  expect((await find('黎岚'))[0]).toMatchObject({ inside: false, displayName: null })
  await test_.pool.query('delete from kernel.part where subject_id = $1', [people.lanNear])
})

test('a sealed person is one line also in the own range', async () => {
  await test_.pool.query(
    `insert into kernel.seal (subject_id, subject_kind, owner_path, sealed_at, sealed_by) values ($1, 'person', '', '2026-01-01', $1)`,
    [people.gui],
  )
  expect((await find('何桂香'))[0]).toMatchObject({
    personId: people.gui,
    inside: false,
    sealed: true,
    displayName: null,
    stays: [],
  })
  await test_.pool.query('delete from kernel.seal where subject_id = $1', [people.gui])
})

test('a merged person answers as who they became, with the stays of both', async () => {
  const before = await add('here', { writtenName: '何贵乡' })
  const between = await add('here', { writtenName: '何归湘' })
  await test_.pool.query('update people.person set merged_into = $2 where id = $1', [before, between])
  await test_.pool.query('update people.person set merged_into = $2 where id = $1', [between, people.gui])
  const hits = await find('何贵乡')
  expect(hits.map((hit) => hit.personId)).toEqual([people.gui])
  expect(hits[0]?.stays).toHaveLength(3)
})

test('without an actor told to the database the answer is nothing, and the inner functions are closed to the application', async () => {
  const client = await test_.pool.connect()
  try {
    await client.query('begin')
    await client.query("set local role guitu_app; select set_config('guitu.from', '', true), set_config('guitu.to', '', true)")
    const asked = JSON.stringify({
      limit: 50,
      cap: 200,
      texts: [{ slot: 'a', text: '李兰', weight: 90 }],
      cluesLead: false,
      birthLeads: false,
    })
    expect((await client.query('select * from people.search($1)', [asked])).rows).toEqual([])
    for (const inner of [
      "people.answers('{}', '', '', '', '', '')",
      "people.candidates('{}', '', '', '', 1)",
      'people.survivor_of(null)',
    ]) {
      await client.query('savepoint s')
      await expect(client.query(`select * from ${inner}`)).rejects.toThrow(/permission denied/)
      await client.query('rollback to s')
    }
    await client.query('rollback')
  } finally {
    client.release()
  }
})

test('row-level security hides the index rows of other stations', async () => {
  const seen = await withActor(db, at('here'), (tx) =>
    row(sql<{ others: number }>`select count(*)::int as others from people.name_index where owner_path <> ${paths.here}`, tx),
  )
  expect(seen?.others).toBe(0)
})

test('indexing anew takes the place of what was there', async () => {
  const id = await add('here', { writtenName: '范子衿', idNumber: number })
  await withActor(db, at('here'), (tx) =>
    indexPerson(tx, vault, { id, ownerPath: paths.here, description: { writtenName: '范文博' } } as unknown as PersonRow),
  )
  expect((await find('子衿')).map((hit) => hit.personId)).not.toContain(id)
  expect((await find('文博')).map((hit) => hit.personId)).toContain(id)
  expect((await find(number)).map((hit) => hit.personId)).not.toContain(id)
})

test('a common name stays bounded and says that there is more', async () => {
  const texts = Array.from({ length: 60 }, (_, index) => `王${String.fromCodePoint(0x5e73 + index)}`)
  for (const writtenName of texts) await add('here', { writtenName })
  const reading = readQuery('王', today)
  if (!reading.ok) throw new Error(reading.sentence)
  const found = await withActor(db, at('here'), (tx) => searchPeople(tx, vault, reading.asked))
  expect(found.hits).toHaveLength(50)
  expect(found.more).toBe(true)
})

test('every indexed person is found by the name, its sound, its pinyin and any part of it', { timeout: 60_000 }, async () => {
  const han = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code))
  const rare = fc.integer({ min: 0x20000, max: 0x2a6d0 }).map((code) => String.fromCodePoint(code))
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof({ weight: 20, arbitrary: han }, { weight: 1, arbitrary: rare }), { minLength: 2, maxLength: 4 }),
      fc.nat(),
      async (characters, cut) => {
        const name = characters.join('')
        const id = await add('here', { writtenName: name })
        const from = cut % (characters.length - 1)
        const { pinyin } = soundOf(name)
        const asked = { documents: [], nicknames: [], typed: [], kin: [], places: [], marks: [], remarks: [] }
        const ask = (names: string[], typed: string[] = []) =>
          withActor(db, at('here'), async (tx) =>
            (await searchPeople(tx, vault, { ...asked, names, typed })).hits.map((hit) => hit.personId),
          )
        expect(await ask([name])).toContain(id)
        expect(await ask([characters.slice(from, from + 2).join('')])).toContain(id)
        if (/^[a-z]+$/.test(pinyin)) expect(await ask([], [pinyin])).toContain(id)
      },
    ),
    { numRuns: 25 },
  )
})
