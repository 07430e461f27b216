/** Opening files for children: one or thousands in one statement. The facts are told by `decide`, the rows saved by `save`. */
import type { LoadContext, Moment, NewFact } from '#kernel/action.ts'
import type { Actor } from '#kernel/actor.ts'
import { instant, json, row, sql } from '#kernel/db.ts'
import { dateOf } from '#kernel/time.ts'
import { type ChildKind, compartmentOfKind } from './child-words.ts'
import { birthFact, birthRange, displayName } from './rules.ts'
import type { PersonDescription } from './schema.ts'
import { indexRows, rememberedPieces } from './search-keys.ts'

export interface NewChild {
  /** Id of the file, from `moment.newId`. */
  id: string
  personId: string
  /** Who the child is, for a new person; absent where the person is in the index already (a guest of a station). */
  description?: PersonDescription
  kinds: readonly ChildKind[]
  usedInCrime?: boolean | undefined
  guardianKnown?: boolean | undefined
  usedByGuardian?: boolean | undefined
  /** The town where the child lives: owes the rounds, and owns the file. */
  town?: { id: string; path: string } | undefined
  villagePath?: string | undefined
  schoolPath?: string | undefined
  /** Account of the case worker, where one is named from the beginning. */
  workerId?: string | undefined
  /** A name for corridors. */
  alias?: string | undefined
  /** Who holds what of the file from the beginning; without any, nobody would ever see it again. */
  parts: readonly { part: string; path: string; accountId?: string | undefined }[]
  /** When the need became known; the action's own time when left out. */
  openedAt?: number
  /** Stays out of the facts' value: reason, words of the finder. */
  details?: Record<string, unknown>
}

/** Whose a new file is: the town's where the child lives, else of whoever opens it. */
export function ownerOfChild(child: NewChild, actor: Pick<Actor, 'organisation'>): string {
  return child.town?.path ?? actor.organisation.path
}

/** The facts that open a file: the kinds, whose child, and the birth as far as it is known. */
export function openingFacts(child: NewChild, moment: Pick<Moment, 'actor'>): NewFact[] {
  const ownerPath = ownerOfChild(child, moment.actor)
  const subject = { kind: 'child-file', id: child.id, ownerPath }
  const birth = child.description ? birthFact(child.description) : undefined
  const at = child.openedAt === undefined ? {} : { occurredAt: child.openedAt }
  const said = (key: 'usedInCrime' | 'guardianKnown' | 'usedByGuardian') =>
    child[key] === undefined ? {} : { [key]: child[key] }
  return [
    {
      subject,
      name: 'child.file-opened',
      value: {
        kinds: [...new Set(child.kinds)],
        person: child.personId,
        ...(child.town ? { town: child.town.id } : {}),
        ...said('usedInCrime'),
        ...said('guardianKnown'),
        ...said('usedByGuardian'),
      },
      ...(child.details ? { details: child.details } : {}),
      ...at,
    },
    ...(birth
      ? [{ subject: { kind: 'person', id: child.personId, ownerPath }, name: 'person.birth-known', value: birth, ...at }]
      : []),
  ]
}

/** Takes as many numbers of a city's year as there are children; the first of them. */
async function numbersFrom({ tx, now }: LoadContext, cityOf: string, count: number): Promise<number> {
  const key = `child:${cityOf.split('.').slice(0, 2).join('.')}:${dateOf(now).slice(0, 4)}`
  const taken = await row(
    sql<{ value: number }>`insert into kernel.counter (key, value) values (${key}, ${count})
      on conflict (key) do update set value = kernel.counter.value + ${count} returning value`,
    tx,
  )
  return (taken as { value: number }).value - count + 1
}

/**
 * Saves new files with their people, kinds and parts; closed from the first moment. Answers the numbers given, in the order of
 * the children: `未保 2026-0093`.
 */
export async function openChildFiles(context: LoadContext, children: readonly NewChild[]): Promise<string[]> {
  if (children.length === 0) return []
  const { tx, vault, now, actor } = context
  const first = await numbersFrom(context, ownerOfChild(children[0] as NewChild, actor), children.length)
  const year = dateOf(now).slice(0, 4)
  const numbers = children.map((_, at) => `未保 ${year}-${String(first + at).padStart(4, '0')}`)
  const blind = (part: string, value: string) => vault.blind(`person.document.${part}`, value).toString('hex')
  const pieces = rememberedPieces()
  const work = children.map((child, at) => {
    const { description } = child
    const no = numbers[at] as string
    const birth = description ? birthRange(description) : undefined
    const index = description ? indexRows(description, blind, pieces) : { names: [], clues: [], documents: [] }
    return {
      id: child.id,
      personId: child.personId,
      no,
      ownerPath: ownerOfChild(child, actor),
      alias: child.alias ? vault.sealJson(`child_file.alias:${child.id}`, child.alias).toString('base64') : null,
      townPath: child.town?.path ?? null,
      villagePath: child.villagePath ?? null,
      schoolPath: child.schoolPath ?? null,
      workerId: child.workerId ?? null,
      openedAt: instant(child.openedAt ?? context.occurredAt),
      at: instant(now),
      kinds: [...new Set(child.kinds)].map((kind) => ({ kind, compartment: compartmentOfKind(kind) })),
      parts: child.parts.map(({ part, path, accountId }) => ({ part, path, accountId: accountId ?? null })),
      ...(description
        ? {
            person: {
              displayName: displayName(description, null) ?? `无名儿童 ${no.split(' ')[1]}`,
              sex: description.sex ?? null,
              birthFrom: birth?.from ?? null,
              birthTo: birth?.to ?? null,
              identity: 'claimed',
              namelessNo: null,
              division: description.division ?? null,
              description: vault.sealJson(`person.description:${child.personId}`, description).toString('base64'),
            },
          }
        : {}),
      names: index.names,
      clues: index.clues,
      documents: index.documents,
    }
  })
  await sql`select people.open_child_files(${json(work)})`.execute(tx)
  return numbers
}
