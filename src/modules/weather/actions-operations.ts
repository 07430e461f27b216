/** Opened, changed, more rounds, closed. */
import { cityOf } from '#kernel/actor.ts'
import { action, type LoadContext } from '#kernel/action.ts'
import { nextNumber } from '#kernel/org.ts'
import { addDays, dateOf } from '#kernel/time.ts'
import type { z } from 'zod'
import { mayLead } from './access.ts'
import { refuse } from './refusals.ts'
import { daysIn, meet } from './rules.ts'
import { areaLine, changeForm, closeForm, missingForm, openForm, roundsForm } from './schema.ts'
import {
  type AreaRow,
  areasKnown,
  changeOperation,
  insertOperation,
  lockOperation,
  type OperationArea,
  type OperationRow,
  operationRef,
  operations,
} from './store.ts'
import { kinds, LONGEST_DAYS } from './words.ts'

type AreaLine = z.output<typeof areaLine>
interface Chosen {
  areas: OperationArea[]
  memberPaths: string[]
}

/** Whoever writes the very name of a patrol area means that area: it has rounds. */
const areaOfLine = (line: AreaLine, known: readonly AreaRow[]): string | undefined =>
  line.areaId ?? known.find((area) => area.active && area.name === line.name?.trim())?.id

/** The areas that were chosen, and those that may be meant by a name. */
const areasMeant = async (context: LoadContext, lines: readonly AreaLine[]): Promise<AreaRow[]> => {
  const chosen = await areasKnown(
    context.tx,
    lines.flatMap((line) => line.areaId ?? []),
  )
  const byName = lines.some((line) => line.areaId === undefined) ? await areasKnown(context.tx) : []
  return [...chosen, ...byName]
}

/** Areas as they were chosen or written; undefined when one is not to be found. */
function chosenAreas(
  lines: readonly AreaLine[],
  known: readonly AreaRow[],
  ownerPath: string,
  newId: (label: string) => string,
): Chosen | undefined {
  const areas: OperationArea[] = []
  const members = new Set<string>()
  for (const line of lines) {
    const areaId = areaOfLine(line, known)
    if (areaId === undefined) {
      if (line.name && !areas.some((area) => area.name === line.name))
        areas.push({ id: newId(`area:${line.name}`), name: line.name, ownerPath, written: true })
      continue
    }
    const found = known.find((area) => area.id === areaId)
    if (!found) return undefined
    if (!areas.some((area) => area.id === found.id)) areas.push({ id: found.id, name: found.name, ownerPath: found.ownerPath })
    for (const path of [found.ownerPath, ...found.memberPaths]) members.add(path)
  }
  return { areas, memberPaths: [...members] }
}

interface Rounds {
  rounds: number
  from: string
  until: string
  fromTime: string
  toTime: string
}
/** What the patrol plans by: which of its areas, which days, from when to when, how many in a night. */
function roundsFacts(operation: Pick<OperationRow, 'id' | 'ownerPath' | 'kind'>, areas: readonly OperationArea[], told: Rounds) {
  const areaIds = areas.filter((area) => !area.written).map((area) => area.id)
  if (areaIds.length === 0) return []
  const { rounds, fromTime, toTime } = told
  return daysIn(told.from, told.until).map((dates) => ({
    subject: operationRef(operation),
    name: 'weather.rounds-added',
    value: { rounds },
    details: { kind: operation.kind, areaIds, dates, rounds, fromTime, toTime },
  }))
}

const daysTooMany = (from: string, until: string) => until < from || addDays(from, LONGEST_DAYS) < until
const clash = (
  others: readonly OperationRow[],
  made: { kind: string; from: string; until: string; areas: readonly OperationArea[] },
) => {
  for (const other of others.filter((each) => each.kind === made.kind && meet(each, made)))
    for (const area of made.areas)
      if (other.areas.some((each) => each.id === area.id || each.name === area.name))
        return refuse('OVERLAP', { no: other.no, from: other.from, until: other.until, area: area.name })
  return undefined
}

