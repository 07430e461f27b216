/** The home page and what stands still: who we are, policies, warnings, how to get help. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '#kernel/config.ts'
import type { Page, PageAnswer, PageContext } from '#kernel/page.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { type Html, html, type Piece } from './html.ts'
import { call, page, titled, to } from './layout.ts'
import { complaintPages } from './pages-complaints.ts'
import { inquiryPages } from './pages-inquiry.ts'
import { mapPages } from './pages-map.ts'
import { minorsPages } from './pages-minors.ts'
import { type Listed, noticeCard, noticePages, waiting } from './pages-notices.ts'
import { reportPages } from './pages-report.ts'
import { type Texts, textsOf } from './texts.ts'

/** Notices on the home page. */
const SHOWN = 4

async function home(context: PageContext): Promise<PageAnswer> {
  const texts = await textsOf(context)
  const asked = await context.ask('notices.public-list', {})
  const listed = isRefusal(asked) ? null : (asked as Listed)
  const notices = listed
    ? html`<h2>寻找家人的公告 <span class="m">${waiting(listed, context.now)}</span></h2>
<p><a href="${to(context, '/notices?sex=male')}">男</a>　<a href="${to(context, '/notices?sex=female')}">女</a>　<a href="${to(context, '/notices')}">按年龄、口音、发现时间找</a></p>
<div class="ns">${listed.items.slice(0, SHOWN).map((notice) => noticeCard(context, notice))}</div>
${listed.all > SHOWN ? html`<p><a class="go w" href="${to(context, '/notices')}">看全部 ${listed.all} 份公告</a></p>` : ''}`
    : ''
  return page(context, {
    title: '求助和寻亲',
    texts,
    cache: 'short',
    body: html`<h1 class="skip">${texts.name}</h1><div class="two">
<div class="act"><h2>我在找人</h2><p>说说他叫什么、多大、有什么记号。我们和站里每个人比对，有消息打电话告诉您。</p><a class="go" href="${to(context, '/inquiry')}">登记寻人</a><a class="go w" href="${to(context, '/receipt')}">查我的登记</a></div>
<div class="act"><h2>我看到有人需要帮助</h2><p>街上有人露宿、走失、挨冻，或有孩子独自乞讨。可以不留姓名，给您回执号。</p><a class="go" href="${to(context, '/report')}">告诉我们</a><a class="go w" href="${to(context, '/report/state')}">查处理结果</a></div></div>
<p><a class="go w" href="${to(context, '/minors')}">我是孩子，我需要帮助</a></p>
${notices}`,
  })
}

async function help(context: PageContext): Promise<PageAnswer> {
  const texts = await textsOf(context)
  return page(context, {
    title: '我看到有人需要帮助',
    texts,
    cache: 'short',
    body: titled(
      '我看到有人需要帮助',
      html`<p class="big">现在就打救助电话${texts.phone ? html` ${call(texts.phone)}` : ''}</p>
<p>${texts.hours}，不收费，可以不留姓名。</p>
${context.formOf('reports.receive-street') ? html`<p><a class="go" href="${to(context, '/report')}">不方便打电话，写下来</a></p>` : ''}
<div class="note red"><p><b>有人有危险、孩子独自乞讨或被人带着乞讨：打 ${call('110')}。</b></p><p><b>昏倒、受伤、冻僵、突发急病：打 ${call('120')}，再打救助电话。</b></p></div>
<h2>电话里说什么</h2>
<ol><li>在哪里：哪条路、什么店旁边、公交站名；</li><li>什么人：男女、大概多大、穿什么、身边有没有孩子；</li><li>怎么了：露宿、走失、说不清话、受冻、带伤；</li><li>您能不能等一会儿。走开了也没关系。</li></ol>
<h2>在旁边等的时候</h2>
<ol><li>先说一声再靠近，不要强拉，不要围着拍照发到网上；</li><li>天冷给件衣服、热水；不清醒的不要喂水喂食；</li><li>愿不愿意去救助站由他自己决定，不愿意的我们也会送衣物、食品，过后再来。</li></ol>`,
    ),
  })
}

const paragraphs = (text: string): Html => html`${text.split(/\n+/).map((line) => html`<p>${line}</p>`)}`

