/** One report as whoever asks may see it: the desk the whole course, who was sent the matter and never the reporter. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { type Place, placeParts, placeWords } from '#kernel/place.ts'
import { detailsOf } from '#kernel/ledger.ts'
import { organisationById } from '#kernel/org.ts'
import { query, type ReadContext } from '#kernel/query.ts'
import { factDef } from '#facts/index.ts'
import { childById } from '#modules/people-and-cases/index.ts'
import { isDesk, isReceiver, isSent } from './access.ts'
import { readReport } from './loads.ts'
import { clueAnswer, clueLine } from './queries-clue.ts'
import { metLine, metLines } from './queries-met.ts'
import { answerSuggested, dueOnScene } from './rules.ts'
import { dispatchesOf, reportById, type ReportRow } from './store.ts'
import { cluesOf } from './store-clue.ts'
import { eventsOf, joinedLines } from './store-read.ts'
import { askedHere, reporterOf } from './store-reporter.ts'

const instant = (label: string) => field(z.number().nullable(), { label, widget: 'instant' })
const sealed = (label: string) => field(z.string().nullable(), { label, sensitivity: 'sealed', mask: 'none' })

/** About the reporter: for the desk that received it and nobody else. */
const ABOUT_REPORTER = new Set([
  'report.reporter-asked',
  'report.reporter-released',
  'report.reporter-answered',
  'sensitive.viewed',
])
/** That a child's file was opened or linked is for the desks: whoever was sent holds no part of it. */
const ABOUT_FILE = 'report.child-linked'
const WORDS = ['text', 'note', 'found', 'decided', 'who', 'reason', 'what', 'words'] as const

async function events({ tx, vault, actor }: ReadContext, report: ReportRow) {
  const receiver = isReceiver(actor, report)
  const told = (await eventsOf(tx, report.id)).filter(
    ({ name }) => (receiver || !ABOUT_REPORTER.has(name)) && (name !== ABOUT_FILE || isDesk(actor, report)),
  )
  const details = await detailsOf(
    tx,
    vault,
    told.map((each) => each.factId),
  )
  return told.map((each) => {
    const said = details.get(each.factId) ?? {}
    return {
      key: each.factId,
      name: each.name,
      title: factDef(each.name)?.title ?? each.name,
      at: each.at,
      organisation: each.organisation,
      words:
        [
          ...WORDS.flatMap((key) => (typeof said[key] === 'string' && said[key] !== '' ? [said[key] as string] : [])),
          ...(each.name === 'report.place-checked'
            ? [each.value['people'] ? `看到 ${each.value['people']} 人，没有说上话` : '没有人']
            : []),
          ...(each.name === 'report.on-scene' && said['spot'] ? [placeWords(said['spot'] as Place)] : []),
        ].join('；') || null,
    }
  })
}

/** What is kept of the reporter that may be said without opening it. */
async function reporterSaid({ tx, actor }: ReadContext, report: ReportRow) {
  if (!isReceiver(actor, report)) return null
  const reporter = await reporterOf(tx, report.id)
  return (
    reporter && {
      mandatory: reporter.mandatory,
      wants: reporter.wants,
      answeredAt: reporter.answeredAt,
      answer: reporter.answer,
      suggested: answerSuggested(report) ?? null,
      asked: reporter.askedBy.length,
      released: reporter.releasedTo.length,
    }
  )
}

