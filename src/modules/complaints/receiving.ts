/** How a complaint finds who looks into it, whichever way it came. */
import type { LoadContext, Moment, NewFact } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { cityOf } from '#kernel/actor.ts'
import { type Organisation, organisationById } from '#kernel/org.ts'
import { codeOfSending } from '#kernel/receipt-code.ts'
import { dateOf } from '#kernel/time.ts'
import { handlerOf, dueOf } from './rules.ts'
import { complaintNumber, complaintRef, type NewComplaint } from './store.ts'
import { bureausAbove, supervisorOf } from './store-parts.ts'
import { terms } from './terms.ts'
import { type About, BODIES, type Wants } from './words.ts'

export interface Desk {
  body: Organisation | null
  /** Whether the body that was chosen can be complained of here. */
  known: boolean
  owner: Pick<Organisation, 'id' | 'path' | 'shortName' | 'kind' | 'name'> | null
  no: string
  code: string
}

/** Who looks into a complaint about this body, taken down here. */
export async function ownerFor(context: LoadContext, body: Organisation | null) {
  const at = body ?? context.actor.organisation
  const named = body ? await supervisorOf(context.tx, body.id) : null
  return handlerOf(body, at, await bureausAbove(context.tx, at.path), named)
}

/** Said again to whoever sends the same once more, because the answer never arrived. */
export const codeAgain = ({ vault, actionId }: { vault: Vault; actionId: string }) => ({
  code: codeOfSending(vault, 'complaints', actionId),
  repeated: true,
})

/** Everything a new complaint needs before it is decided on: its body, its owner, its number and code. */
export async function deskFor(context: LoadContext, bodyId: string | undefined): Promise<Desk> {
  const body = bodyId ? ((await organisationById(context.tx, bodyId)) ?? null) : null
  const known =
    bodyId === undefined ||
    (body !== null &&
      body.active &&
      (BODIES as readonly string[]).includes(body.kind) &&
      cityOf(body.path) === cityOf(context.actor.organisation.path))
  const owner = known ? await ownerFor(context, body) : null
  return {
    body,
    known,
    owner,
    no: owner ? await complaintNumber(context.tx, owner, context.now) : '',
    code: codeOfSending(context.vault, 'complaints', context.actionId),
  }
}

interface Told {
  about: About
  words: string
  bodyName?: string | undefined
  staffName?: string | undefined
  when?: string | undefined
  asksFor?: string | undefined
  files?: string[] | undefined
  name?: string | undefined
  phone?: string | undefined
  relation?: string | undefined
  wants?: Wants | undefined
  fears?: boolean | undefined
}

const only = <T extends Record<string, unknown>>(told: T): T =>
  Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined && value !== '')) as T

/** Row and fact of a new complaint. Nothing of what was said stands in the fact: whoever wrote it down reads it no more. */
export function received(
  desk: Desk & { owner: NonNullable<Desk['owner']> },
  told: Told,
  way: string,
  moment: Moment,
): { facts: NewFact[]; changes: NewComplaint; reply: Record<string, unknown> } {
  const id = moment.newId('complaint')
  const anonymous = !told.name && !told.phone
  return {
    facts: [
      {
        subject: complaintRef({ id, ownerPath: desk.owner.path }),
        name: 'complaint.received',
        value: { about: told.about, anonymous },
      },
    ],
    changes: {
      id,
      no: desk.no,
      code: desk.code,
      owner: desk.owner,
      about: told.about,
      way,
      anonymous,
      body: desk.body,
      fears: told.fears === true,
      receivedAt: moment.occurredAt,
      dueOn: dueOf(dateOf(moment.occurredAt), terms.answer),
      content: only({
        words: told.words,
        bodyName: told.bodyName,
        staffName: told.staffName,
        when: told.when,
        asksFor: told.asksFor,
        files: told.files,
        receivedAt: moment.actor.organisation.name,
      }),
      wants: told.wants ?? (told.phone ? 'phone' : 'written'),
      complainant: only({ name: told.name, phone: told.phone, relation: told.relation }),
    },
    reply: { number: desk.no, handler: desk.owner.name },
  }
}
