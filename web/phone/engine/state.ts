/** What the screens see of the queue and the connection. */
import type { PhoneState, Received, Waiting } from '#web/ui/phone/phone.ts'
import type { Shelf } from './shelf.ts'

export type Connection = Pick<PhoneState, 'me' | 'online' | 'signedOut' | 'lastContactAt' | 'storage'>

export function stateOf(connection: Connection, shelf: Shelf): PhoneState {
  const items = shelf.inOrder()
  const actions = items.map(
    ({ id, title, door, at, state, refusal, tries, behind, settles }): Waiting => ({
      id,
      kind: 'action',
      title,
      door,
      recordedAt: at,
      state,
      tries,
      ...(refusal ? { refusal } : {}),
      ...(behind ? { behind } : {}),
      ...(settles ? { settles } : {}),
    }),
  )
  const carriers = new Map(items.flatMap((item) => (item.photos?.ids ?? []).map((id) => [id, item] as const)))
  const photos = [...shelf.photos.values()]
    .filter((photo) => photo.state === 'waiting' || photo.state === 'refused')
    .sort((a, b) => a.seq - b.seq)
    .map((photo): Waiting => {
      const carrier = carriers.get(photo.id)
      const state = photo.state === 'refused' ? 'refused' : photo.sent > 0 ? 'sending' : 'waiting'
      return {
        id: photo.id,
        kind: 'photo',
        title: carrier ? `照片：${carrier.title}` : '照片',
        door: carrier?.door ?? '',
        recordedAt: photo.at,
        state,
        tries: photo.tries,
        sent: { bytes: photo.sent, of: photo.size },
        ...(photo.refusal ? { refusal: photo.refusal } : {}),
      }
    })
  const received = shelf.received
    .map(({ id, title, door, recordedAt, receivedAt }): Received => ({ id, title, door, recordedAt, receivedAt }))
    .sort((a, b) => b.receivedAt - a.receivedAt)
  return { ...connection, waiting: [...actions, ...photos], received }
}
