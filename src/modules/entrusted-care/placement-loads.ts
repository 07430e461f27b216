/** What decisions about people outside lock and read. */
import type { LoadContext } from '#kernel/action.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { dateOf } from '#kernel/time.ts'
import { lockFile, type LoadedFile, rescueFile } from '#modules/people-and-cases/index.ts'
import { refuse } from './refusals-placements.ts'
import { candidateAt, personObstacle } from './rules-placement.ts'
import { type Admission, admissionOf, lockInstitution } from './store-institutions.ts'
import { outsideOf, pathOfOrganisation, pendingOf, placementById, type PlacementRow, placementsOf } from './store-placements.ts'

export interface Around extends LoadedFile {
  /** The placement that the form names; of a door that names a file, the one that lasts. */
  placement: PlacementRow | undefined
  outside: PlacementRow | undefined
  pending: PlacementRow | undefined
  /** Of the institution that is to receive. */
  admission: Admission | null
  /** Path of its organisation, where it is one of this system. */
  housePath: string | null
}

/** Locks the file, which orders whoever acts on it, and the institution, which orders whoever sends people there. */
async function around(context: LoadContext, fileId: string, more: { placementId?: string; institutionId?: string; at?: number }) {
  const { tx, vault } = context
  const loaded = await lockFile(tx, vault, fileId)
  if (!loaded) return null
  const all = await placementsOf(tx, fileId)
  const placement = more.placementId ? all.find((each) => each.id === more.placementId) : outsideOf(all)
  const institutionId = more.institutionId ?? (more.placementId ? placement?.institutionId : undefined)
  // Institutions belong to the station whose file it is; another's is as good as none.
  const house = institutionId ? await lockInstitution(tx, vault, institutionId) : null
  const own = house?.ownerPath === loaded.file.ownerPath ? house : null
  const admission = own ? await admissionOf(tx, own.id, dateOf(Math.min(more.at ?? context.now, context.now))) : null
  return {
    ...loaded,
    placement,
    outside: outsideOf(all),
    pending: pendingOf(all),
    admission,
    housePath: own?.organisationId ? await pathOfOrganisation(tx, own.organisationId) : null,
  } satisfies Around
}

export const loadForHouse = (
  context: LoadContext,
  form: { fileId: string; institutionId: string; at?: number | undefined },
): Promise<Around | null> =>
  around(context, form.fileId, { institutionId: form.institutionId, ...(form.at === undefined ? {} : { at: form.at }) })

export async function loadPlacement(
  context: LoadContext,
  form: { placementId: string; at?: number | undefined },
): Promise<Around | null> {
  const found = await placementById(context.tx, form.placementId)
  if (!found) return null
  return around(context, found.fileId, {
    placementId: form.placementId,
    ...(form.at === undefined ? {} : { at: form.at }),
  })
}

/** The one that lasts. The institution's officer locks nothing but the file and reads no institution. */
export const loadOutside = (context: LoadContext, form: { fileId: string }): Promise<Around | null> =>
  around(context, form.fileId, {})

/** What about the person stands in the way, as a refusal. */
export function personRefusal(
  loaded: LoadedFile,
  at: number,
  more: { adultKnown: boolean; emergency?: boolean; placing?: boolean },
): Refusal | undefined {
  const code = personObstacle(candidateAt(loaded, at), more)
  return code && refuse(code, { state: rescueFile.states[loaded.file.state].zh })
}

/** What about the institution stands in the way, as a refusal. */
export function houseRefusal({ admission }: Around): Refusal | undefined {
  if (!admission) return refuse('NO_INSTITUTION')
  if (admission.against.length === 0 && admission.heads !== null) return undefined
  return refuse('INSTITUTION', { institution: admission.name, why: admission.against.join('，') || '没有协议' })
}
