/** Who traces: officers named, staff to choose from, the experts of the city. */
import { z } from 'zod'
import { inRange } from '#kernel/actor.ts'
import { field } from '#kernel/field.ts'
import { organisationById } from '#kernel/org.ts'
import { query } from '#kernel/query.ts'
import { expertsOfCity, officersNow, staffUnder, stationsUnder } from './store-team.ts'

export const teamQuery = query({
  name: 'tracing.team',
  title: '寻亲队伍',
  help: '各站指定的寻亲、人像比对专人。',
  params: z.strictObject({}),
  result: z.strictObject({
    officers: z
      .array(
        z.strictObject({
          id: z.string(),
          accountId: z.string(),
          name: z.string(),
          stationId: z.string(),
          station: z.string(),
          duty: z.string(),
          namedAt: z.number(),
        }),
      )
      .max(500),
    stations: z.array(z.strictObject({ id: z.string(), name: z.string() })).max(300),
  }),
  may: () => true,
  async read({ tx, actor }) {
    const stations = (await stationsUnder(tx, actor.range)).map(({ id, name }) => ({ id, name }))
    return { officers: (await officersNow(tx)).map(({ ownerPath: _path, ...each }) => each), stations }
  },
})

export const staffQuery = query({
  name: 'tracing.staff',
  title: '本站人员',
  params: z.strictObject({ stationId: field(z.uuid().optional(), { label: '救助站', widget: 'hidden' }) }),
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          accountId: z.string(),
          name: z.string(),
          post: z.string().nullable(),
          stationId: z.string(),
          station: z.string(),
        }),
      )
      .max(500),
  }),
  may: () => true,
  async read({ tx, actor }, { stationId }) {
    const station = stationId ? await organisationById(tx, stationId) : undefined
    if (stationId && (!station || !inRange(actor, station.path))) return null
    return { items: (await staffUnder(tx, actor.range)).filter((each) => !stationId || each.stationId === stationId) }
  },
})

export const expertsQuery = query({
  name: 'tracing.experts',
  title: '专家库',
  help: '全市共用；电话要写明理由才看得到。',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          id: z.string(),
          name: field(z.string(), { label: '姓名', sensitivity: 'personal' }),
          field: z.string(),
          areas: z.array(z.string()),
          places: z.string().nullable(),
          unit: field(z.string().nullable(), { label: '单位', sensitivity: 'personal' }),
          phone: field(z.string().nullable(), { label: '电话', sensitivity: 'personal', mask: 'phone' }),
          note: field(z.string().nullable(), { label: '怎么联系', sensitivity: 'personal' }),
          active: z.boolean(),
          owner: z.string(),
          own: z.boolean(),
        }),
      )
      .max(300),
  }),
  may: () => true,
  async read({ tx, vault, actor }) {
    const found = await expertsOfCity(tx, vault)
    return {
      items: found.map((each) => ({
        id: each.id,
        name: each.name,
        field: each.field,
        areas: each.areas,
        places: each.places ?? null,
        unit: each.unit ?? null,
        phone: each.phone ?? null,
        note: each.note ?? null,
        active: each.active,
        owner: each.owner,
        own: inRange(actor, each.ownerPath),
      })),
    }
  },
})
