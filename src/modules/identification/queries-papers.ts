/** Letters to the police, and what the national site takes: rendered from what was recorded. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { type Organisation, organisationById } from '#kernel/org.ts'
import { paperAnswer, renderPaper } from '#kernel/paper.ts'
import { type AnyQuery, query } from '#kernel/query.ts'
import { XLSX } from '#kernel/sheet.ts'
import { fileById, personById } from '#modules/people-and-cases/index.ts'
import { letterOf, nationalForm } from './paper-data.ts'
import { refuse } from './refusals.ts'
import { coverageOf } from './rules.ts'
import { nationalLine, nationalSheet } from './sheet.ts'
import { requestById } from './store.ts'
import { factsNamed, unidentified } from './store-read.ts'

const fileId = field(z.uuid(), { label: '个案', widget: 'hidden' })

export const letterPaper = query({
  name: 'identification.paper-request',
  title: '公安协查函',
  params: z.strictObject({ fileId, requestId: field(z.uuid(), { label: '协查', widget: 'hidden' }) }),
  result: 'file',
  may: () => true,
  async read({ tx, vault, actor, now }, params) {
    const request = await requestById(tx, vault, params.requestId)
    const file = request?.fileId === params.fileId ? await fileById(tx, request.fileId) : undefined
    const station = file && (await organisationById(tx, file.stationId))
    if (!request || !file || !station) return null
    if (request.state === 'withdrawn') return refuse('NOT_NOW', { state: '已撤回', what: '打印' })
    const template = request.kind === 'dna' ? 'dna-letter' : 'police-letter'
    const bytes = await renderPaper(new URL(`./papers/${template}.typ`, import.meta.url), letterOf(request, file, station), {
      printedBy: actor.name,
      printedAt: now,
    })
    return paperAnswer(`${request.kind === 'dna' ? 'DNA采血入库函' : '协查函'} ${file.no}`, bytes)
  },
})

export const nationalPaper = query({
  name: 'identification.paper-national',
  title: '全国救助寻亲网信息表',
  params: z.strictObject({ fileId }),
  result: 'file',
  may: () => true,
  async read({ tx, vault, actor, now }, params) {
    const file = await fileById(tx, params.fileId)
    const person = file && (await personById(tx, vault, file.personId))
    const station = file && (await organisationById(tx, file.stationId))
    if (!file || !person || !station) return null
    if (person.identity === 'verified') return refuse('VERIFIED')
    const line = nationalLine({ no: file.no, acceptedAt: file.acceptedAt ?? file.arrivedAt, person }, station, now)
    const bytes = await renderPaper(new URL('./papers/national-form.typ', import.meta.url), nationalForm(line), {
      printedBy: actor.name,
      printedAt: now,
    })
    return paperAnswer(`全国救助寻亲网信息表 ${file.no}`, bytes)
  },
})

/** Guests of one sheet: what a clerk types in at one sitting. */
const MOST_LINES = 200

export const nationalSheetQuery = query({
  name: 'identification.national-sheet',
  title: '待推送名单（Excel）',
  help: '所有还没有推送的未查明人员；只含帮助辨认的内容。',
  params: z.strictObject({}),
  result: 'file',
  may: () => true,
  async read({ tx, vault, now }) {
    const guests = await unidentified(tx)
    const facts = await factsNamed(
      tx,
      guests.map((each) => each.fileId),
      ['tracing.pushed-national'],
    )
    const byFile = Map.groupBy(facts, (fact) => fact.subject.id)
    const waiting = guests.filter((each) => coverageOf(byFile.get(each.fileId) ?? []).at.pushed === null).slice(0, MOST_LINES)
    const stations = new Map<string, Organisation | undefined>()
    const lines = []
    for (const { no, acceptedAt, personId, stationId } of waiting) {
      if (!stations.has(stationId)) stations.set(stationId, await organisationById(tx, stationId))
      const [station, person] = [stations.get(stationId), await personById(tx, vault, personId)]
      if (station && person) lines.push(nationalLine({ no, acceptedAt, person }, station, now))
    }
    return { file: { name: '待推送名单.xlsx', type: XLSX, body: await nationalSheet(lines) } }
  },
})

export const papers: AnyQuery[] = [letterPaper, nationalPaper, nationalSheetQuery]
