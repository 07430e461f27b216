/** What all public pages share. Tables and blocks that the oldest telephones draw; no script is needed for anything. */
import type { PageAnswer, PageContext } from '#kernel/page.ts'
import { type Html, html, type Piece } from './html.ts'
import type { Texts } from './texts.ts'

const PHONE_ICON = html`<svg class="i" viewBox="0 0 24 24" width="18" height="18" aria-hidden="true" focusable="false"><path d="M5 4h4l1.5 5-2.5 1.5a12 12 0 0 0 5.5 5.5L15 13.5l5 1.5v4a1 1 0 0 1-1 1A15 15 0 0 1 4 5a1 1 0 0 1 1-1Z"/></svg>`

/** A telephone that rings at a touch. */
export const call = (phone: string): Html => html`<a class="tel" href="tel:${phone.replace(/[^\d+]/g, '')}">${phone}</a>`

/** Link within this site. */
export const to = (context: PageContext, path: string) => `${context.site.base}${path}`

function head(context: PageContext, texts: Texts): Html {
  const at = encodeURIComponent(to(context, context.path))
  const size = (which: 'standard' | 'large', word: string) =>
    context.large === (which === 'large')
      ? html`<span class="sz on" aria-current="true">${word}</span>`
      : html`<a class="sz" rel="nofollow" href="${to(context, `/text-size?size=${which}&back=${at}`)}">${word}</a>`
  return html`<div class="tp"><div class="in"><a class="nm" href="${to(context, '/')}"><span class="logo" aria-hidden="true">归</span>${texts.name}</a>
<div class="szs">${size('standard', '标准字')} ${size('large', '大字')} <button class="sz" type="button" id="read" hidden>读给我听</button></div>
</div></div>
<div class="em"><div class="in">${PHONE_ICON}${texts.phone ? html`<b>救助电话 ${call(texts.phone)}</b>` : html`<b>救助电话 12345 转救助管理站</b>`}
<span class="free">${texts.hours}，求助不收任何费用</span> <span class="dng">有危险打 ${call('110')}，急病打 ${call('120')}</span></div></div>`
}

interface Shape {
  title: string
  texts: Texts
  body: Piece
  /** A page without head, navigation and foot, for another application's window. */
  bare?: boolean
  status?: number
  cache?: 'none' | 'short'
}

export function page(context: PageContext, { title, texts, body, bare, status, cache }: Shape): PageAnswer {
  const foot = html`<div class="ft" role="contentinfo"><div class="in"><p>公告只写辨认所需的内容，不公开孩子。年龄、地名可能听错。</p>
<p class="lk"><a href="${to(context, '/notices')}">寻找家人的公告</a> <a href="${to(context, '/take-down')}">认错人、要撤下公告</a> <a href="${to(context, '/fraud')}">防骗提醒</a>
<a href="${to(context, '/minors')}">孩子求助</a> <a href="${to(context, '/complaint')}">投诉</a> <a href="${to(context, '/about')}">我们是谁</a> <a href="${to(context, '/policies')}">政策</a> <a href="${to(context, '/accessibility')}">无障碍说明</a></p></div></div>`
  const text = html`<!doctype html>
<html lang="zh-CN"${context.large ? html` class="large"` : ''}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="format-detection" content="telephone=no">
<title>${title} · ${texts.name}</title>
<link rel="stylesheet" href="${to(context, '/portal.css')}">
<script src="${to(context, '/read.js')}" defer></script>
</head>
<body>
<a class="skip" href="#main">跳到正文</a>
${bare ? html`<div class="em"><div class="in"><b>${texts.name}</b> ${texts.phone ? html`救助电话 ${call(texts.phone)}` : ''} <span class="free">不收任何费用</span></div></div>` : html`<div role="banner">${head(context, texts)}</div>`}
<div class="in" id="main" role="main">
${body}
</div>
${bare ? '' : foot}
</body>
</html>
`.text
  return { html: text, ...(status ? { status } : {}), ...(cache ? { cache } : {}) }
}

/** A heading of the first order with what stands under it. */
export const titled = (title: string, ...body: Piece[]): Html => html`<h1>${title}</h1>${body}`
