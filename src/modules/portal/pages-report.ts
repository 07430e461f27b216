/** 告诉我们 and 查处理结果: somebody on the street needs help. No account, no script, no name; the words are kept whatever the photo is. */
import type { Page, PageAnswer, PageContext, Posted } from '#kernel/page.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { RECEIVE, TRAP } from './carried.ts'
import { drawFaults, drawForm, readForm, receiptOf, type Told } from './form.ts'
import { type Html, html } from './html.ts'
import { call, page, titled, to } from './layout.ts'
import { mapOf, openMap, pinField, pinForm, pinOf } from './pages-map.ts'
import { type Texts, textsOf } from './texts.ts'

const STATE = 'reports.state-by-receipt'
const OWN = ['remote', 'photos', 'trapped'] as const

/** The first button is what Enter in a field presses: sending, as the last one does, and never the way to the map. */
const trap = (told: Told): Html =>
  html`<div class="trap" aria-hidden="true"><button type="submit" tabindex="-1">发给我们</button><label>这一格请空着 <input type="text" name="${TRAP}" value="${told[TRAP]?.[0] ?? ''}" tabindex="-1" autocomplete="off"></label></div>`

const urgent: Html = html`<div class="note red"><p><b>有人有危险、有孩子被人带着乞讨：马上打 ${call('110')}。昏倒、受伤、冻僵：打 ${call('120')}。</b>打了再填也不迟。</p></div>`

const byPhone = (context: PageContext, texts: Texts, title: string): PageAnswer =>
  page(context, {
    title,
    texts,
    body: titled(
      title,
      urgent,
      html`<p class="big">请打救助电话${texts.phone ? html` ${call(texts.phone)}` : ''}，或者 ${call('12345')}</p><p>马上有人接，不收任何费用，可以不留姓名。</p>`,
    ),
  })

const PHOTO_KEPT_OUT = {
  type: '照片没有收下：那个文件不是 JPG、PNG、WebP 照片。您写的都收到了，不用重填。',
  large: '照片没有收下：超过 12 MB。您写的都收到了，不用重填。',
} as const

const PIN_WRONG = '图上点的位置没有看懂，或者不在这一带，还没有发出去。请再点一次，或者写路名、桥名。'

/** Whether every field that is found fault with was left empty. */
const onlyEmpty = (told: Told, faults: Record<string, string>): boolean =>
  Object.keys(faults).every((name) => (told[name]?.[0] ?? '').trim() === '')
const heading = (told: Told, faults: Record<string, string>, again: string): string =>
  `${onlyEmpty(told, faults) ? '有的地方还没有写' : '有的地方没写对'}，还没有发出去。${again}`

async function report(context: PageContext): Promise<PageAnswer> {
  const texts = await textsOf(context)
  const declared = context.formOf(RECEIVE)
  if (!declared) return byPhone(context, texts, '告诉我们')
  const { posted } = context
  const told = posted?.fields ?? {}
  const map = await mapOf(context, texts)
  const found = pinOf(told, map)
  const pin = found === 'wrong' || told['map']?.[0] === 'drop' ? undefined : found
  const draw = (faults: Record<string, string>, sentence: string, status = 200) =>
    page(context, {
      title: '告诉我们',
      texts,
      status,
      cache: 'none',
      body: html`${titled('我看到有人需要帮助')}${urgent}
<p>只有“看到了什么”要写，别的不知道就空着。不收任何费用，可以不留姓名；谁报的，不告诉被反映的人，也不告诉去的人。</p>
${sentence ? drawFaults(declared, faults, sentence) : ''}
<form method="post" action="${to(context, '/report')}" enctype="multipart/form-data" accept-charset="utf-8"><input type="hidden" name="token" value="${context.token()}">${trap(told)}
${drawForm(declared, { told, faults, without: OWN, offers: { landmark: texts.places }, after: map ? { place: pinField(pin, map, texts) } : {} })}
${'photos' in declared.shape ? html`<fieldset><legend>照片（可以没有）</legend><div class="fd"><label class="lb" for="f-photos">现场的照片（一张）</label><div class="hp" id="f-photos-h">JPG、PNG、WebP，最多 12 MB。先问一声再拍，不要发到网上。照片里记的位置、手机型号我们会去掉。最后再选：到图上点位置、没有发成，都要重新选。</div><input type="file" id="f-photos" name="photo" accept="image/jpeg,image/png,image/webp" aria-describedby="f-photos-h"></div></fieldset>` : ''}
<p><button class="go wide" type="submit">发给我们</button></p></form>
${texts.phone ? html`<p>不想填，打 ${call(texts.phone)} 说也一样。</p>` : ''}`,
    })
  if (!posted) return draw({}, '')
  if (told['map']?.[0] === 'open' && map) return openMap(context, declared, texts, map)
  // Back from the map, or without it: nothing is sent yet.
  if (told['map']) return draw({}, '')
  const again = posted.photo ? '照片要重新选。' : ''
  if (posted.token !== 'good') return draw({}, `这一页开得太久了，还没有发出去。您写的还在，请再按一次。${again}`, 422)
  if (found === 'wrong') return draw({}, `${PIN_WRONG}${again}`, 422)
  const { [TRAP]: caught, landmark, ...rest } = told
  // Only what the page offers; whatever else a program sends there is left out.
  const fields = landmark?.[0] && texts.places.includes(landmark[0]) ? { ...rest, landmark } : rest
  const read = readForm(declared, fields)
  if (Object.keys(read.faults).length > 0) return draw(read.faults, heading(told, read.faults, again), 422)
  const { photo } = posted
  const photoId = photo && !('fault' in photo) ? await context.keepPhoto() : undefined
  const outcome = await context.perform(RECEIVE, {
    ...read.form,
    remote: context.remote,
    ...(pin && map ? { pin: pinForm(pin, map, texts) } : {}),
    ...((caught?.[0] ?? '').trim() === '' ? {} : { trapped: true }),
    ...(photoId ? { photos: [photoId] } : {}),
  })
  if (isRefusal(outcome)) return refused(context, texts, outcome, draw, again)
  return receipt(context, texts, outcome.reply, { danger: told['danger']?.[0] === 'yes', photo })
}

