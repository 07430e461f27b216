/** Papers: the sheet of a report for whoever goes there, the letter that hands a clue to the police. None names the reporter. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { organisationById } from '#kernel/org.ts'
import { paperAnswer, renderPaper } from '#kernel/paper.ts'
import { query, type ReadContext } from '#kernel/query.ts'
import { printInstant } from '#kernel/time.ts'
import { childById, notOpened } from '#modules/people-and-cases/index.ts'
import { reportLife } from './lifecycle.ts'
import { situationWords } from './mandatory.ts'
import { readReport } from './loads.ts'
import { dispatchesOf, reportById } from './store.ts'
import { clueById } from './store-clue.ts'
import { abouts, clueKinds, dangers, outcomes } from './words.ts'

const template = (name: string) => new URL(`./papers/${name}.typ`, import.meta.url)
const printed = ({ actor, now }: ReadContext) => ({ printedBy: actor.name, printedAt: now })
const when = (at: number | null) => (at === null ? '' : printInstant(at).replace('T', ' '))
const word = (list: Record<string, string>, key: string | null | undefined) => (key ? (list[key] ?? key) : '')

export const reportPaper = query({
  name: 'reports.paper-report',
  title: '线索处置单',
  params: z.strictObject({ reportId: field(z.uuid(), { label: '报告', widget: 'hidden' }) }),
  result: 'file',
  may: () => true,
  async read(context, { reportId }) {
    const { tx } = context
    const report = await readReport(context, reportId)
    if (!report) return null
    const desk = await organisationById(tx, report.deskId)
    const { content } = report
    const data = {
      station: desk?.name ?? '',
      no: report.no,
      about: report.about.map((each) => word(abouts, each)).join('、'),
      emergency: report.emergency ? '紧急' : '一般',
      at: when(report.receivedAt),
      state: reportLife.states[report.state].zh,
      what: content.what,
      place: content.place ?? '',
      happened: content.when ?? '',
      danger: word(dangers, content.danger),
      situations: (content.situations ?? []).map((each) => word(situationWords, each)).join('；'),
      child: [content.childName, word({ male: '男', female: '女' }, content.childSex), content.childAge, content.childSchool]
        .filter(Boolean)
        .join('，'),
      where: content.childWhere ?? '',
      outcome: word(outcomes, report.outcome),
      sent: (await dispatchesOf(tx, [report.id]))
        .filter((each) => each.declinedAt === null)
        .map((each) => ({
          organisation: each.organisation,
          at: when(each.at),
          acknowledged: when(each.acknowledgedAt),
          onScene: when(each.onSceneAt),
        })),
    }
    return paperAnswer(`线索处置单 ${report.no}`, await renderPaper(template('report'), data, printed(context)))
  },
})

export const cluePaper = query({
  name: 'reports.paper-clue',
  title: '侵害未成年人线索移送函',
  params: z.strictObject({ clueId: field(z.uuid(), { label: '线索', widget: 'hidden' }) }),
  result: 'file',
  may: () => true,
  async read(context, { clueId }) {
    const { tx, vault, actor } = context
    const clue = await clueById(tx, vault, clueId)
    if (!clue) return null
    const shut = clue.childId ? await notOpened(context, clue.childId) : undefined
    if (shut) return shut
    const child = clue.childId ? await childById(tx, clue.childId) : null
    const report = clue.reportId ? await reportById(tx, vault, clue.reportId) : null
    const no = child?.no ?? report?.no ?? ''
    const data = {
      station: actor.organisation.name,
      no,
      to: clue.police ?? '',
      kind: word(clueKinds, clue.kind),
      found: when(clue.foundAt),
      told: when(clue.toldAt),
      child: child?.name ?? report?.content.childName ?? '',
      where: report?.content.childWhere ?? report?.content.place ?? '',
      what: [clue.content.what, clue.content.what ? undefined : report?.content.what].filter(Boolean).join(''),
    }
    return paperAnswer(`线索移送函 ${no}`, await renderPaper(template('clue'), data, printed(context)))
  },
})
