/** 登记寻人 and 查我的登记: the doors of the room of inquiries, drawn from their own forms. */
import type { Page, PageAnswer, PageContext } from '#kernel/page.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { drawFaults, drawForm, readForm } from './form.ts'
import { html } from './html.ts'
import { call, page, titled, to } from './layout.ts'
import { type Texts, textsOf } from './texts.ts'

const RECEIVE = 'inquiries.receive-public'
const STATE = 'inquiries.state-of-receipt'
/** Filled in by the page: where it was sent from, and how it was reached. */
const OWN = ['channel', 'remote', 'photos'] as const
/** Who is looked for comes first, who asks afterwards, the telephone before the address. */
const FIRST = ['name', 'lostDate', 'homeDivision', 'marks', 'askerName', 'askerRelation', 'phone', 'wechat'] as const

const byPhone = (context: PageContext, texts: Texts, title: string, bare: boolean): PageAnswer =>
  page(context, {
    title,
    texts,
    bare,
    body: titled(
      title,
      html`<p>网上暂时办不了，请打救助电话${texts.phone ? html` ${call(texts.phone)}` : ''}，一样登记，不收任何费用。</p>`,
    ),
  })

interface Kind {
  /** What the room is told of the way. */
  channel: 'web' | 'wechat'
  path: string
  bare: boolean
}

const PHOTO_FAULTS = {
  type: '这个文件不是照片。请选 JPG、PNG 或 WebP 照片；其他内容都还在，没有照片也可以先登记',
  large: '照片太大（最多 12 MB）。请换一张小一点的；其他内容都还在，没有照片也可以先登记',
} as const

async function inquiry(context: PageContext, kind: Kind): Promise<PageAnswer> {
  const texts = await textsOf(context)
  const declared = context.formOf(RECEIVE)
  if (!declared) return byPhone(context, texts, '登记寻人', kind.bare)
  const { posted } = context
  const told = posted?.fields ?? {}
  const takesPhoto = 'photos' in declared.shape
  const action = to(context, `${kind.path}${kind.bare ? `?t=${encodeURIComponent(context.query.t ?? '')}` : ''}`)
  const draw = (faults: Record<string, string>, sentence: string, status = 200) =>
    page(context, {
      title: '登记寻人',
      texts,
      bare: kind.bare,
      status,
      cache: 'none',
      body: html`${titled('登记寻人', html`<p>说说他叫什么、多大、有什么记号。我们和站里每个人比对，有消息打电话告诉您。不收任何费用。</p>`)}
<div class="note"><p>人刚走失、是孩子或有危险的，马上打 ${call('110')}，不用等 24 小时。</p><p>只要留一样联系方式、写一样他的情况就能登记，其他不知道的都可以空着。</p></div>
${sentence ? drawFaults(declared, faults, sentence) : ''}
<form method="post" action="${action}" enctype="multipart/form-data" accept-charset="utf-8"><input type="hidden" name="token" value="${context.token()}">
${drawForm(declared, { told, faults, without: OWN, first: FIRST })}
${takesPhoto ? html`<fieldset><legend>照片</legend><div class="fd${faults.photos ? ' bad' : ''}"><label class="lb" for="f-photos">他的照片（一张）</label><div class="hp" id="f-photos-h">JPG、PNG、WebP，最多 12 MB；越接近走失时越好</div>${faults.photos ? html`<div class="er">${faults.photos}</div>` : ''}<input type="file" id="f-photos" name="photo" accept="image/jpeg,image/png,image/webp" aria-describedby="f-photos-h"></div></fieldset>` : ''}
<p class="m">您填的只用于寻亲，不公开，只给办理的工作人员看。为保护本人，网上不回答他在不在我们这里；找到了由工作人员打电话核实。</p>
<p><button class="go" type="submit">登记</button></p></form>`,
    })
  if (!posted) return draw({}, '')
  if (posted.token !== 'good')
    return draw({}, `这一页放得太久了，没有登记上。您填的还在，请再按一次“登记”${posted.photo ? '（照片要重新选）' : ''}。`, 422)
  const { photo } = posted
  if (photo && 'fault' in photo) return draw({ photos: PHOTO_FAULTS[photo.fault] }, '照片没有收下，还没有登记上。', 422)
  const read = readForm(declared, told)
  if (Object.keys(read.faults).length > 0) return draw(read.faults, '有几处没有填对，还没有登记上。', 422)
  const photoId = photo ? await context.keepPhoto() : undefined
  const own = { channel: kind.channel, ...('remote' in declared.shape ? { remote: context.remote } : {}) }
  const outcome = await context.perform(RECEIVE, { ...read.form, ...own, ...(photoId ? { photos: [photoId] } : {}) })
  if (isRefusal(outcome)) return refused(outcome, draw)
  return receipt(context, texts, kind, outcome.reply)
}

