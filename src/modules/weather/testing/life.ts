/** What a rich life leaves in this room: an operation with goods, a casualty, one that is over. */
import type { Place, TestHouse } from '../../../../tests/house.ts'

/** Gives the ids that forms and questions of this room name. */
export async function weatheredRichly(
  house: TestHouse,
  place: Place,
  { canary }: { canary: string },
): Promise<[string, string][]> {
  const [bureau, head] = [house.actor('bureau-officer', 'bureau'), house.actor('station-head', place)]
  // Lived several times in one city: the same place is not opened twice.
  const around = `一带${crypto.randomUUID().slice(0, 8)}`
  const opened = async (kind: string) =>
    (
      await house.done(bureau, 'weather.open', {
        kind,
        from: '2026-12-01',
        until: '2027-02-28',
        areas: [{ name: around }],
        ground: `${canary}依据`,
        measures: `${canary}措施`,
      })
    ).reply['operationId'] as string
  const operationId = await opened('cold')
  const closed = await opened('heat')
  await house.done(bureau, 'weather.close', { operationId: closed, summary: `${canary}小结` })
  await house.done(bureau, 'weather.receive-goods', {
    operationId,
    goods: [{ item: 'quilt', count: 40 }],
    from: `${canary}仓库`,
  })
  await house.done(bureau, 'weather.issue-goods', {
    operationId,
    goods: [{ item: 'quilt', count: 4 }],
    to: `${canary}避寒点`,
  })
  const { reply } = await house.done(head, 'weather.record-casualty', {
    kind: 'injury',
    cause: 'cold',
    at: house.now() - 3_600_000,
    areaName: around,
    place: { words: `${canary}桥下`, source: 'words' },
    toldBy: `${canary}巡查组`,
    who: `${canary}模样`,
    before: `${canary}此前`,
    another: true,
  })
  return [
    ['operationId', operationId],
    ['casualtyId', reply['casualtyId'] as string],
  ]
}
