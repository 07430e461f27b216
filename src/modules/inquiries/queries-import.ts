/** Dry runs: what an import would do, row by row, and the sheet to fill in. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { type AnyQuery, query } from '#kernel/query.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { mayReceive } from './access.ts'
import { readList } from './list-read.ts'
import { readPfif } from './pfif.ts'
import { refuse } from './refusals.ts'
import { formOfLead } from './rules-lead.ts'
import { saysSomething } from './rules.ts'
import { LONGEST_PFIF } from './schema-forms.ts'
import { bySource } from './store-sources.ts'
import { templateSheet, XLSX } from './template.ts'
import { XmlTrouble, xmlFaults } from './xml.ts'

const SHOWN = 300
const name = field(z.string().nullable(), { label: '姓名', sensitivity: 'personal' })
const words = field(z.string(), { label: '说明', sensitivity: 'personal' })

export const checkList = query({
  name: 'inquiries.check-list',
  title: '试读寻亲名单',
  params: z.strictObject({ sheetId: field(z.uuid(), { label: '文件', widget: 'hidden' }) }),
  result: z.strictObject({
    total: z.int(),
    good: z.int(),
    bad: z.int(),
    already: z.int(),
    asked: z.int(),
    rows: z.array(z.strictObject({ number: z.int(), name, bad: z.boolean(), words })).max(SHOWN),
  }),
  may: (actor) => mayReceive(actor),
  async read(context, { sheetId }) {
    const list = await readList(context, sheetId)
    if (!list || isRefusal(list)) return list
    const here = await bySource(
      context,
      list.filter((row) => row.faults.length === 0).map((row) => row.key),
    )
    const seen = new Set<string>()
    const judged = list.map((row) => {
      const twice = seen.has(row.key)
      seen.add(row.key)
      return { ...row, already: here.has(row.key) || (row.faults.length === 0 && twice) }
    })
    const noted = judged.filter((row) => row.faults.length > 0 || row.questions.length > 0)
    return {
      total: judged.length,
      good: judged.filter((row) => row.faults.length === 0 && !row.already).length,
      bad: judged.filter((row) => row.faults.length > 0).length,
      already: judged.filter((row) => row.already).length,
      asked: judged.filter((row) => row.faults.length === 0 && row.questions.length > 0).length,
      rows: noted
        .toSorted((a, b) => Number(b.faults.length > 0) - Number(a.faults.length > 0) || a.number - b.number)
        .slice(0, SHOWN)
        .map((row) => ({
          number: row.number,
          name: typeof row.form.name === 'string' ? row.form.name : null,
          bad: row.faults.length > 0,
          words: [...row.faults, ...row.questions].join('；'),
        })),
    }
  },
})

export const checkPfif = query({
  name: 'inquiries.check-pfif',
  title: '试读外部寻人库',
  params: z.strictObject({
    xml: field(z.string().min(1).max(LONGEST_PFIF), { label: 'PFIF 1.4 内容', sensitivity: 'personal' }),
  }),
  result: z.strictObject({
    total: z.int(),
    already: z.int(),
    faults: z.array(z.strictObject({ at: z.int(), why: z.string() })).max(500),
    records: z
      .array(z.strictObject({ record: z.string(), name, already: z.boolean(), useful: z.boolean(), notes: z.int() }))
      .max(500),
  }),
  may: (actor) => mayReceive(actor),
  async read(context, { xml }) {
    try {
      const read = readPfif(xml)
      const here = await bySource(
        context,
        read.persons.map(({ id }) => id),
      )
      return {
        total: read.persons.length + read.faults.length,
        already: here.size,
        faults: read.faults.slice(0, 500),
        records: read.persons.map((person) => ({
          record: person.id,
          name: person.name ?? null,
          already: here.has(person.id),
          useful: saysSomething(formOfLead(person).form),
          notes: person.notes.length,
        })),
      }
    } catch (error) {
      if (error instanceof XmlTrouble) return refuse('NOT_PFIF', { why: xmlFaults[error.fault] })
      throw error
    }
  },
})

export const template = query({
  name: 'inquiries.template',
  title: '寻亲名单模板',
  params: z.strictObject({}),
  result: 'file',
  may: (actor) => mayReceive(actor),
  read: async () => ({ file: { name: '寻亲名单模板.xlsx', type: XLSX, body: await templateSheet() } }),
})

export const importQueries: AnyQuery[] = [checkList, checkPfif, template]
