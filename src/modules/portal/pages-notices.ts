/** 寻找家人的公告: the list with its filters, one notice, its photo, and what a visitor writes about it. */
import type { Page, PageAnswer, PageContext, Site } from '#kernel/page.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { shortTime } from './dates.ts'
import { drawFaults, drawForm, readForm } from './form.ts'
import { type Html, html, type Piece } from './html.ts'
import { page, titled, to } from './layout.ts'
import { textsOf } from './texts.ts'

interface Notice {
  no: string
  ownerPath: string
  hasPhoto: boolean
  headline: string
  lines: string[]
  found: string
}

export interface Listed {
  total: number
  all: number
  updatedAt: number | null
  pages: number
  page: number
  items: Notice[]
  accents: string[]
  counties: string[]
  uncertain: string
  free: string
}

/** The site of the station that a notice belongs to: what is written about it arrives there. */
function homeOf(context: PageContext, notice: Notice): Site {
  return context.sites.find((site) => site.organisation.path === notice.ownerPath) ?? context.site
}

const addressOf = (context: PageContext, notice: Notice) => `${homeOf(context, notice).base}/notices/${notice.no}`

function photo(context: PageContext, notice: Notice): Html {
  return notice.hasPhoto
    ? html`<img class="ph" src="${addressOf(context, notice)}/photo" alt="编号 寻-${notice.no} 的照片" width="96" height="118">`
    : html`<div class="none">没有照片</div>`
}

export function noticeCard(context: PageContext, notice: Notice): Html {
  const at = addressOf(context, notice)
  return html`<div class="n">${photo(context, notice)}<div class="tx"><p class="nt"><a href="${at}">${notice.headline}</a></p>
${notice.lines.map((line) => html`<p>${line}</p>`)}<p class="m">${notice.found}</p>
<p class="ln"><a href="${at}/tip">像是我要找的人</a> <span class="m no">编号 寻-${notice.no}</span></p></div></div>`
}

export const waiting = (listed: Listed, now: number): string =>
  listed.all === 0
    ? '现在没有公告'
    : `${listed.all} 人在等家人${listed.updatedAt ? `，${shortTime(listed.updatedAt, now)} 更新` : ''}`

const FILTERS = ['sex', 'ageFrom', 'ageTo', 'heightFrom', 'heightTo', 'accent', 'county', 'since', 'until'] as const

/** What of the address is a filter that can be asked for; the rest is left out. */
export function filterOf(query: PageContext['query']): Record<string, string> {
  return Object.fromEntries(
    [...FILTERS, 'page'].flatMap((key) => {
      const value = (query[key] ?? '').normalize('NFKC').trim().slice(0, 40)
      if (value === '') return []
      const fits = /^(sex)$/.test(key)
        ? /^(?:fe)?male$/.test(value)
        : /^(since|until)$/.test(key)
          ? /^\d{4}-(?:0[1-9]|1[0-2])$/.test(value)
          : /^(accent|county)$/.test(key) ||
            (/^\d{1,3}$/.test(value) && Number(value) <= limitOf(key) && Number(value) >= floorOf(key))
      return fits ? [[key, value]] : []
    }),
  )
}
const limitOf = (key: string) => (key.startsWith('height') ? 250 : key.startsWith('age') ? 130 : 500)
const floorOf = (key: string) => (key.startsWith('height') ? 30 : key === 'page' ? 1 : 0)

