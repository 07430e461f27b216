import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rows, sql } from '#kernel/db.ts'
import { grantPart } from '#modules/people-and-cases/index.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { recomputeDue, recomputeJurisdiction, recomputeOrganisations } from './jobs.ts'
import { preview } from './preview.ts'

interface Told {
  clause: string
  title: string
  state: string
  due: number | null
  also: { clause: string }[]
  citations: { clause: string; assumed?: string }[]
}

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({ at: '2026-12-03T23:58' })
  const open = (key: string, ...doors: string[]) => {
    const role = house.house.roles.get(key)
    if (!role) throw new Error(`no role ${key}`)
    ;(role.doors as string[]).push(...doors)
  }
  for (const key of ['clerk', 'duty-leader', 'station-head']) open(key, 'intake.*', 'supervision.*', 'people.*')
  open('police-officer', 'supervision.duties')
  open('bureau-officer', 'supervision.*')
})
afterAll(() => house?.close())

const instant = (text: string) => Date.parse(`${text}:00+08:00`)

async function receive(place: 'north' | 'south' = 'north') {
  const clerk = house.actor('clerk', place)
  const asked = await house.done(clerk, 'intake.ask', { arrival: 'public' })
  const fileId = asked.reply['fileId'] as string
  const outcome = await house.done(clerk, 'intake.receive', {
    fileId,
    arrival: 'public',
    safety: 'deferred',
    deferredWhy: '昏迷',
    decision: 'accept',
  })
  return { fileId, clerk, duties: outcome['duties'] as Told[] }
}

const keptOf = (fileId: string) =>
  house.look((tx) =>
    rows(
      sql<{
        clause: string
        state: string
        due: number | null
        late: number | null
        met: number | null
      }>`select clause, state, due_at as due,
        late_at as late, met_at as met from supervision.obligation where subject_id = ${fileId} order by clause, instance`,
      tx,
    ),
  )

const jobContext = () => ({
  db: house.house.db,
  clock: house.house.clock,
  vault: house.house.vault,
  perform: async () => undefined,
  ask: async () => undefined,
})

describe('duties arise with the act', () => {
  test('身份不明的受助人员受理后，24 小时内发布寻亲公告，7 个工作日内报请采集 DNA', async () => {
    house.at('2026-12-03T23:58')
    const { duties } = await receive()
    const notice = duties.find((each) => each.clause === 'nat.notice')
    expect(notice).toMatchObject({ state: 'pending', due: instant('2026-12-04T23:58') })
    // 3 December 2026 is a Thursday: seven working days end with Monday the 14th.
    const dna = duties.find((each) => each.clause === 'nat.dna' || each.also.some((other) => other.clause === 'nat.dna'))
    expect(dna).toMatchObject({ due: instant('2026-12-15T00:00') })
  })

  test('办了就算办结，时限过了才办算迟办', async () => {
    house.at('2026-12-03T23:58')
    const { fileId, clerk } = await receive()
    house.at('2026-12-05T08:00')
    await house.done(clerk, 'people.record-done', {
      subjectKind: 'rescue-file',
      subjectId: fileId,
      fact: 'tracing.notice-published',
      value: { channel: 'national' },
      occurredAt: instant('2026-12-04T10:02'),
      evidence: '公告稿',
    })
    await house.done(clerk, 'people.record-done', {
      subjectKind: 'rescue-file',
      subjectId: fileId,
      fact: 'tracing.police-asked',
      value: { kind: 'records' },
      evidence: '协查函',
    })
    const kept = await keptOf(fileId)
    expect(kept.find((each) => each.clause === 'nat.notice')).toMatchObject({ state: 'met', met: instant('2026-12-04T10:02') })
    expect(kept.find((each) => each.clause === 'nat.police-records')).toMatchObject({ state: 'met-late' })
  })

  test('到了时限不用写任何东西就是超期', async () => {
    house.at('2026-12-03T23:58')
    const { fileId } = await receive()
    const before = await keptOf(fileId)
    expect(before.find((each) => each.clause === 'nat.notice')).toMatchObject({
      state: 'open',
      late: instant('2026-12-04T23:59'),
    })
    house.at('2026-12-05T08:00')
    await recomputeDue(jobContext())
    const after = await keptOf(fileId)
    expect(after.find((each) => each.clause === 'nat.notice')).toEqual(before.find((each) => each.clause === 'nat.notice'))
  })
})

