/**
 * For children, in their words: ask for help, where to go, tell of another child. Telephones come first and are there whatever
 * else is not. The title says nothing, nothing is kept by the browser, and one touch leads away.
 */
import type { z } from 'zod'
import type { Page, PageAnswer, PageContext } from '#kernel/page.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { drawFaults, drawForm, readForm, receiptOf, type Told } from './form.ts'
import { type Html, html, type Piece } from './html.ts'
import { call, to } from './layout.ts'
import { type Texts, textsOf } from './texts.ts'

const RECEIVE = 'reports.receive-public'
const STATE = 'reports.state-by-receipt'
const PLACES = 'network.public-places'
/** Somewhere that nobody wonders about. */
const AWAY = 'https://www.weather.com.cn/'

const ring = (phone: string, word: string, more: string, red = false): Html =>
  html`<a class="ring${red ? ' red' : ''}" href="tel:${phone.replace(/[^\d+]/g, '')}"><b>${phone}</b><span>${word}</span><small>${more}</small></a>`

/** The telephones, on every one of these pages. */
const phones = (texts: Texts): Html => html`<div class="rings">
${ring('110', '有危险，现在就打', '有人打你、追你、关着你，或者你受了伤', true)}
${ring('12345', '想找人帮忙', '接通后说：我要找未成年人保护')}
${texts.phone ? ring(texts.phone, '没地方去', `${texts.hours}，不收任何费用`) : ''}
</div><p>不收任何费用。说不出话的时候，可以发短信到 12110，写上你在哪里、怎么了。</p>`

interface Shape {
  heading: string
  body: Piece
  status?: number
}

/** A page without the house's head: it says little to whoever looks over a shoulder, or at what was opened before. */
function page(context: PageContext, texts: Texts, { heading, body, status }: Shape): PageAnswer {
  const text = html`<!doctype html>
<html lang="zh-CN"${context.large ? html` class="large"` : ''}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="format-detection" content="telephone=no">
<meta name="referrer" content="no-referrer">
<title>帮助</title>
<link rel="stylesheet" href="${to(context, '/portal.css')}">
<script src="${to(context, '/read.js')}" defer></script>
</head>
<body class="kid">
<a class="skip" href="#main">跳到正文</a>
<div class="away" role="navigation" aria-label="离开"><a class="leave" href="${AWAY}" rel="noreferrer">马上离开本页</a> <button class="sz" type="button" id="read" hidden>读给我听</button></div>
<div class="in" id="main" role="main">
<h1>${heading}</h1>
${body}
<p class="back"><a href="${to(context, '/minors')}">回到第一页</a>　<a href="${to(context, '/minors/traces')}">不想让别人知道我看过</a></p>
</div>
<div class="ft" role="contentinfo"><div class="in"><p>${texts.name}${texts.phone ? html`，电话 ${call(texts.phone)}` : ''}，不收任何费用。孩子的照片和情况不会登在网页上。</p></div></div>
</body>
</html>
`.text
  return { html: text, cache: 'none', ...(status ? { status } : {}) }
}

async function home(context: PageContext): Promise<PageAnswer> {
  const texts = await textsOf(context)
  const door = context.formOf(RECEIVE)
  return page(context, texts, {
    heading: '你遇到难事了吗？我们帮你',
    body: html`<p class="big">这不是你的错。你可以告诉我们。</p>
${phones(texts)}
<h2>也可以</h2>
${door ? html`<a class="go wide" href="${to(context, '/minors/ask')}">写下来，告诉我们怎么了</a>` : ''}
<a class="go w wide" href="${to(context, '/minors/places')}">看看可以去哪里</a>
${door ? html`<a class="go w wide" href="${to(context, '/minors/report')}">我想帮别的孩子</a>` : ''}
${context.formOf(STATE) ? html`<a class="go w wide" href="${to(context, '/minors/answer')}">我写过了，看看办得怎么样</a>` : ''}
<h2>什么事都可以说</h2>
<ul><li>有人打你、骂你，或者不给你饭吃；</li><li>有人碰你的身体，让你不舒服，还叫你不要说；</li><li>同学欺负你，逼你要钱、做不愿意的事；</li><li>家里没有大人照顾你，没地方住，没钱吃饭；</li><li>想上学，可是上不了；</li><li>心里很难受，不知道跟谁说。</li></ul>
<h2>说了以后会怎样</h2>
<ol><li>会有大人看你说的话，先弄清你安不安全；</li><li>我们不会骂你，也不收钱；</li><li>谁欺负了你，我们不会让他知道是你说的；</li><li>有人伤害了你，我们必须告诉警察，好让他停下来；</li><li>以后怎么办，会先问你愿意怎样。</li></ol>
<h2>身边也有人可以帮你</h2>
<p>老师、警察、医生、村（居）委会的人，还有车站、商店里穿工作服的人。跟他们说：请帮我打 110。</p>`,
  })
}

