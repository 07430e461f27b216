/** Places for children, and what was held. */
import { z } from 'zod'
import { inRange } from '#kernel/actor.ts'
import { field } from '#kernel/field.ts'
import { query } from '#kernel/query.ts'
import { meetingsForm } from './schema-places.ts'
import { LONGEST } from './store-read.ts'
import { meetingsOf, placesOf } from './store-places.ts'
import { activityKinds } from './words.ts'

export const places = query({
  name: 'helping.places',
  title: '儿童活动场所',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          placeId: z.string(),
          kind: z.string(),
          name: z.string(),
          address: z.string(),
          hours: z.string().nullable(),
          keeper: field(z.string().nullable(), { label: '负责人', sensitivity: 'personal' }),
          phone: field(z.string().nullable(), { label: '公开电话' }),
          seats: z.number().nullable(),
          owner: z.string().nullable(),
          openedOn: z.string(),
          closedOn: z.string().nullable(),
          held: z.number(),
          mine: z.boolean(),
        }),
      )
      .max(LONGEST),
    total: z.number(),
  }),
  may: () => true,
  async read({ tx, vault, actor }) {
    const found = await placesOf(tx, vault, LONGEST)
    return {
      total: found.length,
      items: found.map(({ id, ownerPath, content, ...each }) => ({
        placeId: id,
        kind: each.kind,
        name: content.name,
        address: content.address,
        hours: content.hours ?? null,
        keeper: content.keeper ?? null,
        phone: content.phone ?? null,
        seats: each.seats,
        owner: each.owner,
        openedOn: each.openedOn,
        closedOn: each.closedOn,
        held: each.held,
        mine: inRange(actor, ownerPath),
      })),
    }
  },
})

export const meetings = query({
  name: 'helping.meetings',
  title: '活动和家长委员会',
  params: meetingsForm,
  result: z.strictObject({
    total: z.number(),
    items: z
      .array(
        z.strictObject({
          meetingId: z.string(),
          kind: z.string(),
          title: z.string(),
          heldOn: z.string(),
          owner: z.string().nullable(),
          children: z.number().nullable(),
          parents: z.number().nullable(),
          volunteers: z.number().nullable(),
          which: z.string().nullable(),
          what: z.string(),
        }),
      )
      .max(LONGEST),
  }),
  may: () => true,
  async read({ tx, vault }, params) {
    const committee = params.kind === undefined ? undefined : params.kind === 'committee'
    const { items, total } = await meetingsOf(tx, vault, { committee, from: params.from }, LONGEST)
    return {
      total,
      items: items.map(({ id, content, ...each }) => ({
        meetingId: id,
        kind: each.kind === 'committee' ? 'committee' : 'activity',
        title: each.kind === 'committee' ? '家长委员会' : (activityKinds[each.kind as keyof typeof activityKinds] ?? each.kind),
        heldOn: each.heldOn,
        owner: each.owner,
        children: each.children,
        parents: each.parents,
        volunteers: each.volunteers,
        which: content.which ?? null,
        what: content.what,
      })),
    }
  },
})
