/** The papers of leaving. Each is rendered from facts at the moment of printing; the check code at its foot tells which. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { detailsOf } from '#kernel/ledger.ts'
import { organisationById } from '#kernel/org.ts'
import { paperAnswer, renderPaper } from '#kernel/paper.ts'
import { type AnyQuery, type FileAnswer, query, type ReadContext } from '#kernel/query.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import type { LoadedFile } from '#modules/people-and-cases/index.ts'
import { lastOf, standing } from './guest.ts'
import { originLetter, selfLeave, stayAndLeaving, termination } from './paper-data.ts'
import { readFile } from './queries.ts'
import { refuse } from './refusals.ts'
import { type LeavingRow, leavingOf } from './store.ts'

export interface Printing {
  context: ReadContext
  loaded: LoadedFile
  station: string
  leaving: LeavingRow | undefined
  /** What was written down on leaving. */
  told: Record<string, unknown>
  /** Details of the last standing fact of a name, with its time. */
  last(name: string): Promise<{ at: number; value: Record<string, unknown>; told: Record<string, unknown> } | undefined>
  now: number
}

export function paper(name: string, title: string, template: string, data: (printing: Printing) => Promise<object | Refusal>) {
  return query({
    name,
    title,
    params: z.strictObject({ fileId: field(z.uuid(), { label: '个案', widget: 'hidden' }) }),
    result: 'file',
    may: () => true,
    async read(context: ReadContext, { fileId }): Promise<FileAnswer | Refusal | null> {
      const { tx, vault, actor, now } = context
      const loaded = await readFile(context, fileId)
      const station = loaded && (await organisationById(tx, loaded.file.stationId))
      if (!loaded || !station) return null
      const leaving = loaded.file.state === 'left' ? await leavingOf(tx, fileId) : undefined
      const details = async (id: string | undefined) => (id ? ((await detailsOf(tx, vault, [id])).get(id) ?? {}) : {})
      const filled = await data({
        context,
        loaded,
        station: station.name,
        leaving,
        told: await details(leaving?.factId),
        now,
        async last(factName) {
          const fact = lastOf(standing(loaded.facts), factName)
          return fact && { at: fact.occurredAt, value: fact.value, told: await details(fact.id) }
        },
      })
      if (isRefusal(filled)) return filled
      const bytes = await renderPaper(new URL(`./papers/${template}.typ`, import.meta.url), filled, {
        printedBy: actor.name,
        printedAt: now,
      })
      return paperAnswer(`${title} ${loaded.file.no}`, bytes)
    },
  })
}

export const papers: AnyQuery[] = [
  paper('departure.paper-self-leave', '自行离站声明书', 'self-leave', async ({ loaded, station, told, now }) =>
    selfLeave(loaded, station, told, now),
  ),
  paper(
    'departure.paper-stay-and-leaving',
    '在站服务及离站登记表',
    'stay-and-leaving',
    async ({ loaded, station, told, leaving, now }) =>
      loaded.file.acceptedAt === null
        ? refuse('NO_PAPER', { why: '还没有受理。' })
        : stayAndLeaving(loaded, station, told, leaving, now),
  ),
  paper('departure.paper-termination', '终止救助通知书', 'termination', async ({ loaded, station, told, leaving }) =>
    leaving?.kind === 'terminated'
      ? termination(loaded, station, told, leaving)
      : refuse('NO_PAPER', { why: '先以“终止救助”办离站，取得文书号。' }),
  ),
  paper('departure.paper-origin-letter', '返乡告知函', 'origin-letter', async ({ loaded, station, leaving, last }) => {
    const letter = await last('departure.origin-told')
    if (!letter || !leaving) return refuse('NO_PAPER', { why: '先办“发返乡告知函”，取得文号。' })
    return originLetter(loaded, station, letter.told, (letter.told.origin as string | undefined) ?? null, {
      no: leaving.letterNo ?? (letter.told.letterNo as string | undefined) ?? null,
      on: letter.at,
    })
  }),
]
