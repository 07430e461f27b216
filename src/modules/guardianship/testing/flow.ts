/** The steps of a guardianship, for tests: a child's file, an assessment, taking, placing, a family that is approved. */
import type { Actor } from '#kernel/actor.ts'
import { append, type LedgerFact } from '#kernel/ledger.ts'
import { MINUTE, printInstant } from '#kernel/time.ts'
import type { TestHouse } from '../../../../tests/house.ts'
import { familyChecks } from '../words.ts'

export interface Flow {
  /** Case worker at the centre; a colleague there; the officer and the leader of the bureau; the station. */
  worker: Actor
  head: Actor
  bureau: Actor
  leader: Actor
  station: Actor
  newChild(more?: Record<string, unknown>): Promise<string>
  /** An assessment as its room tells it. */
  assessed(childId: string, value?: Record<string, unknown>): Promise<void>
  tell(childId: string, name: string, value?: Record<string, unknown>): Promise<void>
  /** Asks the bureau; gives the request's id. */
  ask(
    childId: string,
    what: 'temporary' | 'long-term' | 'end' | 'return' | 'placement',
    more?: Record<string, unknown>,
  ): Promise<string>
  approve(childId: string, requestId: string): Promise<Record<string, unknown>>
  taken(childId: string, ground?: string, more?: Record<string, unknown>): Promise<void>
  family(more?: Record<string, unknown>): Promise<string>
  open(childId: string, who: Actor): Promise<void>
  /** Time passes: of what happens at one instant the order is nobody's. */
  pass(minutes?: number): void
}

const asks = {
  temporary: { ground: 'refuses', reason: '父母外出半年不归，孩子独自生活' },
  'long-term': { ground: 'dead', reason: '父母先后去世，死亡证明在卷，没有其他监护人' },
  end: { ground: 'kin-guardian', reason: '姑姑愿意并经村委会同意担任监护人' },
  return: { ground: 'restored', to: '母亲周某', support: '每周走访' },
  placement: { siblings: 'none', reason: '适合家庭养育' },
} as const

export function flowOf(house: TestHouse): Flow {
  const worker = house.actor('minors-officer', 'centre')
  const bureau = house.actor('minors-officer', 'bureau')
  const flow: Flow = {
    worker,
    head: house.actor('centre-head', 'centre'),
    bureau,
    leader: house.actor(['bureau-leader', 'minors-officer'], 'bureau'),
    station: house.actor('station-head', 'north'),
    async newChild(more = {}) {
      const form = {
        from: 'desk',
        writtenName: '小禾',
        birthDate: '2016-04-26',
        kinds: ['unattended'],
        reason: '核实情况',
        ...more,
      }
      return (await house.done(worker, 'minors.start-file', form)).reply.childId as string
    },
    tell: (childId, name, value = {}) =>
      house.look(async (tx) => {
        const { centre } = house.organisations
        const id = crypto.randomUUID()
        const told: LedgerFact = {
          id: `${id}:0`,
          subject: { kind: 'child-file', id: childId, ownerPath: centre.path },
          name,
          v: 1,
          value,
          occurredAt: house.now(),
          recordedAt: house.now(),
          recordedBy: worker.accountId,
          action: id,
        }
        await append(tx, house.house.vault, centre.id, [told], [undefined])
      }),
    assessed: (childId, value = {}) =>
      flow.tell(childId, 'child.assessed', { purpose: 'before-return', guardianship: 'normal', risk: 'low', ...value }),
    async ask(childId, what, more = {}) {
      const { reply } = await house.done(worker, `guardianship.ask-${what}`, { childId, ...asks[what], ...more })
      flow.pass()
      return reply.requestId as string
    },
    approve: async (childId, requestId) =>
      (await house.done(bureau, 'guardianship.approve', { childId, requestId, documentNo: '云民监〔2026〕3号' })).reply,
    async taken(childId, ground = 'refuses', more = {}) {
      await flow.approve(childId, await flow.ask(childId, 'temporary', { ground, ...more }))
      await house.work('guardianship.')
      flow.pass()
    },
    async family(more = {}) {
      const members = [{ name: '姜秀兰', relation: '主要照料人', adult: true, volunteer: 'no' }]
      const form = { kind: 'both', members, address: '杨店镇三组', phone: '13900001234', most: 3, ...more }
      const { reply } = await house.done(worker, 'guardianship.register-family', form)
      const familyId = reply.familyId as string
      const checks = Object.fromEntries(Object.keys(familyChecks).map((key) => [key, 'pass']))
      const assessors = ['白晓棠', '林远']
      await house.done(worker, 'guardianship.check-family', {
        familyId,
        ...checks,
        assessors,
        visitedHome: true,
        note: '家里整洁',
      })
      await house.done(bureau, 'guardianship.approve-family', { familyId, pass: true })
      return familyId
    },
    pass: (minutes = 1) => house.at(printInstant(house.now() + minutes * MINUTE)),
    async open(childId, who) {
      await house.done(who, 'minors.open-file', { childId, reason: '办理监护' })
    },
  }
  return flow
}
