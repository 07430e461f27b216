/**
 * The job that makes rosters: for each town who is in the register, what changed, a sheet and a paper; then each is told.
 * One town at a time, so that memory holds one town. A run that was cut off goes on where it stopped; between two towns
 * it looks whether it was stopped.
 */
import { type Actor, rangeOf, systemActor, systemActorFor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { withActor } from '#kernel/db.ts'
import type { JobContext, JobHandler } from '#kernel/module.ts'
import { nextNumber, type Organisation, organisationById } from '#kernel/org.ts'
import { renderPaper } from '#kernel/paper.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { areaOf } from './access.ts'
import { ROSTER_JOB } from './actions-roster.ts'
import { personOfRoster } from './paper-data.ts'
import { compare, goneWhy, markText } from './rules-roster.ts'
import { rosterColumns, sheetOf } from './sheets.ts'
import { fatesOf, insertRoster, lastLines, listedOfTown, rostersOfRun, runById, type RunRow } from './store-roster.ts'

interface Making {
  job: JobContext
  actor: Actor
  bureau: Organisation
  run: RunRow
}

/** The system for a bureau, which sees the bureau's area as its officers do. */
export const forBureau = (bureau: Organisation): Actor => ({ ...systemActorFor(bureau), range: rangeOf(areaOf(bureau)) })

const inTx = <T>({ job, actor }: Making, work: Parameters<typeof withActor<T>>[2]) =>
  withActor(job.db, actor, work, job.clock.now())

export async function makeRosters(job: JobContext, runId: string): Promise<void> {
  const opened = await withActor(job.db, systemActor, async (tx) => {
    const run = await runById(tx, runId)
    const bureau = run && (await organisationById(tx, run.bureauId))
    return run && bureau && run.state === 'under-way' ? { run, bureau } : undefined
  })
  if (!opened) return
  const making: Making = { job, actor: forBureau(opened.bureau), ...opened }
  const stopped = async () => (await inTx(making, (tx) => runById(tx, runId)))?.state !== 'under-way'
  const made = new Set((await inTx(making, (tx) => rostersOfRun(tx, runId))).map((each) => each.townId))
  for (const townId of opened.run.towns) {
    if (made.has(townId)) continue
    if (await stopped()) return
    await makeRoster(making, townId)
  }
  for (const roster of await inTx(making, (tx) => rostersOfRun(tx, runId))) {
    if (roster.sentAt !== null) continue
    if (await stopped()) return
    const envelope = { actionId: derivedId(roster.id, 'tell'), form: { rosterId: roster.id } }
    const outcome = await job.perform(making.actor, 'follow-up.tell-roster', envelope)
    if (isRefusal(outcome)) throw new Error(outcome.code)
  }
  const ended = await job.perform(making.actor, 'follow-up.end-rosters', { actionId: derivedId(runId, 'end'), form: { runId } })
  if (isRefusal(ended)) throw new Error(ended.code)
}

async function makeRoster(making: Making, townId: string): Promise<void> {
  const { job, run, bureau } = making
  const { vault } = job
  const gathered = await inTx(making, async (tx) => {
    const town = await organisationById(tx, townId)
    if (!town) return undefined
    const { people, closed } = await listedOfTown(tx, vault, townId)
    const compared = compare(people.map(personOfRoster), await lastLines(tx, townId))
    const fates = new Map((await fatesOf(tx, compared.gone)).map((each) => [each.id, each]))
    const gone = compared.gone.map((id) => ({ name: fates.get(id)?.name ?? '（不再可见）', why: goneWhy(fates.get(id), townId) }))
    return { town, closed, compared, gone }
  })
  if (!gathered) return
  const { town, closed, compared, gone } = gathered
  const id = derivedId(run.id, `roster ${townId}`)
  // Number and roster are kept together or not at all: every number has a roster.
  await inTx(making, async (tx) => {
    const year = run.asOf.slice(0, 4)
    const number = await nextNumber(tx, `follow-up-roster:${bureau.id}:${year}`)
    const text = `${bureau.shortName}访册〔${year}〕${String(number).padStart(3, '0')}`
    const { lines, added, changed } = compared
    const goneWords = gone.map((each) => `移出：${each.name}，${each.why}`)
    const data = {
      station: bureau.name,
      no: text,
      town: town.name,
      asOf: run.asOf,
      closed,
      counts: { people: lines.length, added, changed, gone: gone.length },
      rows: lines.map((line, index) => [
        String(index + 1),
        line.name,
        line.sex,
        line.born,
        line.address,
        line.contact,
        line.returnedOn,
        markText(line.marks),
        line.nextDue || '期满',
        line.change === 'new' ? '新增' : line.change === 'changed' ? '更正' : '',
      ]),
      gone: goneWords,
    }
    const [sheet, paper] = await Promise.all([
      sheetOf('花名册', rosterColumns, [lines], goneWords),
      renderPaper(new URL('./papers/roster.typ', import.meta.url), data, { printedAt: job.clock.now() }),
    ])
    await insertRoster(tx, vault, {
      id,
      runId: run.id,
      ownerPath: run.ownerPath,
      carePath: town.path,
      townId,
      no: text,
      asOf: run.asOf,
      people: lines.length,
      added,
      gone: gone.length,
      changed,
      closed,
      madeAt: job.clock.now(),
      lines,
      sheet,
      // A machine without a Chinese font still sends the sheet.
      paper: isRefusal(paper) ? null : paper,
    })
  })
}

export const rosterJobs: JobHandler[] = [
  { name: ROSTER_JOB, title: '制作花名册', run: (context, data) => makeRosters(context, String(data.runId)) },
]
