/** The campaign's board: everybody nameless when it began, and what has come of each. Every number is counted. */
import { z } from 'zod'
import { inRange } from '#kernel/actor.ts'
import { field } from '#kernel/field.ts'
import { query } from '#kernel/query.ts'
import { boardOf, type BoardRow } from './store-read.ts'
import { type CampaignStation, campaignStations } from './store-team.ts'

const figures = {
  atStart: field(z.number(), { label: '开始时身份不明' }),
  interviewed: field(z.number(), { label: '已问询' }),
  noticed: field(z.number(), { label: '已公告、推送' }),
  asked: field(z.number(), { label: '已请公安核查' }),
  consulted: field(z.number(), { label: '已请教专家' }),
  identified: field(z.number(), { label: '已查明' }),
  left: field(z.number(), { label: '未查明而离站' }),
  remaining: field(z.number(), { label: '还不明' }),
}

/** Counts of a list of guests. Somebody who left unknown is not among those who remain. */
export function figuresOf(rows: readonly BoardRow[]) {
  const count = (of: (row: BoardRow) => boolean) => rows.filter(of).length
  const unknown = (row: BoardRow) => row.identifiedAt === null
  const gone = (row: BoardRow) => row.leftAt !== null
  return {
    atStart: rows.length,
    interviewed: count((row) => row.interviews > 0),
    noticed: count((row) => row.noticed),
    asked: count((row) => row.asked),
    consulted: count((row) => row.consulted > 0),
    identified: count((row) => !unknown(row)),
    left: count((row) => unknown(row) && gone(row)),
    remaining: count((row) => unknown(row) && !gone(row)),
  }
}

const head = {
  id: z.string(),
  year: z.number(),
  openedAt: z.number(),
  until: z.string().nullable(),
  closedAt: z.number().nullable(),
  stations: z.number(),
}

function headOf(rows: readonly CampaignStation[]) {
  const [first] = rows as [CampaignStation]
  const closed = rows.every((each) => each.closedAt !== null) ? Math.max(...rows.map((each) => each.closedAt as number)) : null
  return { id: first.id, year: first.year, openedAt: first.openedAt, until: first.until, closedAt: closed, stations: rows.length }
}

export const campaignsQuery = query({
  name: 'tracing.campaigns',
  title: '寻亲行动',
  params: z.strictObject({}),
  result: z.strictObject({ now: z.number(), items: z.array(z.strictObject(head)).max(60) }),
  may: () => true,
  async read({ tx, now }) {
    const byId = Map.groupBy(await campaignStations(tx, null), (each) => each.id)
    return { now, items: [...byId.values()].map(headOf).slice(0, 60) }
  },
})

/** Longest list of guests in one answer; the figures count all. */
const LONGEST = 1000

export const campaignQuery = query({
  name: 'tracing.campaign',
  title: '寻亲行动的进展',
  params: z.strictObject({
    campaignId: field(z.uuid(), { label: '行动', widget: 'hidden' }),
    stationId: field(z.uuid().optional(), { label: '救助站', widget: 'hidden' }),
  }),
  result: z.strictObject({
    ...head,
    figures: z.strictObject(figures),
    byStation: z.array(z.strictObject({ stationId: z.string(), station: z.string(), ...figures })).max(300),
    guests: z
      .array(
        z.strictObject({
          fileId: z.string(),
          no: z.string(),
          name: field(z.string(), { label: '姓名', sensitivity: 'personal' }),
          station: z.string(),
          arrivedAt: z.number(),
          interviews: z.number(),
          noticed: z.boolean(),
          asked: z.boolean(),
          leads: z.number(),
          consulted: z.number(),
          identifiedAt: z.number().nullable(),
          leftAt: z.number().nullable(),
        }),
      )
      .max(LONGEST),
  }),
  may: () => true,
  async read({ tx, actor, now }, { campaignId, stationId }) {
    const stations = (await campaignStations(tx, { id: campaignId })).filter((each) => inRange(actor, each.ownerPath))
    if (stations.length === 0) return null
    const campaign = headOf(stations)
    const rows = await boardOf(tx, { id: campaignId, openedAt: campaign.openedAt, until: campaign.closedAt ?? now })
    // Who left after the end is counted as he was at the end.
    const seen = rows.map((row) => ({
      ...row,
      leftAt: row.leftAt !== null && row.leftAt <= (campaign.closedAt ?? now) ? row.leftAt : null,
    }))
    const wanted = stationId ? seen.filter((row) => row.stationId === stationId) : seen
    return {
      ...campaign,
      figures: figuresOf(seen),
      byStation: stations.slice(0, 300).map((each) => ({
        stationId: each.stationId,
        station: each.station,
        ...figuresOf(seen.filter((row) => row.stationId === each.stationId)),
      })),
      guests: wanted.slice(0, LONGEST).map(({ stationId: _station, state: _state, ...row }) => row),
    }
  },
})
