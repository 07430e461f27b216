/** The papers of care outside, rendered from facts and rows at the moment of printing. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { detailsOf, factsOf } from '#kernel/ledger.ts'
import { organisationById } from '#kernel/org.ts'
import { paperAnswer, renderPaper } from '#kernel/paper.ts'
import { type AnyQuery, type FileAnswer, query, type ReadContext } from '#kernel/query.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { addMonths, dateOf, startOfDay } from '#kernel/time.ts'
import { fileById, type LoadedFile, personById } from '#modules/people-and-cases/index.ts'
import { bringBackLineLife, placementLife } from './lifecycle-placements.ts'
import { handoverRows, headOf, healthLine, list, longTime, returnRows, words } from './placement-papers.ts'
import { refuse } from './refusals-placements.ts'
import { infectionOf } from './rules-placement.ts'
import { fileId } from './schema-placements.ts'
import { batchById, linesOf } from './store-bring-back.ts'
import { linePeople } from './store-outside.ts'
import { healthReportsOf, outsideOf, pendingOf, type PlacementRow, placementsOf } from './store-placements.ts'
import { careLevels } from './words.ts'
import { bySides, legalSituations, reasons } from './words-placements.ts'

interface Printing {
  loaded: LoadedFile
  station: string
  placements: PlacementRow[]
  told(factId: string | null): Promise<Record<string, unknown>>
}

type Template = 'placement-proposal' | 'placement-handover' | 'placement-list'

async function printed(
  { actor, now }: ReadContext,
  template: Template,
  title: string,
  data: object | Refusal,
): Promise<FileAnswer | Refusal> {
  if (isRefusal(data)) return data
  const bytes = await renderPaper(new URL(`./papers/${template}.typ`, import.meta.url), data, {
    printedBy: actor.name,
    printedAt: now,
  })
  return paperAnswer(title, bytes)
}

function paper(name: string, title: string, template: Template, fill: (printing: Printing) => Promise<object | Refusal>) {
  return query({
    name,
    title,
    params: z.strictObject({ fileId }),
    result: 'file',
    may: () => true,
    async read(context, { fileId: id }): Promise<FileAnswer | Refusal | null> {
      const { tx, vault } = context
      const file = await fileById(tx, id)
      const person = file && (await personById(tx, vault, file.personId))
      const station = file && (await organisationById(tx, file.stationId))
      if (!file || !person || !station) return null
      const data = await fill({
        loaded: { file, person, facts: await factsOf(tx, [id]) },
        station: station.name,
        placements: await placementsOf(tx, id),
        told: async (factId) => (factId ? ((await detailsOf(tx, vault, [factId])).get(factId) ?? {}) : {}),
      })
      return printed(context, template, `${title} ${file.no}`, data)
    },
  })
}

const proposalPaper = paper('entrusted.paper-proposal', '送托审批表', 'placement-proposal', async (printing) => {
  const { loaded, station, placements, told } = printing
  const placement = pendingOf(placements) ?? outsideOf(placements) ?? placements[0]
  if (!placement) return refuse('NO_PAPER', { why: '还没有提出送托。' })
  const proposal = await told(placement.proposedFact)
  const decision = await told(placement.decidedFact)
  const { infection } = infectionOf(loaded.facts)
  return {
    ...headOf(loaded, station, dateOf(placement.proposedAt)),
    institution: placement.institution,
    level: careLevels[placement.level],
    reasons: list(proposal.reasons, reasons),
    why: words(proposal.why),
    tried: words(proposal.tried),
    legal: list(proposal.legal, legalSituations),
    infection: { 'ruled-out': '已排除', suspected: '疑似', untold: '没有结论' }[infection],
    proposedAt: longTime(placement.proposedAt),
    way: placement.emergency ? '紧急送托，先送后批' : '先批后送',
    state: placementLife.states[placement.state].zh,
    decision: words(decision.note) ?? words(decision.reason),
    decidedAt: placement.decidedAt === null ? null : longTime(placement.decidedAt),
  }
})

const handoverPaper = paper('entrusted.paper-handover', '送托交接单', 'placement-handover', async (printing) => {
  const { loaded, station, placements, told } = printing
  const placement = outsideOf(placements) ?? placements.find((each) => each.placedAt !== null)
  if (!placement?.placedAt) return refuse('NO_PAPER', { why: '还没有送托交接。' })
  const handed = await told(placement.placedFact)
  return {
    title: '站外托养送托交接单',
    ...headOf(loaded, station, dateOf(placement.placedAt)),
    institution: placement.institution,
    level: careLevels[placement.level],
    at: longTime(placement.placedAt),
    rows: handoverRows(handed),
    stationSigner: words(handed.stationSigner),
    institutionSigner: words(handed.institutionSigner),
  }
})

const returnPaper = paper('entrusted.paper-return', '接回交接单', 'placement-handover', async (printing) => {
  const { loaded, station, placements, told } = printing
  const placement = placements.find((each) => each.state === 'brought-back')
  if (!placement?.endedAt) return refuse('NO_PAPER', { why: '还没有接回。' })
  const handed = await told(placement.endedFact)
  return {
    title: '站外托养接回交接单',
    ...headOf(loaded, station, dateOf(placement.endedAt)),
    institution: placement.institution,
    level: careLevels[placement.level],
    at: longTime(placement.endedAt),
    rows: returnRows(handed),
    stationSigner: words(handed.stationSigner),
    institutionSigner: words(handed.institutionSigner),
  }
})

const planPaper = query({
  name: 'entrusted.paper-bring-back-plan',
  title: '接回计划表',
  params: z.strictObject({ batchId: field(z.uuid(), { label: '批次', widget: 'hidden' }) }),
  result: 'file',
  may: () => true,
  async read(context, { batchId }) {
    const { tx, vault } = context
    const batch = await batchById(tx, vault, batchId)
    const station = batch && (await organisationById(tx, batch.stationId))
    if (!batch || !station) return null
    const lines = await linesOf(tx, [batchId])
    const people = await linePeople(
      tx,
      lines.map((each) => each.placementId),
    )
    const who = new Map(people.map((each) => [each.placementId, each]))
    return printed(context, 'placement-list', `接回计划表 ${batch.on}`, {
      title: '站外托养人员接回计划表',
      station: station.name,
      no: batch.on,
      note: batch.words,
      widths: [1, 3, 3, 4, 2, 3, 3],
      heads: ['次序', '编号', '姓名', '托养机构', '护理等级', '结果', '备注'],
      lines: lines.flatMap((each) => {
        const person = who.get(each.placementId)
        return person
          ? [
              [
                each.position,
                person.no,
                person.name,
                person.institution,
                careLevels[person.level],
                bringBackLineLife.states[each.state].zh,
                '',
              ],
            ]
          : []
      }),
      left: `接得下 ${batch.capacity} 人，列入 ${lines.length} 人`,
      right: '站长（签字）：　　　　　　　　民政局（章）：',
    })
  },
})

const MONTH = /^\d{4}-\d{2}$/

const healthPaper = query({
  name: 'entrusted.paper-health-sheet',
  title: '托养人员每月健康表',
  params: z.strictObject({
    fileId,
    month: field(z.string().regex(MONTH).optional(), { label: '月份', help: '不填就是本月' }),
  }),
  result: 'file',
  may: () => true,
  async read(context, params) {
    const { tx, vault, now } = context
    const file = await fileById(tx, params.fileId)
    const person = file && (await personById(tx, vault, file.personId))
    const station = file && (await organisationById(tx, file.stationId))
    if (!file || !person || !station) return null
    const month = params.month ?? dateOf(now).slice(0, 7)
    const first = `${month}-01`
    const reports = await healthReportsOf(tx, file.id, { from: startOfDay(first), to: startOfDay(addMonths(first, 1)) })
    const told = await detailsOf(
      tx,
      vault,
      reports.map((each) => each.factId),
    )
    const placements = await placementsOf(tx, file.id)
    const placement = outsideOf(placements) ?? placements.find((each) => each.placedAt !== null)
    if (!placement) return refuse('NO_PAPER', { why: '没有在站外托养。' })
    return printed(context, 'placement-list', `每月健康表 ${file.no} ${month}`, {
      title: '站外托养人员每月健康表',
      station: station.name,
      no: file.no,
      note: `${person.displayName}　${placement.institution}　${careLevels[placement.level]}　${month}`,
      widths: [3, 2, 2, 2, 5, 4, 2],
      heads: ['时间', '体重', '身体状况', '情绪', '具体情况', '用药', '谁报'],
      lines: reports.toReversed().map((each) => [...healthLine(each.at, told.get(each.factId) ?? {}), bySides[each.by]]),
      left: `本月 ${reports.length} 次`,
      right: '托养机构（章）：　　　　　　　　救助站核对：',
    })
  },
})

export const placementPapers: AnyQuery[] = [proposalPaper, handoverPaper, returnPaper, planPaper, healthPaper]
