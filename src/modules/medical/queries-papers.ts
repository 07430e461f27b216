/** The papers of hospital and back; each is rendered from facts at the moment of printing. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { detailsOf, factsOf } from '#kernel/ledger.ts'
import { organisationById } from '#kernel/org.ts'
import { paperAnswer, renderPaper } from '#kernel/paper.ts'
import { type AnyQuery, type FileAnswer, query, type ReadContext } from '#kernel/query.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { fileById, type LoadedFile, personById } from '#modules/people-and-cases/index.ts'
import { bedside, costStatement, discharge, fetchNotice, headOf, referral, type Told } from './paper-data.ts'
import { refuse } from './refusals.ts'
import { lastOf } from './rules.ts'
import { type CostLine, costLines } from './store-costs.ts'

interface Printing {
  loaded: LoadedFile
  now: number
  /** The last standing fact of a name, with what was written down. */
  last(name: string, from?: number): Promise<Told | undefined>
  costs(): Promise<CostLine[]>
}

function paper(name: string, title: string, template: string, data: (printing: Printing) => Promise<object | Refusal>) {
  return query({
    name,
    title,
    params: z.strictObject({ fileId: field(z.uuid(), { label: '个案', widget: 'hidden' }) }),
    result: 'file',
    may: () => true,
    async read({ tx, vault, actor, now }: ReadContext, { fileId }): Promise<FileAnswer | Refusal | null> {
      const file = await fileById(tx, fileId)
      const person = file && (await personById(tx, vault, file.personId))
      const station = file && (await organisationById(tx, file.stationId))
      if (!file || !person || !station) return null
      const loaded = { file, person, facts: await factsOf(tx, [file.id, file.personId]) }
      const filled = await data({
        loaded,
        now,
        async last(factName, from = -Infinity) {
          const fact = lastOf(
            loaded.facts.filter((each) => each.occurredAt >= from || each.name === 'fact.withdrawn'),
            factName,
          )
          if (!fact) return undefined
          const details = (await detailsOf(tx, vault, [fact.id])).get(fact.id) ?? {}
          return { at: fact.occurredAt, value: fact.value, details }
        },
        costs: () => costLines(tx, { fileId }),
      })
      if (isRefusal(filled)) return filled
      const bytes = await renderPaper(
        new URL(`./papers/${template}.typ`, import.meta.url),
        { ...headOf(loaded, station), ...filled },
        { printedBy: actor.name, printedAt: now },
      )
      return paperAnswer(`${title} ${file.no}`, bytes)
    },
  })
}

const noPaper = (why: string) => refuse('NO_PAPER', { why })

export const papers: AnyQuery[] = [
  paper('medical.paper-referral', '送医（转介）单', 'referral', async ({ last }) => {
    const sent = await last('medical.hospitalised')
    return sent ? referral(sent) : noPaper('还没有记送医住院。')
  }),
  paper('medical.paper-bedside', '床前甄别记录', 'bedside', async ({ last }) => {
    const sent = await last('medical.hospitalised')
    if (!sent) return noPaper('还没有记送医住院。')
    return bedside(sent, await last('medical.identified-at-bedside', sent.at))
  }),
  paper('medical.paper-fetch-notice', '接回通知书', 'fetch-notice', async ({ loaded, last, now }) => {
    const sent = await last('medical.hospitalised')
    const ready = await last('medical.discharge-ready', sent?.at)
    if (!sent || !ready) return noPaper('先由医院或站里记“可以出院”。')
    const assigned = await last('medical.fetch-assigned', sent.at)
    return fetchNotice(loaded, ready, assigned, String(sent.value.hospital ?? ''), now)
  }),
  paper('medical.paper-discharge', '出院交接单', 'discharge', async ({ last, costs }) => {
    const sent = await last('medical.hospitalised')
    if (!sent) return noPaper('还没有记送医住院。')
    const fen = (await costs())
      .filter((line) => line.withdrawnAt === null && line.hospital !== null)
      .reduce((sum, line) => sum + line.fen, 0)
    return discharge(sent, await last('medical.discharge-ready', sent.at), await last('medical.fetched', sent.at), fen)
  }),
  paper('medical.paper-costs', '医疗费用清单', 'costs', async ({ costs }) => {
    const lines = await costs()
    return lines.length === 0 ? noPaper('还没有记费用。') : costStatement(lines)
  }),
]
