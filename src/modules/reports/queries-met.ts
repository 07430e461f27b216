/** Whom the patrol met by a report: told to everybody who reads the report, who it was only to whom the person is open. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { detailsOf } from '#kernel/ledger.ts'
import { query, type ReadContext } from '#kernel/query.ts'
import { DAY, printInstant } from '#kernel/time.ts'
import { personById } from '#modules/people-and-cases/index.ts'
import type { PersonRow } from '#modules/people-and-cases/words.ts'
import { readReport } from './loads.ts'
import type { ReportRow } from './store.ts'
import { eventsOf } from './store-read.ts'
import { metPeople } from './store-street.ts'

const reportId = field(z.uuid(), { label: '报告', widget: 'hidden' })

export const metLine = z.strictObject({
  key: z.string(),
  at: field(z.number(), { label: '见到', widget: 'instant' }),
  organisation: z.string().nullable(),
  /** Null to whom the person is not open. */
  personId: z.string().nullable(),
  name: field(z.string().nullable(), { label: '见到的人', sensitivity: 'personal', mask: 'none' }),
})

const calledWhat = ({ description: { writtenName, heardNames } }: PersonRow): string =>
  typeof writtenName === 'string' ? writtenName : heardNames?.[0] ? `${heardNames[0]}（音）` : '姓名不详'

async function metHere({ tx, vault }: ReadContext, report: ReportRow) {
  const told = (await eventsOf(tx, report.id)).filter((each) => each.name === 'report.person-met')
  const details = await detailsOf(
    tx,
    vault,
    told.map((each) => each.factId),
  )
  return told.flatMap(({ factId, at, organisation }) => {
    const personId = details.get(factId)?.['personId']
    return typeof personId === 'string' ? [{ key: factId, at, organisation, personId }] : []
  })
}

/** For the report's page. */
export async function metLines(context: ReadContext, report: ReportRow): Promise<z.output<typeof metLine>[]> {
  const lines = []
  for (const each of (await metHere(context, report)).slice(-60)) {
    const person = await personById(context.tx, context.vault, each.personId)
    lines.push({ ...each, personId: person ? each.personId : null, name: person ? calledWhat(person) : null })
  }
  return lines
}

export const peopleMet = query({
  name: 'reports.people-met',
  title: '街面见到的人',
  params: z.strictObject({ reportId }),
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          id: z.string(),
          name: field(z.string(), { label: '街面见到的人', sensitivity: 'personal', mask: 'none' }),
        }),
      )
      .max(60),
  }),
  may: () => true,
  async read(context, params) {
    const { tx, vault } = context
    const report = await readReport(context, params.reportId)
    if (!report || report.closed) return report ? { items: [] } : null
    const met = await metPeople(tx, null, report.receivedAt - DAY)
    const here = new Set((await metHere(context, report)).map((each) => each.personId))
    const items = []
    for (const each of met.toSorted((a, b) => Number(here.has(b.id)) - Number(here.has(a.id)) || b.at - a.at)) {
      const person = await personById(tx, vault, each.id)
      if (!person) continue
      items.push({
        id: each.id,
        name: [
          calledWhat(person),
          `${printInstant(each.at).slice(5, 16).replace('T', ' ')} 见到`,
          here.has(each.id) ? '就是按这份报告见到的' : '',
        ]
          .filter(Boolean)
          .join(' · '),
      })
    }
    return { items }
  },
})
