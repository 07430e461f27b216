/** How a report becomes rows and facts, whichever way it came. */
import type { LoadContext, Moment, NewFact } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { type Organisation, organisationById } from '#kernel/org.ts'
import { placeWords } from '#kernel/place.ts'
import { codeOfSending } from '#kernel/receipt-code.ts'
import { isClosed, reading } from './rules.ts'
import { saidKey } from './rules-similar.ts'
import type { SituationKey } from './mandatory.ts'
import { type Content, type NewReport, reportNumber, reportRef, type ReporterContent } from './store.ts'
import type { About, ClueKind } from './words.ts'

export interface Desk {
  receiver: Organisation
  no: string
  code: string
  police?: Organisation | undefined
}

/** Said again to whoever sends the same once more, because the answer never arrived. */
export const codeAgain = ({ vault, actionId }: { vault: Vault; actionId: string }) => ({
  code: codeOfSending(vault, 'reports', actionId),
  repeated: true,
})

/** Takes the number of the desk that receives it; the row lock of the counter orders writers. */
export async function deskOf(context: LoadContext, receiverId: string, policeId?: string): Promise<Desk | null> {
  const receiver = await organisationById(context.tx, receiverId)
  if (!receiver) return null
  return {
    receiver,
    no: await reportNumber(context.tx, receiver, context.now),
    code: codeOfSending(context.vault, 'reports', context.actionId),
    police: policeId ? await organisationById(context.tx, policeId) : undefined,
  }
}

export interface Said extends Omit<Content, 'situations' | 'danger'> {
  danger?: 'yes' | 'no' | 'unknown' | undefined
  about: readonly About[]
  situations?: SituationKey[] | undefined
  emergency?: boolean | undefined
  clueKind?: ClueKind | undefined
}

/** What is left when nothing was said. */
export const told = <T extends Record<string, unknown>>(form: T): Partial<T> =>
  Object.fromEntries(Object.entries(form).filter(([, value]) => value !== undefined && value !== '')) as Partial<T>

interface Received {
  said: Said
  channel: string
  at: number
  townId?: string | undefined
  childId?: string | undefined
  reporter: {
    path?: string | undefined
    mandatory: boolean
    wants?: 'phone' | 'receipt' | 'none' | undefined
    content: ReporterContent
  }
  /** Of the public: a keyed digest of where it came from today, and whether a program filled it in. */
  source?: string | undefined
  suspect?: boolean | undefined
  /** The police know already: by the choice of their office, or by telephone. */
  policeTold?: boolean | undefined
}

/** Rows and facts of a new report; a clue is found, and where the police were told with it, that too. */
export function received(desk: Desk, { said, ...of }: Received, moment: Moment): { facts: NewFact[]; made: NewReport } {
  const { about, emergency, clue } = reading(said)
  const id = moment.newId('report')
  const subject = reportRef({ id, receiverPath: desk.receiver.path })
  const { about: _about, emergency: _emergency, clueKind: _kind, ...rest } = said
  const content = { ...rest, place: rest.place ?? (rest.spot ? placeWords(rest.spot) : undefined) }
  // What a desk of the police receives or writes down itself, the police know from that moment.
  const police = desk.police ?? (desk.receiver.kind === 'police' ? desk.receiver : undefined)
  const tells = of.policeTold === true || police !== undefined
  const facts: NewFact[] = [
    {
      subject,
      name: 'report.received',
      value: { channel: of.channel, about, emergency },
      details: { told: told(content) },
      occurredAt: of.at,
    },
    ...(clue ? [{ subject, name: 'clue.found', value: { kind: clue }, occurredAt: of.at }] : []),
    ...(clue && tells ? [{ subject, name: 'clue.police-told' }] : []),
  ]
  return {
    facts,
    made: {
      id,
      no: desk.no,
      code: desk.code,
      receiver: desk.receiver,
      channel: of.channel,
      about,
      emergency,
      closed: isClosed(about),
      receivedAt: of.at,
      townId: of.townId,
      childId: of.childId,
      content: told(content) as Content,
      photos: content.photos?.length ?? 0,
      said: saidKey(content.what),
      suspect: of.suspect === true,
      source: of.source,
      reporter: {
        ...(of.reporter.path ? { path: of.reporter.path } : {}),
        mandatory: of.reporter.mandatory,
        wants: of.reporter.wants ?? (of.reporter.content.phone ? 'phone' : 'receipt'),
        content: told({ ...of.reporter.content }),
      },
      clue: clue ? { id: moment.newId('clue'), kind: clue, ...(tells ? { toldAt: moment.now, police } : {}) } : undefined,
    },
  }
}
