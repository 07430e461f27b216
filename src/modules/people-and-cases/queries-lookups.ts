/** Lists that forms choose from: facts to write down afterwards, divisions. */
import { z } from 'zod'
import { allFacts } from '#facts/index.ts'
import { field } from '#kernel/field.ts'
import { query } from '#kernel/query.ts'
import { divisionNames, searchDivisions } from './places.ts'

function innerOf(schema: z.ZodType): z.ZodType | undefined {
  return (schema.def as { innerType?: z.ZodType }).innerType
}

export const factFormsQuery = query({
  name: 'people.fact-forms',
  title: '可补登的事项',
  params: z.strictObject({ subjectKind: field(z.string().max(40), { label: '对象' }) }),
  result: z.object({
    facts: z
      .array(
        z.object({
          name: z.string(),
          title: z.string(),
          fields: z.array(
            z.object({
              key: z.string(),
              title: z.string(),
              type: z.enum(['text', 'number', 'date', 'yes-no', 'choice', 'several']),
              options: z.record(z.string(), z.string()).optional(),
              unit: z.string().optional(),
            }),
          ),
        }),
      )
      .max(300),
  }),
  may: () => true,
  read: async (_context, params) => ({
    facts: allFacts()
      .filter((def) => def.byHand && (def.kinds as readonly string[]).includes(params.subjectKind))
      .map((def) => ({
        name: def.name,
        title: def.title,
        fields: Object.entries(def.schema.shape).flatMap(([key, schema]) => plainField(key, schema as z.ZodType)),
      })),
  }),
})

function plainField(key: string, schema: z.ZodType) {
  const meta = (schema.meta() ?? {}) as { title?: string; options?: Record<string, string>; unit?: string; format?: string }
  let core = schema
  for (let inner = innerOf(core); inner; inner = innerOf(core)) core = inner
  const kind = core.def.type
  const type =
    kind === 'boolean'
      ? 'yes-no'
      : kind === 'number' || kind === 'int'
        ? 'number'
        : kind === 'array'
          ? 'several'
          : meta.options
            ? 'choice'
            : 'text'
  if (kind === 'object' || kind === 'record') return []
  return [
    {
      key,
      title: meta.title ?? key,
      type: type as 'text',
      ...(meta.options ? { options: meta.options } : {}),
      ...(meta.unit ? { unit: meta.unit } : {}),
    },
  ]
}

export const divisionsQuery = query({
  name: 'people.divisions',
  title: '行政区划查找',
  params: z.strictObject({ text: field(z.string().trim().max(40), { label: '地名或代码' }) }),
  result: z.object({ divisions: z.array(z.object({ code: z.string(), names: z.array(z.string()) })).max(30) }),
  may: () => true,
  read: async (_context, params) => ({
    divisions: searchDivisions(params.text, 30).map((code) => ({ code, names: divisionNames(code) })),
  }),
})