function refused(
  context: PageContext,
  texts: Texts,
  refusal: Refusal,
  draw: (faults: Record<string, string>, sentence: string, status: number) => PageAnswer,
  again: string,
): PageAnswer {
  if (refusal.code === 'KERNEL.ID_REUSED')
    return draw({}, `刚才已经发出去了一件${receiptOf(refusal)}。还有别的事，请再按一次。${again}`, 422)
  if (refusal.fields) return draw(refusal.fields, heading(context.posted?.fields ?? {}, refusal.fields, again), 422)
  return draw(
    {},
    `${refusal.sentence}${again}${texts.phone ? `救助电话 ${texts.phone}。` : ''}`,
    refusal.status === 429 ? 429 : 422,
  )
}

function receipt(
  context: PageContext,
  texts: Texts,
  reply: Record<string, unknown>,
  { danger, photo }: { danger: boolean; photo: Posted['photo'] },
): PageAnswer {
  return page(context, {
    title: '收到了',
    texts,
    cache: 'none',
    body: titled(
      '我们收到了，谢谢您',
      danger ? html`<div class="note red"><p class="big">您说现在有危险：马上打 ${call('110')}。</p></div>` : '',
      photo && 'fault' in photo ? html`<div class="note" role="status"><p><b>${PHOTO_KEPT_OUT[photo.fault]}</b></p></div>` : '',
      html`<div class="note"><p>编号</p><p class="big">${String(reply.number ?? '')}</p>${reply.code ? html`<p>查询码</p><p class="big">${String(reply.code)}</p>` : html`<p>查询码在第一次发出时给过。</p>`}</div>
${reply.repeated ? html`<p>这件刚才已经收到，还是原来的编号，只算一件。</p>` : ''}<p>想知道办得怎么样，请抄下来或拍照存好：<b>离开这一页，编号和查询码就看不到了</b>。</p>
<p>值班的人马上看到，会派人过去。那个人愿不愿意去救助站，由他自己决定；不愿意的，我们也会送衣物、食品，过后再来。</p>
<p><a class="go w" href="${to(context, `/report/state?number=${encodeURIComponent(String(reply.number ?? ''))}`)}">查处理结果</a> <a class="go w" href="${to(context, '/report')}">还看到别的人</a></p>`,
    ),
  })
}

async function state(context: PageContext): Promise<PageAnswer> {
  const texts = await textsOf(context)
  const declared = context.formOf(STATE)
  if (!declared) return byPhone(context, texts, '查处理结果')
  const { posted, query } = context
  // The number comes along from the page of the receipt; the code never stands in an address.
  const told: Told = posted?.fields ?? (query['number'] ? { number: [query['number'].slice(0, 60)] } : {})
  const draw = (faults: Record<string, string>, sentence: string, answer: string | null, status = 200) =>
    page(context, {
      title: '查处理结果',
      texts,
      cache: 'none',
      status,
      body: html`${titled('查处理结果')}${answer ? html`<div class="note" role="status"><p class="big">${answer}</p><p>为保护本人，网上只答办到哪一步，不答人是谁、在哪里。</p></div>` : ''}
${sentence ? drawFaults(declared, faults, sentence) : ''}
<form method="post" action="${to(context, '/report/state')}" accept-charset="utf-8"><input type="hidden" name="token" value="${context.token()}">
${drawForm(declared, { told, faults, without: OWN })}
<p><button class="go" type="submit">查询</button></p></form>
<p>丢了编号或查询码，请打救助电话${texts.phone ? html` ${call(texts.phone)}` : ''}。</p>`,
    })
  if (!posted) return draw({}, '', null)
  if (posted.token !== 'good') return draw({}, '这一页开得太久了，请再按一次。', null, 422)
  const outcome = await context.perform(STATE, { ...readForm(declared, posted.fields).form, remote: context.remote })
  if (isRefusal(outcome)) {
    const { fields, sentence } = outcome
    if (!fields) return draw({}, sentence, null, 422)
    return draw(
      fields,
      onlyEmpty(told, fields) ? '编号和查询码都要写。' : '编号或者查询码没写对，请照收到时的样子写。',
      null,
      422,
    )
  }
  return draw({}, '', String((outcome.reply as { words?: string }).words ?? ''))
}

export const reportPages: Page[] = [
  { path: '/report', method: 'GET', title: '告诉我们', answer: report },
  { path: '/report', method: 'POST', title: '告诉我们', takesPhoto: true, answer: report },
  { path: '/report/state', method: 'GET', title: '查处理结果', answer: state },
  { path: '/report/state', method: 'POST', title: '查处理结果', answer: state },
]
