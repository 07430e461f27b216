/** 投诉: a form without a name, a receipt, how far it is, a review asked once. The doors of the room of complaints. */
import type { Page, PageAnswer, PageContext } from '#kernel/page.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { drawFaults, drawForm, readForm, receiptOf, type Told } from './form.ts'
import { type Html, html } from './html.ts'
import { call, page, titled, to } from './layout.ts'
import { type Texts, textsOf } from './texts.ts'

const RECEIVE = 'complaints.receive-public'
const STATE = 'complaints.state-by-receipt'
const REVIEW = 'complaints.ask-review-by-receipt'
const BODIES = 'complaints.public-bodies'
/** Drawn by the page itself, or filled in by it. */
const OWN = ['bodyId', 'bodyName', 'remote'] as const

const byPhone = (context: PageContext, texts: Texts, title: string): PageAnswer =>
  page(context, {
    title,
    texts,
    body: titled(
      title,
      html`<p>网上暂时办不了。请打 ${call('12345')}，说要投诉救助管理站${texts.phone ? html`，或者打 ${call(texts.phone)}` : ''}。</p>`,
    ),
  })

const value = (told: Told, name: string) => told[name]?.[0] ?? ''

function bodyFields(
  items: readonly { id: string; name: string; more: string | null }[],
  told: Told,
  fault: string | undefined,
): Html {
  const chosen = value(told, 'bodyId')
  return html`<fieldset><legend>反映哪个单位</legend>
<div class="fd${fault ? ' bad' : ''}"><label class="lb" for="f-bodyId">选单位</label>${fault ? html`<div class="er" id="f-bodyId-e">${fault}</div>` : ''}
<select id="f-bodyId" name="bodyId"${fault ? html` aria-describedby="f-bodyId-e"` : ''}><option value="">下面没有，或者说不清</option>${items.map((each) => html`<option value="${each.id}"${each.id === chosen ? html` selected` : ''}>${each.name}</option>`)}</select></div>
<div class="fd"><label class="lb" for="f-bodyName">上面没有的，写单位名称</label><div class="hp" id="f-bodyName-h">说不清是哪个单位，写“说不清”</div><input type="text" id="f-bodyName" name="bodyName" value="${value(told, 'bodyName')}" maxlength="60" autocomplete="off" aria-describedby="f-bodyName-h"></div></fieldset>`
}

async function complaint(context: PageContext): Promise<PageAnswer> {
  const texts = await textsOf(context)
  const declared = context.formOf(RECEIVE)
  if (!declared) return byPhone(context, texts, '投诉')
  const told = context.posted?.fields ?? {}
  const listed = await context.ask(BODIES, {})
  const { items } = isRefusal(listed) ? { items: [] } : (listed as { items: { id: string; name: string; more: string | null }[] })
  const draw = (faults: Record<string, string>, sentence: string, status = 200) =>
    page(context, {
      title: '投诉',
      texts,
      status,
      cache: 'none',
      body: html`${titled('投诉', html`<p>没有得到救助、照料不好、工作人员态度或做法不对、被要钱，都可以在这里说。不收费，可以不留姓名。</p>`)}
<div class="note"><p>由被反映的单位以外的人查。被反映的单位看不到是谁投诉的，也看不到您写的话。</p><p>投诉不影响您求助：要帮助现在就打救助电话${texts.phone ? html` ${call(texts.phone)}` : ''}。</p></div>
<div class="note red"><p>有人正在受伤、受侵害、被关着：马上打 ${call('110')}。</p></div>
<p><a href="${to(context, '/complaint/state')}">我投诉过，看办到哪一步</a></p>
${sentence ? drawFaults(declared, faults, sentence) : ''}
<form method="post" action="${to(context, '/complaint')}" accept-charset="utf-8"><input type="hidden" name="token" value="${context.token()}">
${bodyFields(items, told, faults.bodyId ?? faults.bodyName)}
${drawForm(declared, { told, faults, without: OWN })}
<p class="m">您写的只给查的人看，不公开。要求书面答复的，凭编号和查询码在网页上看。</p>
<p><button class="go" type="submit">交上</button></p></form>`,
    })
  if (!context.posted) return draw({}, '')
  if (context.posted.token !== 'good') return draw({}, '这一页放得太久了，没有交上。您写的还在，请再按一次“交上”。', 422)
  const read = readForm(declared, told)
  if (Object.keys(read.faults).length > 0) return draw(read.faults, '有几处没有填对，还没有交上。', 422)
  const bodyId = value(told, 'bodyId')
  const outcome = await context.perform(RECEIVE, {
    ...read.form,
    ...(bodyId ? { bodyId } : {}),
    remote: context.remote,
  })
  if (isRefusal(outcome)) return refused(outcome, draw)
  return receipt(context, texts, outcome.reply)
}

function refused(
  refusal: Refusal,
  draw: (faults: Record<string, string>, sentence: string, status: number) => PageAnswer,
): PageAnswer {
  if (refusal.code === 'KERNEL.ID_REUSED')
    return draw({}, `刚才已经交上了一件${receiptOf(refusal)}。要交的是另一件，请再按一次“交上”。`, 422)
  if (refusal.fields) return draw(refusal.fields, '有几处没有填对，还没有交上。', 422)
  return draw({}, refusal.sentence, refusal.status === 429 ? 429 : 422)
}

