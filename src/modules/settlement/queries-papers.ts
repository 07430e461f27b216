/** Papers and sheets. Each is rendered from what was recorded at the moment of printing. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { organisationById } from '#kernel/org.ts'
import { paperAnswer, renderPaper } from '#kernel/paper.ts'
import { type AnyQuery, type FileAnswer, query, type ReadContext } from '#kernel/query.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { factsOf } from '#kernel/ledger.ts'
import { sheetOf, XLSX } from '#kernel/sheet.ts'
import { fileById, personById } from '#modules/people-and-cases/index.ts'
import { candidatesNow, listed } from './lists.ts'
import { stateKeys } from './lifecycle.ts'
import { applicationPaper, namingPaper, planPaper, type Printing, registerPaper, supportPaper } from './paper-data.ts'
import { refuse } from './refusals.ts'
import { lookAt } from './rules.ts'
import { daysForm, fileId } from './schema.ts'
import { candidateHeads, candidateLine, caseHeads, caseLine } from './sheet.ts'
import { caseOfFile, planById } from './store.ts'
import { casesIn, casesOfPlan } from './store-read.ts'

function paper(name: string, title: string, template: string, data: (printing: Printing) => object | Refusal) {
  return query({
    name,
    title,
    params: z.strictObject({ fileId }),
    result: 'file',
    may: () => true,
    async read({ tx, vault, actor, now }: ReadContext, params): Promise<FileAnswer | Refusal | null> {
      const file = await fileById(tx, params.fileId)
      const person = file && (await personById(tx, vault, file.personId))
      const station = file && (await organisationById(tx, file.stationId))
      const found = file && (await caseOfFile(tx, vault, file.id))
      if (!file || !person || !station) return null
      if (!found) return refuse('NO_PAPER', { why: '还没有整理卷宗。' })
      const steps = lookAt(await factsOf(tx, [file.id]), now).steps
      const filled = data({ file, person, case: found, station: station.name, steps, now })
      if (isRefusal(filled)) return filled
      const url = new URL(`./papers/${template}.typ`, import.meta.url)
      return paperAnswer(`${title} ${file.no}`, await renderPaper(url, filled, { printedBy: actor.name, printedAt: now }))
    },
  })
}

export const planQuery = query({
  name: 'settlement.paper-plan',
  title: '安置方案',
  params: z.strictObject({ planId: field(z.uuid(), { label: '方案', widget: 'hidden' }) }),
  result: 'file',
  may: () => true,
  async read({ tx, vault, actor, now }, { planId }) {
    const plan = await planById(tx, vault, planId)
    if (!plan) return null
    const people = await casesOfPlan(tx, vault, planId)
    const data = planPaper(plan, people, actor.organisation.name)
    const bytes = await renderPaper(new URL('./papers/plan.typ', import.meta.url), data, {
      printedBy: actor.name,
      printedAt: now,
    })
    return paperAnswer(plan.no, bytes)
  },
})

const candidatesSheet = query({
  name: 'settlement.candidates-sheet',
  title: '即将满三个月清单',
  params: daysForm,
  result: 'file',
  may: () => true,
  async read(context, { within }) {
    const { items } = await candidatesNow(context, within, MOST_LINES)
    const body = await sheetOf('即将满三个月', candidateHeads, items.map(candidateLine))
    return { file: { name: '即将满三个月.xlsx', type: XLSX, body } }
  },
})

/** Lines of one sheet. */
const MOST_LINES = 5_000

const casesSheet = query({
  name: 'settlement.cases-sheet',
  title: '落户安置名单',
  params: z.strictObject({}),
  result: 'file',
  may: () => true,
  async read({ tx, vault }) {
    const cases = (await casesIn(tx, vault, stateKeys, MOST_LINES)).map((each) => caseLine(listed(each)))
    return { file: { name: '落户安置名单.xlsx', type: XLSX, body: await sheetOf('落户安置', caseHeads, cases) } }
  },
})

export const papers: AnyQuery[] = [
  paper('settlement.paper-application', '落户安置申请函', 'application', applicationPaper),
  paper('settlement.paper-naming', '赋名登记表', 'naming', namingPaper),
  paper('settlement.paper-register', '落户函', 'register-letter', registerPaper),
  paper('settlement.paper-support', '特困供养认定表', 'support', supportPaper),
  planQuery,
  candidatesSheet,
  casesSheet,
]