const bureau = () => house.actor('bureau-officer', 'bureau')

async function decide(name: string, form: Record<string, unknown>) {
  const outcome = await house.done(bureau(), name, form)
  await recomputeJurisdiction(jobContext(), outcome.reply['runId'] as string)
  return outcome
}

interface Listed {
  buckets: {
    key: string
    count: number
    items: { title: string; clause: string; citations: unknown[]; subject: { id: string; no: string | null } }[]
  }[]
  total: number
}

const listed = async (actor = house.actor('clerk'), params: Record<string, unknown> = {}) =>
  (await house.ask(actor, 'supervision.duties', { limit: 200, ...params })) as Listed

const bucketOf = (list: Listed, fileId: string, clause: string) =>
  list.buckets.find((bucket) => bucket.items.some((item) => item.subject.id === fileId && item.clause === clause))?.key

describe('民政局的决定', () => {
  test('采用政策以前没有它的应办事项，采用以后有，标明假定', async () => {
    house.at('2026-12-06T09:00')
    const { fileId, duties } = await receive()
    expect(duties.some((each) => each.clause.startsWith('s2.'))).toBe(false)
    await decide('supervision.adopt-pack', { pack: 's2', from: '2026-06-01', reason: '云民发〔2026〕12号' })
    const kept = await keptOf(fileId)
    expect(kept.find((each) => each.clause === 's2.03.health')).toMatchObject({ state: 'open', due: instant('2026-12-07T09:00') })
    const answer = (await house.ask(house.actor('clerk'), 'supervision.file-duties', { subjectId: fileId })) as {
      items: { clause: string; citations: { assumed?: string }[]; because: { words?: string; counting?: string } }[]
    }
    const health = answer.items.find((each) => each.clause === 's2.03.health')
    expect(health?.citations[0]?.assumed).toBe('假定 24 小时')
    expect(health?.because.words).toMatch(/健康检视/)
  })

  test('一次办理能同时办结的几件排在一起，列出全部条款', async () => {
    house.at('2026-12-06T09:30')
    const { duties } = await receive()
    const notice = duties.find((each) => each.clause === 'nat.notice')
    expect(notice?.citations.map((each) => each.clause)).toEqual(['nat.notice', 's2.07.pushed'])
  })

  test('同一时期不能重复采用，国家规则不用采用', async () => {
    expect(
      await house.act(bureau(), 'supervision.adopt-pack', { pack: 's2', from: '2026-12-10', reason: '再发一次' }),
    ).toMatchObject({
      code: 'SUPERVISION.ALREADY_ADOPTED',
    })
    expect(
      await house.act(bureau(), 'supervision.adopt-pack', { pack: 'national', from: '2026-12-10', reason: '国家规则' }),
    ).toMatchObject({
      code: 'SUPERVISION.NATIONAL',
    })
  })

  test('救助站不能替民政局采用政策', async () => {
    const refused = await house.act(house.actor('station-head'), 'supervision.adopt-pack', {
      pack: 's3',
      from: '2026-12-10',
      reason: '自行采用',
    })
    expect(refused).toMatchObject({ refused: true, status: 404 })
  })

  test('假定的时限由民政局自某日起改，已经开始的按原时限算完', async () => {
    house.at('2026-12-07T08:00')
    const before = await receive()
    await decide('supervision.set-parameter', { key: 's2.03.health', value: '12 小时', from: '2026-12-08', reason: '局长办公会' })
    house.at('2026-12-08T08:00')
    const after = await receive()
    const healthOf = async (fileId: string) => (await keptOf(fileId)).find((each) => each.clause === 's2.03.health')
    expect(await healthOf(before.fileId)).toMatchObject({ due: instant('2026-12-08T08:00') })
    expect(await healthOf(after.fileId)).toMatchObject({ due: instant('2026-12-08T20:00') })
  })

  test('文件写明的时限不能改，从前的日期不能选，写法不对有提示', async () => {
    const set = (form: Record<string, unknown>) =>
      house.act(bureau(), 'supervision.set-parameter', {
        key: 's2.03.health',
        value: '12小时',
        from: '2026-12-20',
        reason: '试改',
        ...form,
      })
    expect(await set({ key: 'nat.notice' })).toMatchObject({ code: 'SUPERVISION.NOT_ASSUMED' })
    expect(await set({ key: 'nat.none' })).toMatchObject({ code: 'SUPERVISION.NO_SUCH_PARAMETER' })
    expect(await set({ from: '2026-12-01' })).toMatchObject({ code: 'SUPERVISION.PAST' })
    expect(await set({ value: '尽快' })).toMatchObject({ code: 'SUPERVISION.BAD_VALUE' })
  })

  test('改之前先看会变什么：只算不改', async () => {
    house.at('2026-12-08T09:00')
    const { fileId } = await receive()
    const before = await keptOf(fileId)
    const started = await house.done(bureau(), 'supervision.start-preview', {
      change: { kind: 'adopt', pack: 's3', from: '2026-01-01' },
    })
    const runId = started.reply['runId'] as string
    await preview(jobContext(), runId)
    const answer = (await house.ask(bureau(), 'supervision.preview-change', { runId })) as {
      finished: boolean
      clauses: { clause: string; appear: number }[]
    }
    expect(answer.finished).toBe(true)
    expect(answer.clauses.length).toBeGreaterThan(0)
    expect(answer.clauses.every((each) => each.clause.startsWith('s3.'))).toBe(true)
    expect(await keptOf(fileId)).toEqual(before)
    expect(await house.ask(house.actor('clerk', 'south'), 'supervision.preview-change', { runId })).toMatchObject({ status: 404 })
  })

  test('停用以后发生的不再算，已经发生的仍要办完', async () => {
    house.at('2026-12-08T09:10')
    await decide('supervision.adopt-pack', { pack: 's4', from: '2026-12-08', reason: '试用' })
    const list = (await house.ask(bureau(), 'supervision.policies')) as {
      packs: { id: string; inForce: boolean; adoptions: { id: string }[] }[]
    }
    const s4 = list.packs.find((each) => each.id === 's4')
    expect(s4?.inForce).toBe(true)
    const adoptionId = s4?.adoptions[0]?.id
    await decide('supervision.end-adoption', { adoptionId, until: '2026-12-08', reason: '试用结束' })
    house.at('2026-12-09T09:10')
    const later = (await house.ask(bureau(), 'supervision.policies')) as typeof list
    expect(later.packs.find((each) => each.id === 's4')?.inForce).toBe(false)
  })
})