function receipt(context: PageContext, texts: Texts, reply: Record<string, unknown>): PageAnswer {
  const code = reply.code ? String(reply.code) : ''
  return page(context, {
    title: '收到了',
    texts,
    cache: 'none',
    body: titled(
      '收到了',
      html`<div class="note"><p>投诉编号</p><p class="big">${String(reply.number ?? '')}</p>${code ? html`<p>查询码</p><p class="big">${code}</p>` : html`<p>查询码在第一次交上时给过。丢了请打 ${call('12345')} 问。</p>`}</div>
${reply.repeated ? html`<p>这件刚才已经收到，还是原来的编号，只算一件。</p>` : ''}<p>请抄下来：<b>离开这一页，编号和查询码就看不到了</b>，看答复、要求再查一次都要用。</p>
<p>由${String(reply.handler ?? '上级单位')}查，不是被反映的单位。因为投诉受到刁难、威胁的，打 ${call('110')}，或者再投诉一次写明编号。</p>
<p><a href="${to(context, '/complaint/state')}">看办到哪一步</a></p>`,
    ),
  })
}

async function state(context: PageContext): Promise<PageAnswer> {
  const texts = await textsOf(context)
  const declared = context.formOf(STATE)
  const title = '我的投诉'
  if (!declared) return byPhone(context, texts, title)
  const told = context.posted?.fields ?? {}
  const review = context.formOf(REVIEW)
  const draw = (faults: Record<string, string>, sentence: string, heard: Reply | null, status = 200) =>
    page(context, {
      title,
      texts,
      cache: 'none',
      status,
      body: html`${titled(title)}${heard?.words ? html`<div class="note" role="status"><p class="big">${heard.words}</p>${heard.answer ? html`<p><b>答复</b></p>${heard.answer.split(/\n+/).map((line) => html`<p>${line}</p>`)}` : ''}</div>` : ''}
${heard?.mayReview && review ? html`<p><a class="go w" href="${to(context, '/complaint/review')}">不同意，要求再查一次</a></p>` : ''}
${sentence ? drawFaults(declared, faults, sentence) : ''}
<form method="post" action="${to(context, '/complaint/state')}" accept-charset="utf-8"><input type="hidden" name="token" value="${context.token()}">
${drawForm(declared, { told, faults, without: OWN })}
<p><button class="go" type="submit">查询</button></p></form><p><a href="${to(context, '/complaint')}">再投诉一件</a></p>`,
    })
  if (!context.posted) return draw({}, '', null)
  if (context.posted.token !== 'good') return draw({}, '这一页放得太久了，请再按一次。', null, 422)
  const outcome = await context.perform(STATE, { ...readForm(declared, told).form, remote: context.remote })
  if (isRefusal(outcome))
    return draw(outcome.fields ?? {}, outcome.fields ? '请把编号和查询码填全。' : outcome.sentence, null, 422)
  const heard = outcome.reply as unknown as Reply
  // Pressed twice on one page: the answer itself is given once, and asked for again by loading the page.
  if (heard.words === undefined) return draw({}, '请再按一次“查询”。', null, 422)
  return draw({}, '', heard)
}

interface Reply {
  words?: string
  answer?: string
  mayReview?: boolean
}

async function review(context: PageContext): Promise<PageAnswer> {
  const texts = await textsOf(context)
  const declared = context.formOf(REVIEW)
  const title = '要求再查一次'
  if (!declared) return byPhone(context, texts, title)
  const told = context.posted?.fields ?? {}
  const draw = (faults: Record<string, string>, sentence: string, status = 200) =>
    page(context, {
      title,
      texts,
      cache: 'none',
      status,
      body: html`${titled(title, html`<p>由另外的人重新查。只能要求一次，答复以后 30 天以内。</p>`)}
${sentence ? drawFaults(declared, faults, sentence) : ''}
<form method="post" action="${to(context, '/complaint/review')}" accept-charset="utf-8"><input type="hidden" name="token" value="${context.token()}">
${drawForm(declared, { told, faults, without: OWN })}
<p><button class="go" type="submit">交上</button></p></form>`,
    })
  if (!context.posted) return draw({}, '')
  if (context.posted.token !== 'good') return draw({}, '这一页放得太久了，没有交上。请再按一次“交上”。', 422)
  const outcome = await context.perform(REVIEW, { ...readForm(declared, told).form, remote: context.remote })
  if (isRefusal(outcome)) return refused(outcome, draw)
  if (outcome.reply.done !== true) return draw({}, String(outcome.reply.words ?? ''), 422)
  return page(context, {
    title,
    texts,
    cache: 'none',
    body: titled(
      title,
      html`<div class="note" role="status"><p class="big">${String(outcome.reply.words ?? '收到了。')}</p></div>
<p><a href="${to(context, '/complaint/state')}">看办到哪一步</a></p>`,
    ),
  })
}

const both = (path: string, title: string, respond: Page['answer']): Page[] => [
  { path, method: 'GET', title, answer: respond },
  { path, method: 'POST', title, answer: respond },
]

export const complaintPages: Page[] = [
  ...both('/complaint', '投诉', complaint),
  ...both('/complaint/state', '我的投诉', state),
  ...both('/complaint/review', '要求再查一次', review),
]
