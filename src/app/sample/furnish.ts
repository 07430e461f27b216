/** Zones and beds of the three stations. */
import { derivedId } from '#kernel/crypto.ts'
import { withActor } from '#kernel/db.ts'
import { keepFile, openFile } from '#kernel/files.ts'
import type { House } from '#kernel/house.ts'
import { actorOf, mustAct } from './acting.ts'

const zones: { kind: string; name: string; number: number; beds: Record<string, number>; single?: boolean }[] = [
  { kind: 'men', name: '男区', number: 1, beds: { yunchuan: 26, 'qinghe-station': 10, 'liutang-station': 8 } },
  { kind: 'women', name: '女区', number: 2, beds: { yunchuan: 14, 'qinghe-station': 6, 'liutang-station': 5 } },
  { kind: 'minors-boys', name: '未成年区·男', number: 3, beds: { yunchuan: 4, 'qinghe-station': 2, 'liutang-station': 2 } },
  { kind: 'minors-girls', name: '未成年区·女', number: 4, beds: { yunchuan: 4, 'qinghe-station': 2, 'liutang-station': 2 } },
  { kind: 'special', name: '特护区', number: 5, beds: { yunchuan: 28, 'qinghe-station': 5, 'liutang-station': 4 } },
  {
    kind: 'observation',
    name: '观察、隔离区',
    number: 6,
    beds: { yunchuan: 10, 'qinghe-station': 4, 'liutang-station': 4 },
    single: true,
  },
  { kind: 'mother-child', name: '母婴室', number: 7, beds: { yunchuan: 2, 'qinghe-station': 1, 'liutang-station': 1 } },
]

/** Who runs each station in the sample. */
export const staffOf: Record<string, { clerk: string; leader: string; nurse: string; tracing: string; head: string }> = {
  yunchuan: { clerk: 'hanxiaoman', leader: 'wuaihua', nurse: 'chenruoyu', tracing: 'shenjia', head: 'zhouliqun' },
  'qinghe-station': { clerk: 'tianmu', leader: 'tianmu', nurse: 'tianmu', tracing: 'tianmu', head: 'tianmu' },
  'liutang-station': { clerk: 'pengyuan', leader: 'pengyuan', nurse: 'pengyuan', tracing: 'pengyuan', head: 'pengyuan' },
}

/** The scan that stands for a collector's copied ID in the sample: one grey dot, nobody's paper. */
const DOT = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==', 'base64')
export const copyId = (station: string) => derivedId('sample copy', station)

export async function furnish(house: House, { seed, began }: { seed: number; began: number; now: number }): Promise<void> {
  for (const [station, staff] of Object.entries(staffOf)) {
    const clerk = actorOf(staff.clerk)
    await withActor(house.db, clerk, async (tx) => {
      if (await openFile(tx, house.vault, copyId(station))) return
      await keepFile(tx, house.vault, clerk, {
        id: copyId(station),
        name: '样例复印件.png',
        type: 'image/png',
        body: DOT,
        now: began,
      })
    })
    for (const zone of zones) {
      const opened = await mustAct(house, {
        login: staff.head,
        at: began,
        action: 'stay.open-zone',
        form: { kind: zone.kind, name: zone.name, position: zone.number },
        seed,
        label: `zone ${station} ${zone.kind}`,
      })
      await mustAct(house, {
        login: staff.head,
        at: began,
        action: 'stay.open-bed',
        form: {
          zoneId: opened.zoneId,
          labels: Array.from(
            { length: zone.beds[station] ?? 0 },
            (_, index) => `${zone.number}-${String(index + 1).padStart(2, '0')}`,
          ),
          ...(zone.single ? { single: true } : {}),
        },
        seed,
        label: `beds ${station} ${zone.kind}`,
      })
    }
  }
}
