/** What was seen is corrected afterwards, photos are added. */
import { action, type LoadContext } from '#kernel/action.ts'
import type { Tx } from '#kernel/db.ts'
import { factsOf, type LedgerFact } from '#kernel/ledger.ts'
import { birthFact, laidOver, lockPerson, personRef, updatePerson } from '#modules/people-and-cases/index.ts'
import type { PersonRow } from '#modules/people-and-cases/words.ts'
import { mayCorrect } from './access.ts'
import { refuse } from './refusals.ts'
import { contentOf, describedBy, type Seen, seenColumns, valueOf } from './seen.ts'
import { addPhotosForm, correctEncounterForm } from './schema.ts'
import { changeEncounter, type Encounter, lockEncounter, lockSleeper, putSleeper } from './store.ts'

/** Whom the encounter described, as far as what it told still stands there: a birth told by a paper or seen since is not its own. */
async function describedPerson({ tx, vault }: LoadContext, met: Encounter): Promise<PersonRow | null> {
  for (const id of new Set([met.recordedFor, met.personId])) {
    const person = await lockPerson(tx, vault, id)
    const { birthDate, birthYear, ageSeenMin, ageSeenMax, ageSeenAt } = person?.description ?? {}
    const unsaid = ageSeenMin === undefined && ageSeenMax === undefined
    if (person && !birthDate && !birthYear && (unsaid || ageSeenAt === met.metAt)) return person
  }
  return null
}

/** The fact that told the age seen then, where it stands still. */
async function toldBirth(tx: Tx, person: PersonRow, met: Encounter): Promise<LedgerFact | undefined> {
  const facts = await factsOf(tx, [person.id])
  const gone = new Set(facts.map((each) => each.replaces))
  return facts.findLast((each) => each.name === 'person.birth-known' && each.occurredAt === met.metAt && !gone.has(each.id))
}

async function loadCorrection(context: LoadContext, form: { encounterId: string }) {
  const met = await lockEncounter(context, form.encounterId)
  if (!met) return { met, person: null, birth: undefined, sleeper: null }
  const person = await describedPerson(context, met)
  const birth = person ? await toldBirth(context.tx, person, met) : undefined
  return { met, person, birth, sleeper: await lockSleeper(context, met.personId) }
}

export const correctEncounter = action({
  name: 'patrol.correct-encounter',
  title: '更正街面发现',
  help: '写了的以新的为准，没写的照旧；原记录留着。看上去的年龄也更正到人，除非已有人按证件登记出生。',
  form: correctEncounterForm,
  load: loadCorrection,
  may(actor, { met }) {
    if (!met) return refuse('NO_ENCOUNTER')
    return mayCorrect(actor, met)
  },
  decide({ met, person, birth, sleeper }, form, moment) {
    if (!met) return refuse('NO_ENCOUNTER')
    const { encounterId: _encounter, reason, ...told } = form
    const before: Seen = {
      ...met.content,
      signs: met.signs ?? undefined,
      withMinor: met.withMinor ?? undefined,
      coercionSuspected: met.coercion ?? undefined,
      infantUsed: met.infant ?? undefined,
      guardianThere: met.guardianThere ?? undefined,
    }
    const seen: Seen = { ...before, ...Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)) }
    const { areaId, shiftId, stopId, known } = met
    // It was then that they met; only what was seen is told anew.
    const then = { occurredAt: met.metAt }
    const { ageSeenMin, ageSeenMax, ageSeenAt } = describedBy(seen, met.metAt)
    const aged = told.ageSeenMin !== undefined || told.ageSeenMax !== undefined
    const age = person && aged ? { ageSeenMin, ageSeenMax, ageSeenAt } : null
    const value = age ? birthFact(age) : undefined
    const { group } = seenColumns(seen)
    return {
      facts: [
        {
          subject: personRef({ id: met.recordedFor, ownerPath: met.ownerPath }),
          name: 'patrol.person-met',
          value: valueOf(seen),
          details: { encounterId: met.id, areaId, shiftId, stopId, known, corrected: reason, ...contentOf(seen) },
          ...then,
          replaces: met.factId,
        },
        ...(person && value
          ? [
              {
                subject: personRef(person),
                name: 'person.birth-known',
                value,
                details: { corrected: reason },
                ...then,
                ...(birth ? { replaces: birth.id } : {}),
              },
            ]
          : []),
      ],
      changes: {
        met: { factId: `${moment.actionId}:0`, ...seenColumns(seen), content: { ...met.content, ...contentOf(seen) } },
        age,
        // The list says of him what was seen last.
        listed:
          sleeper?.lastMetAt === met.metAt
            ? {
                ...sleeper,
                group: group ?? sleeper.group,
                content: { ...sleeper.content, look: seen.look ?? sleeper.content.look },
              }
            : null,
      },
      reply: { encounterId: met.id },
    }
  },
  async save(context, { met: change, age, listed }, { met, person }) {
    if (met) await changeEncounter(context, met, change)
    if (person && age) await updatePerson(context, person, { description: laidOver(person.description, age) })
    if (listed) await putSleeper(context, listed)
  },
})

export const addPhotos = action({
  name: 'patrol.add-photos',
  title: '补充照片',
  form: addPhotosForm,
  load: async (context, form) => ({ met: await lockEncounter(context, form.encounterId) }),
  may: (_actor, { met }) => (met ? true : refuse('NO_ENCOUNTER')),
  decide({ met }, form) {
    if (!met) return refuse('NO_ENCOUNTER')
    const photos = [...new Set([...(met.content.photos ?? []), ...form.photos])]
    return {
      facts: [
        {
          subject: personRef({ id: met.personId, ownerPath: met.ownerPath }),
          name: 'patrol.photo-added',
          details: { encounterId: met.id, photos: form.photos },
        },
      ],
      changes: { photos: photos.length, content: { ...met.content, photos } },
      reply: { encounterId: met.id, photos: photos.length },
    }
  },
  async save(context, change, { met }) {
    if (met) await changeEncounter(context, met, change)
  },
})
