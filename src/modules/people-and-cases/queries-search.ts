/** The one search box: look up first, type second. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { query } from '#kernel/query.ts'
import { dateOf } from '#kernel/time.ts'
import { readQuery } from './query-words.ts'
import { refuse } from './refusals.ts'
import { identityStates } from './schema.ts'
import { searchPeople } from './search.ts'
import { organisationNames } from './store-lists.ts'

const nullable = <T extends z.ZodType>(schema: T) => schema.nullable()

export const searchQuery = query({
  name: 'people.search',
  title: '先查后录',
  help: '姓名、读音、首字母、证件号（含片段）、小名、亲属、地名、特征、年龄，可混着写。',
  params: z.strictObject({
    text: field(z.string().max(4000), { label: '查什么', sensitivity: 'personal' }),
    limit: field(z.int().min(1).max(50).default(20), { label: '最多' }),
  }),
  result: z.object({
    /** What the screen says of the words themselves. */
    remarks: z.array(z.string()).max(20),
    more: z.boolean(),
    hits: z
      .array(
        z.object({
          personId: z.uuid(),
          inside: z.boolean(),
          sealed: z.boolean(),
          ways: z.array(z.string()),
          score: z.number(),
          elsewhere: z.array(z.object({ stationId: z.uuid(), station: z.string(), month: z.string() })),
          displayName: field(nullable(z.string()), { label: '姓名', sensitivity: 'personal' }),
          said: field(nullable(z.string()), { label: '按此找到', sensitivity: 'personal' }),
          sex: nullable(z.enum(['male', 'female'])),
          birthFrom: nullable(z.string()),
          birthTo: nullable(z.string()),
          identity: nullable(z.string()),
          identityWord: nullable(z.string()),
          namelessNo: nullable(z.string()),
          stays: z
            .array(
              z.object({
                fileId: z.uuid(),
                no: z.string(),
                station: z.string(),
                state: z.string(),
                arrivedAt: z.number(),
                leftAt: nullable(z.number()),
                leftKind: nullable(z.string()),
                leftNote: nullable(z.string()),
              }),
            )
            .max(60),
        }),
      )
      .max(50),
  }),
  may: () => true,
  async read({ tx, vault, now }, params) {
    const reading = readQuery(params.text, dateOf(now))
    if (!reading.ok) return refuse('SEARCH_WORDS', { sentence: reading.sentence })
    const found = await searchPeople(tx, vault, reading.asked, params.limit)
    const stations = await organisationNames(
      tx,
      found.hits.flatMap((hit) => hit.stays.map((stay) => stay.stationId)),
    )
    return {
      remarks: reading.asked.remarks,
      more: found.more,
      hits: found.hits.map((hit) => ({
        ...hit,
        identityWord: hit.identity ? identityStates[hit.identity] : null,
        stays: hit.stays.map(({ personId: _person, stationId, ...stay }) => ({
          ...stay,
          station: stations.get(stationId) ?? '',
        })),
      })),
    }
  },
})
