/** A sign as lists, its page and the sheet show it. */
import { z } from 'zod'
import { organisationKinds } from '#kernel/org-words.ts'
import { placeWords } from '#kernel/place.ts'
import type { ReadContext } from '#kernel/query.ts'
import { dateOf } from '#kernel/time.ts'
import { mayKeep } from './access.ts'
import { stateKeys } from './lifecycle.ts'
import { isDue } from './rules.ts'
import type { BoardForm } from './schema.ts'
import type { Filter, SignRow } from './store.ts'
import { damages } from './words.ts'

const state = z.enum(stateKeys as [string, ...string[]])

/** One sign in a list. */
export const line = z.strictObject({
  signId: z.string(),
  no: z.string(),
  kind: z.string(),
  placeKind: z.string(),
  where: z.string(),
  lat: z.number().nullable(),
  lng: z.number().nullable(),
  accuracyM: z.number().nullable(),
  town: z.string().nullable(),
  says: z.string().nullable(),
  owner: z.string(),
  keeper: z.string(),
  state,
  damages: z.array(z.string()).max(5),
  placedOn: z.string(),
  checkedAt: z.number().nullable(),
  dueOn: z.string(),
  due: z.boolean(),
  mayKeep: z.boolean(),
})

/** A row as it is answered. */
export const listed = (sign: SignRow, { actor, now }: ReadContext) => ({
  signId: sign.id,
  no: sign.no,
  kind: sign.kind,
  placeKind: sign.placeKind,
  where: placeWords(sign.content.where),
  lat: sign.content.where.lat ?? null,
  lng: sign.content.where.lng ?? null,
  accuracyM: sign.content.where.accuracyM ?? null,
  town: sign.town,
  says: sign.content.says ?? null,
  owner: sign.owner,
  keeper: organisationKinds[sign.ownerKind as keyof typeof organisationKinds] ?? sign.ownerKind,
  state: sign.state,
  damages: (sign.content.damages ?? []).map((each) => damages[each as keyof typeof damages] ?? each),
  placedOn: sign.placedOn,
  checkedAt: sign.checkedAt,
  dueOn: sign.dueOn,
  due: isDue(sign, dateOf(now)),
  mayKeep: mayKeep(actor, sign),
})

/** What a list was asked for. */
export const filterOf = ({ actor, now }: ReadContext, params: BoardForm): Filter => ({
  state: params.state,
  kind: params.kind,
  placeKind: params.placeKind,
  townId: params.townId,
  dueBy: params.due ? dateOf(now) : undefined,
  ownerPath: params.own ? actor.organisation.path : undefined,
})
