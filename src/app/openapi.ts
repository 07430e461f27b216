/** Every door in OpenAPI 3.1, made from the declared objects themselves. */
import { z } from 'zod'
import { metaOf } from '#kernel/field.ts'
import type { House } from '#kernel/house.ts'

/** JSON Schema of a Zod schema, with the Chinese labels as titles. Parts without a JSON form are left open. */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): unknown {
  const made = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema }) {
      const meta = metaOf(zodSchema as unknown as z.ZodType)
      if (!meta) return
      jsonSchema.title = meta.label
      if (meta.help) jsonSchema.description = meta.help
      ;(jsonSchema as Record<string, unknown>)['x-sensitivity'] = meta.sensitivity
    },
  }) as Record<string, unknown>
  delete made.$schema
  return made
}

const refusalSchema = {
  type: 'object',
  required: ['refusal'],
  properties: {
    refusal: {
      type: 'object',
      required: ['refused', 'code', 'status', 'sentence'],
      properties: {
        refused: { const: true },
        code: { type: 'string' },
        status: { type: 'integer' },
        sentence: { type: 'string' },
        basis: { type: 'string' },
        fields: { type: 'object', additionalProperties: { type: 'string' } },
        details: { type: 'object' },
      },
    },
  },
}

const content = (schema: unknown) => ({ 'application/json': { schema } })
const refused = { '4XX': { description: '拒绝，附一句中文', content: content({ $ref: '#/components/schemas/Refusal' }) } }

export type Described = Pick<House, 'modules' | 'actions' | 'queries'>

let made: { house: Described; document: unknown } | undefined

/** The whole document; made once per house. */
export function openapiDocument(house: Described): unknown {
  if (made?.house === house) return made.document
  const paths: Record<string, unknown> = {}
  for (const action of house.actions.values()) {
    paths[`/api/act/${action.name}`] = {
      post: {
        tags: [action.name.split('.')[0]],
        operationId: action.name,
        summary: action.title,
        description: [action.help, action.legalBasis && `依据：${action.legalBasis}`].filter(Boolean).join('\n\n'),
        requestBody: {
          required: true,
          content: content({
            type: 'object',
            required: ['actionId', 'form'],
            additionalProperties: false,
            properties: {
              actionId: {
                type: 'string',
                format: 'uuid',
                description: 'UUIDv7 made by the client; the same id again gives the same reply',
              },
              form: jsonSchemaOf(action.form, 'input'),
              occurredAt: { type: 'integer', description: 'epoch ms by the device' },
              sentAt: { type: 'integer', description: 'the device clock at sending, epoch ms' },
            },
          }),
        },
        responses: {
          '200': {
            description: '办结，附新的应办事项',
            content: content({
              type: 'object',
              required: ['actionId', 'reply'],
              properties: {
                actionId: { type: 'string' },
                reply: { type: 'object' },
                duties: { type: 'array', items: { type: 'object' } },
              },
            }),
          },
          ...refused,
        },
      },
    }
  }
  for (const query of house.queries.values()) {
    const answer =
      query.result === 'file'
        ? { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
        : content({
            type: 'object',
            required: ['answer'],
            properties: { answer: jsonSchemaOf(query.result as z.ZodType, 'output') },
          })
    paths[`/api/ask/${query.name}`] = {
      post: {
        tags: [query.name.split('.')[0]],
        operationId: query.name,
        summary: query.title,
        ...(query.help ? { description: query.help } : {}),
        requestBody: { required: true, content: content(jsonSchemaOf(query.params, 'input')) },
        responses: { '200': { description: '答复', content: answer }, ...refused },
      },
    }
  }
  const document = {
    openapi: '3.1.0',
    info: { title: '归途 Guitu', version: '1', description: '所有写入都是动作（/api/act），所有读取都是查询（/api/ask）。' },
    tags: house.modules.map((room) => ({ name: room.name, description: room.title })),
    paths,
    components: {
      schemas: { Refusal: refusalSchema },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'guitu' } },
    },
    security: [{ session: [] }],
  }
  made = { house, document }
  return document
}
