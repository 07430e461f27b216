/** 大爱寻亲，温暖回家: opened by the bureau for all its stations, with everybody nameless who is there then. */
import { action } from '#kernel/action.ts'
import { dateOf } from '#kernel/time.ts'
import { mayCampaign } from './access.ts'
import { refuse } from './refusals.ts'
import { told } from './rules.ts'
import { closeCampaignForm, openCampaignForm } from './schema-team.ts'
import { campaignStations, closeCampaignRows, insertCampaign, stationsUnder } from './store-team.ts'

const VALUE = { kind: 'tracing' }

export const openCampaign = action({
  name: 'tracing.open-campaign',
  title: '启动寻亲行动',
  help: '六月“大爱寻亲，温暖回家”：辖区各站此刻身份不明的人都列入，逐人看结果。',
  legalBasis: '大提升第7项：六月集中寻亲（逐年开展为假定）',
  form: openCampaignForm,
  async load({ tx, actor, occurredAt }) {
    const year = Number(dateOf(occurredAt).slice(0, 4))
    return {
      year,
      stations: await stationsUnder(tx, actor.range),
      open: (await campaignStations(tx, null)).filter((each) => each.closedAt === null),
    }
  },
  may: (actor) => mayCampaign(actor),
  decide({ year, stations, open }, form, moment) {
    if (stations.length === 0) return refuse('NO_STATIONS')
    if (open.length > 0) return refuse('CAMPAIGN_OPEN')
    const id = moment.newId('campaign')
    const { actor } = moment
    const value = { ...VALUE, lead: actor.organisation.id }
    return {
      facts: [
        {
          subject: { kind: 'campaign', id, ownerPath: actor.organisation.path },
          name: 'campaign.opened',
          value,
          details: told({ ...form }),
        },
        ...stations.map((station) => ({
          subject: { kind: 'organisation', id: station.id, ownerPath: station.path },
          name: 'campaign.opened',
          value,
        })),
      ],
      changes: { id, year, stations, until: form.until ?? null },
      reply: { campaignId: id },
    }
  },
  save: (context, changes) => insertCampaign(context, changes),
  constraintRefusal: (constraint) => (constraint === 'campaign_open' ? refuse('CAMPAIGN_OPEN') : undefined),
})

export const closeCampaign = action({
  name: 'tracing.close-campaign',
  title: '结束寻亲行动',
  help: '结束后数字不再变，名单和每人的结果都留着。',
  legalBasis: '大提升第7项',
  form: closeCampaignForm,
  load: async ({ tx }, form) => ({ rows: await campaignStations(tx, { id: form.campaignId }, true) }),
  may: (actor) => mayCampaign(actor),
  decide({ rows }, form, { actor }) {
    if (rows.length === 0) return refuse('NO_SUCH_CAMPAIGN')
    if (rows.every((each) => each.closedAt !== null)) return refuse('CAMPAIGN_CLOSED')
    const { campaignId: id, ...details } = form
    return {
      facts: [
        {
          subject: { kind: 'campaign', id, ownerPath: actor.organisation.path },
          name: 'campaign.closed',
          value: VALUE,
          details: told(details),
        },
        ...rows.map((each) => ({
          subject: { kind: 'organisation', id: each.stationId, ownerPath: each.ownerPath },
          name: 'campaign.closed',
          value: VALUE,
        })),
      ],
      changes: { id },
    }
  },
  save: ({ tx, occurredAt }, { id }) => closeCampaignRows(tx, id, occurredAt),
})
