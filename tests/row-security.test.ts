/**
 * The second net: row-level security by the database's own catalogue, so that no table can be forgotten; then a rich life
 * looked at with a neighbour's eyes, with nobody's, and by who is no reader of a sealed file.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, rangeOf } from '#kernel/actor.ts'
import { all, rows, sql, withActor } from '#kernel/db.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { hospitalReasons } from '#modules/medical/schema.ts'
import { CANARIES, CANARY, type Life, liveRichly } from './life.ts'
import { openTestHouse, type TestHouse } from './house.ts'

let house: TestHouse
let life: Life
beforeAll(async () => {
  house = await openTestHouse()
  life = await liveRichly(house)
}, 300_000)
afterAll(() => house.close())

interface Table {
  name: string
  columns: string[]
  secured: boolean
  forced: boolean
}

const owner = <R>(statement: ReturnType<typeof sql<R>>) => rows(statement, house.house.db.kysely as never)

/** Tables of the kernel and of every room, whoever made them. */
const tables = () =>
  owner(
    sql<Table>`select n.nspname || '.' || c.relname as name, c.relrowsecurity as secured, c.relforcerowsecurity as forced,
        array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'jobs', 'public') order by 1`,
  )

interface Policy {
  name: string
  policy: string
  permissive: boolean
  command: string
  using: string | null
  check: string | null
}
const policies = () =>
  owner(
    sql<Policy>`select n.nspname || '.' || c.relname as name, p.polname as policy, p.polpermissive as permissive, p.polcmd::text as command,
        pg_get_expr(p.polqual, p.polrelid) as using, pg_get_expr(p.polwithcheck, p.polrelid) as check
      from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace`,
  )

/** What names the subject whose seal a row is under. */
const SUBJECT = ['file_id', 'person_id', 'subject_id']

/** No names and no words (the file of an import is a workbook): who gives out beds must see that one is taken, and kept for mother and child. */
const UNSEALED = [
  'exchange.run',
  'stay.bed_use',
  'stay.together',
  'stay.conflict',
  'kernel.part',
  'kernel.seal',
  'kernel.seal_reader',
]
/** Nobody's rows: what the whole house shares. */
const SHARED = [
  'kernel.account',
  'kernel.account_role',
  'kernel.closed_kind',
  'kernel.counter',
  'kernel.fact_compartment',
  'kernel.ledger_head',
  'kernel.ledger_signature',
  'kernel.migration',
  'kernel.organisation',
  'kernel.part_opens',
  'kernel.session',
  'kernel.setting',
  'supervision.clause_compartment',
  'supervision.version',
]

/** Rows about a child: nobody's range opens them. */
const OF_CHILDREN = (table: Table) =>
  (table.columns.includes('child_id') && !MAY_LEAD_TO_A_CHILD.includes(table.name)) || table.name === 'people.child_file'
