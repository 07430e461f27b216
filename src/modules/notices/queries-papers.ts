/** A poster for the wall, and the text that is put in elsewhere. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { organisationById } from '#kernel/org.ts'
import { paperAnswer, renderPaper } from '#kernel/paper.ts'
import { type AnyQuery, query, type ReadContext } from '#kernel/query.ts'
import { fileById } from '#modules/people-and-cases/index.ts'
import { refuse } from './refusals.ts'
import { mayStandOn, textOf } from './rules.ts'
import { fileId } from './schema.ts'
import { noticeOfFile, wordingsOf } from './store.ts'
import { pictureOf } from './store-read.ts'
import { channelNames, FREE_OF_CHARGE, UNCERTAIN } from './words.ts'

async function approved({ tx, vault }: ReadContext, id: string) {
  const file = await fileById(tx, id)
  const notice = file && (await noticeOfFile(tx, id))
  const station = file && (await organisationById(tx, file.stationId))
  if (!notice || !station) return null
  const wording = (await wordingsOf(tx, vault, notice.id)).find((each) => each.id === notice.wordingId)
  return { notice, station, wording }
}

export const poster = query({
  name: 'notices.poster',
  title: '寻亲公告（张贴）',
  help: 'A4 一张；未成年人不张贴。',
  params: z.strictObject({ fileId }),
  result: 'file',
  may: () => true,
  async read(context, params) {
    const found = await approved(context, params.fileId)
    if (!found) return null
    const { notice, station, wording } = found
    if (!wording || !mayStandOn('boards', wording)) return refuse('NO_POSTER')
    const picture = await pictureOf(context.tx, context.vault, wording.id)
    const data = {
      no: `寻-${notice.no}`,
      station: station.name,
      phone: station.phone,
      ...textOf(wording.content),
      picture: picture ? [...picture.body] : null,
      format: picture?.type.slice('image/'.length).replace('jpeg', 'jpg') ?? null,
      uncertain: UNCERTAIN,
      free: FREE_OF_CHARGE,
    }
    const bytes = await renderPaper(new URL('./papers/poster.typ', import.meta.url), data, { printedAt: context.now })
    return paperAnswer(`寻亲公告 ${notice.no}`, bytes)
  },
})

export const exportText = query({
  name: 'notices.export-text',
  title: '站外公告文字',
  help: '照抄到头条寻人、全国救助寻亲网、报纸、电视；没有批准的渠道不给。',
  params: z.strictObject({ fileId, channel: field(choice(channelNames), { label: '登在哪里' }) }),
  result: z.strictObject({
    title: field(z.string(), { label: '标题', sensitivity: 'personal' }),
    text: field(z.string(), { label: '正文', sensitivity: 'personal' }),
  }),
  may: () => true,
  async read(context, params) {
    const found = await approved(context, params.fileId)
    if (!found) return null
    const { notice, station, wording } = found
    if (!wording) return refuse('NO_POSTER')
    if (!mayStandOn(params.channel, wording)) return refuse('MINOR_CHANNEL', { channel: channelNames[params.channel] })
    const { headline, lines, found: where } = textOf(wording.content)
    return {
      title: `寻找家人：${headline}`,
      text: [
        `${headline}。${lines.map((line) => `${line}。`).join('')}${where ? `${where}。` : ''}`,
        `${UNCERTAIN}认识他或像是您要找的人，请联系${station.name}${station.phone ? ` ${station.phone}` : ''}，编号 寻-${notice.no}。${FREE_OF_CHARGE}`,
      ].join('\n'),
    }
  },
})

export const papers: AnyQuery[] = [poster, exportText]
