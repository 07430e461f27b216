/** Organisations that forms of this room name. */
import type { LoadContext } from '#kernel/action.ts'
import type { Tx } from '#kernel/db.ts'
import { type Organisation, organisationById } from '#kernel/org.ts'
import { organisationsOf } from '#modules/people-and-cases/index.ts'

export interface Named {
  id: string
  path: string
  name: string
}

/** The bureau that decides: the one that was chosen, else the nearest in the city of this path. */
export async function bureauFor(tx: Tx, near: string, chosen: string | undefined): Promise<Named | undefined> {
  const all = await organisationsOf(tx, ['bureau'], near)
  if (chosen) return all.find((each) => each.id === chosen)
  const shared = (path: string) => {
    let length = 0
    while (length < path.length && path[length] === near[length]) length += 1
    return length
  }
  return all.reduce<Named | undefined>((best, each) => (!best || shared(each.path) > shared(best.path) ? each : best), undefined)
}

export const organisationOf = ({ tx }: LoadContext, id: string | undefined): Promise<Organisation | undefined> =>
  id ? organisationById(tx, id) : Promise.resolve(undefined)

/** The part that a house in which a child lives holds of its file. */
export const partOfHouse: Record<string, string> = { institution: 'care', station: 'station', 'protection-centre': 'centre' }
