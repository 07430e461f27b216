/** `guitu import`: a station's roster from the command line, by the same doors as the screen. */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Actor, systemActor, systemActorFor } from '#kernel/actor.ts'
import { ask } from '#kernel/ask.ts'
import { withActor } from '#kernel/db.ts'
import { keepFile, LARGEST_UPLOAD } from '#kernel/files.ts'
import type { House } from '#kernel/house.ts'
import { jobContext } from '#kernel/jobs.ts'
import { type Organisation, organisationsUnder } from '#kernel/org.ts'
import { perform } from '#kernel/perform.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { dayOfDate } from '#kernel/time.ts'
import { Trouble } from '#kernel/trouble.ts'
import { importSlice } from '#modules/exchange/jobs.ts'
import { XLSX } from '#modules/exchange/sheet.ts'
import { rosterFields, type RosterField, rowOutcomes, type RowOutcome } from '#modules/exchange/words.ts'
import { withHouse } from './database.ts'

const USAGE = '用法：guitu import 花名册.xlsx --station 路径或站名 [--go-live YYYY-MM-DD] [--bad 没导入的行.xlsx]'

interface Asked {
  file: string
  station: string
  goLive: string | undefined
  bad: string | undefined
}

function read(args: string[]): Asked {
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(args)
  } catch {
    throw new Trouble(USAGE)
  }
  const { values, positionals } = parsed
  const [file, ...more] = positionals
  if (!file || more.length > 0 || !values.station) throw new Trouble(USAGE)
  const goLive = values['go-live']
  if (goLive !== undefined && dayOfDate(goLive) === null) throw new Trouble('上线日请写成 2026-12-09。')
  return { file: resolve(file), station: values.station, goLive, bad: values.bad ? resolve(values.bad) : undefined }
}

const parse = (args: string[]) =>
  parseArgs({
    args,
    allowPositionals: true,
    options: { station: { type: 'string' }, 'go-live': { type: 'string' }, bad: { type: 'string' } },
  })

/** The station of a path, a name or a short name; of two that fit, none. */
async function stationOf(house: House, wanted: string): Promise<Organisation> {
  const stations = (await withActor(house.db, systemActor, (tx) => organisationsUnder(tx, ''))).filter(
    (each) => each.kind === 'station' && each.active,
  )
  const path = wanted.endsWith('.') ? wanted : `${wanted}.`
  const found = stations.filter((each) => each.path === path || each.name === wanted || each.shortName === wanted)
  if (found.length === 1) return found[0] as Organisation
  const names = stations.map((each) => `  ${each.path}  ${each.name}`).join('\n')
  throw new Trouble(
    `${found.length > 1 ? '不止一个' : '没有'}救助站叫“${wanted}”。现有：\n${names || '  （还没有救助站，请先在系统里设立）'}`,
  )
}

/** The answer, or the refusal's sentence as the end of the command. */
function must<T>(answer: T | Refusal): T {
  if (isRefusal(answer)) throw new Trouble(answer.sentence)
  return answer
}

async function asked<T>(house: House, actor: Actor, name: string, params: object): Promise<T> {
  const answer = must(await ask(house, actor, name, params))
  return ('answer' in answer ? answer.answer : answer) as T
}

async function done(house: House, actor: Actor, name: string, form: object): Promise<Record<string, unknown>> {
  return must(await perform(house, actor, name, { actionId: crypto.randomUUID(), form })).reply
}

/** The bureau of the narrowest level that the station stands in. */
async function bureauOf(house: House, station: Organisation): Promise<Organisation | undefined> {
  const level = (each: Organisation) => each.path.replace(/[^.]+\.$/, '')
  return (await withActor(house.db, systemActor, (tx) => organisationsUnder(tx, '')))
    .filter((each) => each.kind === 'bureau' && each.active && station.path.startsWith(level(each)))
    .sort((one, other) => level(one).length - level(other).length)
    .at(-1)
}

