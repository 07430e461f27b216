/** The course of a report: joined to another and parted again, refused, led to a child's file, ended. */
import { action } from '#kernel/action.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { organisationById } from '#kernel/org.ts'
import { DAY } from '#kernel/time.ts'
import {
  childRef,
  type ChildRow,
  childById,
  endSubjectPart,
  grantChildPart,
  type NewChild,
  openChildFiles,
  openingFacts,
} from '#modules/people-and-cases/index.ts'
import { isDesk } from './access.ts'
import { reportLife } from './lifecycle.ts'
import { type LoadedReport, loadReport, lockKnown, mayDirect, moved } from './loads.ts'
import { refuse } from './refusals.ts'
import { KEPT_AFTER_END_DAYS, outcomesOf } from './rules.ts'
import { disposeForm, joinForm, linkChildForm, openChildFileForm, refuseForm, unjoinForm } from './schema.ts'
import { changeReport, joinedTo, joinReport, lockReport, type ReportRow, reportRef, unjoinReport } from './store.ts'
import { metPeople } from './store-street.ts'
import { changeClue, cluesOf, type ClueRow } from './store-clue.ts'

/** What a join has to look at: both reports, what hangs on them already, whether the police know. */
interface Joining extends LoadedReport {
  into: ReportRow
  intoNo: string | undefined
  joined: ReportRow[]
  clues: ClueRow[]
  intoClues: ClueRow[]
}

export const join = action({
  name: 'reports.join',
  title: '并入另一份',
  help: '几个人报同一件事，并成一份办；每个报告人都要答复。',
  form: joinForm,
  async load(context, form): Promise<Joining | null> {
    const { tx, vault } = context
    // Both rows in one order, whichever is joined into which.
    const [first, second] = [form.reportId, form.intoId].toSorted()
    await lockReport(tx, vault, first as string)
    await lockReport(tx, vault, second as string)
    const loaded = await loadReport(context, form.reportId)
    const into = await lockKnown(context, form.intoId)
    if (!loaded || !into) return null
    const target = into.joinedInto ? await lockReport(tx, vault, into.joinedInto) : undefined
    return {
      ...loaded,
      into,
      intoNo: target?.no,
      joined: await joinedTo(tx, vault, form.reportId),
      clues: await cluesOf(tx, vault, { reportIds: [form.reportId], open: true }),
      intoClues: await cluesOf(tx, vault, { reportIds: [form.intoId] }),
    }
  },
  may: (actor, loaded) => mayDirect(actor, loaded) && isDesk(actor, loaded.into),
  decide({ report, into, intoNo, joined, clues, intoClues }, form) {
    if (report.id === into.id) return refuse('ITSELF')
    const state = moved(report, 'reports.join')
    if (isRefusal(state)) return state
    if (into.state === 'joined') return refuse('INTO_JOINED', { no: intoNo ?? '' })
    if (into.state === 'refused') return refuse('NOT_NOW', { state: '不予受理' })
    if (joined.length > 0) return refuse('OTHERS_JOINED', { count: joined.length })
    if (report.closed !== into.closed) return refuse('NOT_SAME_KIND')
    // Told of the one, the police were told of the same thing.
    const told = intoClues.find((each) => each.toldAt !== null)
    const waiting = told ? clues.filter((each) => each.state === 'found') : []
    return {
      facts: [
        { subject: reportRef(report), name: 'report.joined', value: { into: into.id }, details: { reason: form.reason } },
        ...waiting.map(() => ({ subject: reportRef(report), name: 'clue.police-told' })),
      ],
      changes: { told, waiting },
      reply: { number: into.no },
    }
  },
  async save(context, { told, waiting }, { report, into }) {
    await joinReport(context, report.id, into.id, `${context.actionId}:0`)
    for (const clue of waiting)
      await changeClue(context, clue, {
        state: 'told',
        toldAt: context.now,
        police: told?.policeId && told.policePath ? { id: told.policeId, path: told.policePath } : undefined,
      })
  },
})

