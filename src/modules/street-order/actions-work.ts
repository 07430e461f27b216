/** Given to a body, evidence, news, whoever is owed help, dealt with, closed. */
import { action, type LoadContext } from '#kernel/action.ts'
import { cityOf } from '#kernel/actor.ts'
import { organisationById } from '#kernel/org.ts'
import { isBody, mayAdd, mayHandle, mayHelp, mayManage } from './access.ts'
import { keepers, nearest, notNow } from './actions-found.ts'
import { mayMove } from './lifecycle.ts'
import { refuse } from './refusals.ts'
import { notClosable } from './rules.ts'
import { acknowledgeForm, assignForm, closeForm, evidenceForm, handleForm, helpForm, passNewsForm, victimForm } from './schema.ts'
import {
  caseById,
  caseRef,
  changeCase,
  closeTo,
  insertEvidence,
  insertVictim,
  lockCase,
  lockVictim,
  settleVictim,
  share,
  unshare,
  victimsOf,
} from './store.ts'
import { changeNews, insertNews, lockNews } from './store-more.ts'
import { BODIES, helps, MINORS_BODIES, NEWS_PARTIES, victimGroups } from './words.ts'

const withBody = async (context: LoadContext, form: { caseId: string; organisationId: string }) => {
  const found = await lockCase(context, form)
  return found && { found, body: (await organisationById(context.tx, form.organisationId)) ?? null }
}

export const assign = action({
  name: 'street-order.assign',
  title: '交办',
  help: '交给公安、城管或交通，对方能看到并登记处置。涉及未成年人的只交公安。',
  legalBasis: '部门职责三（三）（四）：公安、城管依职责处置',
  form: assignForm,
  load: withBody,
  may: (actor, { found }) => mayManage(actor, found),
  decide({ found, body }, form) {
    if (!mayMove(found.state, 'street-order.assign')) return notNow(found, '交办')
    if (!body || !BODIES.includes(body.kind) || cityOf(body.path) !== cityOf(found.ownerPath)) return refuse('NO_SUCH_BODY')
    if (found.minor && !MINORS_BODIES.includes(body.kind)) return refuse('MINORS_BODY')
    if (found.state === 'assigned' && !form.reason) return refuse('REASON', { body: found.content.body ?? '另一单位' })
    return {
      facts: [
        {
          subject: caseRef(found),
          name: 'order.assigned',
          value: { organisation: body.id },
          details: { body: body.name, ask: form.ask, reason: form.reason },
        },
      ],
      changes: { body, ask: form.ask },
      reply: { caseId: found.id },
    }
  },
  async save(context, { body, ask }, { found }) {
    await changeCase(context, found, {
      state: 'assigned',
      bodyId: body.id,
      bodyPath: body.path,
      assignedAt: context.occurredAt,
      content: { ...found.content, body: body.name, ask },
    })
    if (body.path !== found.ownerPath || found.minor) await share(context, found.id, body.path, 'body')
    if (found.bodyPath && found.bodyPath !== body.path) await unshare(context, found.id, found.bodyPath, 'body')
  },
})

export const addEvidence = action({
  name: 'street-order.add-evidence',
  title: '固定证据',
  help: '现场取到的照片、录像、录音、笔录、物证：谁取的、什么时候、在哪里、现在在谁手里。原件不要改动。',
  legalBasis: '部门职责三（四）4：利用婴幼儿乞讨的，现场取证',
  form: evidenceForm,
  load: lockCase,
  may: (actor, found) => mayAdd(actor, found),
  decide(found, form, moment) {
    if (found.state === 'withdrawn') return notNow(found, '固定证据')
    if (!form.what && !form.files?.length) return refuse('NOTHING_TAKEN')
    const takenAt = Math.min(form.takenAt ?? moment.occurredAt, moment.now)
    const { what, files, takenBy, place, custody } = form
    const evidenceId = moment.newId('evidence')
    return {
      facts: [
        {
          subject: caseRef(found),
          name: 'order.evidence-taken',
          details: { evidenceId, kind: form.kind, what, files, takenBy, place, custody },
          occurredAt: takenAt,
        },
      ],
      changes: { id: evidenceId, caseId: found.id, kind: form.kind, takenAt, content: { what, files, takenBy, place, custody } },
      reply: { caseId: found.id, evidenceId },
    }
  },
  save: (context, made) => insertEvidence(context, made),
})

