/** Sixty thousand invented children whom towns, villages, schools and a centre watch over, and a register that a town sends in. */
import pg from 'pg'
import { CITY, PASSWORD } from './city.ts'
import { copyInto, copyLine } from './copy.ts'
import type { Bench } from './lab.ts'
import { grantRole, insertAccount } from '#kernel/account.ts'
import { systemActor, systemActorFor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { instant, withActor } from '#kernel/db.ts'
import { keepFile } from '#kernel/files.ts'
import type { House } from '#kernel/house.ts'
import { hashPassword } from '#kernel/session.ts'
import { addDays, DAY, dateOf } from '#kernel/time.ts'
import { indexRows } from '#modules/people-and-cases/search-keys.ts'
import { termOf } from '#modules/watching/rules-round.ts'
import { childRow, registerOf } from '../src/modules/watching/testing/register.ts'

const CHUNK = 5_000
export interface Sizes {
  children: number
  towns: number
  rows: number
}
const VILLAGES = 20
const SCHOOLS = 3

export const id = (kind: string, number: number | string) => derivedId(`bench ${kind}`, String(number))
export const townPath = (town: number) => `${CITY}bench-mt${town}.`
const villagePath = (town: number, village: number) => `${townPath(town)}v${village}.`
const schoolPath = (town: number, school: number) => `${CITY}bench-me${town}-${school}.`
const CENTRE = `${CITY}bench-mc.`

const accounts = [
  { login: 'bench-town', organisation: id('minors town', 0), role: 'child-supervisor' },
  { login: 'bench-village', organisation: id('minors village', '0-0'), role: 'child-director' },
  { login: 'bench-school', organisation: id('minors school', '0-0'), role: 'school-officer' },
  { login: 'bench-centre', organisation: id('minors centre', 0), role: 'minors-officer' },
] as const

const columns = {
  person: 'people.person (id, owner_path, display_name, sex, birth_from, birth_to, identity, description, created_at)',
  child: 'people.child_file (id, person_id, no, owner_path, town_path, village_path, school_path, opened_at, created_at)',
  kind: 'people.child_kind (child_id, kind, compartment, since)',
  seal: 'kernel.seal (subject_id, subject_kind, owner_path, sealed_at, sealed_by, by_part)',
  part: 'kernel.part (subject_kind, subject_id, owner_path, organisation_path, part, valid_from)',
  name: 'people.name_index (person_id, kind, text, pinyin, initials, sounds, bigrams, owner_path)',
  standing:
    'watching.standing (child_id, town_path, village_path, school_path, centre_path, opened_on, closed, risk, last_on, next_on, missed, trend, changed_on, census, term, changed_at)',
} as const
type Table = keyof typeof columns
const order: Table[] = ['person', 'child', 'kind', 'seal', 'part', 'name', 'standing']

/** One child of a town, seen some time ago or never; the next look around now. */
function madeLines(house: House, number: number, { towns }: Sizes, now: number): [Table, string][] {
  const town = number % towns
  const [village, school] = [Math.floor(number / towns) % VILLAGES, Math.floor(number / towns) % SCHOOLS]
  const [childId, personId] = [id('child', number), id('child person', number)]
  const owner = townPath(town)
  const at = instant(now - (number % 400) * DAY)
  const [, name] = childRow(number) as [number, string]
  const description = { writtenName: name, household: `测速第${town}镇` }
  const sealed = `\\x${house.vault.sealJson(`person.description:${personId}`, description).toString('hex')}`
  const born = `${2009 + (number % 16)}-05-01`
  const seen = number % 5 === 0 ? null : addDays(dateOf(now), -(number % 85))
  const risk = seen === null ? null : number % 40 === 0 ? 'high' : number % 9 === 0 ? 'middle' : 'low'
  const lines: [Table, string][] = [
    ['person', copyLine([personId, owner, name, number % 2 ? 'female' : 'male', born, born, 'claimed', sealed, at])],
    [
      'child',
      copyLine([childId, personId, `测未 ${number}`, owner, owner, villagePath(town, village), schoolPath(town, school), at, at]),
    ],
    ['kind', copyLine([childId, number % 3 ? 'left-behind' : 'migrant', 'register', at])],
    [
      'standing',
      copyLine([
        childId,
        owner,
        villagePath(town, village),
        schoolPath(town, school),
        CENTRE,
        dateOf(now - (number % 400) * DAY),
        'false',
        risk,
        seen,
        addDays(dateOf(now), (number % 110) - 20),
        String(number % 50 === 0 ? 1 : 0),
        number % 30 === 0 ? 'worse' : 'same',
        addDays(dateOf(now), -(number % 200)),
        'true',
        number % 4 ? termOf(dateOf(now)) : null,
        at,
      ]),
    ],
  ]
  for (const [kind, subject] of [
    ['child-file', childId],
    ['person', personId],
  ] as const) {
    lines.push(['seal', copyLine([subject, kind, owner, at, systemActor.accountId, 'true'])])
    for (const [part, path] of [
      ['town', owner],
      ['village', villagePath(town, village)],
      ['school', schoolPath(town, school)],
      ['centre', CENTRE],
    ] as const)
      lines.push(['part', copyLine([kind, subject, owner, path, part, at])])
  }
  const index = indexRows(description, (part, value) => house.vault.blind(`person.document.${part}`, value).toString('hex'))
  for (const each of index.names)
    lines.push([
      'name',
      copyLine([personId, each.kind, each.text, each.pinyin, each.initials, each.sounds, each.bigrams, `closed:${owner}`]),
    ])
  return lines
}

/** Places, children and accounts of a county that watches over them. */
export async function fill(bench: Bench, house: House, connection: pg.ClientConfig, sizes: Sizes): Promise<void> {
  const now = house.clock.now()
  const client = new pg.Client(connection)
  await client.connect()
  try {
    const at = instant(now)
    const organisation = (key: string, path: string, kind: string, level: string, name: string) =>
      copyLine([key, path, kind, level, name, name, at])
    const places = [organisation(id('minors centre', 0), CENTRE, 'protection-centre', 'county', '测速未保中心')]
    for (let town = 0; town < sizes.towns; town += 1) {
      places.push(organisation(id('minors town', town), townPath(town), 'town', 'town', `测速第${town}镇`))
      for (let village = 0; village < VILLAGES; village += 1)
        places.push(
          organisation(
            id('minors village', `${town}-${village}`),
            villagePath(town, village),
            'village',
            'village',
            `测${town}之${village}村`,
          ),
        )
      for (let school = 0; school < SCHOOLS; school += 1)
        places.push(
          organisation(
            id('minors school', `${town}-${school}`),
            schoolPath(town, school),
            'school',
            'town',
            `测${town}镇第${school}小学`,
          ),
        )
    }
    await copyInto(client, 'kernel.organisation (id, path, kind, level, name, short_name, created_at)', places)
    for (const table of order) await client.query(`alter table ${columns[table].split(' ')[0]} disable trigger all`)
    for (let from = 0; from < sizes.children; from += CHUNK) {
      const lines: Record<string, string[]> = {}
      for (let number = from; number < Math.min(from + CHUNK, sizes.children); number += 1)
        for (const [table, line] of madeLines(house, number, sizes, now)) (lines[table] ??= []).push(line)
      for (const table of order) await copyInto(client, columns[table], lines[table] ?? [])
    }
    for (const table of order) await client.query(`alter table ${columns[table].split(' ')[0]} enable trigger all`)
    bench.log(`${sizes.children} children`)
    await client.query('vacuum analyze')
    await client.query('checkpoint')
  } finally {
    await client.end()
  }
  const passwordHash = await hashPassword(PASSWORD)
  const by = { accountId: systemActor.accountId, now }
  await withActor(house.db, systemActor, async (tx) => {
    for (const { login, organisation, role } of accounts) {
      const account = id('minors account', login)
      await insertAccount(
        tx,
        {
          id: account,
          login,
          name: login,
          organisationId: organisation,
          passwordHash,
          secondFactor: false,
          mustChange: false,
          sample: true,
        },
        by,
      )
      await grantRole(tx, account, role, by)
    }
  })
}

/** A register of a town; each fiftieth row cannot be right. */
export async function keepRegister(house: House, rows: number): Promise<string> {
  const fileId = id('minors register', rows)
  const lines = Array.from({ length: rows }, (_, at) => {
    const line = childRow(100_000 + at, { village: `测0之${at % VILLAGES}村`, school: `测0镇第${at % SCHOOLS}小学` })
    line[1] = `${line[1] as string}${at}`
    line[5] = ''
    if (at % 50 === 7) line[4] = '2031-02-30'
    return line
  })
  const organisation = { id: id('minors town', 0), path: townPath(0), kind: 'town', name: '测速第0镇' }
  const body = await registerOf(lines)
  const actor = systemActorFor(organisation)
  await withActor(house.db, actor, (tx) =>
    keepFile(tx, house.vault, actor, {
      id: fileId,
      name: '登记册.xlsx',
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      body,
      now: house.clock.now(),
    }),
  )
  return fileId
}

export const sizesOf = ({ quick }: Bench): Sizes =>
  quick ? { children: 4_000, towns: 4, rows: 1_000 } : { children: 60_000, towns: 20, rows: 20_000 }