export const reportQuery = query({
  name: 'reports.report',
  title: '一份报告',
  params: z.strictObject({ reportId: field(z.uuid(), { label: '报告', widget: 'hidden' }) }),
  result: z.strictObject({
    reportId: z.string(),
    no: field(z.string(), { label: '编号' }),
    state: z.string(),
    about: z.array(z.string()),
    channel: z.string().nullable(),
    emergency: z.boolean(),
    closed: z.boolean(),
    receivedAt: field(z.number(), { label: '接到', widget: 'instant' }),
    receiver: z.string().nullable(),
    desk: z.string(),
    town: z.string().nullable(),
    townId: z.string().nullable(),
    raisedAt: instant('报上级'),
    onSceneAt: instant('到场'),
    dueScene: instant('应到场'),
    suspect: z.boolean(),
    /** The person met, or nothing. */
    metId: z.string().nullable(),
    met: z.array(metLine).max(60),
    disposedAt: instant('办结'),
    outcome: z.string().nullable(),
    content: z.strictObject({
      what: sealed('情况'),
      place: sealed('在哪里'),
      when: sealed('什么时候'),
      danger: z.string().nullable(),
      situations: z.array(z.string()),
      childName: sealed('孩子姓名'),
      childSex: z.string().nullable(),
      childAge: sealed('大约几岁'),
      childWhere: sealed('孩子现在在哪里'),
      childSchool: sealed('学校'),
      seenAt: instant('看见'),
      people: z.number().nullable(),
      doing: z.array(z.string()).max(10),
      groups: z.array(z.string()).max(10),
      signs: z.array(z.string()).max(10),
      look: sealed('长相、衣着'),
      spot: field(placeParts.nullable(), { label: '位置', sensitivity: 'sealed', mask: 'none' }),
      photos: z.array(z.string()).max(6),
    }),
    dispatches: z
      .array(
        z.strictObject({
          dispatchId: z.string(),
          organisation: z.string(),
          own: z.boolean(),
          at: field(z.number(), { label: '派单', widget: 'instant' }),
          dueAt: field(z.number(), { label: '应接单', widget: 'instant' }),
          acknowledgedAt: instant('接单'),
          onSceneAt: instant('到场'),
          declinedAt: instant('退单'),
          raisedAt: instant('到时没接单'),
        }),
      )
      .max(1000),
    clues: z.array(clueAnswer).max(200),
    joined: z
      .array(
        z.strictObject({
          reportId: z.string(),
          no: z.string(),
          receivedAt: z.number(),
          answeredAt: instant('答复'),
          receiver: z.string(),
        }),
      )
      .max(50),
    joinedInto: z.strictObject({ reportId: z.string(), no: z.string() }).nullable(),
    /** A child's file is linked: told to desks, so that none is opened twice; named only to whom it is open. */
    linked: z.boolean(),
    child: z
      .strictObject({ childId: z.string(), no: z.string(), name: field(z.string(), { label: '姓名', sensitivity: 'personal' }) })
      .nullable(),
    events: z
      .array(
        z.strictObject({
          key: z.string(),
          name: z.string(),
          title: z.string(),
          at: z.number(),
          organisation: z.string().nullable(),
          words: sealed('内容'),
        }),
      )
      .max(500),
    reporter: z
      .strictObject({
        mandatory: z.boolean(),
        wants: z.string(),
        answeredAt: instant('答复'),
        answer: z.string().nullable(),
        suggested: z.string().nullable(),
        asked: z.number(),
        released: z.number(),
      })
      .nullable(),
    asked: z.strictObject({ asked: z.boolean(), released: z.boolean() }),
    may: z.strictObject({ direct: z.boolean(), answer: z.boolean(), sent: z.boolean(), police: z.boolean() }),
  }),
  may: () => true,
  async read(context, { reportId }) {
    const { tx, vault, actor } = context
    const report = await readReport(context, reportId)
    if (!report) return null
    const dispatches = await dispatchesOf(tx, [report.id])
    const [receiver, desk] = [await organisationById(tx, report.receiverId), await organisationById(tx, report.deskId)]
    const town = report.townId ? await organisationById(tx, report.townId) : undefined
    const into = report.joinedInto ? await reportById(tx, vault, report.joinedInto) : null
    const child = report.childId ? await childById(tx, report.childId) : null
    const direct = isDesk(actor, report)
    const { content } = report
    return {
      reportId: report.id,
      no: report.no,
      state: report.state,
      about: report.about,
      // How it came may say who told it: that it was a school, a hospital, a driver.
      channel: direct ? report.channel : null,
      emergency: report.emergency,
      closed: report.closed,
      receivedAt: report.receivedAt,
      receiver: receiver?.name ?? null,
      desk: desk?.name ?? '',
      town: town?.name ?? null,
      townId: town?.id ?? null,
      raisedAt: report.raisedAt,
      onSceneAt: report.onSceneAt,
      dueScene: dueOnScene(report) ?? null,
      suspect: direct && report.suspect,
      metId: report.closed ? null : report.intoId,
      met: await metLines(context, report),
      disposedAt: report.disposedAt,
      outcome: report.outcome,
      content: {
        what: content.what,
        place: content.place ?? null,
        when: content.when ?? null,
        danger: content.danger ?? null,
        situations: content.situations ?? [],
        childName: content.childName ?? null,
        childSex: content.childSex ?? null,
        childAge: content.childAge ?? null,
        childWhere: content.childWhere ?? null,
        childSchool: content.childSchool ?? null,
        seenAt: content.seenAt ?? null,
        people: content.people ?? null,
        doing: content.doing ?? [],
        groups: content.groups ?? [],
        signs: content.signs ?? [],
        look: content.look ?? null,
        spot: content.spot ?? null,
        photos: content.photos ?? [],
      },
      dispatches: dispatches.map((each) => ({
        dispatchId: each.id,
        organisation: each.organisation,
        own: each.organisationPath === actor.organisation.path,
        at: each.at,
        dueAt: each.dueAt,
        acknowledgedAt: each.acknowledgedAt,
        onSceneAt: each.onSceneAt,
        declinedAt: each.declinedAt,
        raisedAt: each.raisedAt,
      })),
      clues: (await cluesOf(tx, vault, { reportIds: [report.id] })).map((each) => clueLine(each, null)),
      joined: (await joinedLines(tx, report.id)).map(({ id, ...each }) => ({ reportId: id, ...each })),
      joinedInto: into && { reportId: into.id, no: into.no },
      linked: report.childId !== null && (direct || child !== null),
      child: child && { childId: child.id, no: child.no, name: child.name },
      events: await events(context, report),
      reporter: await reporterSaid(context, report),
      asked: await askedHere(tx, report.id),
      may: {
        direct,
        answer: isReceiver(actor, report),
        sent: isSent(actor, dispatches),
        police: actor.organisation.kind === 'police',
      },
    }
  },
})