function filters(context: PageContext, listed: Listed, chosen: Record<string, string>): Html {
  const select = (name: string, label: string, options: readonly (readonly [string, string])[]) =>
    html`<div class="fd"><label class="lb" for="q-${name}">${label}</label><select id="q-${name}" name="${name}"><option value="">不限</option>${options.map(
      ([key, word]) => html`<option value="${key}"${chosen[name] === key ? html` selected` : ''}>${word}</option>`,
    )}</select></div>`
  const span = (kind: string, label: string, from: string, until: string, hint = '') =>
    html`<div class="fd ${kind}"><label class="lb" for="q-${from}">${label}</label><input type="text" inputmode="numeric" id="q-${from}" name="${from}" value="${chosen[from]}" placeholder="${hint}" maxlength="7"> 到 <input type="text" inputmode="numeric" name="${until}" value="${chosen[until]}" placeholder="${hint}" maxlength="7" aria-label="${label}到"></div>`
  const same = (values: string[]) => values.map((value) => [value, value] as const)
  return html`<form class="flt" method="get" action="${to(context, '/notices')}" role="search" aria-label="筛选公告">
${select('sex', '性别', [
  ['male', '男'],
  ['female', '女'],
])}
${span('yr', '年龄', 'ageFrom', 'ageTo')}
${span('yr', '身高（厘米）', 'heightFrom', 'heightTo')}
${select('accent', '口音', same(listed.accents))}
${select('county', '发现地', same(listed.counties))}
${span('mo', '发现年月', 'since', 'until', '2026-12')}
<div class="fd"><button class="go w" type="submit">筛选</button> <a href="${to(context, '/notices')}">看全部</a></div>
<p class="m">年龄、口音可能记错，没有找到请放宽一些再看；没登记的项目不会被筛掉。</p></form>`
}

function paging(context: PageContext, listed: Listed, chosen: Record<string, string>): Piece {
  if (listed.pages <= 1) return ''
  const at = (number: number) => to(context, `/notices?${new URLSearchParams({ ...chosen, page: String(number) })}`)
  return html`<div class="pg" role="navigation" aria-label="翻页">${listed.page > 1 ? html`<a href="${at(listed.page - 1)}" rel="prev">上一页</a>` : ''}<span>第 ${listed.page} 页，共 ${listed.pages} 页</span>${listed.page < listed.pages ? html`<a href="${at(listed.page + 1)}" rel="next">下一页</a>` : ''}</div>`
}

async function list(context: PageContext): Promise<PageAnswer> {
  const [texts, chosen] = [await textsOf(context), filterOf(context.query)]
  const asked = await context.ask('notices.public-list', chosen)
  if (isRefusal(asked))
    return page(context, { title: '公告', texts, body: titled('公告暂时看不了', html`<p>请打救助电话。</p>`), status: 503 })
  const listed = asked as Listed
  return page(context, {
    title: '寻找家人的公告',
    texts,
    cache: 'short',
    body: html`${titled('寻找家人的公告', html`<p class="m">${waiting(listed, context.now)}</p>`)}
${filters(context, listed, chosen)}
${listed.items.length > 0 ? html`<p class="m">找到 ${listed.total} 份</p><div class="ns">${listed.items.map((notice) => noticeCard(context, notice))}</div>${paging(context, listed, chosen)}` : html`<div class="note"><p><b>没有找到。</b>放宽条件再看看，或者<a href="${to(context, '/inquiry')}">登记寻人</a>，我们替您和站里每个人比对。</p></div>`}`,
  })
}

async function found(context: PageContext): Promise<Notice | undefined> {
  const asked = await context.ask('notices.public-notice', { no: context.params.no ?? '' })
  return isRefusal(asked) ? undefined : (asked as Notice)
}

async function gone(context: PageContext): Promise<PageAnswer> {
  const body = titled(
    '没有这份公告',
    html`<p>可能已经撤下。<a href="${to(context, '/notices')}">看其他公告</a>，或者<a href="${to(context, '/inquiry')}">登记寻人</a>。</p>`,
  )
  return page(context, { title: '没有这份公告', texts: await textsOf(context), body, status: 404 })
}

async function one(context: PageContext): Promise<PageAnswer> {
  const notice = await found(context)
  if (!notice) return gone(context)
  const at = addressOf(context, notice)
  return page(context, {
    title: `${notice.headline}，寻-${notice.no}`,
    texts: await textsOf(context),
    body: html`${titled(notice.headline)}<div class="n one">${photo(context, notice)}<div class="tx">
${notice.lines.map((line) => html`<p>${line}</p>`)}<p>${notice.found}</p><p class="m">编号 寻-${notice.no}</p></div></div>
<div class="note amb"><p>年龄、地名可能听错，姓名按听到的音写。寻亲不收任何费用，任何人以寻亲名义要钱都是骗子。</p></div>
<p><a class="go" href="${at}/tip">像是我要找的人</a> <a class="go w" href="${at}/tip?kind=take-down">认错人、要撤下公告</a></p>`,
  })
}

