/** Posts in towns and villages; centres and points; the meeting on the action. */
import { action } from '#kernel/action.ts'
import { changeOrganisationRow, insertOrganisation, organisationById } from '#kernel/org.ts'
import { dateOf, startOfDay } from '#kernel/time.ts'
import { mayKeep } from './access.ts'
import { refuse } from './refusals.ts'
import { kindOfLevel, mayStand } from './rules.ts'
import { changePointForm, closePointForm, endPostForm, meetingForm, openPointForm, postForm } from './schema.ts'
import { endPost, insertPost, lockOrganisation, lockPost, organisationRef, postNow, writePoint } from './store.ts'
import { networkLevels, postOf } from './words.ts'

export const namePost = action({
  name: 'network.name-post',
  title: '确定儿童督导员、儿童主任',
  help: '镇街一名儿童督导员，村社区一名儿童主任；已有人的，登记新的就接替。',
  legalBasis: '未成年人保护法第82条；江苏未保意见三',
  form: postForm,
  async load({ tx, vault }, form) {
    const organisation = await lockOrganisation(tx, form.organisationId)
    return organisation && { organisation, before: await postNow(tx, vault, organisation.id) }
  },
  may: (actor, { organisation }) => mayKeep(actor, organisation),
  decide({ organisation, before }, form, moment) {
    const post = postOf(organisation.kind)
    if (!post) return refuse('NO_POST_HERE')
    const { since, name, phone } = form
    if (since > dateOf(moment.now) || (before && since < before.since)) return refuse('SINCE', { on: before?.since ?? '' })
    const subject = organisationRef(organisation)
    const id = moment.newId('post')
    return {
      facts: [
        ...(before ? [{ subject, name: 'network.post-ended', value: { post }, details: { reason: '由新人接替' } }] : []),
        { subject, name: 'network.post-named', value: { post }, details: { name, phone, since } },
      ],
      changes: { id, post, since, name, phone },
      reply: { postId: id },
    }
  },
  async save(context, made, { organisation, before }) {
    if (before) await endPost(context.tx, before.id, made.since)
    await insertPost(context, { ...made, organisation })
  },
  constraintRefusal: (constraint) => (constraint === 'post_held' ? refuse('POST_TAKEN') : undefined),
})

export const endPostAction = action({
  name: 'network.end-post',
  title: '登记离任',
  form: endPostForm,
  async load({ tx, vault }, form) {
    const post = await lockPost(tx, vault, form.postId)
    const organisation = post && (await organisationById(tx, post.organisationId))
    return post && organisation ? { post, organisation } : null
  },
  may: (actor, { organisation }) => mayKeep(actor, organisation),
  decide({ post, organisation }, form, moment) {
    if (post.until !== null) return refuse('POST_ENDED')
    if (form.until > dateOf(moment.now) || form.until < post.since) return refuse('SINCE', { on: post.since })
    return {
      facts: [
        {
          subject: organisationRef(organisation),
          name: 'network.post-ended',
          value: { post: post.post },
          details: { name: post.name, until: form.until, reason: form.reason },
        },
      ],
      changes: form.until,
      reply: { postId: post.id },
    }
  },
  save: ({ tx }, until, { post }) => endPost(tx, post.id, until),
})