function refused(
  refusal: Refusal,
  draw: (faults: Record<string, string>, sentence: string, status: number) => PageAnswer,
): PageAnswer {
  if (refusal.code === 'KERNEL.ID_REUSED') return draw({}, '这张表刚才已经登记过一次。要另登一位，请再按一次“登记”。', 422)
  if (refusal.fields) return draw(refusal.fields, '有几处没有填对，还没有登记上。', 422)
  return draw({}, refusal.sentence, refusal.status === 429 ? 429 : 422)
}

/** Number and code, and nothing else: what is shown does not depend on who is in a station. */
function receipt(context: PageContext, texts: Texts, kind: Kind, reply: Record<string, unknown>): PageAnswer {
  return page(context, {
    title: '登记好了',
    texts,
    bare: kind.bare,
    cache: 'none',
    body: titled(
      '登记好了',
      html`<div class="note"><p>登记编号</p><p class="big">${String(reply.number ?? '')}</p>${reply.code ? html`<p>查询码</p><p class="big">${String(reply.code)}</p>` : html`<p>查询码在第一次登记时给过，丢了请打救助电话。</p>`}</div>
<p>请抄下来或拍照存好：<b>编号和查询码只显示这一次</b>，查办到哪一步要用。</p>
<p>接下来：工作人员先看您登记的内容，再和在站的人比对；需要您补充或者有消息，会打电话给您。</p>
<p>打电话的人不会向您要钱、要银行卡号、要验证码。</p>
<p><a href="${to(context, '/receipt')}">查我的登记</a>　<a href="${to(context, '/notices')}">看寻找家人的公告</a></p>`,
    ),
  })
}

async function state(context: PageContext): Promise<PageAnswer> {
  const texts = await textsOf(context)
  const declared = context.formOf(STATE)
  if (!declared) return byPhone(context, texts, '查我的登记', false)
  const { posted } = context
  const draw = (faults: Record<string, string>, sentence: string, answer: string | null, status = 200) =>
    page(context, {
      title: '查我的登记',
      texts,
      cache: 'none',
      status,
      body: html`${titled('查我的登记')}${answer ? html`<div class="note" role="status"><p class="big">${answer}</p><p>只答办到哪一步。有没有找到、人在哪里，由工作人员核实后打电话告诉您。</p></div>` : ''}
${sentence ? drawFaults(declared, faults, sentence) : ''}
<form method="post" action="${to(context, '/receipt')}" accept-charset="utf-8"><input type="hidden" name="token" value="${context.token()}">
${drawForm(declared, { told: posted?.fields ?? {}, faults, without: OWN })}
<p><button class="go" type="submit">查询</button></p></form>`,
    })
  if (!posted) return draw({}, '', null)
  if (posted.token !== 'good') return draw({}, '这一页放得太久了，请再按一次。', null, 422)
  const read = readForm(declared, posted.fields)
  const outcome = await context.perform(STATE, {
    ...read.form,
    ...('remote' in declared.shape ? { remote: context.remote } : {}),
  })
  if (isRefusal(outcome))
    return draw(outcome.fields ?? {}, outcome.fields ? '请把编号和查询码填全。' : outcome.sentence, null, 422)
  return draw({}, '', String((outcome.reply as { words?: string }).words ?? ''))
}

const ordinary: Kind = { channel: 'web', path: '/inquiry', bare: false }
const embedded: Kind = { channel: 'wechat', path: '/embed/inquiry', bare: true }

/** The same form inside another application's window, reached by a link that staff signed. */
async function embeddedInquiry(context: PageContext): Promise<PageAnswer> {
  if (context.linkHolds('inquiry', context.query.t ?? '')) return inquiry(context, embedded)
  return page(context, {
    title: '链接过期',
    texts: await textsOf(context),
    bare: true,
    status: 403,
    body: titled(
      '这个链接已经失效',
      html`<p>请从公众号菜单重新进入，或者<a href="${to(context, '/inquiry')}">在网页上登记</a>，也可以打救助电话。</p>`,
    ),
  })
}

export const inquiryPages: Page[] = [
  { path: '/inquiry', method: 'GET', title: '登记寻人', answer: (context) => inquiry(context, ordinary) },
  { path: '/inquiry', method: 'POST', title: '登记寻人', takesPhoto: true, answer: (context) => inquiry(context, ordinary) },
  { path: '/receipt', method: 'GET', title: '查我的登记', answer: state },
  { path: '/receipt', method: 'POST', title: '查我的登记', answer: state },
  { path: '/embed/inquiry', method: 'GET', title: '登记寻人（公众号）', answer: embeddedInquiry },
  { path: '/embed/inquiry', method: 'POST', title: '登记寻人（公众号）', takesPhoto: true, answer: embeddedInquiry },
]