async function about(context: PageContext): Promise<PageAnswer> {
  const texts = await textsOf(context)
  const lines: [string, Piece][] = [
    ['救助电话', texts.phone ? call(texts.phone) : '12345 转救助管理站'],
    ['接听时间', texts.hours],
    ...(texts.address ? [['地址', texts.address] as [string, Piece]] : []),
    ...(texts.way ? [['怎么走', paragraphs(texts.way)] as [string, Piece]] : []),
    ...(texts.more.length > 0 ? [['其他', texts.more.map((line) => html`<p>${line}</p>`)] as [string, Piece]] : []),
  ]
  return page(context, {
    title: '我们是谁',
    texts,
    cache: 'short',
    body: titled(
      '我们是谁',
      texts.intro
        ? paragraphs(texts.intro)
        : html`<p>救助管理站帮助在街头没有住处、没有依靠的人：管吃住、看急病、联系家人、送回家。来去自愿，全程不收任何费用。</p><p>我们也帮说不清自己是谁的人找家，帮家人找走失的亲人。</p>`,
      html`<table><caption class="skip">联系方式</caption>${lines.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}</table>
${otherSites(context)}`,
    ),
  })
}

function otherSites(context: PageContext): Piece {
  const others = context.sites.filter((site) => site.organisation.id !== context.site.organisation.id).slice(0, 60)
  if (others.length === 0) return ''
  return html`<h2>其他单位</h2><ul>${others.map((site) => html`<li><a href="${site.base}/about">${site.organisation.name}</a></li>`)}</ul>`
}

async function policies(context: PageContext): Promise<PageAnswer> {
  const [texts, found] = [await textsOf(context), await context.policies()]
  return page(context, {
    title: '政策',
    texts,
    cache: 'short',
    body: titled(
      '政策',
      html`<p>本地正在执行的文件。这里是我们自己写的摘要，以文件原文为准。</p>
${found.length === 0 ? html`<p>还没有公布。可以打救助电话问。</p>` : ''}
${found.map((policy) => html`<h2><a href="${to(context, `/policies/${policy.id}`)}">${policy.title}</a></h2><p class="m">${[policy.issuer, policy.number, policy.date].filter(Boolean).join('　')}</p>`)}
<h2>求助的人有什么权利</h2>
<ol><li>来去自愿：愿意就来，想走就走，说一声就行；</li><li>不收费，不用干活抵；</li><li>有病先治；</li><li>自己的东西登记保管，走时如数还；</li><li>不愿意公开寻找家人的，可以不登公告。</li></ol>`,
    ),
  })
}

/** Entries of a document on one page: a page stays light on an old phone. */
const ENTRIES = 40

async function policy(context: PageContext): Promise<PageAnswer> {
  const texts = await textsOf(context)
  const one = (await context.policies()).find((each) => each.id === context.params.id)
  if (!one) return missing(context)
  const pages = Math.max(1, Math.ceil(one.entries.length / ENTRIES))
  const at = Math.min(Math.max(Number(/^\d{1,3}$/.exec(context.query.page ?? '')?.[0] ?? 1), 1), pages)
  const link = (number: number, word: string) => html`<a href="${to(context, `/policies/${one.id}?page=${number}`)}">${word}</a>`
  return page(context, {
    title: one.title,
    texts,
    cache: 'short',
    body: titled(
      one.title,
      html`<p class="m">${[one.issuer, one.number, one.date].filter(Boolean).join('　')}</p><p>以下是我们写的摘要，以文件原文为准。</p>
${one.entries.slice((at - 1) * ENTRIES, at * ENTRIES).map((entry) => html`<h2>${entry.number} ${entry.title}</h2><p class="src">${entry.summary}</p>`)}
${pages > 1 ? html`<div class="pg" role="navigation" aria-label="翻页">${at > 1 ? link(at - 1, '上一页') : ''}<span>第 ${at} 页，共 ${pages} 页</span>${at < pages ? link(at + 1, '下一页') : ''}</div>` : ''}
<p><a href="${to(context, '/policies')}">所有文件</a></p>`,
    ),
  })
}