export const openPoint = action({
  name: 'network.open-point',
  title: '设立保护中心、保护点',
  help: '市、县区设保护中心，镇街、村社区设保护点。名称、电话、地址会写上公众网页，孩子看得到。',
  legalBasis: '江苏未保意见三：市、县、镇、村四级网络',
  form: openPointForm,
  async load({ tx }, form) {
    const parent = await organisationById(tx, form.parentId)
    return parent ? { parent } : null
  },
  may: (actor, { parent }) => mayKeep(actor, parent),
  decide({ parent }, form, moment) {
    if (!mayStand(form.level, parent.kind)) return refuse('WHERE', { level: networkLevels[form.level], parent: parent.name })
    const id = moment.newId('point')
    const segment = `m-${id.replaceAll('-', '').slice(-10)}`
    const { parentId: _parent, ...told } = form
    return {
      facts: [
        {
          subject: { kind: 'organisation', id, ownerPath: `${parent.path}${segment}.` },
          name: 'network.point-opened',
          value: { level: form.level },
          details: told,
        },
      ],
      changes: { id, segment, told },
      reply: { organisationId: id },
    }
  },
  async save(context, { id, segment, told }, { parent }) {
    const { level, name, phone, address, hours, way } = told
    await insertOrganisation(
      context.tx,
      {
        id,
        segment,
        parent,
        kind: kindOfLevel(level),
        level,
        name,
        shortName: name.slice(0, 12),
        phone,
        address,
        ...(parent.division ? { division: parent.division } : {}),
      },
      context.now,
    )
    await writePoint(context, id, { hours, way })
  },
})

const isPoint = (kind: string) => kind === 'protection-centre' || kind === 'protection-point'

export const changePoint = action({
  name: 'network.change-point',
  title: '更改中心、保护点的电话地址',
  help: '马上写上公众网页。',
  form: changePointForm,
  load: ({ tx }, form) => lockOrganisation(tx, form.organisationId),
  may: (actor, organisation) => mayKeep(actor, organisation),
  decide(organisation, form) {
    if (!isPoint(organisation.kind)) return refuse('NOT_A_POINT')
    if (!organisation.active) return refuse('CLOSED')
    const { organisationId: _id, ...told } = form
    return {
      facts: [
        {
          subject: organisationRef(organisation),
          name: 'network.point-opened',
          value: { level: organisation.level },
          details: { ...told, changed: true },
        },
      ],
      changes: told,
      reply: { organisationId: organisation.id },
    }
  },
  async save(context, { name, phone, address, hours, way }, { id }) {
    await changeOrganisationRow(context.tx, id, { name, phone, address, active: true })
    await writePoint(context, id, { hours, way })
  },
})

export const closePoint = action({
  name: 'network.close-point',
  title: '撤销保护点',
  form: closePointForm,
  load: ({ tx }, form) => lockOrganisation(tx, form.organisationId),
  may: (actor, organisation) => mayKeep(actor, organisation) && actor.organisation.id !== organisation.id,
  decide(organisation, form) {
    if (organisation.kind !== 'protection-point') return refuse('NOT_A_POINT')
    if (!organisation.active) return refuse('CLOSED')
    return {
      facts: [{ subject: organisationRef(organisation), name: 'network.point-closed', details: { reason: form.reason } }],
      changes: null,
      reply: { organisationId: organisation.id },
    }
  },
  save: ({ tx }, _changes, { id, name, phone, address }) =>
    changeOrganisationRow(tx, id, {
      name,
      active: false,
      ...(phone ? { phone } : {}),
      ...(address ? { address } : {}),
    }),
})

export const recordMeeting = action({
  name: 'network.record-meeting',
  title: '登记会议',
  help: '定期研究未成年人专项行动的会。写研究了什么、定了什么，不写孩子的姓名。',
  legalBasis: '未成年人专项行动六（一）：定期召开会议研究',
  form: meetingForm,
  load: async ({ tx, actor }) => (await organisationById(tx, actor.organisation.id)) ?? null,
  may: () => true,
  decide(organisation, form, moment) {
    const today = dateOf(moment.now)
    if (form.heldOn > today) return refuse('DATE_LATER')
    const { heldOn, about, ...details } = form
    return {
      facts: [
        {
          subject: organisationRef(organisation),
          name: 'conference.held',
          value: { about },
          details: { ...details, heldOn },
          occurredAt: heldOn === dateOf(moment.occurredAt) ? moment.occurredAt : startOfDay(heldOn),
        },
      ],
      changes: null,
      reply: {},
    }
  },
  save: async () => undefined,
})
