/** Acting as the sample city's people at a time of theirs. */
import type { NewJob } from '#kernel/action.ts'
import { type Actor, rangeOf } from '#kernel/actor.ts'
import { ask } from '#kernel/ask.ts'
import { derivedId } from '#kernel/crypto.ts'
import type { House } from '#kernel/house.ts'
import { jobContext } from '#kernel/jobs.ts'
import { perform } from '#kernel/perform.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { fixedClock } from '#kernel/time.ts'
import { accountId, accounts, organisationId } from './city.ts'
import { organisations } from './organisations.ts'

function pathOf(key: string): string {
  const organisation = organisations.find((each) => each.key === key)
  if (!organisation) throw new Error(`no sample organisation ${key}`)
  return `${organisation.parent ? pathOf(organisation.parent) : ''}${organisation.segment}.`
}

/** A sample account as an actor. */
export function actorOf(login: string): Actor {
  const account = accounts.find((each) => each.key === login)
  const home = organisations.find((each) => each.key === account?.organisationKey)
  if (!account || !home) throw new Error(`no sample account ${login}`)
  const path = pathOf(home.key)
  return {
    kind: 'person',
    accountId: accountId(account.key),
    name: account.name,
    organisation: { id: organisationId(home.key), path, kind: home.kind, name: home.name },
    roles: account.roles,
    range: rangeOf(home.kind === 'bureau' ? path.replace(/[^.]+\.$/, '') : path),
  }
}

/**
 * The same house at another time. Jobs are handed to `took` instead of the queue: some are done here at their own time,
 * the others would only compute what is computed at the end.
 */
export function houseAt(house: House, at: number, took: (jobs: NewJob[]) => void = () => undefined): House {
  return { ...house, clock: fixedClock(at), jobs: { ...house.jobs, insert: async (_tx, jobs) => took(jobs) } }
}

/** Rooms whose jobs are done as the sample lives: without them one room would not see what another did. */
const FOLLOWED = [
  'tracing.',
  'notices.',
  'inquiries.',
  'identification.',
  'departure.',
  'origin.',
  'medical.',
  'entrusted.',
  'settlement.',
  'follow-up.',
  'minors.',
  'watching.',
  'reports.',
  'assessment.',
  'street-minors.',
  'guardianship.',
  'helping.',
  'helpers.',
  'pairing.',
  'hazards.',
  'network.',
  'patrol.',
  'handovers.',
  'street-order.',
  'weather.',
  'complaints.',
  'signs.',
]

/** Comparing is put off until everybody is there: once for each guest and each family, as they are then. */
const PUT_OFF = ['matching.inquiry', 'matching.guest']
const putOff = new WeakMap<House['db'], Map<string, NewJob>>()

/** Does what was put off, families first, so that the guests find them all. */
export async function comparePutOff(house: House, report: (done: number, total: number) => void): Promise<void> {
  const waiting = [...(putOff.get(house.db)?.values() ?? [])].toSorted(
    (a, b) => PUT_OFF.indexOf(a.name) - PUT_OFF.indexOf(b.name),
  )
  putOff.delete(house.db)
  for (const [done, job] of waiting.entries()) {
    report(done, waiting.length)
    await house.handlers.get(job.name)?.run(jobContext(house), job.data)
  }
}

async function follow(house: House, at: number, jobs: NewJob[]): Promise<void> {
  const later = putOff.get(house.db) ?? new Map<string, NewJob>()
  putOff.set(house.db, later)
  for (const job of jobs) {
    if (PUT_OFF.includes(job.name)) later.set(`${job.name} ${JSON.stringify(job.data)}`, job)
    if (job.startAfter || !FOLLOWED.some((room) => job.name.startsWith(room))) continue
    const further: NewJob[] = []
    await house.handlers.get(job.name)?.run(jobContext(houseAt(house, at, (more) => further.push(...more))), job.data)
    await follow(house, at, further)
  }
}

/** Performs an action at a time, under an id derived from the seed and a label. */
export async function actAt(
  house: House,
  step: { login: string; at: number; action: string; form: Record<string, unknown>; seed: number; label: string },
): Promise<Record<string, unknown> | Refusal> {
  const jobs: NewJob[] = []
  const outcome = await perform(
    houseAt(house, step.at, (more) => jobs.push(...more)),
    actorOf(step.login),
    step.action,
    {
      actionId: derivedId(`sample ${step.seed}`, step.label),
      form: step.form,
    },
  )
  if (!isRefusal(outcome)) await follow(house, step.at, jobs)
  return isRefusal(outcome) ? outcome : outcome.reply
}

/** Asks at a time; what is not there, or refused, is an empty answer. */
export async function askAt(
  house: House,
  step: { login: string; at: number; action: string; form: Record<string, unknown> },
): Promise<Record<string, unknown>> {
  const answer = await ask(houseAt(house, step.at), actorOf(step.login), step.action, step.form)
  return isRefusal(answer) || !('answer' in answer) ? {} : (answer.answer as Record<string, unknown>)
}

/** As `actAt`; a refusal is a fault of the sample and stops it. */
export async function mustAct(house: House, step: Parameters<typeof actAt>[1]): Promise<Record<string, unknown>> {
  const reply = await actAt(house, step)
  if (isRefusal(reply))
    throw new Error(
      `sample: ${step.action} (${step.label}) was refused: ${reply.code} ${JSON.stringify(reply.fields ?? {})} ${reply.sentence}`,
    )
  return reply
}