/** A report of anybody; one about a minor is closed by itself, as its own policy says. */
const MAY_LEAD_TO_A_CHILD = ['reports.report']
/** What may let a child's row through: a part's compartment, one's own account, or the path of the organisation that a row was sent to. */
const BY_PART = /kernel\.opens\(|current_setting\('guitu\.(path|account)'|kernel\.by_system\(/

describe('the catalogue', () => {
  test('every row about a child is let through by a part alone, for reading and for writing: no range opens it', async () => {
    const known = await policies()
    const faults = (await tables()).filter(OF_CHILDREN).flatMap((table) => {
      const own = known.filter((policy) => policy.name === table.name && policy.permissive)
      if (own.length === 0) return [`${table.name}: no policy`]
      return own
        .filter(({ using, check }) =>
          [using, check].some((each) => each !== null && (!BY_PART.test(each) || /in_range\(|has_part\(/.test(each))),
        )
        .map(({ policy }) => `${table.name}: ${policy}`)
    })
    expect(faults).toEqual([])
  })

  test('every table is under row-level security, but for what the whole house shares', async () => {
    expect((await tables()).filter((table) => !table.secured).map((table) => table.name)).toEqual(SHARED)
  })

  /** Rows that go with another row, whose own policies the reader of the subquery is under. */
  const GOES_WITH: Record<string, RegExp> = {
    // An area's shifts are those of all who patrol it: whoever sees the area, which the area's policy says.
    'patrol.shift': /patrol\.area a\s+WHERE \(a\.id = shift\.area_id\)/,
  }

  test('every row of an owner is let through by range or part only, for reading and for writing', async () => {
    const known = await policies()
    const faults = (await tables())
      .filter((table) => table.columns.includes('owner_path') && !OF_CHILDREN(table))
      .filter((table) => {
        const own = known.filter((policy) => policy.name === table.name && policy.permissive)
        return (
          own.length === 0 ||
          // A policy for insertions has nothing to read.
          own.some(({ using, check }) =>
            [using ?? check, check ?? using].some(
              (each) => !/in_range\(|kernel\.opens\(/.test(each ?? '') && !GOES_WITH[table.name]?.test(each ?? ''),
            ),
          )
        )
      })
    expect(faults.map((table) => table.name)).toEqual([])
  })

  test('every row that hangs on a subject is closed with that subject', async () => {
    const known = await policies()
    const faults = (await tables())
      .filter(
        (table) =>
          table.columns.some((column) => SUBJECT.includes(column)) && !UNSEALED.includes(table.name) && !OF_CHILDREN(table),
      )
      .filter((table) => {
        const seal = known.filter((policy) => policy.name === table.name && !policy.permissive && /[r*]/.test(policy.command))
        return !seal.some(({ using }) => /kernel\.unsealed\(|supervision\.reads\(/.test(using ?? ''))
      })
    expect(faults.map((table) => table.name)).toEqual([])
  })

  test("the application's role owns nothing, passes no security by, and deletes only search keys and seals", async () => {
    const role = await owner(
      sql`select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin from pg_roles where rolname = 'guitu_app'`,
    )
    expect(role).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, rolcanlogin: false }])
    const owned =
      await owner(sql`select c.relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = 'guitu_app'
      union all select p.proname from pg_proc p join pg_roles r on r.oid = p.proowner where r.rolname = 'guitu_app'`)
    expect(owned).toEqual([])
    const may = (what: string) =>
      owner(sql<{
        name: string
      }>`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'jobs')
          and has_table_privilege('guitu_app', c.oid, ${what}) order by 1`)
    expect((await may('delete')).map((each) => each.name)).toEqual(
      [
        'kernel.seal',
        'kernel.seal_reader',
        // Pieces of a photo, once they are a whole or were never finished.
        'kernel.upload',
        'kernel.upload_piece',
        'people.clue_index',
        'people.document_index',
        'people.name_index',
        // Two on the list of the street turn out to be one; positions are erased after their term.
        'patrol.sleeper',
        'patrol.track',
      ].toSorted(),
    )
    const erasing = (await policies()).filter((policy) => !policy.permissive && policy.command === 'd')
    for (const name of ['patrol.sleeper', 'patrol.track'])
      expect([name, erasing.filter((policy) => policy.name === name).map((policy) => policy.using)]).toEqual([
        name,
        ['kernel.by_system()'],
      ])
    expect(await may('truncate')).toEqual([])
    const written = [...(await may('insert')), ...(await may('update'))].map((each) => each.name)
    for (const kept of [
      'kernel.ledger',
      'kernel.ledger_head',
      'kernel.migration',
      'supervision.obligation',
      'supervision.figure',
    ])
      expect([kept, written.includes(kept)]).toEqual([kept, false])
    expect((await may('update')).map((each) => each.name)).not.toContain('kernel.action')
  })

  test('a function with the rights of its owner has a fixed search path and is nobody’s but the application’s', async () => {
    const faults = await owner(
      sql`select n.nspname || '.' || p.proname as name, p.proconfig, has_function_privilege('public', p.oid, 'execute') as open
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where p.prosecdef and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'jobs', 'public')
          and (has_function_privilege('public', p.oid, 'execute') or not exists (
            select 1 from unnest(coalesce(p.proconfig, '{}')) c where c ~ '^search_path=pg_catalog'))`,
    )
    expect(faults).toEqual([])
  })

  test('no door can read what sign-in proves with', async () => {
    for (const column of ['password_hash', 'totp', 'totp_last_step'])
      await expect(house.look((tx) => sql.raw(`select ${column} from kernel.account`).execute(tx))).rejects.toThrow(
        /permission denied/,
      )
    await expect(house.look((tx) => sql`select token_digest from kernel.session`.execute(tx))).rejects.toThrow(
      /permission denied/,
    )
  })
})

/** How many rows of each table somebody sees, of those that hang on the station's path. */
async function seen(actor: Actor | null): Promise<Record<string, number>> {
  const owned = (await tables()).filter((table) => table.columns.includes('owner_path'))
  const found: Record<string, number> = {}
  const north = rangeOf(house.organisations.north.path)
  const count = async (tx: Parameters<Parameters<typeof withActor>[2]>[0]) => {
    for (const table of owned) {
      const [counted] = await rows(
        sql<{
          count: number
        }>`select count(*) as count from ${sql.raw(table.name)} where owner_path >= ${north.from} and owner_path < ${north.to}`,
        tx,
      )
      found[table.name] = counted?.count ?? 0
    }
  }
  if (actor) await withActor(house.house.db, actor, count, house.now())
  else
    await house.house.db.kysely.transaction().execute(async (tx) => {
      await sql`set local role guitu_app`.execute(tx)
      await count(tx)
    })
  return found
}

const some = (found: Record<string, number>) => Object.keys(found).filter((name) => (found[name] as number) > 0)

describe('a rich life', () => {
  test('has left rows in every table of every room', async () => {
    const own = await seen(house.actor('station-head'))
    // What a bureau keeps for its towns, what a village tells it, a federation's volunteers, and what one phone is sending are no station's.
    const others = [
      'kernel.upload',
      'kernel.upload_piece',
      // A complaint about a station is its bureau's.
      'complaints.complaint',
      'complaints.statement',
      'follow_up.report',
      // A city's map and its operations in cold and heat are the bureau's, and what was given out in them.
      'maps.ground',
      'weather.operation',
      'weather.goods',
      'follow_up.roster',
      'follow_up.roster_line',
      'follow_up.roster_run',
      'network.post',
      'pairing.volunteer',
      'people.child_file',
    ]
    for (const name of others)
      expect([name, (await owner(sql`select 1 as here from ${sql.raw(name)} limit 1`)).length]).toEqual([name, 1])
    const empty = Object.keys(own).filter((name) => own[name] === 0 && name !== 'kernel.seal' && !others.includes(name))
    expect(empty).toEqual([])
  })

  test('is not seen by the station next door, by whoever holds no part, or where nobody is told to act', async () => {
    // The police of the station square patrol its area and hear of cases of the street; those of Yangdian hold parts of children's
    // files. Of what happened on the street they see nothing.
    for (const actor of [
      house.actor('station-head', 'south'),
      house.actor('police-officer', 'far-police'),
      house.actor(['nobody'], 'far-police'),
    ])
      expect([actor.organisation.name, some(await seen(actor))]).toEqual([actor.organisation.name, []])
    const street = /^(patrol|street_order|weather|handovers|complaints|devices|reports|signs|people|intake|stay)\./
    expect(some(await seen(house.actor('police-officer', 'minors-police'))).filter((name) => street.test(name))).toEqual([])
    expect(some(await seen(null))).toEqual([])
  })

  test('is not written into by the station next door', async () => {
    const neighbour = house.actor('station-head', 'south')
    const owned = (await tables()).filter((table) => table.columns.includes('owner_path'))
    for (const table of owned) {
      const may = await owner(
        sql<{ may: boolean }>`select has_any_column_privilege('guitu_app', ${table.name}::regclass, 'update') as may`,
      )
      if (!may[0]?.may) continue
      const column = table.name === 'kernel.part' ? 'valid_until' : table.name.startsWith('kernel.') ? 'subject_id' : 'owner_path'
      if (!table.columns.includes(column)) continue
      const changed = await withActor(house.house.db, neighbour, (tx) =>
        sql`update ${sql.raw(table.name)} set ${sql.ref(column)} = ${sql.ref(column)} where starts_with(owner_path, ${house.organisations.north.path})`.execute(
          tx,
        ),
      )
      expect([table.name, Number(changed.numAffectedRows ?? 0)]).toEqual([table.name, 0])
    }
    await expect(
      withActor(house.house.db, neighbour, (tx) =>
        sql`insert into kernel.part (subject_kind, subject_id, owner_path, organisation_path, part, valid_from)
          values ('rescue-file', ${life.fileId}, ${house.organisations.north.path}, ${house.organisations.police.path}, 'visit', now())`.execute(
          tx,
        ),
      ),
    ).rejects.toThrow(/row-level security/)
  })

  test("nobody writes in another organisation's chain, or in another's name", async () => {
    const neighbour = house.actor('station-head', 'south')
    const entry = (by: string) => JSON.stringify([{ fact_id: 'x:0', recorded_by: by, subject_id: life.fileId }])
    for (const [organisation, by] of [
      [house.organisations.north.id, neighbour.accountId],
      [house.organisations.south.id, house.actor('clerk').accountId],
    ])
      await expect(
        withActor(house.house.db, neighbour, (tx) =>
          sql`select kernel.ledger_append(${organisation}::uuid, ${entry(by as string)}::jsonb)`.execute(tx),
        ),
      ).rejects.toThrow(/another organisation/)
  })

  test('only the audit administrator reads who did what; and why, but nothing else', async () => {
    const lines = (actor: Actor) =>
      withActor(house.house.db, actor, (tx) =>
        rows(sql`select * from kernel.ledger_lines('', ${'\u{10ffff}'}, null, null, null, null, 500)`, tx),
      )
    expect(await lines(house.actor('station-head', 'south'))).toEqual([])
    const audit = house.actor('audit-admin', 'platform')
    const answer = JSON.stringify(await house.ask(audit, 'administration.ledger', { name: 'sensitive.viewed', limit: 500 }))
    expect(answer).toContain(`${CANARY}reason`)
    expect((await lines(audit)).length).toBeGreaterThan(100)
  })

  test('says nothing of anybody in the clear: not in facts, rows, jobs or counters', async () => {
    // Names and what they are found by stay readable to the search; accounts and organisations are no guests.
    // So do names of the house's own: zones and who runs them, the parts of town that are patrolled, units and their receipts.
    const open =
      /^(people\.(person\.display_name|name_index|clue_index)|kernel\.(account|organisation)\b|patrol\.area\.name|stay\.(zone|liaison\.police|disturbance\.police)|entrusted_care\.institution\.name)/
    const unit = new Set(['stay.zone-opened', 'stay.zone-changed', 'stay.round-made', 'stay.liaison-named', 'handover.signed'])
    const texts = await owner(
      sql<{ name: string; column: string }>`select n.nspname || '.' || c.relname as name, a.attname::text as column
        from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
        where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public') and a.attnum > 0
          and not a.attisdropped and format_type(a.atttypid, null) in ('text', 'jsonb', 'json', 'text[]', 'bytea', 'character varying')`,
    )
    const leaks: string[] = []
    for (const { name, column } of texts) {
      if (open.test(`${name}.${column}`)) continue
      for (const canary of CANARIES) {
        const found = await owner(
          sql<{ count: number }>`select count(*) as count from ${sql.raw(name)}
            where ${name === 'kernel.ledger' ? sql`not name = any(${[...unit]})` : sql`true`} and (position(${Buffer.from(canary)}::bytea in convert_to(${sql.ref(column)}::text, 'UTF8')) > 0
              or position(encode(${Buffer.from(canary)}::bytea, 'hex') in ${sql.ref(column)}::text) > 0)`,
        )
        if ((found[0]?.count ?? 0) > 0) leaks.push(`${name}.${column} holds ${canary}`)
      }
    }
    expect(leaks).toEqual([])
  })
})

describe('a part', () => {
  test('lets a hospital see that one file, until it has been fetched back', async () => {
    const nurse = house.actor('nurse')
    const doctor = house.actor('hospital-officer', 'hospital')
    const of = { fileId: life.fileId }
    expect(await house.ask(doctor, 'people.file', { fileId: life.fileId })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    await house.done(nurse, 'medical.hospitalise', {
      ...of,
      hospitalId: house.organisations.hospital.id,
      reason: Object.keys(hospitalReasons)[0],
    })
    expect(await house.ask(doctor, 'people.file', { fileId: life.fileId })).toMatchObject({ file: { fileId: life.fileId } })
    const files = await withActor(house.house.db, doctor, (tx) => rows(sql`select id from people.rescue_file`, tx), house.now())
    expect(files).toEqual([{ id: life.fileId }])
    await house.done(nurse, 'medical.fetch-back', { ...of, by: '护士', to: 'station' })
    expect(await house.ask(doctor, 'people.file', { fileId: life.fileId })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    expect(some(await seen(doctor)).filter((name) => name !== 'kernel.part')).toEqual([])
  })

  test('of a visitor ends by the house’s clock', async () => {
    const visitor = house.actor('clerk', 'south')
    expect(await house.ask(visitor, 'people.person', { personId: life.personId })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    await house.done(visitor, 'people.open-elsewhere', { personId: life.personId, reason: '像是同一个人' })
    expect(await house.ask(visitor, 'people.person', { personId: life.personId })).toMatchObject({
      person: { personId: life.personId },
    })
    // Who looks in on another station's guest does not change who that is.
    for (const [door, form] of [
      ['people.correct-person', { personId: life.personId, writtenName: '别的名字', reason: '听说' }],
      ['people.state-identity', { personId: life.personId, status: 'claimed' }],
    ] as const)
      expect(await house.act(visitor, door, form)).toMatchObject({ code: 'PEOPLE.NOT_OURS' })
    house.at('2027-01-09T02:31')
    expect(await house.ask(visitor, 'people.person', { personId: life.personId })).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    house.at('2026-12-09T02:31')
  })
})

describe('a sealed file', () => {
  test('shows nothing to who is no reader, in any table that hangs on it or its person', async () => {
    const [head, clerk] = [house.actor('station-head'), house.actor('clerk')]
    await house.done(head, 'people.seal-file', { fileId: life.fileId, readers: [head.accountId], reason: '涉未成年人' })
    const hanging = (await tables()).flatMap((table) =>
      UNSEALED.includes(table.name)
        ? []
        : [...SUBJECT, 'id'].filter((column) => table.columns.includes(column)).map((column) => ({ name: table.name, column })),
    )
    const count = (actor: Actor) =>
      withActor(
        house.house.db,
        actor,
        async (tx) => {
          const found: Record<string, number> = {}
          for (const { name, column } of hanging) {
            if (SHARED.includes(name)) continue
            const [counted] = await rows(
              sql<{ count: number }>`select count(*) as count from ${sql.raw(name)}
                where ${sql.ref(column)}::text = any(${[life.fileId, life.personId]})`,
              tx,
            )
            found[`${name}.${column}`] = counted?.count ?? 0
          }
          return found
        },
        house.now(),
      )
    expect(some(await count(clerk))).toEqual([])
    expect(some(await count(head))).toEqual(
      expect.arrayContaining([
        'kernel.ledger.subject_id',
        'people.person.id',
        'people.rescue_file.id',
        'people.name_index.person_id',
        'supervision.obligation.subject_id',
        'medical.log_entry.file_id',
        'stay.care_entry.file_id',
        'departure.ticket.file_id',
        'intake.belonging.file_id',
      ]),
    )
  })

  test('is sealed only for accounts of the station or of the bureau above it', async () => {
    const head = house.actor('station-head')
    const other = (await house.done(house.actor('clerk'), 'intake.ask', { arrival: 'self', writtenName: '另一人' })).reply
    for (const stranger of [house.actor('clerk', 'south').accountId, crypto.randomUUID()]) {
      const refused = await house.act(head, 'people.seal-file', {
        fileId: other.fileId,
        readers: [stranger],
        reason: '涉未成年人',
      })
      expect(isRefusal(refused) && refused.code).toBe('PEOPLE.NO_SUCH_READER')
    }
    const bureau = house.actor('bureau-officer', 'bureau').accountId
    await house.done(head, 'people.seal-file', { fileId: other.fileId, readers: [bureau], reason: '涉未成年人' })
  })

  test('of several keeps the person open until the last of them is sealed', async () => {
    const [head, clerk] = [house.actor('station-head'), house.actor('clerk')]
    const first = (await house.done(clerk, 'intake.ask', { arrival: 'self', writtenName: '两回人' })).reply
    await house.done(clerk, 'intake.withdraw', { fileId: first.fileId, reason: '先走了', signing: 'gone' })
    const again = await house.done(clerk, 'intake.ask', { arrival: 'self', personId: first.personId })
    const person = () => house.ask(clerk, 'people.person', { personId: first.personId })
    await house.done(head, 'people.seal-file', { fileId: first.fileId, readers: [head.accountId], reason: '涉未成年人' })
    expect(await person()).toMatchObject({ stays: [{ fileId: again.reply.fileId }] })
    await house.done(head, 'people.seal-file', { fileId: again.reply.fileId, readers: [head.accountId], reason: '涉未成年人' })
    expect(await person()).toMatchObject({ code: 'KERNEL.NOT_FOUND' })
    await house.done(head, 'people.unseal-file', { fileId: first.fileId, reason: '已转交' })
    expect(await person()).toMatchObject({ stays: [{ fileId: first.fileId }] })
  })
})

test('a transaction goes back whole when it fails in the middle', async () => {
  const before = await seen(house.actor('station-head'))
  await expect(
    withActor(house.house.db, house.actor('station-head'), async (tx) => {
      await all([sql`update people.rescue_file set left_kind = 'own' where id = ${life.fileId}`.execute(tx)])
      throw new Error('in the middle')
    }),
  ).rejects.toThrow('in the middle')
  expect(await seen(house.actor('station-head'))).toEqual(before)
})
