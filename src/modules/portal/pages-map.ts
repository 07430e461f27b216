/**
 * 在图上点位置: a tap on a picture that the server draws, for a browser without script. The tap comes back as the picture's
 * own x and y; what was written, where the map looks and the pin go along as hidden fields. In an address nothing of it stands:
 * the picture's says where it looks in a closed text.
 */
import type { z } from 'zod'
import type { Page, PageAnswer, PageContext } from '#kernel/page.ts'
import { lengthWords, nearWords, type Point } from '#kernel/place.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { carried, RECEIVE } from './carried.ts'
import type { Told } from './form.ts'
import { type Html, html } from './html.ts'
import { page, titled, to } from './layout.ts'
import { accuracyOf, type Ground, homeOf, type Look, readLook, SIZE, stepped, tapped, textOf } from './map.ts'
import { pictureOf } from './map-picture.ts'
import { type Texts, textsOf } from './texts.ts'

/** What the form's map is made of; undefined where there is nothing to draw. */
export interface Mapped {
  ground: Ground | null
  home: Look
}

export async function mapOf(context: PageContext, texts: Texts): Promise<Mapped | undefined> {
  const told = await context.ask('maps.here', {})
  const ground = isRefusal(told) ? null : (told as { map: Ground | null }).map
  const home = homeOf(texts.landmarks, ground)
  return home && { ground, home }
}

/** The pin that a form carries: undefined without one, `wrong` for what is none, or lies nowhere near. */
export function pinOf(told: Told, map: Mapped | undefined): Look | 'wrong' | undefined {
  const text = told['pin']?.[0] ?? ''
  if (text === '') return undefined
  return (map && readLook(text, map.home)) ?? 'wrong'
}

/** What the door takes of a pin. */
export const pinForm = (pin: Look, { ground }: Mapped, texts: Texts) => ({
  ...pin.at,
  accuracyM: accuracyOf(pin, ground),
  near: nearWords(pin.at, texts.landmarks)?.slice(0, 80),
})

const whereWords = (point: Point, texts: Texts) => nearWords(point, texts.landmarks, 20_000) ?? '离写了名字的地方都远'
const offWords = (pin: Look, { ground }: Mapped) => lengthWords(accuracyOf(pin, ground)).replace('约', '').trim()

/** On the form: the way to the map, or the pin with what can be done about it. The buttons send what was written, not the report. */
export function pinField(pin: Look | undefined, map: Mapped, texts: Texts): Html {
  const button = (value: string, words: string) =>
    html`<button class="go w" type="submit" name="map" value="${value}" formnovalidate>${words}</button>`
  if (!pin)
    return html`<div class="fd" id="pin"><div class="lb">不会写在哪里，就在图上点</div>${button('open', '在图上点位置')}<div class="hp">写好的都带着，点完回到这里。照片最后再选。看不了图的，写路名、桥名一样。</div></div>`
  return html`<div class="fd" id="pin"><input type="hidden" name="pin" value="${textOf(pin)}"><div class="note"><p><b>图上点好了：${whereWords(pin.at, texts)}</b></p><p>可能差 ${offWords(pin, map)}。旁边有什么，还可以在上面写。</p></div>${button('open', '重新点')} ${button('drop', '不用图上的点')}</div>`
}

const STEPS: readonly (readonly [step: string, words: string])[] = [
  ['in', '放大'],
  ['out', '缩小'],
  ['north', '往北'],
  ['south', '往南'],
  ['west', '往西'],
  ['east', '往东'],
  ['all', '看全部'],
  ['middle', '就点图中间'],
]

interface Drawn {
  declared: z.ZodObject
  told: Told
  texts: Texts
  map: Mapped
  look: Look
  pin: Look | undefined
  /** A photo had been chosen, and is not sent along. */
  photo: boolean
}

