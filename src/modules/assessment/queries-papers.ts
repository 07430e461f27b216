/** Papers: the report of an assessment, and a sheet to be filled in by hand where there is no screen. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { organisationById } from '#kernel/org.ts'
import { paperAnswer, renderPaper } from '#kernel/paper.ts'
import { query } from '#kernel/query.ts'
import { dateOf } from '#kernel/time.ts'
import { childById, compartmentsOf, notOpened, sheetInForce, sheetUsed } from '#modules/people-and-cases/index.ts'
import { ageOn } from '#modules/people-and-cases/words.ts'
import { reportPaper, sheetPaper } from './paper-data.ts'
import { refuse } from './refusals.ts'
import { childId, ofAssessment } from './schema.ts'
import { assessmentById, assessorsOf, opinionsOf } from './store.ts'
import { purposes } from './words.ts'

const report = query({
  name: 'assessment.paper-report',
  title: '监护评估报告',
  params: ofAssessment,
  result: 'file',
  may: () => true,
  async read(context, { assessmentId }) {
    const { tx, vault, actor, now } = context
    const row = await assessmentById(tx, vault, assessmentId)
    if (!row) return null
    const shut = await notOpened(context, row.childId)
    if (shut) return shut
    const child = await childById(tx, row.childId)
    const sheet = await sheetUsed(tx, row)
    const own = await organisationById(tx, actor.organisation.id)
    if (!child || !sheet || !own) return null
    if (!row.content.result) return refuse('NO_PAPER')
    const age = child.birthFrom && child.birthTo ? ageOn({ from: child.birthFrom, to: child.birthTo }, dateOf(now)) : null
    const data = reportPaper({
      row,
      sheet,
      child,
      age,
      organisation: own.name,
      assessors: await assessorsOf(tx, vault, [row.id]),
      opinions: await opinionsOf(tx, vault, row.childId),
    })
    const url = new URL('./papers/report.typ', import.meta.url)
    return paperAnswer(`监护评估报告 ${child.no}`, await renderPaper(url, data, { printedBy: actor.name, printedAt: now }))
  },
})

const blank = query({
  name: 'assessment.paper-sheet',
  title: '空白评估表',
  help: '到没有网络的地方用：打印现用的表，手填后再录入。',
  params: z.strictObject({ childId, purpose: field(choice(purposes), { label: '事由' }) }),
  result: 'file',
  may: () => true,
  async read(context, params) {
    const shut = await notOpened(context, params.childId)
    if (shut) return shut
    const { tx, actor, now } = context
    const child = await childById(tx, params.childId)
    if (!child || !(await compartmentsOf(tx, child.id)).has('assessment')) return null
    const { sheet } = await sheetInForce(tx, params.purpose, child.ownerPath, dateOf(now))
    const data = sheetPaper(sheet, { no: child.no, organisation: actor.organisation.name, purpose: purposes[params.purpose] })
    const url = new URL('./papers/sheet.typ', import.meta.url)
    return paperAnswer(`评估表 ${child.no}`, await renderPaper(url, data, { printedBy: actor.name, printedAt: now }))
  },
})

export const papers = [report, blank]
