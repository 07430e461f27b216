/** At the door and in conversation: who came before under another name, and what to ask next. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { cityOf, inRange } from '#kernel/actor.ts'
import { query, type ReadContext } from '#kernel/query.ts'
import { dateOf } from '#kernel/time.ts'
import { fileById, titlesOf } from '#modules/people-and-cases/index.ts'
import { seesAnswers } from './access.ts'
import type { GuestReport } from './engine/report.ts'
import type { Evidence } from './engine/types.ts'
import { inquiryNo, reasonsOf } from './lines.ts'
import { matcherAtHand } from './matcher.ts'
import { provincesOf } from './profiles.ts'
import { chanceWord, EARLIER_AT, EARLIER_LISTED } from './rules.ts'
import { earlierParams, fileId } from './schema.ts'
import { earlierLine } from './schema-lines.ts'
import { monthsOf, organisationsAt, unsealedOf } from './store-names.ts'
import { evidenceOfMany, pairsOfFile } from './store-pairs.ts'
import { type InquiryContent, profilesOf, runOf } from './store-profiles.ts'

export const nextQuestion = query({
  name: 'matching.next-question',
  title: '下一句最该问',
  help: '最能分开候选的一句；开放地问，不提示答案。',
  params: z.strictObject({ fileId }),
  result: z.strictObject({
    ranAt: field(z.number().nullable(), { label: '比对时间', widget: 'instant' }),
    pending: z.boolean(),
    questions: z
      .array(
        z.strictObject({
          key: z.string(),
          item: field(z.string(), { label: '问什么' }),
          text: field(z.string(), { label: '怎么说' }),
          how: field(z.string(), { label: '怎么问' }),
          otherWays: z.array(z.strictObject({ text: z.string(), how: z.string() })).max(10),
          /** For whoever compares, never for the guest; empty for whoever only asks. */
          outcomes: z
            .array(
              z.strictObject({
                answer: field(z.string(), { label: '说到什么', sensitivity: 'personal' }),
                no: field(z.string(), { label: '哪一份登记' }),
                rank: z.number().nullable(),
                before: z.number().nullable(),
                after: z.number(),
              }),
            )
            .max(12),
        }),
      )
      .max(10),
  }),
  may: () => true,
  async read({ tx, vault, actor }, params) {
    const file = await fileById(tx, params.fileId)
    if (!file || !inRange(actor, file.ownerPath)) return null
    const run = await runOf(tx, vault, file.id)
    const questions = run?.content.questions ?? []
    const shown = seesAnswers(actor)
    const ids = shown ? questions.flatMap((each) => each.outcomes.map((outcome) => outcome.candidateId)) : []
    const profiles = await profilesOf<InquiryContent>(
      tx,
      vault,
      ids.filter((id) => /^[0-9a-f-]{36}$/.test(id)),
    )
    const pairs = new Map((await pairsOfFile(tx, vault, file.id, 'inquiry')).map((each) => [each.otherId, each.probability]))
    return {
      ranAt: run?.ranAt ?? null,
      pending: run?.stale ?? false,
      questions: questions.slice(0, 10).map(({ key, item, text, how, otherWays, outcomes }) => ({
        key,
        item,
        text,
        how,
        otherWays: otherWays.slice(0, 10),
        outcomes: shown
          ? outcomes
              // What a family told is read through a stored pair, nowhere else.
              .filter((each) => profiles.has(each.candidateId))
              .slice(0, 12)
              .map((each) => {
                const at = run?.content.listed.indexOf(each.candidateId) ?? -1
                return {
                  answer: each.answer,
                  no: inquiryNo(each.candidateId, profiles.get(each.candidateId)?.content),
                  rank: at < 0 ? null : at + 1,
                  before: pairs.get(each.candidateId) ?? null,
                  after: each.probabilityAfter,
                }
              })
          : [],
      })),
    }
  },
})

interface Hit {
  pairId: string | null
  personId: string
  fileId: string
  ownerPath: string
  state: string
  probability: number
  evidence: Evidence[]
}