describe('免办', () => {
  test('免办要有批准人和依据，免了的看得到，办结的不能免', async () => {
    house.at('2026-12-09T02:31')
    const { fileId, clerk } = await receive()
    const form = {
      subjectId: fileId,
      clause: 'nat.notice',
      instance: '1',
      basis: 'superior',
      approvedBy: '站长 周立群',
      note: '本人昏迷，家属已在途',
    }
    await house.done(house.actor('station-head'), 'supervision.waive', form)
    expect((await keptOf(fileId)).find((each) => each.clause === 'nat.notice')).toMatchObject({ state: 'waived' })
    expect(await house.act(house.actor('station-head'), 'supervision.waive', form)).toMatchObject({
      code: 'SUPERVISION.NOTHING_TO_WAIVE',
    })
    const answer = (await house.ask(clerk, 'supervision.file-duties', { subjectId: fileId })) as {
      items: { clause: string; waived?: string }[]
    }
    expect(answer.items.find((each) => each.clause === 'nat.notice')?.waived).toBe('站长 周立群：上级批准')
  })

  test('邻站不能替本站免办', async () => {
    const { fileId } = await receive()
    const form = { subjectId: fileId, clause: 'nat.notice', instance: '1', basis: 'superior', approvedBy: '站长', note: '越权' }
    expect(await house.act(house.actor('station-head', 'south'), 'supervision.waive', form)).toMatchObject({ status: 404 })
  })
})