interface Place {
  name: string
  at: string | null
  phone: string | null
  address: string | null
  hours: string | null
  way: string | null
}

async function places(context: PageContext): Promise<PageAnswer> {
  const texts = await textsOf(context)
  const asked = await context.ask(PLACES, {})
  const found = isRefusal(asked) ? { items: [], total: 0 } : (asked as { items: Place[]; total: number })
  const lines = found.items.map(
    (place) => html`<div class="n"><p class="nt">${place.name}</p>
${place.address ? html`<p>在哪里：${place.address}</p>` : ''}${place.way ? html`<p>怎么走：${place.way}</p>` : ''}
<p>什么时候有人：${place.hours ?? '白天有人，来之前先打电话'}</p>${place.phone ? html`<p class="big">${call(place.phone)}</p>` : ''}</div>`,
  )
  return page(context, texts, {
    heading: '可以去哪里',
    body: html`<p>晚上、下雨、走不动的时候，先打电话，会有人来接你。</p>
${texts.address ? html`<div class="n"><p class="nt">${texts.name}</p><p>在哪里：${texts.address}</p>${texts.way ? html`<p>怎么走：${texts.way}</p>` : ''}<p>什么时候有人：${texts.hours}</p>${texts.phone ? html`<p class="big">${call(texts.phone)}</p>` : ''}</div>` : ''}
${lines}
${found.total > found.items.length ? html`<p>一共有 ${found.total} 个地方，这里列了 ${found.items.length} 个。打 ${call('12345')} 问离你最近的。</p>` : ''}
<p>最近的派出所、学校、村（居）委会也可以进去。</p>
<h2>打电话</h2>${phones(texts)}`,
  })
}

/** What may be ticked, in a child's words, by the words of the desk. */
const WORRIES: Record<string, string> = {
  'abuse-clue': '有人打我、骂我、欺负我，或者碰我的身体',
  minor: '没人照顾我，没地方住，没饭吃，上不了学',
  hazard: '我看到一个危险的地方',
}
const DANGERS: Record<string, string> = { yes: '有，我现在就有危险', no: '没有', unknown: '不知道' }

const value = (told: Told, name: string) => told[name]?.[0] ?? ''
const short = (told: Told, name: string, label: string, help: string, mode = ''): Html =>
  html`<div class="fd"><label class="lb" for="f-${name}">${label}</label><div class="hp" id="f-${name}-h">${help}</div>
<input type="text" id="f-${name}" name="${name}" value="${value(told, name)}" maxlength="60" autocomplete="off" aria-describedby="f-${name}-h"${mode ? html` inputmode="${mode}"` : ''}></div>`