/** Sets the go-live day of the station's jurisdiction, unless one holds: an earlier decision is the bureau's to change. */
async function goLive(house: House, station: Organisation, day: string, out: (line: string) => void): Promise<void> {
  const bureau = await bureauOf(house, station)
  if (!bureau) throw new Trouble(`${station.name}上面没有民政局，不能设上线日。请先设立民政局。`)
  const actor: Actor = { ...systemActor, organisation: bureau }
  const { goLive: standing } = await asked<{ goLive: string | null }>(house, systemActorFor(station), 'supervision.policies', {})
  if (standing === day) return out(`上线日已是 ${day}。`)
  if (standing) throw new Trouble(`辖区的上线日已定为 ${standing}，没有改动，也没有导入。要改请民政局在“政策”里改。`)
  await done(house, actor, 'supervision.set-go-live', { day, reason: '导入花名册' })
  out(`上线日已设为 ${day}（${bureau.name}辖区）：这一天以前的事项按“上线前的事项”免办，仍看得到。`)
}

interface Look {
  sheet: number
  headerRow: number
  headerFound: boolean
  columns: { column: number; name: string; field: RosterField | null }[]
}

/** Imports a roster into a house that is open; exit code 1 when a row was not imported. */
export async function importInto(house: House, wanted: Asked, out: (line: string) => void): Promise<number> {
  if (!existsSync(wanted.file)) throw new Trouble(`没有这个文件：${wanted.file}`)
  if (statSync(wanted.file).size > LARGEST_UPLOAD) throw new Trouble('文件超过 12 MB，请分成几份。')
  const station = await stationOf(house, wanted.station)
  const actor = systemActorFor(station)
  const body = readFileSync(wanted.file)
  const file = { id: crypto.randomUUID(), name: basename(wanted.file), type: XLSX, body, now: house.clock.now() }
  await withActor(house.db, actor, (tx) => keepFile(tx, house.vault, actor, file))
  const look = await asked<Look>(house, actor, 'exchange.read-roster', { fileId: file.id })
  if (!look.headerFound)
    throw new Trouble('没有认出表头，没有导入。请把表头写成“姓名、性别、身份证号、入站日期……”，或到“导入”页面自己对应列。')
  const columns = look.columns.flatMap(({ column, field }) => (field ? [{ column, field }] : []))
  for (const { name, field } of look.columns) out(`列 ${name || '（空）'} → ${field ? rosterFields[field] : '不导入'}`)
  if (wanted.goLive) await goLive(house, station, wanted.goLive, out)
  const form = { fileId: file.id, sheet: look.sheet, headerRow: look.headerRow, columns }
  const { runId } = (await done(house, actor, 'exchange.start-import', form)) as { runId: string }
  let handled = 0
  while (await importSlice(jobContext(house), runId)) {
    handled = (await asked<{ handled: number }>(house, actor, 'exchange.import-progress', { runId })).handled
    out(`已处理 ${handled} 行……`)
  }
  const end = await asked<{
    state: string
    stopped: string | null
    counts: Record<RowOutcome, number>
    bedsAssigned: number
    bedsNot: number
    rows: { row: number; outcome: RowOutcome; words: string }[]
  }>(house, actor, 'exchange.import-progress', { runId })
  if (end.state === 'stopped') throw new Trouble(end.stopped ?? '导入已停止。')
  out((Object.keys(rowOutcomes) as RowOutcome[]).map((key) => `${rowOutcomes[key]} ${end.counts[key]}`).join('；'))
  if (end.bedsAssigned + end.bedsNot > 0) out(`床位：已安排 ${end.bedsAssigned}，未安排 ${end.bedsNot}`)
  for (const { row, words } of end.rows) out(`第 ${row} 行：${words}`)
  if (end.counts.bad === 0) return 0
  if (wanted.bad) {
    const sheet = must(await ask(house, actor, 'exchange.bad-rows', { runId }))
    if ('file' in sheet) writeFileSync(wanted.bad, sheet.file.body, { mode: 0o600 })
    out(`没导入的 ${end.counts.bad} 行写在 ${wanted.bad}，改正后可以直接再导入。`)
  } else out('没导入的行可以加 --bad 文件名.xlsx 写出来，改正后再导入。')
  return 1
}

export function importCommand(args: string[], out: (line: string) => void): Promise<number> {
  const wanted = read(args)
  return withHouse((house) => importInto(house, wanted, out))
}
