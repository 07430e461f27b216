/** The doors for writing: the site's texts, and links for other applications. */
import { action, type AnyAction } from '#kernel/action.ts'
import { organisationById } from '#kernel/org.ts'
import { linkPurpose, sign } from '#kernel/page.ts'
import { pointOf } from '#kernel/place.ts'
import { dateOf } from '#kernel/time.ts'
import { mayEdit } from './access.ts'
import { changePageForm, makeLinkForm } from './schema.ts'
import { writeTexts } from './store.ts'

const DAY = 86_400_000

export const changePage = action({
  name: 'portal.change-page',
  title: '修改公众网页',
  help: '改完马上生效。只写对外公开的内容。',
  form: changePageForm,
  load: async ({ tx }, form) => (await organisationById(tx, form.organisationId)) ?? null,
  may: (actor, organisation) => mayEdit(actor, organisation),
  decide(organisation, form) {
    const { organisationId: _id, landmarks, ...rest } = form
    const drawn = landmarks?.flatMap(({ name, at }) => {
      const point = pointOf(at)
      return point ? [{ name, ...point }] : []
    })
    const texts = { ...rest, ...(drawn ? { landmarks: drawn } : {}) }
    const subject = { kind: 'organisation', id: organisation.id, ownerPath: organisation.path }
    return {
      facts: [{ subject, name: 'public-page.changed', details: texts }],
      changes: texts,
      reply: { organisationId: organisation.id },
    }
  },
  save: (context, texts, organisation) => writeTexts(context, organisation, texts),
})

export const makeLink = action({
  name: 'portal.make-link',
  title: '生成登记链接',
  help: '放进公众号菜单或印成二维码。到期自动失效，随时可以再生成。',
  form: makeLinkForm,
  async load({ tx, vault, now, newId }, form) {
    const organisation = await organisationById(tx, form.organisationId)
    if (!organisation) return null
    const until = now + form.days * DAY
    return {
      organisation,
      until,
      token: sign(vault, linkPurpose(organisation.id, form.purpose), newId('link').slice(0, 8), until),
    }
  },
  may: (actor, { organisation }) => mayEdit(actor, organisation),
  decide({ organisation, until, token }, form) {
    const day = dateOf(until)
    return {
      facts: [
        {
          subject: { kind: 'organisation', id: organisation.id, ownerPath: organisation.path },
          name: 'public-page.link-made',
          value: { until: day },
          details: { purpose: form.purpose },
        },
      ],
      changes: null,
      // The site's own address is the reader's to put before it.
      reply: { path: `/embed/${form.purpose}?t=${encodeURIComponent(token)}`, until: day },
    }
  },
  save: async () => undefined,
})

export const actions: AnyAction[] = [changePage, makeLink]