export const unjoin = action({
  name: 'reports.unjoin',
  title: '分开',
  help: '并错了分开，两份各办各的；期限照原来的算。',
  form: unjoinForm,
  load: (context, form) => loadReport(context, form.reportId),
  may: (actor, loaded) => mayDirect(actor, loaded),
  decide({ report, dispatches }, form) {
    const open = moved(report, 'reports.unjoin')
    if (isRefusal(open)) return open
    const standing = dispatches.filter((each) => each.declinedAt === null)
    const state = standing.length > 0 ? ('working' as const) : ('received' as const)
    const going = standing.filter((each) => each.onSceneAt === null).map((each) => each.organisationId)
    return {
      facts: [
        {
          subject: reportRef(report),
          name: 'report.unjoined',
          value: { from: report.joinedInto ?? undefined },
          // Whoever was sent by it and has not been there goes again.
          details: { reason: form.reason, ...(going.length > 0 ? { going } : {}) },
        },
        // The duties of the report run again as if it had never been joined.
        ...(report.joinedFactId ? [{ subject: reportRef(report), name: 'fact.withdrawn', replaces: report.joinedFactId }] : []),
      ],
      changes: state,
    }
  },
  save: (context, state, { report }) => unjoinReport(context, report.id, state),
})

export const refuseReport = action({
  name: 'reports.refuse',
  title: '不予受理',
  help: '不在辖区的，先帮报告人转过去，再选不予受理。',
  form: refuseForm,
  async load(context, form): Promise<(LoadedReport & { clues: ClueRow[] }) | null> {
    const loaded = await loadReport(context, form.reportId)
    return loaded && { ...loaded, clues: await cluesOf(context.tx, context.vault, { reportIds: [form.reportId], open: true }) }
  },
  may: (actor, loaded) => mayDirect(actor, loaded),
  decide({ report, clues }, form) {
    const state = moved(report, 'reports.refuse')
    if (isRefusal(state)) return state
    if (clues.some((each) => each.state === 'found') && form.reason !== 'nuisance') return refuse('CLUE_WAITS')
    return {
      facts: [
        {
          subject: reportRef(report),
          name: 'report.refused',
          value: { reason: form.reason },
          details: { note: form.note },
        },
      ],
      changes: state,
    }
  },
  save: (context, state, { report }) => changeReport(context, report.id, { state }),
})

interface Disposing extends LoadedReport {
  joined: ReportRow[]
  clues: ClueRow[]
  /** Somebody met on the street whom the actor sees. */
  person: boolean
}

export const dispose = action({
  name: 'reports.dispose',
  title: '办结',
  help: '办结后去的单位再看三十天。报告人还要答复。',
  form: disposeForm,
  async load(context, form): Promise<Disposing | null> {
    const loaded = await loadReport(context, form.reportId)
    if (!loaded) return null
    const joined = await joinedTo(context.tx, context.vault, form.reportId)
    const reportIds = [form.reportId, ...joined.map((each) => each.id)]
    return {
      ...loaded,
      joined,
      clues: await cluesOf(context.tx, context.vault, { reportIds, open: true }),
      person: form.personId ? (await metPeople(context.tx, [form.personId])).length > 0 : false,
    }
  },
  may: (actor, loaded) => mayDirect(actor, loaded),
  decide({ report, clues, person }, form) {
    const state = moved(report, 'reports.dispose')
    if (isRefusal(state)) return state
    if (!outcomesOf(report).includes(form.outcome)) return refuse('NOT_THIS_END')
    if (form.personId && (report.closed || !person)) return refuse('NOBODY_MET')
    const into = report.childId ?? form.personId
    if (clues.some((each) => each.state === 'found')) return refuse('CLUE_WAITS')
    return {
      facts: [
        {
          subject: reportRef(report),
          name: 'report.disposed',
          value: { outcome: form.outcome, ...(into ? { into } : {}) },
          details: { what: form.what },
        },
      ],
      changes: { state, outcome: form.outcome, into },
    }
  },
  async save(context, { state, outcome, into }, { report, joined, dispatches }) {
    await changeReport(context, report.id, { state, outcome, intoId: into, disposedAt: context.occurredAt })
    for (const each of joined) await changeReport(context, each.id, { outcome })
    const until = context.now + KEPT_AFTER_END_DAYS * DAY
    // The police keep what they took up; everybody else's part ends.
    for (const each of dispatches)
      if (each.declinedAt === null && each.part === 'joint')
        await endSubjectPart(context.tx, report.id, { part: each.part, path: each.organisationPath, at: until })
  },
})