describe('清单', () => {
  test('按已超期、今天、本周分组，时间一过自己换组', async () => {
    house.at('2026-12-10T08:00')
    const { fileId } = await receive()
    expect(bucketOf(await listed(), fileId, 'nat.notice')).toBe('week')
    house.at('2026-12-11T07:00')
    expect(bucketOf(await listed(), fileId, 'nat.notice')).toBe('today')
    house.at('2026-12-11T08:00')
    expect(bucketOf(await listed(), fileId, 'nat.notice')).toBe('today')
    house.at('2026-12-11T08:01')
    expect(bucketOf(await listed(), fileId, 'nat.notice')).toBe('overdue')
  })

  test('邻站看不到，民政局看得到全市', async () => {
    const { fileId } = await receive('north')
    const ids = (list: Listed) => list.buckets.flatMap((bucket) => bucket.items.map((item) => item.subject.id))
    expect(ids(await listed(house.actor('clerk', 'south')))).not.toContain(fileId)
    expect(ids(await listed(bureau()))).toContain(fileId)
    expect(await house.ask(house.actor('clerk', 'south'), 'supervision.file-duties', { subjectId: fileId })).toMatchObject({
      status: 404,
    })
    expect(
      await house.ask(house.actor('clerk', 'south'), 'supervision.duties', { scope: house.organisations.north.path }),
    ).toMatchObject({ status: 404 })
  })

  test('按编号和事项名找得到', async () => {
    const { fileId } = await receive()
    const [row] = await house.look((tx) => rows(sql<{ no: string }>`select no from people.rescue_file where id = ${fileId}`, tx))
    const byNo = await listed(house.actor('clerk'), { text: row?.no })
    expect(new Set(byNo.buckets.flatMap((bucket) => bucket.items.map((item) => item.subject.id)))).toEqual(new Set([fileId]))
    const byTitle = await listed(house.actor('clerk'), { text: '公告' })
    expect(byTitle.buckets.flatMap((bucket) => bucket.items).length).toBeGreaterThan(0)
  })

  test('为什么：条款、起因、怎么算、算办结、责任都说得出', async () => {
    house.at('2026-12-11T09:00')
    const { fileId } = await receive()
    const answer = (await house.ask(house.actor('clerk'), 'supervision.why', {
      subjectId: fileId,
      clause: 'nat.dna',
      instance: '1',
    })) as {
      duty: { because: Record<string, unknown> & { days: { date: string; counted: boolean }[] } }
    }
    const { because } = answer.duty
    expect(because.cause).toMatch(/受理/)
    expect(because.counting).toMatch(/7 个工作日/)
    expect(because.metBy).toMatch(/公安/)
    expect(because.owner).toBe('救助站')
    expect(because.days.filter((each) => each.counted)).toHaveLength(7)
  })
})

describe('只持有一部分的单位', () => {
  test('公安只看得到自己该办的，且只在移交给它的个案里', async () => {
    house.at('2026-12-11T10:00')
    const { fileId, clerk } = await receive()
    await house.done(clerk, 'people.record-done', {
      subjectKind: 'rescue-file',
      subjectId: fileId,
      fact: 'tracing.police-asked',
      value: { kind: 'dna' },
      evidence: '采集函',
    })
    const police = house.actor('police-officer', 'police')
    const shown = async () => (await listed(police)).buckets.flatMap((bucket) => bucket.items)
    expect(await shown()).toEqual([])
    const part = {
      kind: 'rescue-file',
      subjectId: fileId,
      ownerPath: house.organisations.north.path,
      path: house.organisations.police.path,
      part: 'dna',
      from: 0,
    }
    await house.look((tx) => grantPart(tx, part))
    const clauses = (await shown()).map((item) => item.clause)
    expect(clauses).toContain('nat.dna-sampled')
    expect(clauses).not.toContain('nat.notice')
  })
})

