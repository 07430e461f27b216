/** Interviews of a file, read from its facts with what lies sealed in them. */
import type { Heard, Relation } from '#facts/fragments.ts'
import { relations } from '#facts/fragments.ts'
import { detailsOf, type LedgerFact } from '#kernel/ledger.ts'
import type { ReadContext } from '#kernel/query.ts'
import type { PersonDescription } from '#modules/people-and-cases/words.ts'
import type { InterviewDetails } from './actions-interviews.ts'
import { piecesOf, standing, told } from './rules.ts'
import { accountNamesOf } from './store-names.ts'
import { conditions, manners, sureness, surenessShare } from './words.ts'

/** How many interviews one page reads. */
const MOST = 300

/** What the form held, so that a correction begins with it. */
function formOf(details: InterviewDetails, value: Record<string, unknown>, at: number): Record<string, unknown> {
  const { heard = {} } = details
  const sure = (share: number) =>
    (Object.keys(sureness) as (keyof typeof sureness)[]).find((key) => surenessShare[key] <= share) ?? 'perhaps'
  return told({
    result: value.result === 'nothing' || value.result === 'refused' ? value.result : 'heard',
    names: heard.names,
    nicknames: heard.nicknames,
    kin: heard.kin,
    places: heard.places,
    phrases: heard.phrases,
    accents: heard.accents?.map((each) => told({ code: each.code, sure: sure(each.confidence), by: each.by })),
    marks: heard.marks,
    ageSaid: heard.age?.max,
    heldAt: at,
    minutes: details.minutes,
    manner: details.manner,
    place: details.place,
    language: details.language,
    listener: details.listener,
    condition: details.condition,
    recordings: details.recordings,
    note: details.note,
  })
}

const wordOf = (words: Record<string, string>, key: string | undefined) => (key ? (words[key] ?? key) : undefined)

/** `坐下来谈 · 医务室 · 湘南话 · 20 分钟` */
const howOf = (details: InterviewDetails) =>
  [wordOf(manners, details.manner), details.place, details.language, details.minutes ? `${details.minutes} 分钟` : undefined]
    .filter(Boolean)
    .join(' · ')

export async function readingOf({ tx, vault }: ReadContext, facts: readonly LedgerFact[]) {
  const all = facts.filter((fact) => fact.name === 'tracing.interviewed')
  const hold = standing(facts)
    .filter((fact) => fact.name === 'tracing.interviewed')
    .slice(-MOST)
  const takings = facts
    .filter((fact) => fact.name === 'fact.withdrawn' && all.some((each) => each.id === fact.replaces))
    .slice(-MOST)
  const gone = all.filter((fact) => takings.some((each) => each.replaces === fact.id))
  const details = (await detailsOf(
    tx,
    vault,
    [...hold, ...gone, ...takings].map((fact) => fact.id),
  )) as Map<string, InterviewDetails & { reason?: string }>
  const names = await accountNamesOf(
    tx,
    [...hold, ...gone, ...takings].map((fact) => fact.recordedBy),
  )
  const by = (fact: LedgerFact | undefined) => (fact && names.get(fact.recordedBy)) ?? '系统'
  return {
    interviews: hold.map((fact) => {
      const own = details.get(fact.id) ?? {}
      return {
        id: fact.id,
        at: fact.occurredAt,
        by: by(fact),
        listener: own.listener ?? null,
        brief: fact.value.brief === true,
        result: typeof fact.value.result === 'string' ? fact.value.result : null,
        how: howOf(own),
        condition: wordOf(conditions, own.condition) ?? null,
        question: own.question ?? null,
        note: own.note ?? null,
        recordings: own.recordings ?? [],
        corrected: fact.replaces ? (own.reason ?? '') : null,
        heard: own.heard ?? {},
        form: formOf(own, fact.value, fact.occurredAt),
      }
    }),
    withdrawn: takings.toReversed().map((taking) => {
      const fact = gone.find((each) => each.id === taking.replaces)
      return {
        id: taking.id,
        at: fact?.occurredAt ?? taking.occurredAt,
        by: by(fact),
        pieces: fact ? piecesOf(details.get(fact.id)?.heard ?? {}).map((each) => each.text) : [],
        reason: details.get(taking.id)?.reason ?? '',
        goneAt: taking.occurredAt,
        goneBy: by(taking),
      }
    }),
    /** What the hall knows that no interview told: heard at the reception desk. */
    untold(description: PersonDescription, heard: readonly Heard[]): Heard {
      const without = (words: readonly string[] | undefined, key: 'names' | 'nicknames' | 'places' | 'marks') => {
        const known = new Set(heard.flatMap((each) => each[key] ?? []))
        return (words ?? []).filter((each) => !known.has(each))
      }
      const kin = new Set(heard.flatMap((each) => (each.kin ?? []).map((one) => one.name)))
      const relation = (word: string) => (Object.keys(relations) as Relation[]).find((key) => relations[key] === word)
      return told({
        names: without(description.heardNames, 'names'),
        nicknames: without(description.nicknames, 'nicknames'),
        places: without(description.places, 'places'),
        marks: without(description.marks, 'marks'),
        kin: (description.kin ?? [])
          .filter((each) => !kin.has(each.name))
          .map((each) => told({ relation: relation(each.relation), name: each.name })),
      }) as Heard
    },
  }
}
