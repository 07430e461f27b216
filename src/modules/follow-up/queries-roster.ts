/** Rosters: runs with their progress, papers as sent, all of a run in one file. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { type AnyQuery, query } from '#kernel/query.ts'
import { refuse } from './refusals.ts'
import { sheetAnswer } from './sheets.ts'
import { papersOf, recentRosters, recentRuns, rosterById, type RosterRow, rostersOfRun, runById } from './store-roster.ts'
import { zipOf } from './zip-writer.ts'

const roster = z.strictObject({
  id: z.string(),
  runId: z.string(),
  town: field(z.string(), { label: '镇街' }),
  no: field(z.string(), { label: '编号' }),
  asOf: field(z.string(), { label: '截至' }),
  people: field(z.number(), { label: '人数' }),
  added: field(z.number(), { label: '新增' }),
  changed: field(z.number(), { label: '更正' }),
  gone: field(z.number(), { label: '移出' }),
  closed: field(z.number(), { label: '封存不列名' }),
  madeAt: field(z.number(), { label: '制作', widget: 'instant' }),
  sentAt: field(z.number().nullable(), { label: '通报', widget: 'instant' }),
  acknowledgedAt: field(z.number().nullable(), { label: '签收', widget: 'instant' }),
  acknowledgedBy: field(z.string().nullable(), { label: '签收人' }),
})
const shown = ({ ownerPath: _owner, carePath: _care, townId: _town, ...each }: RosterRow) => each

const run = z.strictObject({
  id: z.string(),
  state: field(z.enum(['under-way', 'done', 'cancelled']), { label: '状态' }),
  asOf: field(z.string(), { label: '截至' }),
  towns: field(z.number(), { label: '镇街' }),
  made: field(z.number(), { label: '已做' }),
  sent: field(z.number(), { label: '已通报' }),
  startedAt: field(z.number(), { label: '开始', widget: 'instant' }),
  endedAt: field(z.number().nullable(), { label: '完成', widget: 'instant' }),
})

export const rosters = query({
  name: 'follow-up.rosters',
  title: '花名册',
  params: z.strictObject({}),
  result: z.strictObject({ runs: z.array(run).max(20), rosters: z.array(roster).max(300) }),
  may: () => true,
  async read({ tx, actor }) {
    // A town reads what was sent to it; its bureau also what is being made.
    const own = await recentRosters(tx, actor.organisation.kind !== 'bureau')
    const runs = []
    for (const each of await recentRuns(tx)) {
      const made = await rostersOfRun(tx, each.id)
      runs.push({
        id: each.id,
        state: each.state,
        asOf: each.asOf,
        towns: each.towns.length,
        made: made.length,
        sent: made.filter((one) => one.sentAt !== null).length,
        startedAt: each.startedAt,
        endedAt: each.endedAt,
      })
    }
    return { runs, rosters: own.map(shown) }
  },
})

/** The progress of one run, asked every second while it is under way. */
export const rosterRun = query({
  name: 'follow-up.roster-run',
  title: '花名册制作进度',
  params: z.strictObject({ runId: field(z.uuid(), { label: '哪一批', widget: 'hidden' }) }),
  result: z.strictObject({ run, rosters: z.array(roster).max(2000) }),
  may: () => true,
  async read({ tx }, { runId }) {
    const found = await runById(tx, runId)
    if (!found) return null
    const made = await rostersOfRun(tx, runId)
    const { id, state, asOf, startedAt, endedAt, towns } = found
    const sent = made.filter((one) => one.sentAt !== null).length
    return {
      run: { id, state, asOf, startedAt, endedAt, towns: towns.length, made: made.length, sent },
      rosters: made.map(shown),
    }
  },
})

const rosterId = field(z.uuid(), { label: '花名册', widget: 'hidden' })

export const rosterSheet = query({
  name: 'follow-up.roster-sheet',
  title: '花名册（Excel）',
  params: z.strictObject({ rosterId }),
  result: 'file',
  may: () => true,
  async read({ tx, vault }, form) {
    const found = await rosterById(tx, form.rosterId)
    const body = found && (await papersOf(tx, vault, found.id, 'sheet'))
    return found && body ? sheetAnswer(`花名册 ${found.no} ${found.town}`, body) : null
  },
})

export const rosterPaper = query({
  name: 'follow-up.paper-roster',
  title: '花名册',
  params: z.strictObject({ rosterId }),
  result: 'file',
  may: () => true,
  async read({ tx, vault }, form) {
    const found = await rosterById(tx, form.rosterId)
    if (!found) return null
    const body = await papersOf(tx, vault, found.id, 'paper')
    if (!body) return refuse('NO_PAPER', { why: '制作时服务器没有中文字体，没有 PDF；请用 Excel，或装好字体后重新通报。' })
    return { file: { name: `花名册 ${found.no} ${found.town}.pdf`, type: 'application/pdf', body } }
  },
})

/** All rosters of a run in one file, sheet and paper of each town. */
export const rostersZip = query({
  name: 'follow-up.rosters-zip',
  title: '下载全部花名册',
  params: z.strictObject({ runId: field(z.uuid(), { label: '哪一批', widget: 'hidden' }) }),
  result: 'file',
  may: () => true,
  async read({ tx, vault }, { runId }) {
    const found = await runById(tx, runId)
    if (!found) return null
    const made = await rostersOfRun(tx, runId)
    if (made.length === 0) return refuse('NO_PAPER', { why: '这一批还没有做好的花名册，请稍等。' })
    const body = await zipOf(async function* () {
      for (const each of made)
        for (const [column, ending] of [
          ['sheet', 'xlsx'],
          ['paper', 'pdf'],
        ] as const) {
          const bytes = await papersOf(tx, vault, each.id, column)
          if (bytes) yield { name: `${each.no} ${each.town}.${ending}`, body: bytes }
        }
    })
    return { file: { name: `花名册 ${found.asOf}.zip`, type: 'application/zip', body } }
  },
})

export const rosterQueries: AnyQuery[] = [rosters, rosterRun, rosterSheet, rosterPaper, rostersZip]
