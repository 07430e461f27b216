/** A person whom a village reports who was never rescued: told, sent back where something is missing, taken into the register. */
import { action, type LoadContext, type NewFact } from '#kernel/action.ts'
import { inRange } from '#kernel/actor.ts'
import { known } from '#kernel/field.ts'
import { toLedgerFacts } from '#kernel/ledger.ts'
import { type Organisation, organisationById } from '#kernel/org.ts'
import { birthFact, grantPart, insertPerson, type PersonDescription } from '#modules/people-and-cases/index.ts'
import { refuse } from './refusals.ts'
import { returneeState } from './rules-returnee.ts'
import { acceptReportForm, correctReportForm, type Report, reportForm, returnReportForm } from './schema.ts'
import { keepReturnee } from './store-returnee.ts'
import { acceptReportRow, correctReportRow, insertReport, lockReport, type ReportRow, returnReportRow } from './store-report.ts'
import { reportStates } from './words.ts'

export const reportPerson = action({
  name: 'follow-up.report-person',
  title: '上报易走失人员',
  help: '没有被救助过、但容易走失流浪的人。知道多少写多少；民政局核对，缺的会退回来。',
  legalBasis: '大提升第14项：易流浪走失人员信息库',
  form: reportForm,
  load: async () => ({}),
  may: (actor) => actor.organisation.kind === 'village' || actor.organisation.kind === 'town',
  decide: (_loaded, form, { newId }) => {
    const id = newId('report')
    return { facts: [], changes: { id, content: form }, reply: { reportId: id } }
  },
  save: ({ tx, vault, actor, now }, { id, content }) =>
    insertReport(tx, vault, {
      id,
      content,
      ownerPath: actor.organisation.path,
      organisationId: actor.organisation.id,
      sentAt: now,
    }),
})

const load = ({ tx, vault }: LoadContext, form: { reportId: string }) => lockReport(tx, vault, form.reportId)
const settled = (report: ReportRow) => refuse('REPORT_SETTLED', { state: reportStates[report.state] })

export const correctReport = action({
  name: 'follow-up.correct-report',
  title: '补充后再报',
  form: correctReportForm,
  load,
  may: (actor, report) => inRange(actor, report.ownerPath) && actor.organisation.kind !== 'bureau',
  decide(report, form) {
    if (report.state === 'accepted') return settled(report)
    const { reportId: _id, ...content } = form
    return { facts: [], changes: content }
  },
  save: ({ tx, vault, now }, content, report) => correctReportRow(tx, vault, report.id, content, now),
})

export const returnReport = action({
  name: 'follow-up.return-report',
  title: '退回补充',
  form: returnReportForm,
  load,
  may: (actor, report) => actor.organisation.kind === 'bureau' && inRange(actor, report.ownerPath),
  decide: (report, form) => (report.state === 'sent' ? { facts: [], changes: form.missing } : settled(report)),
  save: ({ tx, vault }, missing, report) => returnReportRow(tx, vault, report.id, missing),
})

/** What a report must tell before somebody can be looked in on: who, and where they live. */
export function lacking({ writtenName, address, household }: Report): string[] {
  return [...(known(writtenName) ? [] : ['姓名']), ...(address || known(household) ? [] : ['住址'])]
}

const described = ({ care: _care, reasons: _reasons, told: _told, ...rest }: Report): PersonDescription =>
  rest as PersonDescription

type Accepting = { report: ReportRow; village: Organisation | null; town: Organisation | null }

export const acceptReport = action({
  name: 'follow-up.accept-report',
  title: '纳入信息库（上报）',
  help: '建立这个人的档案，纳入信息库，由上报的村（社区）、镇街回访。',
  form: acceptReportForm,
  async load(context, form): Promise<Accepting | null> {
    const report = await load(context, form)
    if (!report) return null
    const from = await organisationById(context.tx, report.organisationId)
    const above = from?.kind === 'village' && from.parentId ? await organisationById(context.tx, from.parentId) : undefined
    return { report, village: from?.kind === 'village' ? from : null, town: (from?.kind === 'town' ? from : above) ?? null }
  },
  may: (actor, { report }) => actor.organisation.kind === 'bureau' && inRange(actor, report.ownerPath),
  decide({ report, village, town }, form, moment) {
    if (report.state === 'accepted') return settled(report)
    if (report.state === 'returned') return refuse('REPORT_WAITS')
    const lacks = lacking(report.content)
    if (lacks.length > 0) return refuse('REPORT_LACKS', { what: lacks.join('、') })
    const { actor, newId, now } = moment
    const personId = newId('person')
    const subject = { kind: 'person', id: personId, ownerPath: actor.organisation.path }
    const birth = birthFact(described(report.content))
    const facts: NewFact[] = [
      {
        subject,
        name: 'follow-up.listed',
        value: { reasons: report.content.reasons },
        details: { basis: report.content.told, note: form.note, from: report.organisation },
      },
      { subject, name: 'person.identity-stated', value: { status: 'claimed' } },
      ...(birth ? [{ subject, name: 'person.birth-known', value: birth }] : []),
    ]
    if (town) {
      const value = { organisation: town.id, ...(village ? { village: village.id } : {}) }
      facts.push({ subject, name: 'follow-up.town-assigned', value })
    }
    const state = returneeState(toLedgerFacts(facts, { ...moment, version: () => 1 }), personId, 1, now)
    const paths = [town, village].flatMap((each) => (each ? [each.path] : []))
    const returneeId = newId('returnee')
    return { facts, changes: { personId, returneeId, state, paths }, reply: { personId, returneeId } }
  },
  async save(context, { personId, returneeId, state, paths }, { report }) {
    const { organisation } = context.actor
    const { tx, now } = context
    const description = described(report.content)
    const { path: ownerPath, id: stationId } = organisation
    await insertPerson(context, { id: personId, ownerPath, stationId, description, identity: 'claimed' })
    await keepReturnee(context, { id: returneeId, fileId: null, personId, ownerPath }, state)
    for (const path of paths)
      await grantPart(tx, { kind: 'person', subjectId: personId, ownerPath, path, part: 'follow-up', from: now })
    await acceptReportRow(tx, report.id, personId, now)
  },
})
