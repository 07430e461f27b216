/** Who reported: answered by the desk that received it, opened by it with a reason, by the police only after asking. */
import { action, type LoadContext } from '#kernel/action.ts'
import type { Actor } from '#kernel/actor.ts'
import { isReceiver } from './access.ts'
import { type LoadedReport, loadReport, mayAnswer, whenWords } from './loads.ts'
import { refuse } from './refusals.ts'
import { answerFor } from './rules.ts'
import { answerForm, askReporterForm, openReporterForm, releaseReporterForm } from './schema.ts'
import { changeReport, joinedTo, type ReportRow, reportRef } from './store.ts'
import {
  answerReporterRow,
  askedHere,
  askForReporter,
  openReporter,
  releaseReporterRow,
  reporterOf,
  type ReporterRow,
} from './store-reporter.ts'

interface Answering extends LoadedReport {
  reporter: ReporterRow | null
  /** Joined to this one and received by the same desk: answered with it. */
  joined: ReportRow[]
}

export const answerReporter = action({
  name: 'reports.answer-reporter',
  title: '答复报告人',
  help: '凭编号和查询码查的人看到的就是这一句。并入的每一份都要答复。',
  legalBasis: '未成年人保护法第十一条：及时告知处理结果',
  form: answerForm,
  async load(context, form): Promise<Answering | null> {
    const loaded = await loadReport(context, form.reportId)
    if (!loaded) return null
    const joined = form.joinedToo ? await joinedTo(context.tx, context.vault, form.reportId) : []
    return { ...loaded, reporter: await reporterOf(context.tx, form.reportId), joined }
  },
  may: (actor, loaded) => mayAnswer(actor, loaded),
  decide({ report, reporter, joined }, form, moment) {
    const answer = form.answer ?? answerFor(report)
    if (!answer) return refuse('NOTHING_TO_ANSWER')
    const mine = [report, ...joined.filter((each) => each.receiverPath === report.receiverPath)]
    const open = mine.filter((each) => each.answeredAt === null)
    if (open.length === 0) return refuse('ANSWERED', { at: whenWords(reporter?.answeredAt ?? report.answeredAt ?? moment.now) })
    return {
      facts: open.map((each) => ({
        subject: reportRef(each),
        name: 'report.reporter-answered',
        value: { outcome: answer },
        details: { ...(form.way ? { way: form.way } : {}), ...(form.note ? { note: form.note } : {}) },
      })),
      changes: { answer, open },
      reply: { answered: open.length },
    }
  },
  async save(context, { answer, open }) {
    for (const each of open) {
      await answerReporterRow(context, each.id, answer, context.occurredAt)
      await changeReport(context, each.id, { answeredAt: context.occurredAt })
    }
  },
})

interface Opened extends LoadedReport {
  reporter: ReporterRow | null
}

const loadOpened = async (context: LoadContext, form: { reportId: string }): Promise<Opened | null> => {
  const loaded = await loadReport(context, form.reportId)
  return loaded && { ...loaded, reporter: await reporterOf(context.tx, form.reportId) }
}

const released = (actor: Actor, reporter: ReporterRow | null): boolean =>
  actor.organisation.kind === 'police' && (reporter?.releasedTo.includes(actor.organisation.path) ?? false)

export const openReporterAction = action({
  name: 'reports.open-reporter',
  title: '查看报告人',
  help: '写明理由才能看，每次都留痕。',
  form: openReporterForm,
  load: loadOpened,
  may: (actor, { report, reporter }) => reporter !== null && (isReceiver(actor, report) || released(actor, reporter)),
  decide: ({ report }, form) => ({
    facts: [
      { subject: reportRef(report), name: 'sensitive.viewed', value: { what: 'reporter' }, details: { reason: form.reason } },
    ],
    changes: null,
  }),
  save: async () => undefined,
  replyNotKept: true,
  async answer({ tx, vault }, { report }) {
    const content = await openReporter(tx, vault, report.id)
    return {
      name: content?.name ?? '',
      phone: content?.phone ?? '',
      kind: content?.kind ?? '',
      organisation: content?.organisation ?? '',
    }
  },
})

interface Asking extends LoadedReport {
  before: { asked: boolean; released: boolean }
}

export const askReporter = action({
  name: 'reports.ask-reporter',
  title: '向接报单位问报告人',
  help: '办案确有需要时用，写明理由；由接报单位决定。',
  legalBasis: '九部门强制报告意见：对报告人信息保密',
  form: askReporterForm,
  async load(context, form): Promise<Asking | null> {
    const loaded = await loadReport(context, form.reportId)
    return loaded && { ...loaded, before: await askedHere(context.tx, form.reportId) }
  },
  may: (actor, { report }) => actor.organisation.kind === 'police' && !isReceiver(actor, report),
  decide({ report, before }, form, moment) {
    if (before.asked || before.released) return refuse('ASKED_ALREADY')
    return {
      facts: [
        {
          subject: reportRef(report),
          name: 'report.reporter-asked',
          value: { organisation: moment.actor.organisation.id },
          details: { reason: form.reason },
        },
      ],
      changes: report.id,
    }
  },
  save: (context, reportId) => askForReporter(context.tx, reportId),
})

export const releaseReporter = action({
  name: 'reports.release-reporter',
  title: '决定是否提供报告人',
  form: releaseReporterForm,
  load: loadOpened,
  may: (actor, loaded) => mayAnswer(actor, loaded),
  decide({ report, reporter }, form) {
    if (!reporter || reporter.askedBy.length === 0) return refuse('NOT_ASKED')
    const release = form.release === 'yes'
    return {
      facts: [
        {
          subject: reportRef(report),
          name: 'report.reporter-released',
          value: { released: release },
          details: { reason: form.reason },
        },
      ],
      changes: release ? [...new Set([...reporter.releasedTo, ...reporter.askedBy])] : reporter.releasedTo,
    }
  },
  save: (context, to, { report }) => releaseReporterRow(context.tx, report.id, to, []),
})
