/** Somebody who went home, as the doors of departure leave it, for this room's tests. */
import { type Guest, guestIn, uploadBy } from '../../../../tests/guest.ts'
import type { Place, TestHouse } from '../../../../tests/house.ts'
import { returneeOf, type ReturneeRow } from '../store-returnee.ts'

export interface Returned extends Guest {
  returneeId: string
}

type Told = NonNullable<Parameters<typeof guestIn>[1]>

/** Leaves with relatives, within the station's own area unless told otherwise; the ledger follows. */
export async function returned(
  test: TestHouse,
  told: Told = {},
  more: { place?: Place; crossProvince?: boolean; local?: boolean; conditions?: string[] } = {},
): Promise<Returned> {
  const { place = 'north', crossProvince = false, local = true, conditions = [] } = more
  const guest = await guestIn(test, { writtenName: '甘小满', sex: 'male', birthDate: '1980-05-01', ...told }, { place })
  await guest.tell({ name: 'medical.screened', value: { fit: true, infection: 'ruled-out' } })
  if (conditions.length > 0) await guest.tell({ name: 'person.condition-noted', value: { kinds: conditions } })
  const leader = test.actor('duty-leader', place)
  await test.done(leader, 'departure.leave', {
    fileId: guest.fileId,
    kind: 'family',
    origin: '青禾县石桥村',
    crossProvince: crossProvince ? 'yes' : 'no',
    local: local ? 'yes' : 'no',
    collectorName: '甘大山',
    collectorRelation: '父亲',
    collectorIdNumber: '999901194510204010',
    collectorChecked: true,
    collectorCopies: [await uploadBy(test, leader)],
    signedHow: 'signature',
    secondStaff: '乙',
  })
  await test.work()
  return { ...guest, returneeId: (await rowOf(test, guest)).id }
}

export async function rowOf(test: TestHouse, { fileId }: { fileId: string }): Promise<ReturneeRow> {
  const found = await test.look((tx) => returneeOf(tx, fileId))
  if (!found) throw new Error('the ledger has no row')
  return found
}
