import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { type AnyQuery, query } from '#kernel/query.ts'
import { listForm } from './schema.ts'
import { devicesIn } from './store.ts'

const line = z.object({
  id: z.string(),
  name: field(z.string(), { label: '手机' }),
  holder: field(z.string(), { label: '使用人' }),
  organisation: field(z.string(), { label: '单位' }),
  registeredAt: z.number(),
  takenInAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  endedReason: field(z.string().nullable(), { label: '停用原因' }),
})

export const list = query({
  name: 'devices.list',
  title: '手机',
  help: '本单位登记过的手机，和它们交出的文件。',
  params: listForm,
  result: z.object({ items: z.array(line).max(500), total: z.number() }),
  may: () => true,
  async read({ tx, vault }) {
    const found = await devicesIn(tx, vault)
    const items = found.map(({ id, name, holder, organisation, registeredAt, takenInAt, endedAt, endedReason }) => ({
      id,
      name,
      holder,
      organisation,
      registeredAt,
      takenInAt,
      endedAt,
      endedReason: endedReason ?? null,
    }))
    return { items, total: items.length }
  },
})

export const queries: AnyQuery[] = [list]
