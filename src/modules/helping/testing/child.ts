/** A child with a file, for tests of this room, and what other rooms would have told of it. */
import type { Actor } from '#kernel/actor.ts'
import { append, type LedgerFact } from '#kernel/ledger.ts'
import type { TestHouse } from '../../../../tests/house.ts'

export interface Child {
  childId: string
  /** Tells a fact as its own room would. */
  tell(name: string, value?: Record<string, unknown>, at?: number): Promise<void>
}

export interface Flow {
  worker: Actor
  child(name: string, more?: Record<string, unknown>): Promise<Child>
}

export function flowOf(house: TestHouse): Flow {
  const worker = house.actor('minors-officer', 'centre')
  const { town, village, school } = house.organisations
  return {
    worker,
    async child(name, more = {}) {
      const { reply } = await house.done(worker, 'minors.start-file', {
        from: 'desk',
        writtenName: name,
        sex: 'female',
        birthDate: '2015-04-26',
        kinds: ['left-behind'],
        townId: town.id,
        villageId: village.id,
        schoolId: school.id,
        reason: '走访发现',
        ...more,
      })
      const childId = reply.childId as string
      await house.done(worker, 'minors.open-file', { childId, reason: '制定帮扶' })
      return {
        childId,
        async tell(factName, value = {}, at) {
          const occurredAt = at ?? house.now()
          const actionId = crypto.randomUUID()
          await house.look(async (tx) => {
            const fact: LedgerFact = {
              id: `${actionId}:0`,
              subject: { kind: 'child-file', id: childId, ownerPath: town.path },
              name: factName,
              v: 1,
              value,
              occurredAt,
              recordedAt: house.now(),
              recordedBy: worker.accountId,
              action: actionId,
            } as LedgerFact
            await append(tx, house.house.vault, worker.organisation.id, [fact], [undefined])
          })
        },
      }
    },
  }
}
