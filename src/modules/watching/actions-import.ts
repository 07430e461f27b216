/** Doors of an import: start it, its batches (the job), go on, stop it. */
import { action, type LoadContext, type NewFact, type NewJob, type SubjectRef } from '#kernel/action.ts'
import type { Actor } from '#kernel/actor.ts'
import { all } from '#kernel/db.ts'
import { openFile } from '#kernel/files.ts'
import { next } from '#kernel/lifecycle.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { dateOf } from '#kernel/time.ts'
import { readZip, ZipTrouble } from '#kernel/zip.ts'
import { type ChildRow, childRef, childrenById, openChildFiles, openingFacts } from '#modules/people-and-cases/index.ts'
import { bySystem, isOwn, keepsRegister, mayRegister } from './access.ts'
import { registerRun } from './lifecycle.ts'
import { fileRefusal, mappingRefusal, refuse } from './refusals.ts'
import { mappingFault } from './rules-columns.ts'
import { entryFacts, firstStanding, idsOfBatch, pathsOf, type Planned, planned } from './rules-import.ts'
import { locate, atlasOf, type Place } from './rules-places.ts'
import { endForm, rowsForm, startForm, stopForm } from './schema.ts'
import {
  changeEntries,
  type EntryRow,
  entriesWith,
  insertEntries,
  type Keys,
  keysOf,
  type NewEntry,
  noteTwins,
  placesById,
  placesOf,
} from './store-entry.ts'
import {
  type Counts,
  countsOfRuns,
  endRun,
  type Handled,
  insertHandled,
  insertRun,
  isRunning,
  lockRun,
  type NewRun,
  type RunRow,
} from './store-run.ts'
import { termOf } from './rules-round.ts'
import { keepStandings, registeredIn, registerTerm, type Standing } from './store-standing.ts'
import { CENSUS_KINDS } from './words.ts'

export const IMPORT_JOB = 'watching.import-slice'
const sliceJob = (runId: string): NewJob => ({ name: IMPORT_JOB, data: { runId } })
const organisationRef = (actor: Actor): SubjectRef => ({
  kind: 'organisation',
  id: actor.organisation.id,
  ownerPath: actor.organisation.path,
})

interface Starting {
  fileName: string
  /** Why the upload is no workbook that can be opened; a look at its directory, no more. */
  fault: Refusal | null
  busy: boolean
}

export const startImport = action({
  name: 'watching.start-import',
  title: '导入登记册',
  help: '一行一个孩子：登记成功的建立个案并进入排查，没成功的逐行说明原因。同一份再导入一次不会重复。',
  legalBasis: '国发〔2016〕13号：建立翔实完备的农村留守儿童信息台账',
  form: startForm,
  async load({ tx, vault, actor }, form): Promise<Starting | null> {
    const file = await openFile(tx, vault, form.fileId)
    if (!file) return null
    let fault: Refusal | null = null
    try {
      readZip(file.body)
    } catch (error) {
      if (!(error instanceof ZipTrouble)) throw error
      fault = fileRefusal(error.fault)
    }
    return { fileName: file.name, fault, busy: await isRunning(tx, actor.organisation.path) }
  },
  may: (actor, _loaded, form) => keepsRegister(actor) && mayRegister(actor, form.register),
  decide(starting, { fileId, ...plan }, moment) {
    if (starting.fault) return starting.fault
    const mapping = mappingFault(plan.columns)
    if (mapping) return mappingRefusal(mapping)
    if (starting.busy) return refuse('RUNNING')
    const run: NewRun = { id: moment.newId('run'), uploadId: fileId, fileName: starting.fileName, plan }
    return { facts: [], changes: run, jobs: [sliceJob(run.id)], reply: { runId: run.id } }
  },
  save: insertRun,
  constraintRefusal: (constraint) => (constraint === 'run_under_way' ? refuse('RUNNING') : undefined),
})

interface Rows {
  run: RunRow
  opener: Place
  places: Map<string, Place>
  /** All places of the city, to find whoever serves a town. */
  city: Place[]
  keys: Keys[]
  held: Map<string, EntryRow>
  /** Files of children that are in the register already, where the sheet is a census. */
  files: Map<string, ChildRow>
  /** Those among them that are registered for this term. */
  done: Set<string>
}

async function loadRows(
  context: LoadContext,
  form: {
    runId: string
    rows: { entry: object; townId?: string | undefined; villageId?: string | undefined; schoolId?: string | undefined }[]
  },
): Promise<Rows | null> {
  const { tx, vault } = context
  const run = await lockRun(tx, vault, form.runId)
  if (!run) return null
  const keys = form.rows.map((each) => keysOf(vault, run.organisationPath, each.entry))
  const ids = form.rows.flatMap((each) => [each.townId, each.villageId, each.schoolId].flatMap((id) => id ?? []))
  const [places, city, held] = await all([
    placesById(tx, [run.organisationId, ...ids]),
    placesOf(tx, run.organisationPath),
    entriesWith(
      tx,
      run.organisationPath,
      keys.map((each) => each.key),
    ),
  ])
  const opener = places.get(run.organisationId)
  if (!opener) return null
  const known = run.plan.census ? [...held.values()].map((each) => each.childId) : []
  const [files, done] = await all([childrenById(tx, known), registeredIn(tx, known, termOf(dateOf(context.now)))])
  return { run, opener, places, city, keys, held, files: new Map(files.map((each) => [each.id, each])), done }
}

interface Writing {
  children: (Planned & { term: boolean })[]
  entries: NewEntry[]
  changed: { id: string; digest: string; entry: NewEntry['entry'] }[]
  handled: Handled[]
  census: string[]
}