export const passNews = action({
  name: 'street-order.pass-news',
  title: '通报线索',
  help: '拐卖线索在公安和交通之间通报，双方都要确认。对方看到通报，不一定看到这一件的全部。',
  legalBasis: '部门职责三（三）4：公安与交通运输部门通报拐卖线索',
  form: passNewsForm,
  load: withBody,
  may: (actor, { found }) => mayAdd(actor, found),
  decide({ found, body }, form, moment) {
    if (found.state === 'closed' || found.state === 'withdrawn') return notNow(found, '通报线索')
    const own = moment.actor.organisation
    const fits =
      body !== null && NEWS_PARTIES.includes(body.kind) && body.id !== own.id && cityOf(body.path) === cityOf(found.ownerPath)
    if (!body || !fits) return refuse('NEWS_PARTY')
    const id = moment.newId('news')
    return {
      facts: [
        {
          subject: caseRef(found),
          name: 'order.news-passed',
          value: { organisation: body.id },
          details: { newsId: id, news: form.news },
        },
      ],
      changes: {
        id,
        caseId: found.id,
        no: found.no,
        fromPath: own.path,
        fromName: own.name,
        toId: body.id,
        toPath: body.path,
        toName: body.name,
        passedAt: moment.occurredAt,
        content: { news: form.news },
      },
      reply: { caseId: found.id, newsId: id },
    }
  },
  save: (context, made) => insertNews(context, made),
})

export const acknowledgeNews = action({
  name: 'street-order.acknowledge-news',
  title: '确认通报',
  help: '收到的一方写查了什么；发出的一方看过答复再确认一次。',
  form: acknowledgeForm,
  load: (context, form) => lockNews(context, form.newsId),
  may: (actor, news) => [news.fromPath, news.toPath].includes(actor.organisation.path),
  decide(news, form, moment) {
    const receives = news.toPath === moment.actor.organisation.path
    if (receives ? news.acknowledgedAt !== null : news.readAt !== null || news.acknowledgedAt === null) return refuse('NEWS_DONE')
    return {
      facts: [
        {
          // Whoever only got the news may not see the case: it is told of the case all the same.
          subject: caseRef({ id: news.caseId, ownerPath: news.ownerPath ?? news.fromPath }),
          name: 'order.news-acknowledged',
          value: { organisation: moment.actor.organisation.id },
          details: { newsId: news.id, answer: form.answer },
        },
      ],
      changes: receives
        ? { acknowledgedAt: moment.occurredAt, content: { ...news.content, answer: form.answer } }
        : { readAt: moment.occurredAt },
      reply: { newsId: news.id },
    }
  },
  save: (context, change, news) => changeNews(context, news, change),
})

export const addVictim = action({
  name: 'street-order.add-victim',
  title: '登记应当帮助的人',
  help: '一人一行；送到哪里以后再登记。登记了未成年人的，这一件只有公安和保护中心看得到。',
  form: victimForm,
  async load(context, form) {
    const found = await lockCase(context, form)
    return found && { found, near: await nearest(context, found.ownerPath) }
  },
  may: (actor, { found }) => mayHelp(actor, found),
  decide({ found, near }, form, moment) {
    if (found.state === 'closed' || found.state === 'withdrawn') return notNow(found, '登记应当帮助的人')
    const { group, who, personId } = form
    const victimId = moment.newId('victim')
    const closing = group === 'minor' && !found.minor
    // Whichever police deal with it already keep it; the owner only where the owner is police.
    const own = moment.actor.organisation
    const kept = own.kind === 'police' ? keepers({ police: null, centre: near.centre }, [own.path]) : keepers(near)
    return {
      facts: [{ subject: caseRef(found), name: 'order.victim-listed', value: { group }, details: { victimId, who, personId } }],
      changes: { victim: { id: victimId, caseId: found.id, group, content: { who, personId } }, close: closing ? kept : null },
      reply: { caseId: found.id, victimId, closed: closing || found.minor },
    }
  },
  async save(context, { victim, close }, { found }) {
    await insertVictim(context, victim)
    const victims = [...new Set([...found.victims, victim.group])]
    await changeCase(context, found, { victims, minor: found.minor || victim.group === 'minor' })
    if (close) await closeTo(context, found.id, close)
  },
})