export const open = action({
  name: 'weather.open',
  title: '启动救助行动',
  help: '寒冬送温暖、夏季送清凉、防汛：定区域、日期、加密班次。各区域的救助站和巡查单位随即看到。',
  legalBasis: '大提升第11项：极端天气时集中救助，不发生因寒冷、饥饿、炎热伤亡',
  form: openForm,
  async load(context, form) {
    const { tx, vault, actor, now } = context
    const year = dateOf(now).slice(0, 4)
    // The counter's row orders those who open at the same moment: the second sees what the first opened.
    const number = await nextNumber(tx, `weather:${cityOf(actor.organisation.path)}:${year}`)
    return {
      no: `行动${year}-${String(number).padStart(3, '0')}`,
      others: await operations(tx, vault, 'open'),
      known: await areasMeant(context, form.areas),
    }
  },
  may: (actor) => mayLead(actor, { ownerPath: actor.organisation.path }),
  decide({ no, others, known }, form, moment) {
    if (daysTooMany(form.from, form.until)) return refuse('DATES')
    const id = moment.newId('operation')
    const ownerPath = moment.actor.organisation.path
    const chosen = chosenAreas(form.areas, known, ownerPath, moment.newId)
    if (!chosen) return refuse('NO_AREA')
    const { areas, memberPaths } = chosen
    if (areas.length === 0) return refuse('WHICH_AREA')
    const double = clash(others, { ...form, areas })
    if (double) return double
    if (form.rounds && !(form.fromTime && form.toTime)) return refuse('WHEN')
    if (form.rounds && areas.every((area) => area.written)) return refuse('NOT_PATROLLED')
    const content = {
      ground: form.ground,
      measures: form.measures,
      shelter: form.shelter,
      fromTime: form.fromTime,
      toTime: form.toTime,
    }
    const operation: OperationRow = {
      id,
      no,
      ownerPath,
      kind: form.kind,
      state: 'open',
      from: form.from,
      until: form.until,
      level: form.level ?? null,
      areas,
      memberPaths,
      rounds: form.rounds ?? 0,
      openedAt: moment.occurredAt,
      closedAt: null,
      content,
    }
    const only = areas.length === 1 ? { area: areas[0]?.id } : {}
    const opened = {
      subject: operationRef(operation),
      name: 'campaign.opened',
      value: { kind: form.kind, lead: moment.actor.organisation.id, ...only },
      details: {
        no,
        from: form.from,
        until: form.until,
        level: form.level,
        areas: areas.map(({ id: areaId, name }) => ({ id: areaId, name })),
        ...content,
      },
    }
    const more = form.rounds && form.fromTime && form.toTime
    return {
      facts: more
        ? [
            opened,
            ...roundsFacts(operation, areas, {
              rounds: form.rounds as number,
              from: form.from,
              until: form.until,
              fromTime: form.fromTime as string,
              toTime: form.toTime as string,
            }),
          ]
        : [opened],
      changes: operation,
      reply: { operationId: id, no },
    }
  },
  save: (context, operation) => insertOperation(context, operation),
})

export const notOpen = (operation: OperationRow, what: string) =>
  refuse('NOT_OPEN', { closed: operation.closedAt === null ? '' : `已于 ${dateOf(operation.closedAt)}`, what })

