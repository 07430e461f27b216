/** What a rich life leaves in this room: a city's map. */
import type { TestHouse } from '../../../../tests/house.ts'

export async function mappedRichly(house: TestHouse): Promise<void> {
  await house.done(house.actor('bureau-officer', 'bureau'), 'maps.set-tiles', {
    address: 'https://tiles.example.cn/{z}/{x}/{y}.png',
    system: 'wgs84',
    attribution: '云川市自然资源局',
    approval: '审图号：测S(2026)001号',
  })
}