function drawMap(context: PageContext, { declared, told, texts, map, look, pin, photo }: Drawn): PageAnswer {
  const { ground } = map
  const kept = carried(declared, told)
  const held = pin ? html`<input type="hidden" name="pin" value="${textOf(pin)}">` : ''
  const picture = context.closed(JSON.stringify([textOf(look), pin ? textOf(pin) : '']))
  const middle = whereWords(look.at, texts)
  return page(context, {
    title: '在图上点位置',
    texts,
    cache: 'none',
    body: html`<h1 id="map">在图上点位置</h1>
${
  pin
    ? html`<div class="note" role="status"><p><b>点好了：${whereWords(pin.at, texts)}</b></p><p>可能差 ${offWords(pin, map)}。${accuracyOf(pin, ground) > 100 ? '放大了再点一次，更准。' : '不对就再点一次。'}</p></div>`
    : html`<p>人在哪里，就在图上点哪里，会出现红色的记号。地方太大就先放大。</p>`
}
${photo ? html`<p><b>照片没有带过来，回到前一页再选。</b></p>` : ''}
${
  pin
    ? html`<form method="post" action="${to(context, '/report')}#pin" accept-charset="utf-8">${kept}${held}<p><button class="go wide" type="submit" name="map" value="use">用这个位置</button></p></form>`
    : ''
}
<form method="post" action="${to(context, '/report/map')}#map" accept-charset="utf-8">${kept}${held}<input type="hidden" name="view" value="${textOf(look)}">
<p class="mp"><input type="image" class="map" name="at" src="${to(context, '/report/map.svg')}?v=${picture}" width="${SIZE.width}" height="${SIZE.height}" alt="地图，中间是${middle}。按回车就点图中间；下面的按钮放大、移动。也可以不用图，写路名、桥名。"></p>
<p class="ks">${STEPS.map(([step, words]) => html`<button class="k" type="submit" name="do" value="${step}">${words}</button> `)}</p></form>
<p class="m">图中间（十字）：${middle}。${ground ? html`底图：${ground.attribution}　审图号：${ground.approval}` : '没有底图，只画了几个公共地点，方向和距离是大概的；路没有画。'}</p>
<form method="post" action="${to(context, '/report')}#pin" accept-charset="utf-8">${kept}<p><button class="go w" type="submit" name="map" value="drop">不用图，回去写在哪里</button></p></form>`,
  })
}

/** From the form to the map: where the pin is, else where the chosen place is, else the whole city. */
export function openMap(context: PageContext, declared: z.ZodObject, texts: Texts, map: Mapped): PageAnswer {
  const told = context.posted?.fields ?? {}
  const pin = pinOf(told, map)
  const own = pin === 'wrong' ? undefined : pin
  const chosen = texts.landmarks.find(({ name }) => name === told['landmark']?.[0])
  const look = own ?? (chosen ? { at: chosen.at, zoom: Math.max(map.home.zoom, 16) } : map.home)
  return drawMap(context, { declared, told, texts, map, look, pin: own, photo: context.posted?.photo !== undefined })
}

async function step(context: PageContext): Promise<PageAnswer> {
  const texts = await textsOf(context)
  const declared = context.formOf(RECEIVE)
  const map = await mapOf(context, texts)
  if (!declared || !map) return { redirect: to(context, '/report') }
  const told = context.posted?.fields ?? {}
  const before = pinOf(told, map)
  const sent = (name: string) => told[name]?.[0]
  const look = readLook(sent('view'), map.home) ?? map.home
  const put = sent('do') === 'middle' ? look : tapped(look, { x: sent('at.x'), y: sent('at.y') }, map.ground)
  const pin = put ?? (before === 'wrong' ? undefined : before)
  const next = stepped(look, sent('do'), { home: map.home, pin, ground: map.ground })
  return drawMap(context, { declared, told, texts, map, look: next, pin, photo: false })
}

async function picture(context: PageContext): Promise<PageAnswer> {
  const told = context.opened(context.query['v'] ?? '')
  const texts = await textsOf(context)
  const map = await mapOf(context, texts)
  const [view, held] = told === undefined ? [] : (JSON.parse(told) as [string, string])
  const look = map && readLook(view, map.home)
  if (!map || !look) return page(context, { title: '没有这张图', texts, status: 404, body: titled('没有这张图') })
  const pin = readLook(held, map.home)
  const body = await pictureOf({ look, pin, ground: map.ground, landmarks: texts.landmarks }, context.tile)
  return { file: { type: 'image/svg+xml; charset=utf-8', body } }
}

/** Drawing is asked for again and again until the place is found; the report itself keeps its own limits. */
const STEPS_A_MINUTE = 60

export const mapPages: Page[] = [
  // Opened again from a history: what had been written is not there.
  {
    path: '/report/map',
    method: 'GET',
    title: '在图上点位置',
    answer: async (context) => ({ redirect: to(context, '/report') }),
  },
  { path: '/report/map', method: 'POST', title: '在图上点位置', perMinute: STEPS_A_MINUTE, answer: step },
  { path: '/report/map.svg', method: 'GET', title: '地图', perMinute: STEPS_A_MINUTE * 2, answer: picture },
]