export const settle = action({
  name: 'street-order.settle-victim',
  title: '登记送到哪里',
  help: '每个应当帮助的人都要有去处：救助站、医院、保护中心、家人；没有送到的写明为什么。',
  legalBasis: '部门职责三（四）4、5：解救的人员及时送救助管理机构',
  form: helpForm,
  async load(context, form) {
    const victim = await lockVictim(context, form.victimId)
    const found = victim && (await caseById(context.tx, context.vault, victim.caseId, true))
    return victim && found ? { victim, found } : null
  },
  may: (actor, { found }) => mayHelp(actor, found),
  decide({ victim, found }, form) {
    if (found.state === 'closed' || found.state === 'withdrawn') return notNow(found, '登记去处')
    if (victim.help !== null && !form.again) return refuse('SETTLED', { help: helps[victim.help] })
    if (form.help === 'none' && !form.whyNot) return refuse('WHY_NOT')
    const { where, whyNot, childId, handoverId } = form
    return {
      facts: [
        {
          subject: caseRef(found),
          name: 'order.victim-helped',
          value: { help: form.help },
          details: { victimId: victim.id, where, whyNot, childId, handoverId },
        },
      ],
      changes: { help: form.help, content: { where, whyNot, childId, handoverId } },
      reply: { caseId: found.id, victimId: victim.id },
    }
  },
  save: (context, { help, content }, { victim }) => settleVictim(context, victim, help, content),
})

export const handle = action({
  name: 'street-order.handle',
  title: '登记处置',
  help: '解救、立案、处罚、劝离、送站或查否；解救了几个人要写。',
  legalBasis: '部门职责三（四）4、5；治安管理处罚法',
  form: handleForm,
  load: lockCase,
  may(actor, found) {
    if (mayHandle(actor, found)) return true
    return mayManage(actor, found) && !isBody(actor, found)
      ? refuse('NOT_YOURS', { body: found.content.body ?? '另一单位' })
      : false
  },
  decide(found, form) {
    if (!mayMove(found.state, 'street-order.handle')) return notNow(found, '登记处置')
    const { outcome, rescued, suspects, how, documentNo } = form
    return {
      facts: [
        {
          subject: caseRef(found),
          name: 'order.handled',
          value: { outcome, ...(rescued === undefined ? {} : { rescued }) },
          details: { how, documentNo, suspects },
        },
      ],
      changes: { outcome, rescued: rescued ?? null, suspects: suspects ?? null, content: { ...found.content, how, documentNo } },
      reply: { caseId: found.id },
    }
  },
  save: (context, change, found) => changeCase(context, found, { ...change, state: 'handled', handledAt: context.occurredAt }),
})

export const close = action({
  name: 'street-order.close',
  title: '办结',
  help: '应当帮助的人一个不剩，才能办结。',
  form: closeForm,
  async load(context, form) {
    const found = await lockCase(context, form)
    return found && { found, victims: await victimsOf(context.tx, context.vault, found.id) }
  },
  may: (actor, { found }) => mayManage(actor, found) || isBody(actor, found),
  decide({ found, victims }, form) {
    if (!mayMove(found.state, 'street-order.close')) return notNow(found, '办结')
    const lacking = notClosable(found.outcome, found.victims, victims)
    if (lacking && 'left' in lacking) return refuse('VICTIMS_LEFT', { count: lacking.left })
    if (lacking) return refuse('VICTIMS_UNNAMED', { groups: lacking.unnamed.map((group) => victimGroups[group]).join('、') })
    return {
      facts: [{ subject: caseRef(found), name: 'order.closed', details: { note: form.note } }],
      changes: null,
      reply: { caseId: found.id },
    }
  },
  save: (context, _changes, { found }) => changeCase(context, found, { state: 'closed', closedAt: context.occurredAt }),
})
