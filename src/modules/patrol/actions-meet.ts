/** Somebody is met on the street: the hottest door of the house. */
import { action, type LoadContext } from '#kernel/action.ts'
import { birthFact, insertPerson, laidOver, lockPerson, personRef, updatePerson } from '#modules/people-and-cases/index.ts'
import type { PersonDescription, PersonRow } from '#modules/people-and-cases/words.ts'
import { patrols } from './access.ts'
import { refuse } from './refusals.ts'
import { strongest } from './rules.ts'
import { reachedFacts } from './rules-place.ts'
import { meetPersonForm } from './schema.ts'
import { contentOf, describedBy, type Seen, seenColumns, valueOf } from './seen.ts'
import type { Area } from './store-area.ts'
import {
  type Encounter,
  groundOf,
  insertEncounter,
  isClosed,
  lockSleeper,
  nearestStation,
  putSleeper,
  sharePerson,
  type Sleeper,
} from './store.ts'
import { endReached, errandsReached, type Reached } from './store-street.ts'
import { PART } from './words.ts'

/** Of somebody known only what nobody knew is added; a name or birth told by better knowledge stays. */
function addedTo(person: PersonRow, seen: Seen, at: number): PersonDescription | null {
  const told = describedBy(seen, at)
  if (person.birthFrom || person.description.birthYear) {
    delete told.ageSeenMin
    delete told.ageSeenMax
    delete told.ageSeenAt
  }
  if (person.sex) delete told.sex
  if (person.description.writtenName || person.description.heardNames?.length) delete told.heardNames
  return Object.keys(told).length > 0 ? told : null
}

/** The known person as told, and whoever he is taken for one with now; null when the actor sees neither. */
async function knownPerson({ tx, vault }: LoadContext, id: string): Promise<{ told: PersonRow; person: PersonRow } | null> {
  const told = await lockPerson(tx, vault, id)
  if (!told) return null
  let person = told
  for (let step = 0; person.mergedInto && step < 5; step += 1) {
    const into: PersonRow | null = await lockPerson(tx, vault, person.mergedInto)
    if (!into) break
    person = into
  }
  return { told, person }
}

interface Met {
  area: Area | null
  shiftId: string | null
  stopId: string | null
  taken: boolean
  station: { stationId: string; ownerPath: string } | null
  person: PersonRow | null
  /** The one that was told of, where another is kept in his place. */
  told: PersonRow | null
  sleeper: Sleeper | null
  /** Reports that brought the patrol there. */
  reached: readonly Reached[]
}

