/** Papers and sheets of an institution, and what was attached to it. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { openFile } from '#kernel/files.ts'
import { detailsOf, factsOf } from '#kernel/ledger.ts'
import { organisationById } from '#kernel/org.ts'
import { paperAnswer, renderPaper } from '#kernel/paper.ts'
import { type AnyQuery, type FileAnswer, query, type ReadContext } from '#kernel/query.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { dateOf } from '#kernel/time.ts'
import { isInstitution } from './access-institutions.ts'
import { accountOf } from './accounts.ts'
import { agreement, correctionNotice, inspectionSheet, monthSheetOf, recheckNotice } from './paper-data-institutions.ts'
import { refuse } from './refusals-institutions.ts'
import { institutionId } from './schema-institutions.ts'
import { findingId, inspectionId, month } from './schema-watch.ts'
import { monthWorkbook, XLSX } from './sheet-institutions.ts'
import { contractsOf, institutionById, licencesOf, ratesOf } from './store-institutions.ts'
import { namesOf } from './store-placed.ts'
import { type FindingRow, findingById, findingsOf, inspectionById, seenIn } from './store-watch.ts'

/** The institution with the name of its station, for the head of a paper. */
async function headed({ tx, vault }: ReadContext, id: string) {
  const institution = await institutionById(tx, vault, id)
  const station = institution && (await organisationById(tx, institution.stationId))
  return institution && station ? { institution, station: station.name } : null
}
async function printed(
  { actor, now }: ReadContext,
  template: 'institution-sheet' | 'institution-notice',
  name: string,
  data: object,
): Promise<FileAnswer | Refusal> {
  const bytes = await renderPaper(new URL(`./papers/${template}.typ`, import.meta.url), data, {
    printedBy: actor.name,
    printedAt: now,
  })
  return paperAnswer(name, bytes)
}
const own = (actor: { organisation: { kind: string } }) => actor.organisation.kind !== 'institution'

const agreementPaper = query({
  name: 'institution.paper-agreement',
  title: '托养协议要点（审批表）',
  params: z.strictObject({ institutionId }),
  result: 'file',
  may: own,
  async read(context, params) {
    const { tx, vault } = context
    const found = await headed(context, params.institutionId)
    if (!found) return null
    const contract = (await contractsOf(tx, [params.institutionId])).at(-1)
    if (!contract) return refuse('NO_PAPER', { why: '还没有签订协议。' })
    const selected = (await factsOf(tx, [params.institutionId])).findLast((fact) => fact.name === 'institution.selected')
    const details = await detailsOf(tx, vault, [contract.factId, ...(selected ? [selected.id] : [])])
    const told = { selected: details.get(selected?.id ?? '') ?? {}, contracted: details.get(contract.factId) ?? {} }
    const rates = await ratesOf(tx, params.institutionId)
    return printed(
      context,
      'institution-sheet',
      `托养协议要点 ${contract.from}`,
      agreement(found.station, found.institution, contract, rates, told),
    )
  },
})

const inspectionPaper = query({
  name: 'institution.paper-inspection',
  title: '检查记录表',
  params: z.strictObject({ inspectionId }),
  result: 'file',
  may: own,
  async read(context, params) {
    const { tx, vault } = context
    const inspection = await inspectionById(tx, vault, params.inspectionId)
    const found = inspection && (await headed(context, inspection.institutionId))
    if (!inspection || !found) return null
    if (inspection.closedAt === null) return refuse('NO_PAPER', { why: '检查还没有结束。' })
    const seen = await seenIn(tx, vault, inspection.id)
    const files = seen.map((each) => each.fileId)
    const names = await namesOf(tx, files)
    const data = inspectionSheet(found.station, found.institution, inspection, seen, names)
    return printed(context, 'institution-sheet', `检查记录表 ${dateOf(inspection.startedAt)}`, data)
  },
})

/** What is printed of a finding: to the institution, that it is to be put right, and afterwards, whether it was. */
const findingPaper = (
  name: string,
  title: string,
  data: (station: string, institution: string, finding: FindingRow, on: string) => object,
  lacking: (finding: FindingRow) => string | null = () => null,
) =>
  query({
    name,
    title,
    params: z.strictObject({ findingId }),
    result: 'file',
    may: own,
    async read(context, params) {
      const finding = await findingById(context.tx, context.vault, params.findingId)
      const found = finding && (await headed(context, finding.institutionId))
      if (!finding || !found) return null
      const why = lacking(finding)
      if (why) return refuse('NO_PAPER', { why })
      const told = data(found.station, found.institution.name, finding, dateOf(context.now))
      return printed(context, 'institution-notice', `${title} ${finding.no}`, told)
    },
  })
const noticePaper = findingPaper('institution.paper-notice', '整改通知书', correctionNotice)
const recheckPaper = findingPaper('institution.paper-recheck', '整改复查单', recheckNotice, (finding) =>
  finding.content.rechecked ? null : '还没有复查。',
)

async function monthOf(context: ReadContext, params: { institutionId: string; month: string }) {
  const found = await headed(context, params.institutionId)
  if (!found) return null
  const account = await accountOf(context.tx, params.institutionId, params.month)
  const files = account.lines.map((each) => each.fileId)
  const names = await namesOf(context.tx, files)
  const lines = account.lines
    .map((each) => ({ ...each, no: names.get(each.fileId)?.no ?? '', name: names.get(each.fileId)?.name ?? null }))
    .sort((a, b) => a.no.localeCompare(b.no))
  return { ...found, account, lines }
}
const monthPaper = query({
  name: 'institution.paper-month',
  title: '托养费月结算表',
  params: z.strictObject({ institutionId, month }),
  result: 'file',
  may: own,
  async read(context, params) {
    const found = await monthOf(context, params)
    if (!found) return null
    const data = monthSheetOf(found.station, found.institution.name, params.month, found.lines, found.account)
    return printed(context, 'institution-sheet', `托养费月结算表 ${params.month}`, data)
  },
})
const monthSheet = query({
  name: 'institution.month-sheet',
  title: '托养费月结算表（Excel）',
  params: z.strictObject({ institutionId, month }),
  result: 'file',
  may: own,
  async read(context, params) {
    const found = await monthOf(context, params)
    if (!found) return null
    const body = await monthWorkbook(found.lines, found.account)
    return { file: { name: `托养费月结算表 ${params.month}.xlsx`, type: XLSX, body } }
  },
})

const attachment = query({
  name: 'institution.attachment',
  title: '看证照、整改证明',
  params: z.strictObject({ institutionId, attachmentId: field(z.uuid(), { label: '附件', widget: 'hidden' }) }),
  result: 'file',
  may: () => true,
  async read({ tx, vault, actor }, params) {
    const institution = await institutionById(tx, vault, params.institutionId)
    if (!institution) return null
    const licences = isInstitution(actor) ? [] : await licencesOf(tx, [institution.id])
    const findings = await findingsOf(tx, vault, { institutionId: institution.id })
    const known = [...licences.flatMap((each) => each.papers), ...findings.flatMap((each) => each.proof)]
    const found = known.includes(params.attachmentId) ? await openFile(tx, vault, params.attachmentId) : undefined
    return found ? { file: { name: '附件', type: found.type, body: found.body } } : null
  },
})

export const institutionPapers: AnyQuery[] = [
  agreementPaper,
  inspectionPaper,
  noticePaper,
  recheckPaper,
  monthPaper,
  monthSheet,
  attachment,
]
