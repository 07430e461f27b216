/** The papers of reception as PDF. Printing one is told to the ledger first (`intake.record-print`); without that it is a preview. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { organisationById } from '#kernel/org.ts'
import { paperAnswer, renderPaper } from '#kernel/paper.ts'
import { query, type ReadContext } from '#kernel/query.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { MINUTE } from '#kernel/time.ts'
import { mayReceive } from './access.ts'
import { paperFacts } from './actions-end.ts'
import { handoverPaper, type PrintOf, refusalPaper, registrationPaper } from './papers.ts'
import { type ReadReception, readReception } from './read-reception.ts'
import { refuse } from './refusals.ts'
import { lastOf, standing } from './rules-facts.ts'
import { belongingsOf } from './store.ts'
import type { PaperKind } from './words.ts'

const template = (name: string) => new URL(`./papers/${name}.typ`, import.meta.url)

/** How long after it was told to the ledger a print may be fetched with its copy number and, if asked, the whole ID number. */
const PRINT_WINDOW = 15 * MINUTE

/** The print that the actor has just told the ledger of; otherwise a masked preview. */
async function printOf(context: ReadContext, read: ReadReception, paper: PaperKind): Promise<PrintOf> {
  const { actor, now, tx } = context
  const station = (await organisationById(tx, read.file.stationId))?.name ?? ''
  const printed = standing(read.own).findLast(
    (fact) =>
      fact.name === 'intake.paper-printed' &&
      fact.value['paper'] === paper &&
      fact.recordedBy === actor.accountId &&
      now - fact.recordedAt <= PRINT_WINDOW,
  )
  if (!printed) return { station, copy: '预览，未登记打印', clear: false }
  return { station, copy: `第 ${printed.value['copy']} 份`, clear: printed.value['clear'] === true }
}

async function answer(
  context: ReadContext,
  fileId: string,
  paper: PaperKind,
  data: (read: ReadReception, print: PrintOf) => unknown,
): Promise<ReturnType<typeof paperAnswer> | Refusal | null> {
  const read = await readReception(context, fileId)
  if (!read) return null
  if (!lastOf(read.own, paperFacts[paper].fact)) return refuse('NOT_PRINTED_YET', { what: paperFacts[paper].what })
  const print = await printOf(context, read, paper)
  const body = await renderPaper(template(paper), await data(read, print), {
    printedBy: context.actor.name,
    printedAt: context.now,
  })
  return paperAnswer(`${paperNames[paper]} ${read.file.no}`, body)
}

const paperNames: Record<PaperKind, string> = { registration: '求助登记表', refusal: '不予救助通知书', handover: '书面交接单' }
const params = z.strictObject({ fileId: field(z.uuid(), { label: '个案' }) })

export const paperRegistration = query({
  name: 'intake.paper-registration',
  title: '求助登记表',
  params,
  result: 'file',
  may: (actor) => mayReceive(actor),
  read: (context, { fileId }) =>
    answer(context, fileId, 'registration', async (read, print) =>
      registrationPaper(read, await belongingsOf(context.tx, context.vault, fileId), print),
    ),
})

export const paperRefusal = query({
  name: 'intake.paper-refusal',
  title: '不予救助通知书',
  params,
  result: 'file',
  may: (actor) => mayReceive(actor),
  read: (context, { fileId }) => answer(context, fileId, 'refusal', refusalPaper),
})

export const paperHandover = query({
  name: 'intake.paper-handover',
  title: '书面交接单',
  params,
  result: 'file',
  may: (actor) => mayReceive(actor),
  read: (context, { fileId }) => answer(context, fileId, 'handover', handoverPaper),
})

export const paperBlank = query({
  name: 'intake.paper-blank',
  title: '断网空表',
  help: '断网、停电时手写，恢复后照着补录。',
  params: z.strictObject({}),
  result: 'file',
  may: (actor) => mayReceive(actor),
  async read({ actor, now }) {
    const body = await renderPaper(
      template('blank'),
      { station: actor.organisation.name },
      { printedBy: actor.name, printedAt: now },
    )
    return paperAnswer('求助登记空表', body)
  },
})
