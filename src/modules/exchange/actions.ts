/** Doors of a run: start it, go on with it (the job), stop it. */
import { action, type NewFact, type NewJob, type SubjectRef } from '#kernel/action.ts'
import type { Actor } from '#kernel/actor.ts'
import { openFile } from '#kernel/files.ts'
import { next } from '#kernel/lifecycle.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { isJob, mayImport, mayLead } from './access.ts'
import { importRun } from './lifecycle.ts'
import { fileRefusal, mappingRefusal, refuse } from './refusals.ts'
import { mappingFault } from './rules-columns.ts'
import { continueForm, rosterForm, stopForm } from './schema.ts'
import { type Counts, countsOf, endRun, insertRun, lockRun, type NewRun, type RunRow, runUnderWay } from './store.ts'
import { readZip, ZipTrouble } from '#kernel/zip.ts'

export const IMPORT_ROWS = 'exchange.import-rows'
const rowsJob = (runId: string): NewJob => ({ name: IMPORT_ROWS, data: { runId } })

const stationRef = (actor: Actor): SubjectRef => ({
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
  name: 'exchange.start-import',
  title: '导入花名册',
  help: '逐行导入：每一行要么完整导入，要么不导入并说明原因。同一份再导入一次，什么也不会改变。',
  form: rosterForm,
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
    return { fileName: file.name, fault, busy: await runUnderWay(tx, actor.organisation.id) }
  },
  may: (actor) => mayImport(actor),
  decide(starting, { fileId, ...roster }, moment) {
    if (starting.fault) return starting.fault
    const mapping = mappingFault(roster.columns)
    if (mapping) return mappingRefusal(mapping)
    if (starting.busy) return refuse('RUNNING')
    const run: NewRun = { id: moment.newId('run'), fileId, fileName: starting.fileName, roster }
    return {
      facts: [
        { subject: stationRef(moment.actor), name: 'exchange.import-started', details: { file: starting.fileName, run: run.id } },
      ],
      changes: run,
      jobs: [rowsJob(run.id)],
      reply: { runId: run.id },
    }
  },
  save: insertRun,
  constraintRefusal: (constraint) => (constraint === 'run_under_way' ? refuse('RUNNING') : undefined),
})

/** Ends a slice of the job: the next one follows, or the run is done. Only the job comes through here. */
export const continueImport = action({
  name: 'exchange.continue-import',
  title: '继续导入',
  form: continueForm,
  async load({ tx, vault }, form): Promise<{ run: RunRow; counts: Counts } | null> {
    const run = await lockRun(tx, vault, form.runId)
    if (!run) return null
    const counted = (await countsOf(tx, [run.id])).get(run.id)
    return counted ? { run, counts: counted.counts } : null
  },
  may: (actor, { run }) => isJob(actor, run),
  decide({ run, counts }, form, moment) {
    const state = next(importRun, run.state, 'exchange.continue-import')
    if (!state) return refuse('ENDED')
    const facts: NewFact[] = []
    if (form.finished)
      facts.push({
        subject: stationRef(moment.actor),
        name: 'exchange.import-finished',
        value: { ...counts },
        details: { file: run.fileName, run: run.id },
      })
    return {
      facts,
      changes: form.finished ? state : null,
      jobs: form.finished ? [] : [rowsJob(run.id)],
      reply: { runId: run.id, finished: form.finished },
    }
  },
  async save(context, state, { run }) {
    if (state) await endRun(context, run, state)
  },
})

export const stopImport = action({
  name: 'exchange.stop-import',
  title: '停止导入',
  help: '已经导入的行保留；没有处理的行不再导入。',
  form: stopForm,
  load: ({ tx, vault }, form) => lockRun(tx, vault, form.runId),
  may: (actor, run: RunRow) => mayLead(actor, run),
  decide(run, form, moment) {
    const state = next(importRun, run.state, 'exchange.stop-import')
    if (!state) return refuse('ENDED')
    return {
      facts: [
        {
          subject: stationRef(moment.actor),
          name: 'exchange.import-stopped',
          details: { file: run.fileName, run: run.id, reason: form.reason },
        },
      ],
      changes: { state, reason: form.reason },
      reply: { runId: run.id },
    }
  },
  save: (context, change, run) => endRun(context, run, change.state, change.reason),
})