const still = (title: string, body: (context: PageContext, texts: Texts) => Piece) => async (context: PageContext) => {
  const texts = await textsOf(context)
  return page(context, { title, texts, cache: 'short', body: titled(title, body(context, texts)) })
}

const fraud = still(
  '防骗提醒',
  (context, texts) => html`<p class="big">寻亲、救助从头到尾不收一分钱。</p>
<ol><li>说找到了您的家人，先要路费、保证金、鉴定费、医药费的，是骗子；</li><li>要银行卡号、验证码，要加好友扫码转账的，是骗子；</li><li>我们打电话只用公布的救助电话${texts.phone ? html` ${call(texts.phone)}` : ''}，拿不准就挂断，自己打回来；</li><li>见面只在救助站或公安机关，有工作人员在场，先核对身份；</li><li>DNA 采血由公安机关免费做；</li><li>公告里没有公开的情况（在哪里、谁在照顾），我们不会在网上、电话里告诉来认亲的人。</li></ol>
<p>已经被骗的，马上打 ${call('110')}。</p>`,
)

const accessibility = still(
  '无障碍说明',
  () =>
    html`<ol><li>每一页不用脚本就能看、能填；老手机、慢网络也能打开；</li><li>右上角可以换大字；浏览器会读的，会出现“读给我听”；</li><li>全部可以用键盘操作，图片有文字说明，颜色不单独表示意思；</li><li>不识字、听不清、手机不方便的，打电话或者到站里，工作人员替您填；</li><li>哪里用不了，请打救助电话告诉我们。</li></ol><p>这个网页只存一样东西：您选的字号。</p>`,
)

async function missing(context: PageContext): Promise<PageAnswer> {
  const body = titled('没有这一页', html`<p><a href="${to(context, '/')}">回到首页</a>，或者打救助电话。</p>`)
  return page(context, { title: '没有这一页', texts: await textsOf(context), body, status: 404 })
}

/** Back to where the visitor was, on this house's own public pages only. */
async function textSize(context: PageContext): Promise<PageAnswer> {
  const back = context.query.back ?? ''
  const own = /^\/public(?:\/[\w.\-/]*)?$/.test(back) && !back.includes('//')
  return { redirect: own ? back : to(context, '/'), large: context.query.size === 'large' }
}

let sheet: string | undefined
/** The sheet with the house's colours put in by name. */
function styles(): string {
  if (sheet !== undefined) return sheet
  const tokens = readFileSync(join(root, 'web', 'ui', 'tokens.css'), 'utf8')
  const values = new Map([...tokens.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value] as const))
  const own = readFileSync(new URL('./static/portal.css', import.meta.url), 'utf8')
  sheet = own.replace(/var\((--[\w-]+)\)/g, (whole, name: string) => values.get(name) ?? whole)
  return sheet
}

const script = () => readFileSync(new URL('./static/read.js', import.meta.url), 'utf8')

export const pages: Page[] = [
  { path: '/', method: 'GET', title: '首页', answer: home },
  { path: '/help', method: 'GET', title: '我看到有人需要帮助', answer: help },
  { path: '/about', method: 'GET', title: '我们是谁', answer: about },
  { path: '/policies', method: 'GET', title: '政策', answer: policies },
  { path: '/policies/:id', method: 'GET', title: '一份文件', answer: policy },
  { path: '/fraud', method: 'GET', title: '防骗提醒', answer: fraud },
  { path: '/accessibility', method: 'GET', title: '无障碍说明', answer: accessibility },
  { path: '/text-size', method: 'GET', title: '换字号', answer: textSize },
  {
    path: '/portal.css',
    method: 'GET',
    title: '样式',
    answer: async () => ({ file: { type: 'text/css; charset=utf-8', body: styles() }, cache: 'day' }),
  },
  {
    path: '/read.js',
    method: 'GET',
    title: '朗读',
    answer: async () => ({ file: { type: 'text/javascript; charset=utf-8', body: script() }, cache: 'day' }),
  },
  ...noticePages,
  ...inquiryPages,
  ...complaintPages,
  ...minorsPages,
  ...reportPages,
  ...mapPages,
  // Whatever else is asked for.
  { path: '/*', method: 'GET', title: '没有这一页', answer: missing },
]