/** Hits as lines: inside the own range with name and number, elsewhere in the city one line that names the station. */
async function linesFor({ tx, actor }: ReadContext, hits: readonly Hit[]) {
  const ids = hits.flatMap((each) => [each.fileId, each.personId])
  const open = await unsealedOf(tx, ids)
  const seen = hits.filter((each) => open.has(each.fileId) && open.has(each.personId))
  const titles = new Map(
    (
      await titlesOf(
        tx,
        seen.map((each) => each.fileId),
      )
    ).map((each) => [each.id, each]),
  )
  const stations = await organisationsAt(
    tx,
    seen.map((each) => each.ownerPath),
  )
  const months = await monthsOf(
    tx,
    seen.map((each) => each.fileId),
  )
  return seen.map((hit) => {
    const inside = inRange(actor, hit.ownerPath) && titles.has(hit.fileId)
    const title = inside ? titles.get(hit.fileId) : undefined
    return {
      pairId: hit.pairId,
      personId: hit.personId,
      fileId: inside ? hit.fileId : null,
      inside,
      state: hit.state,
      name: title?.name ?? null,
      no: title?.no ?? null,
      station: stations.get(hit.ownerPath)?.name ?? '',
      month: months.get(hit.fileId) ?? null,
      probability: hit.probability,
      chance: chanceWord(hit.probability),
      ...reasonsOf(hit.evidence),
    }
  })
}

export const earlierGuests = query({
  name: 'matching.earlier-guests',
  title: '可能来过',
  help: '换了名字再来的人。来过是一件事实，不是不救助的理由。',
  params: earlierParams,
  result: z.strictObject({
    /** False where this server has not compared anybody yet: what was typed is compared after registration. */
    ready: z.boolean(),
    items: z.array(earlierLine).max(10),
    excluded: z.array(earlierLine).max(10),
  }),
  may: () => true,
  async read(context, params) {
    const { tx, vault, actor, now } = context
    if (params.fileId) {
      const file = await fileById(tx, params.fileId)
      if (!file || !inRange(actor, file.ownerPath)) return null
      const pairs = await pairsOfFile(tx, vault, file.id, 'guest')
      const evidence = await evidenceOfMany(
        tx,
        vault,
        pairs.map((each) => each.id),
      )
      const hits = pairs
        .filter((each) => each.state !== 'overtaken' && each.rootId !== file.personId)
        .map((each) => ({
          pairId: each.id,
          personId: each.rootId,
          fileId: each.otherId,
          ownerPath: each.otherPath,
          state: each.state,
          probability: each.probability,
          evidence: evidence.get(each.id)?.evidence ?? [],
        }))
      const lines = await linesFor(context, hits)
      return {
        ready: true,
        items: lines.filter((each) => each.state !== 'excluded').slice(0, 10),
        excluded: lines.filter((each) => each.state === 'excluded').slice(0, 10),
      }
    }
    const matcher = matcherAtHand(vault)
    if (!matcher) return { ready: false, items: [], excluded: [] }
    const guest = typedGuest(params, dateOf(now))
    if (Object.keys(guest).length <= 2) return { ready: true, items: [], excluded: [] }
    const ranking = await matcher.ask({ op: 'earlier', guest, excluded: [], limit: 20 })
    const city = cityOf(actor.organisation.path)
    const persons = new Set<string>()
    const hits = ranking.candidates.flatMap((each): Hit[] => {
      const tag = matcher.guest(each.inquiryId)
      if (!tag || each.probability < EARLIER_AT || persons.has(tag.personId) || !tag.ownerPath.startsWith(city)) return []
      persons.add(tag.personId)
      return [
        {
          pairId: null,
          personId: tag.personId,
          fileId: each.inquiryId,
          ownerPath: tag.ownerPath,
          state: 'candidate',
          probability: each.probability,
          evidence: each.evidence,
        },
      ]
    })
    return { ready: true, items: await linesFor(context, hits.slice(0, EARLIER_LISTED)), excluded: [] }
  },
})

/** What was typed in reception, as a report. */
function typedGuest(params: z.output<typeof earlierParams>, on: string): GuestReport {
  const { name, nickname, sex, ageMin, ageMax, height, marks, places, accent } = params
  const province = accent ? provincesOf(accent)[0] : undefined
  return {
    id: 'typed',
    enteredOn: on,
    ...(name ? { nameHeard: name } : {}),
    ...(nickname ? { nicknameHeard: nickname } : {}),
    ...(sex ? { sex } : {}),
    ...(ageMin !== undefined || ageMax !== undefined
      ? { ageSeen: { min: (ageMin ?? ageMax) as number, max: (ageMax ?? ageMin) as number } }
      : {}),
    ...(height ? { heightCm: height } : {}),
    ...(marks ? { marks } : {}),
    ...(places ? { placesHeard: places } : {}),
    ...(province ? { accentProvinceGuess: { code: province, confidence: 0.6 } } : {}),
  }
}