async function picture(context: PageContext): Promise<PageAnswer> {
  const answer = (await context.ask('notices.public-photo', { no: context.params.no ?? '' })) as {
    file?: { type: string; body: Uint8Array }
  }
  return answer.file ? { file: answer.file, cache: 'short' } : gone(context)
}

const DOOR = 'notices.receive-tip'

async function tip(context: PageContext): Promise<PageAnswer> {
  const notice = await found(context)
  const form = context.formOf(DOOR)
  if (!notice || !form) return gone(context)
  const texts = await textsOf(context)
  const { posted } = context
  const told = posted?.fields ?? {}
  const draw = (faults: Record<string, string>, sentence: string, status = 200) =>
    page(context, {
      title: '写给工作人员',
      texts,
      status,
      cache: 'none',
      body: html`${titled('写给工作人员')}<p>关于公告 寻-${notice.no}：${notice.headline}</p>
${sentence ? drawFaults(form, faults, sentence) : ''}
<form method="post" action="${to(context, `/notices/${notice.no}/tip`)}" accept-charset="utf-8"><input type="hidden" name="token" value="${context.token()}">
${drawForm(form, { told, faults, without: ['no'], fresh: { kind: [context.query.kind === 'take-down' ? 'take-down' : 'like'] } })}
<p class="m">您写的只给工作人员看。我们核实后给您打电话；为保护本人，这里不会告诉您他是谁、在哪里。</p>
<p><button class="go" type="submit">交给工作人员</button></p></form>`,
    })
  if (!posted) return draw({}, '')
  if (posted.token !== 'good') return draw({}, '这一页放得太久了，没有交上。您写的还在，请再按一次。', 422)
  const read = readForm(form, told)
  if (Object.keys(read.faults).length > 0) return draw(read.faults, '有几处没有填对，还没有交上。', 422)
  const outcome = await context.perform(DOOR, { ...read.form, no: notice.no })
  // Pressed twice: what came first has arrived.
  if (isRefusal(outcome) && outcome.code !== 'KERNEL.ID_REUSED' && outcome.fields)
    return draw(outcome.fields, '有几处没有填对，还没有交上。', 422)
  if (isRefusal(outcome) && outcome.code !== 'KERNEL.ID_REUSED') return draw({}, '没有交上，请打救助电话。', 422)
  return page(context, {
    title: '收到了',
    texts,
    cache: 'none',
    body: titled(
      '收到了，谢谢您',
      html`<p>工作人员会先核对，再和您联系。着急的请直接打救助电话。</p><p>寻亲不收任何费用。</p><p><a href="${to(context, '/notices')}">看其他公告</a></p>`,
    ),
  })
}

async function takeDown(context: PageContext): Promise<PageAnswer> {
  return page(context, {
    title: '认错人、要撤下公告',
    texts: await textsOf(context),
    body: titled(
      '认错人、要撤下公告',
      html`<p>公告上的人是您本人、您的家人，或者登错了：</p>
<ol><li>打开那一份公告，按“认错人、要撤下公告”，写明原因；</li><li>或者打救助电话，说公告编号（寻-后面的数字）；</li><li>有人身危险的，先打 110，再打救助电话，我们马上撤。</li></ol>
<p><a class="go" href="${to(context, '/notices')}">找到那一份公告</a></p>`,
    ),
  })
}

export const noticePages: Page[] = [
  { path: '/notices', method: 'GET', title: '寻找家人的公告', answer: list },
  { path: '/notices/:no', method: 'GET', title: '一份公告', answer: one },
  { path: '/notices/:no/photo', method: 'GET', title: '公告照片', answer: picture },
  { path: '/notices/:no/tip', method: 'GET', title: '写给工作人员', answer: tip },
  { path: '/notices/:no/tip', method: 'POST', title: '写给工作人员', answer: tip },
  { path: '/take-down', method: 'GET', title: '认错人、要撤下公告', answer: takeDown },
]