/** One batch of rows; only the job comes through here. Rows already there are told apart from new ones, and nothing is there twice. */
export const importRows = action({
  name: 'watching.import-rows',
  title: '登记一批',
  form: rowsForm,
  load: loadRows,
  may: (actor, { run }) => bySystem(actor) && isOwn(actor, run.organisationPath),
  decide({ run, opener, places, city, keys, held, files, done }, form, moment) {
    if (run.state !== 'under-way') return refuse('ENDED')
    const { register, census = false } = run.plan
    const atlas = atlasOf(city)
    const facts: NewFact[] = []
    const writing: Writing = { children: [], entries: [], changed: [], handled: [...form.others], census: [] }
    const termed = census && CENSUS_KINDS.includes(register)
    const term = termOf(dateOf(moment.now))
    const seen = new Set<string>()
    const newId = idsOfBatch(moment.newId)
    for (const [at, { row, entry, townId, villageId, schoolId, words }] of form.rows.entries()) {
      const { key, digest, number } = keys[at] as Keys
      const before = held.get(key)
      if (seen.has(key)) {
        writing.handled.push({ row, outcome: 'duplicate', words: '与前面一行是同一个孩子' })
        continue
      }
      seen.add(key)
      if (before) {
        if (before.digest !== digest) writing.changed.push({ id: before.id, digest, entry })
        const file = files.get(before.childId)
        const registering = termed && file !== undefined && file.closedAt === null && !done.has(file.id)
        if (registering) {
          facts.push({ subject: childRef(file), name: 'child.census-registered', value: { term } })
          writing.census.push(file.id)
        }
        const outcome = registering ? 'census' : before.digest === digest ? 'already' : 'changed'
        writing.handled.push({ row, outcome, childId: before.childId, words })
        continue
      }
      const named = (id: string | undefined) => (id ? places.get(id) : undefined)
      const base = locate(atlas, opener, {}, named(townId))
      const located = { ...base, village: base.village ?? named(villageId), school: base.school ?? named(schoolId) }
      const child = planned({ childId: newId(`child ${row}`), personId: newId(`person ${row}`) }, entry, {
        register,
        opener,
        located,
      })
      const [opened, ...rest] = openingFacts(child, moment) as [NewFact, ...NewFact[]]
      facts.push(
        { ...opened, value: { ...opened.value, found: 'register' } },
        ...rest,
        ...entryFacts(opened.subject, entry, { register, census }, moment),
      )
      writing.children.push({ ...child, term: census })
      writing.entries.push({
        id: newId(`entry ${row}`),
        childId: child.id,
        organisationPath: run.organisationPath,
        register,
        key,
        digest,
        number,
        entry,
      })
      writing.handled.push({ row, outcome: 'added', childId: child.id, words })
    }
    return { facts, changes: writing, reply: { handled: writing.handled.length } }
  },
  async save(context, { children, entries, changed, handled, census }, { run }) {
    const { tx, vault, now } = context
    await openChildFiles(context, children)
    const standings: Standing[] = children.map((child) => ({ ...firstStanding(child, now, child.term), ...pathsOf(child.parts) }))
    // One behind the other: what follows is sealed while the database writes what went before.
    await all([
      insertEntries(tx, vault, entries, now),
      changeEntries(tx, vault, changed, now),
      keepStandings(tx, standings, now),
      registerTerm(tx, census, termOf(dateOf(now)), now),
      insertHandled(tx, vault, run, handled),
    ])
  },
})

/** Ends a slice of the job: the next one follows, or the run is done. */
export const continueImport = action({
  name: 'watching.continue-import',
  title: '继续导入',
  form: endForm,
  async load({ tx, vault }, form): Promise<{ run: RunRow; counts: Counts } | null> {
    const run = await lockRun(tx, vault, form.runId)
    const counts = run && (await countsOfRuns(tx, [run.id])).get(run.id)
    return run && counts ? { run, counts } : null
  },
  may: (actor, { run }) => bySystem(actor) && isOwn(actor, run.organisationPath),
  decide({ run, counts }, form, moment) {
    const state = next(registerRun, run.state, 'watching.continue-import')
    if (!state) return refuse('ENDED')
    const rows = String(counts.added + counts.census + counts.already + counts.changed)
    const facts: NewFact[] = form.finished
      ? [
          {
            subject: organisationRef(moment.actor),
            name: 'register.imported',
            value: { rows, faults: String(counts.bad) },
            details: { file: run.fileName, run: run.id },
          },
        ]
      : []
    return {
      facts,
      changes: form.finished ? state : null,
      jobs: form.finished ? [] : [sliceJob(run.id)],
      reply: { runId: run.id, finished: form.finished },
    }
  },
  async save(context, state, { run }) {
    if (!state) return
    await endRun(context, run, state)
    await noteTwins(context.tx, run.organisationPath, context.now)
  },
})

export const stopImport = action({
  name: 'watching.stop-import',
  title: '停止导入',
  help: '已经登记的保留；没有处理的行不再导入。',
  form: stopForm,
  load: ({ tx, vault }, form) => lockRun(tx, vault, form.runId),
  may: (actor, run: RunRow) => isOwn(actor, run.organisationPath),
  decide(run, form) {
    const state = next(registerRun, run.state, 'watching.stop-import')
    if (!state) return refuse('ENDED')
    return { facts: [], changes: { state, reason: form.reason }, reply: { runId: run.id } }
  },
  save: (context, change, run) => endRun(context, run, change.state, change.reason),
})