function childForm(declared: z.ZodObject, told: Told, faults: Record<string, string>): Html {
  const has = (key: string) => key in declared.shape
  const takes = (key: string, one: unknown) => has(key) && (declared.shape[key] as unknown as z.ZodType).safeParse(one).success
  const tick = (name: string, key: string, word: string, type: string) =>
    html`<label class="tick row"><input type="${type}" name="${name}" value="${key}"${(told[name] ?? []).includes(key) ? html` checked` : ''}> ${word}</label>`
  return html`<fieldset><legend>怎么了</legend>
${Object.entries(WORRIES)
  .filter(([key]) => takes('about', [key]))
  .map(([key, word]) => tick('about', key, word, 'checkbox'))}
<div class="fd${faults.what ? ' bad' : ''}"><label class="lb" for="f-what">发生了什么 <span class="must">要写</span></label><div class="hp" id="f-what-h">想到什么写什么，写错字没关系</div>${faults.what ? html`<div class="er" id="f-what-e">${faults.what}</div>` : ''}
<textarea id="f-what" name="what" rows="5" maxlength="2000" aria-describedby="f-what-h${faults.what ? ' f-what-e' : ''}">${value(told, 'what')}</textarea></div>
${has('danger') ? html`<div class="lb">你现在有没有危险</div>${Object.entries(DANGERS).map(([key, word]) => (takes('danger', key) ? tick('danger', key, word, 'radio') : ''))}` : ''}
${has('place') ? short(told, 'place', '你在哪里', '村子、小区、学校的名字，或者旁边有什么') : ''}</fieldset>
<fieldset><legend>怎么找到你（都可以不写）</legend>
${has('childName') ? short(told, 'childName', '你叫什么', '小名也行') : ''}
${has('childAge') ? short(told, 'childAge', '你几岁', '') : ''}
${has('childSchool') ? short(told, 'childSchool', '在哪里上学', '') : ''}
${has('reporterPhone') ? short(told, 'reporterPhone', '打哪个电话能找到你', '怕别人接到就不要写', 'tel') : ''}
</fieldset>`
}

const MISSING = (context: PageContext, texts: Texts, heading: string) =>
  page(context, texts, { heading, body: html`<p class="big">现在请打电话，马上有人接。</p>${phones(texts)}` })

/** A child of its own: its words, and nothing that it has to know. `report`: of another child, by the desk's own form. */
function telling(kind: 'ask' | 'report') {
  const heading = kind === 'ask' ? '告诉我们怎么了' : '我想帮别的孩子'
  return async (context: PageContext): Promise<PageAnswer> => {
    const texts = await textsOf(context)
    const declared = context.formOf(RECEIVE)
    if (!declared) return MISSING(context, texts, heading)
    const told = context.posted?.fields ?? {}
    const draw = (faults: Record<string, string>, sentence: string, status = 200) =>
      page(context, texts, {
        heading,
        status,
        body: html`<div class="note red"><p><b>现在有危险，不要写，马上打 ${call('110')}</b></p></div>
${kind === 'ask' ? html`<p>只有帮助孩子的工作人员看得到。不想写的可以空着。</p>` : html`<p>谁告诉我们的，不会让被说的人知道，也可以不留姓名。老师、医生、村（居）委会、宾馆的人发现孩子受到伤害，依法必须报告。</p>`}
${sentence ? drawFaults(declared, faults, sentence) : ''}
<form method="post" action="${to(context, `/minors/${kind}`)}" accept-charset="utf-8"><input type="hidden" name="token" value="${context.token()}">
${kind === 'ask' ? childForm(declared, told, faults) : drawForm(declared, { told, faults, without: ['remote'] })}
<p><button class="go wide" type="submit">发给我们</button></p></form>${kind === 'ask' ? phones(texts) : ''}`,
      })
    if (!context.posted) return draw({}, '')
    if (context.posted.token !== 'good') return draw({}, '这一页开得太久了，还没有发出去。你写的还在，请再按一次。', 422)
    const read = readForm(declared, told)
    if (Object.keys(read.faults).length > 0) return draw(read.faults, '有的地方没写对，还没有发出去。', 422)
    const own = kind === 'ask' ? asChild(declared, read.form) : {}
    const remote = 'remote' in declared.shape ? { remote: context.remote } : {}
    const outcome = await context.perform(RECEIVE, { ...read.form, ...own, ...remote })
    if (isRefusal(outcome)) return refused(outcome, draw)
    return done(context, texts, outcome.reply, value(told, 'danger') === 'yes')
  }
}

/** What a child is not asked. */
function asChild(declared: z.ZodObject, form: Record<string, unknown>): Record<string, unknown> {
  const has = (key: string) => key in declared.shape
  return {
    ...(has('about') && !form['about'] ? { about: ['minor'] } : {}),
    ...(has('reporterKind') ? { reporterKind: 'self' } : {}),
    ...(has('wants') ? { wants: form['reporterPhone'] ? 'phone' : 'receipt' } : {}),
  }
}

