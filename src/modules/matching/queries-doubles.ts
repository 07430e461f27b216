/** Two inquiries that may look for the same person: a father on the hotline, a daughter on the web. */
import { z } from 'zod'
import { cityOf, inRange } from '#kernel/actor.ts'
import { field } from '#kernel/field.ts'
import { query } from '#kernel/query.ts'
import { inquiryNo, reasonsOf } from './lines.ts'
import { matcherAtHand } from './matcher.ts'
import { chanceWord } from './rules.ts'
import { inquiryId } from './schema.ts'
import { organisationsAt } from './store-names.ts'
import { type InquiryContent, profilesOf } from './store-profiles.ts'

/** Below this chance two inquiries are not shown beside each other. */
const DOUBLE_AT = 0.3
const LISTED = 10

export const doubleInquiries = query({
  name: 'matching.double-inquiries',
  title: '可能登记过两次',
  help: '不同亲属可能各登记了一次。外单位的只说在哪里登记，不给内容；核对后由保管单位并案。',
  params: z.strictObject({ inquiryId }),
  result: z.strictObject({
    /** False where this server has compared nothing yet. */
    ready: z.boolean(),
    items: z
      .array(
        z.strictObject({
          inquiryId: z.string().nullable(),
          no: field(z.string().nullable(), { label: '登记编号' }),
          name: field(z.string().nullable(), { label: '找谁', sensitivity: 'personal' }),
          keeper: field(z.string(), { label: '登记单位' }),
          own: z.boolean(),
          probability: z.number(),
          chance: field(z.string(), { label: '把握' }),
          pro: z.array(field(z.string(), { label: '相合', sensitivity: 'personal' })).max(12),
          contra: z.array(field(z.string(), { label: '不合', sensitivity: 'personal' })).max(12),
        }),
      )
      .max(LISTED),
  }),
  may: () => true,
  async read({ tx, vault, actor }, { inquiryId: id }) {
    const asked = (await profilesOf<InquiryContent>(tx, vault, [id])).get(id)
    // Not let in to be compared yet, or not the actor's: nothing to say either way.
    if (!asked || !inRange(actor, asked.ownerPath)) return { ready: false, items: [] }
    const matcher = matcherAtHand(vault)
    const ranking = matcher && (await matcher.ask({ op: 'doubles', inquiryId: id, limit: 2 * LISTED }))
    if (!matcher || !ranking) return { ready: false, items: [] }
    const city = cityOf(actor.organisation.path)
    const hits = ranking.candidates.flatMap((each) => {
      const place = matcher.inquiry(each.inquiryId)
      const other = place && place.rootId !== asked.rootId && place.ownerPath.startsWith(city)
      return other && each.probability >= DOUBLE_AT ? [{ ...each, ownerPath: place.ownerPath }] : []
    })
    // Row-level security answers only for the own range; what others keep stays one line that names the office.
    const own = await profilesOf<InquiryContent>(
      tx,
      vault,
      hits.map((each) => each.inquiryId),
    )
    const keepers = await organisationsAt(
      tx,
      hits.map((each) => each.ownerPath),
    )
    const items = hits.slice(0, LISTED).map((hit) => {
      const profile = inRange(actor, hit.ownerPath) ? own.get(hit.inquiryId) : undefined
      return {
        inquiryId: profile ? hit.inquiryId : null,
        no: profile ? inquiryNo(hit.inquiryId, profile.content) : null,
        name: profile?.content.report.name ?? null,
        keeper: keepers.get(hit.ownerPath)?.name ?? '',
        own: profile !== undefined,
        probability: hit.probability,
        chance: chanceWord(hit.probability),
        ...(profile ? reasonsOf(hit.evidence) : { pro: [], contra: [] }),
      }
    })
    return { ready: true, items }
  },
})