describe('政策页', () => {
  test('逐条列出文件，算得出的旁边是数字，数字后面是个案', async () => {
    house.at('2026-12-12T09:00')
    const page = (await house.ask(bureau(), 'supervision.policy-page', { pack: 's2' })) as {
      coverage: { computed: number; manual: number; declaratory: number }
      period: { from: string; to: string }
      entries: {
        id: string
        figures: { clause: string; pending: number; overdue: number; met: number; arisen: number; target: string }[]
      }[]
    }
    const entry = page.entries.find((each) => each.id === 's2.t07')
    const pushed = entry?.figures.find((each) => each.clause === 's2.07.pushed')
    expect(pushed?.arisen).toBeGreaterThan(3)
    expect(pushed?.target).toBe('not-reached')
    const health = page.entries.flatMap((each) => each.figures).find((each) => each.clause === 's2.03.health')
    expect(health?.overdue).toBeGreaterThan(0)
    const cases = (await house.ask(bureau(), 'supervision.clause-cases', {
      clause: 's2.03.health',
      state: 'overdue',
      from: page.period.from,
      to: page.period.to,
    })) as { items: unknown[] }
    expect(cases.items).toHaveLength(health?.overdue as number)
  })

  test('数字等于一件一件数出来的', async () => {
    const counted = await house.look((tx) =>
      rows(
        sql<{
          clause: string
          state: string
          count: number
        }>`select clause, state, count(*)::int as count from supervision.obligation
          where not because ? 'members' group by 1, 2 order by 1, 2`,
        tx,
      ),
    )
    const figures = await house.look((tx) =>
      rows(
        sql<{
          clause: string
          state: string
          count: number
        }>`select clause, state, sum(count)::int as count from supervision.figure f
          where exists (select 1 from supervision.obligation o where o.clause = f.clause and not o.because ? 'members')
          group by 1, 2 having sum(count) <> 0 order by 1, 2`,
        tx,
      ),
    )
    expect(figures).toEqual(counted)
  })
})

describe('重算', () => {
  test('丢了任务的重算由每分钟的任务接着做完', async () => {
    house.at('2026-12-12T10:00')
    await house.done(bureau(), 'supervision.set-parameter', {
      key: 's2.08.face',
      value: '20 小时',
      from: '2026-12-12',
      reason: '不派任务',
    })
    const under = async () => ((await house.ask(bureau(), 'supervision.policies')) as { underWay: unknown }).underWay
    expect(await under()).not.toBeNull()
    house.at('2026-12-12T10:20')
    await house.house.handlers.get('supervision.recompute-due')?.run(jobContext(), {})
    expect(await under()).toBeNull()
  })

  test('全部重算一遍，什么也不变', async () => {
    const all = () =>
      house.look((tx) =>
        rows(
          sql<Record<string, unknown>>`select subject_id, clause, instance, owner, state, due_at, late_at, met_at, needs, because
            from supervision.obligation order by 1, 2, 3`,
          tx,
        ),
      )
    await recomputeOrganisations(jobContext(), '')
    await recomputeDue(jobContext())
    const before = await all()
    await decide('supervision.set-campaign', {
      pack: 's3',
      opened: '2026-06-01',
      cutOff: '2026-04-01',
      applicationBy: '2026-06-30',
      planBy: '2026-08-31',
      doneBy: '2026-12-31',
      reason: '未采用的政策，日期不影响任何事项',
    })
    expect(await all()).toEqual(before)
  })

  test('上线日以前发生而没有办的，按此依据免办', async () => {
    house.at('2026-12-13T09:00')
    const { fileId } = await receive('south')
    house.at('2026-12-14T09:00')
    await decide('supervision.set-go-live', { day: '2026-12-14', reason: '正式启用' })
    const kept = await keptOf(fileId)
    expect(kept.find((each) => each.clause === 'nat.notice')).toMatchObject({ state: 'waived' })
    const fresh = await receive('south')
    expect((await keptOf(fresh.fileId)).find((each) => each.clause === 'nat.notice')).toMatchObject({ state: 'open' })
  })
})