function refused(
  refusal: Refusal,
  draw: (faults: Record<string, string>, sentence: string, status: number) => PageAnswer,
): PageAnswer {
  if (refusal.code === 'KERNEL.ID_REUSED') return draw({}, `刚才已经发出去了${receiptOf(refusal)}。还有别的事，请再按一次。`, 422)
  if (refusal.fields) return draw(refusal.fields, '有的地方还没有写，没有发出去。', 422)
  return draw({}, refusal.sentence, refusal.status === 429 ? 429 : 422)
}

function done(context: PageContext, texts: Texts, reply: Record<string, unknown>, danger: boolean): PageAnswer {
  return page(context, texts, {
    heading: '我们收到了',
    body: html`${danger ? html`<div class="note red"><p class="big">你说现在有危险：马上打 ${call('110')}，或者跑到人多的地方。</p></div>` : ''}
<p class="big">谢谢你告诉我们。很快会有人看。</p>
<div class="note"><p>编号</p><p class="big">${String(reply.number ?? '')}</p>${reply.code ? html`<p>查询码</p><p class="big">${String(reply.code)}</p>` : ''}</div>
<p>想知道办得怎么样，可以抄下来，只出现这一次。怕被别人看见，就不要抄，打 ${call('12345')} 问也可以。</p>
${phones(texts)}`,
  })
}

async function answer(context: PageContext): Promise<PageAnswer> {
  const texts = await textsOf(context)
  const declared = context.formOf(STATE)
  const heading = '看看办得怎么样'
  if (!declared) return MISSING(context, texts, heading)
  const draw = (faults: Record<string, string>, sentence: string, words: string | null, status = 200) =>
    page(context, texts, {
      heading,
      status,
      body: html`${words ? html`<div class="note" role="status"><p class="big">${words}</p></div>` : ''}${sentence ? drawFaults(declared, faults, sentence) : ''}
<form method="post" action="${to(context, '/minors/answer')}" accept-charset="utf-8"><input type="hidden" name="token" value="${context.token()}">
${drawForm(declared, { told: context.posted?.fields ?? {}, faults, without: ['remote'] })}
<p><button class="go wide" type="submit">看一看</button></p></form>${phones(texts)}`,
    })
  if (!context.posted) return draw({}, '', null)
  if (context.posted.token !== 'good') return draw({}, '这一页开得太久了，请再按一次。', null, 422)
  const remote = 'remote' in declared.shape ? { remote: context.remote } : {}
  const outcome = await context.perform(STATE, { ...readForm(declared, context.posted.fields).form, ...remote })
  if (isRefusal(outcome)) return draw(outcome.fields ?? {}, outcome.fields ? '编号和查询码都要写。' : outcome.sentence, null, 422)
  return draw({}, '', String((outcome.reply as { words?: string }).words ?? ''))
}

async function traces(context: PageContext): Promise<PageAnswer> {
  const texts = await textsOf(context)
  return page(context, texts, {
    heading: '不想让别人知道我看过',
    body: html`<p>每一页上面都有“马上离开本页”，按一下就到天气网页。</p>
<p>这个网站不在你的手机里存东西。可是手机自己会记下你看过的网页和打过的电话，你可以：</p>
<ol><li>看完以后，打开浏览器的“历史记录”，找到名字叫“帮助”的，删掉；</li><li>打完电话，在“通话记录”里删掉那一条；</li><li>下次用“无痕浏览”打开，浏览器就不会记；</li><li>手机常被别人看的，用学校、同学、商店的电话打。</li></ol>
<p>110、12345 可以用公用电话打，不用钱。</p>${phones(texts)}`,
  })
}

const both = (path: string, title: string, respond: Page['answer']): Page[] => [
  { path, method: 'GET', title, answer: respond },
  { path, method: 'POST', title, answer: respond },
]

export const minorsPages: Page[] = [
  { path: '/minors', method: 'GET', title: '孩子求助', answer: home },
  { path: '/minors/places', method: 'GET', title: '可以去哪里', answer: places },
  { path: '/minors/traces', method: 'GET', title: '不留痕迹', answer: traces },
  ...both('/minors/ask', '告诉我们怎么了', telling('ask')),
  ...both('/minors/report', '我想帮别的孩子', telling('report')),
  ...both('/minors/answer', '看看办得怎么样', answer),
]