export const change = action({
  name: 'weather.change',
  title: '延长、扩大行动',
  help: '只能更长、更广、措施更多；提前收尾用“结束行动”。',
  form: changeForm,
  async load(context, form) {
    const operation = await lockOperation(context, form.operationId)
    if (!operation) return null
    return {
      ...operation,
      known: await areasMeant(context, form.areas ?? []),
      others: (await operations(context.tx, context.vault, 'open')).filter((each) => each.id !== operation.id),
    }
  },
  may: (actor, operation) => mayLead(actor, operation),
  decide(operation, form, moment) {
    if (operation.state !== 'open') return notOpen(operation, '延长、扩大行动')
    if (form.until !== undefined && form.until < operation.until) return refuse('SHORTER')
    const until = form.until ?? operation.until
    if (daysTooMany(operation.from, until)) return refuse('DATES')
    const more = chosenAreas(form.areas ?? [], operation.known, operation.ownerPath, moment.newId)
    if (!more) return refuse('NO_AREA')
    // What was written by its name is set as a patrol area by now: it comes beside the name, and has rounds.
    const same = (one: OperationArea, other: OperationArea) =>
      one.id === other.id || (one.name === other.name && one.written === other.written)
    const added = more.areas.filter((area) => !operation.areas.some((each) => same(each, area)))
    if (until === operation.until && added.length === 0 && !form.level && !form.measures) return refuse('NOTHING')
    const areas = [...operation.areas, ...added]
    const double = clash(operation.others, { kind: operation.kind, from: operation.from, until, areas })
    if (double) return double
    const subject = operationRef(operation)
    const only = added.length === 1 ? { area: added[0]?.id } : {}
    return {
      facts: [
        {
          subject,
          name: 'weather.changed',
          value: only,
          details: {
            until,
            areas: added.map(({ id, name }) => ({ id, name })),
            level: form.level,
            measures: form.measures,
            reason: form.reason,
          },
        },
      ],
      changes: {
        until,
        areas,
        memberPaths: [...new Set([...operation.memberPaths, ...more.memberPaths])],
        level: form.level ?? operation.level,
        content: { ...operation.content, ...(form.measures ? { measures: form.measures } : {}) },
      },
      reply: { operationId: operation.id },
    }
  },
  save(context, changes, { known: _known, others: _others, ...operation }) {
    return changeOperation(context, operation, changes)
  },
})

export const addRounds = action({
  name: 'weather.add-rounds',
  title: '加密巡查',
  help: '定几晚、从几点到几点、加几班；巡查计划随即排出。',
  legalBasis: '大提升第11项：加大巡查频次',
  form: roundsForm,
  load: (context, form) => lockOperation(context, form.operationId),
  may: (actor, operation) => mayLead(actor, operation),
  decide(operation, form) {
    if (operation.state !== 'open') return notOpen(operation, '加密巡查')
    if (form.until < form.from || form.from < operation.from || form.until > operation.until) return refuse('TIMES')
    const areas = form.areaIds ? operation.areas.filter((area) => form.areaIds?.includes(area.id)) : operation.areas
    if (areas.length === 0 || (form.areaIds && areas.length !== new Set(form.areaIds).size)) return refuse('NO_AREA')
    const { rounds, from, until, fromTime, toTime } = form
    const facts = roundsFacts(operation, areas, { rounds, from, until, fromTime, toTime })
    if (facts.length === 0) return refuse('NOT_PATROLLED')
    return {
      facts,
      changes: { rounds: Math.max(operation.rounds, rounds), content: { ...operation.content, fromTime, toTime } },
      reply: { operationId: operation.id },
    }
  },
  save: (context, changes, operation) => changeOperation(context, operation, changes),
})

export const close = action({
  name: 'weather.close',
  title: '结束行动',
  help: '写小结。以后补到的记录（手机晚到的、补登的伤亡）仍计入这次行动的数字。',
  legalBasis: '大提升第11项',
  form: closeForm,
  load: (context, form) => lockOperation(context, form.operationId),
  may: (actor, operation) => mayLead(actor, operation),
  decide(operation, form, moment) {
    if (operation.state !== 'open') return notOpen(operation, '结束行动')
    return {
      facts: [
        {
          subject: operationRef(operation),
          name: 'campaign.closed',
          value: { kind: operation.kind },
          details: { title: kinds[operation.kind], summary: form.summary },
        },
      ],
      changes: {
        state: 'closed' as const,
        closedAt: moment.occurredAt,
        content: { ...operation.content, summary: form.summary },
      },
      reply: { operationId: operation.id },
    }
  },
  save: (context, changes, operation) => changeOperation(context, operation, changes),
})

/** Told each noon by the house itself: so many who are known were met by nobody for some nights. */
export const noteMissing = action({
  name: 'weather.note-missing',
  title: '常在街面的人多晚未见到',
  form: missingForm,
  load: (context: LoadContext, form) => lockOperation(context, form.operationId),
  may: (actor) => actor.kind === 'system',
  decide(operation, form) {
    if (operation.state !== 'open') return notOpen(operation, '提示未见到的人')
    return {
      facts: [
        {
          subject: operationRef(operation),
          name: 'weather.sleeper-missing',
          value: { people: form.people },
          details: { night: form.night },
        },
      ],
      changes: null,
      reply: { operationId: operation.id },
    }
  },
  save: async () => {},
})