export const meetPerson = action({
  name: 'patrol.meet-person',
  title: '街面发现',
  help: '先看体征，危急的先打 120、110。看到多少记多少，随时补。',
  legalBasis: '职责分工三（三）（四）；服务质量提升行动12',
  form: meetPersonForm,
  async load(context, form): Promise<Met | null> {
    const ground = await groundOf(context.tx, form)
    const { stationId, ownerPath } = ground.area ?? {}
    const station =
      stationId && ownerPath ? { stationId, ownerPath } : ((await nearestStation(context.tx, context.actor.organisation)) ?? null)
    // Nothing was told and the stop is the area's own: then no report brought them.
    const unsaid = !form.reportIds?.length && (!form.stopId || ground.stopId !== null)
    const reached = unsaid ? [] : await errandsReached(context, form)
    if (!form.known) return { ...ground, station, person: null, told: null, sleeper: null, reached }
    const known = await knownPerson(context, form.personId)
    if (!known) return null
    const { person, told } = known
    const sleeper = await lockSleeper(context, person.id)
    // Not met on the street so far, and a child's file closes them: an id alone puts no child on the list.
    if (!sleeper && (await isClosed(context.tx, person.id))) return null
    return { ...ground, station, person, told, sleeper, reached }
  },
  may(actor, { area, station, person, taken }, form) {
    if (area && !patrols(actor, area)) return refuse('NO_AREA')
    if (!station) return refuse('NO_STATION')
    if (!form.known && taken) return refuse('ID_TAKEN')
    return person !== null || !form.known
  },
  decide({ area, shiftId, stopId, station, person, told, sleeper, reached }, form, moment) {
    if (!station) return refuse('NO_STATION')
    const { actor, occurredAt: at } = moment
    const own = person ?? { id: form.personId, ownerPath: station.ownerPath }
    // Whoever the telephone names was met: told apart again, it is his.
    const subject = personRef(told ?? own)
    const added = person ? addedTo(person, form, at) : describedBy(form, at)
    const birth = added ? birthFact(added) : undefined
    const areaId = area?.id ?? null
    const met: Encounter = {
      id: form.encounterId,
      personId: own.id,
      recordedFor: subject.id,
      ownerPath: own.ownerPath,
      areaId,
      shiftId,
      stopId,
      organisationId: actor.organisation.id,
      accountId: actor.accountId,
      metAt: at,
      known: form.known,
      factId: `${moment.actionId}:0`,
      ...seenColumns(form),
      answer: null,
      persuadedAt: null,
      goods: 0,
      goodsKinds: [],
      emergencyAt: null,
      policeAt: null,
      evidenceAt: null,
      stationAt: null,
      photos: 0,
      escortState: 'none',
      escortTo: null,
      escortStartedAt: null,
      escortEndedAt: null,
      content: {
        ...contentOf(form),
        by: actor.name,
        ...(form.shiftId && !shiftId ? { shiftTold: form.shiftId } : {}),
      },
    }
    // What arrives late of an earlier night moves nobody: the list says where he was seen last.
    const latest = !sleeper || at >= sleeper.lastMetAt
    const listed: Sleeper = {
      personId: own.id,
      ownerPath: own.ownerPath,
      areaId: latest ? (areaId ?? sleeper?.areaId ?? null) : (sleeper?.areaId ?? null),
      stopId: latest ? (stopId ?? sleeper?.stopId ?? null) : (sleeper?.stopId ?? null),
      state: latest ? 'there' : (sleeper?.state ?? 'there'),
      met: (sleeper?.met ?? 0) + 1,
      firstMetAt: Math.min(sleeper?.firstMetAt ?? at, at),
      lastMetAt: Math.max(sleeper?.lastMetAt ?? at, at),
      missedAt: sleeper?.missedAt && sleeper.missedAt > at ? sleeper.missedAt : null,
      group: (latest ? strongest(form.groups) : undefined) ?? sleeper?.group ?? strongest(form.groups) ?? null,
      content: {
        ...sleeper?.content,
        look: (latest ? form.look : undefined) ?? sleeper?.content.look ?? form.look,
      },
    }
    const members = area ? [...area.memberPaths] : []
    return {
      facts: [
        {
          subject,
          name: 'patrol.person-met',
          value: valueOf(form),
          details: { encounterId: met.id, areaId, shiftId, stopId, known: form.known, ...contentOf(form) },
        },
        ...(birth ? [{ subject, name: 'person.birth-known', value: birth }] : []),
        ...reachedFacts(reached, subject, actor),
      ],
      changes: {
        met,
        listed,
        added,
        paths: [station.ownerPath, actor.organisation.path, ...members],
      },
      reply: { encounterId: met.id, personId: own.id },
    }
  },
  async save(context, { met, listed, added, paths }, { station, person, reached }) {
    const own = { id: met.personId, ownerPath: met.ownerPath }
    // The owner needs no part of what is his.
    await sharePerson(
      context,
      own,
      paths.filter((path) => path !== own.ownerPath),
      PART,
    )
    if (!person) {
      const stationId = station?.stationId ?? ''
      await insertPerson(context, { ...own, stationId, description: added ?? {}, identity: 'unknown' })
    } else if (added) await updatePerson(context, person, { description: laidOver(person.description, added) })
    await insertEncounter(context, met)
    await putSleeper(context, listed)
    await endReached(context.tx, reached, context.occurredAt)
  },
  constraintRefusal: (constraint) =>
    ['encounter_pkey', 'person_pkey', 'sleeper_pkey'].includes(constraint) ? refuse('ID_TAKEN') : undefined,
})