interface Opening extends LoadedReport {
  town: { id: string; path: string; kind: string } | undefined
  noTown: boolean
  clues: ClueRow[]
}

export const openChildFile = action({
  name: 'reports.open-child-file',
  title: '为孩子建档',
  help: '从报告建立未成年人个案；您是个案主管，直到另定。',
  legalBasis: '常州二（二）：发现报告、评估转介',
  form: openChildFileForm,
  async load(context, form): Promise<Opening | null> {
    const loaded = await loadReport(context, form.reportId)
    const town = form.townId ? await organisationById(context.tx, form.townId) : undefined
    return (
      loaded && {
        ...loaded,
        town,
        noTown: form.townId !== undefined && town?.kind !== 'town',
        clues: await cluesOf(context.tx, context.vault, { reportIds: [form.reportId] }),
      }
    )
  },
  may: (actor, loaded) => mayDirect(actor, loaded),
  decide({ report, town, noTown, clues }, form, moment) {
    if (report.state === 'joined' || report.state === 'refused')
      return refuse('NOT_NOW', { state: reportLife.states[report.state].zh })
    if (report.childId) return refuse('CHILD_LINKED')
    if (noTown) return refuse('NOT_A_TOWN')
    const police = clues.flatMap((each) => (each.policePath ? [each.policePath] : []))
    const { organisation, accountId } = moment.actor
    const centre = ['protection-centre', 'bureau', 'protection-point'].includes(organisation.kind)
    const child: NewChild = {
      id: moment.newId('child'),
      personId: moment.newId('child person'),
      description: {
        ...(form.name ? { writtenName: form.name } : {}),
        ...(form.sex ? { sex: form.sex } : {}),
        ...(form.birthDate ? { birthDate: form.birthDate } : {}),
        ...(!form.birthDate && form.ageSeen !== undefined ? { ageSeen: { min: form.ageSeen, max: form.ageSeen } } : {}),
      },
      kinds: form.kinds,
      town: town && { id: town.id, path: town.path },
      ...(centre ? { workerId: accountId } : {}),
      parts: [
        ...(centre
          ? [
              { part: organisation.kind === 'protection-point' ? 'point' : 'centre', path: organisation.path },
              { part: 'case-worker', path: organisation.path, accountId },
            ]
          : organisation.kind === 'police'
            ? [{ part: 'police', path: organisation.path }]
            : organisation.kind === 'station'
              ? [{ part: 'station', path: organisation.path }]
              : []),
        ...(town ? [{ part: 'town', path: town.path }] : []),
        ...[...new Set(police)].map((path) => ({ part: 'police', path })),
      ],
      openedAt: moment.now,
      details: { from: '线索报告', ...(form.note ? { note: form.note } : {}) },
    }
    return {
      facts: [...openingFacts(child, moment), { subject: reportRef(report), name: 'report.child-linked' }],
      changes: child,
      reply: { childFileId: child.id },
    }
  },
  async save(context, child, { report }) {
    await openChildFiles(context, [child])
    await changeReport(context, report.id, { childId: child.id })
  },
})

interface Linking extends LoadedReport {
  child: ChildRow
  clues: ClueRow[]
}

export const linkChild = action({
  name: 'reports.link-child',
  title: '关联已有个案',
  help: '这个孩子已经建档的，关联到那一份。',
  form: linkChildForm,
  async load(context, form): Promise<Linking | null> {
    const loaded = await loadReport(context, form.reportId)
    const child = await childById(context.tx, form.childId)
    if (!loaded || !child) return null
    return { ...loaded, child, clues: await cluesOf(context.tx, context.vault, { reportIds: [form.reportId] }) }
  },
  may: (actor, loaded) => mayDirect(actor, loaded),
  decide({ report, child, clues }, _form) {
    if (report.childId) return refuse('CHILD_LINKED')
    return {
      facts: [{ subject: reportRef(report), name: 'report.child-linked' }],
      changes: {
        childId: childRef(child).id,
        police: [...new Set(clues.flatMap((each) => (each.policePath ? [each.policePath] : [])))],
      },
    }
  },
  async save(context, { childId, police }, { report }) {
    // Who was told of the clue reads what concerns it in the child's file.
    for (const path of police) await grantChildPart(context.tx, { childId, part: 'police', path, from: context.now })
    await changeReport(context, report.id, { childId })
  },
})
