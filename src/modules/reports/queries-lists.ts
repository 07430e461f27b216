/** Lists for pickers: whom to send, to whom to report, police, towns, reports to join, children to link. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { query, type ReadContext } from '#kernel/query.ts'
import { addDays, dateOf } from '#kernel/time.ts'
import { childrenById, dutyAround, organisationsOf, readQuery, searchChildren } from '#modules/people-and-cases/index.ts'
import { organisationById } from '#kernel/org.ts'
import { mayReceiveReports } from './mandatory.ts'
import { offered, sendable } from './rules.ts'
import { readReport } from './loads.ts'
import { likenessOf } from './queries-street.ts'
import { joinable } from './store-read.ts'

const list = z.strictObject({
  items: z
    .array(z.strictObject({ id: z.string(), name: z.string(), phone: field(z.string().nullable(), { label: '公开电话' }) }))
    .max(500),
})

const lists = (name: string, title: string, kinds: readonly string[], own: boolean) =>
  query({
    name,
    title,
    params: z.strictObject({}),
    result: list,
    may: () => true,
    async read({ tx, actor }: ReadContext) {
      const found = await organisationsOf(tx, kinds, actor.organisation.path)
      return {
        items: found
          .filter((each) => own || each.id !== actor.organisation.id)
          .map(({ id, name: called, phone }) => ({ id, name: called, phone })),
      }
    },
  })

export const desks = lists('reports.desks', '接报单位', mayReceiveReports, false)
export const policeOffices = lists('reports.police-offices', '公安机关', ['police'], true)
export const towns = lists('reports.towns', '镇街', ['town'], true)

/** Whom a report can be sent to, whoever goes first at the top: `值班：…` stands in the name. */
export const bodies = query({
  name: 'reports.bodies',
  title: '能派的单位',
  params: z.strictObject({ reportId: field(z.uuid().optional(), { label: '报告', widget: 'hidden' }) }),
  result: list,
  may: () => true,
  async read(context, { reportId }) {
    const { tx, vault, actor, now } = context
    const report = reportId ? await readReport(context, reportId) : undefined
    if (report === null) return null
    const town = report?.townId ? await organisationById(tx, report.townId) : undefined
    const near = town?.path ?? actor.organisation.path
    const duty = (await dutyAround(tx, near, now, vault)).filter((each) => each.rostered)
    const closed = report?.closed ?? true
    const found = offered(
      await organisationsOf(tx, sendable(closed), near),
      actor.organisation.id,
      closed,
      duty.map((each) => each.organisationId),
    )
    return {
      items: found.map((each) => {
        const on = duty.find((one) => one.organisationId === each.id)
        const called = each.id === actor.organisation.id ? `本单位（${each.name}）` : each.name
        return {
          id: each.id,
          name: on ? `${called}（值班：${on.name ?? '值班人员'}）` : called,
          phone: on?.phone ?? each.phone,
        }
      }),
    }
  },
})

/** How far back the same matter is looked for. */
const JOIN_DAYS = 60

export const joinChoices = query({
  name: 'reports.join-choices',
  title: '可能是同一件事的报告',
  params: z.strictObject({ reportId: field(z.uuid(), { label: '报告', widget: 'hidden' }) }),
  result: z.strictObject({
    items: z
      .array(
        z.strictObject({
          id: z.string(),
          name: field(z.string(), { label: '报告', sensitivity: 'sealed', mask: 'none' }),
        }),
      )
      .max(60),
  }),
  may: () => true,
  async read(context, { reportId }) {
    const { tx, vault, now } = context
    const report = await readReport(context, reportId)
    if (!report) return null
    const found = await joinable(tx, vault, report, addDays(dateOf(now), -JOIN_DAYS))
    return {
      items: found
        .map((each) => ({ each, near: likenessOf(report, each)?.score ?? 0 }))
        .toSorted((a, b) => b.near - a.near)
        .map(({ each }) => ({
          id: each.id,
          name: [each.no, each.content.childName, each.content.place, each.content.what.slice(0, 24)].filter(Boolean).join(' · '),
        })),
    }
  },
})

/** Children with a file that the asker knows and who are called like the one reported. */
export const childrenToLink = query({
  name: 'reports.children-to-link',
  title: '可能是哪个孩子',
  params: z.strictObject({ reportId: field(z.uuid(), { label: '报告', widget: 'hidden' }) }),
  result: z.strictObject({
    items: z
      .array(z.strictObject({ id: z.string(), name: field(z.string(), { label: '孩子', sensitivity: 'personal' }) }))
      .max(50),
  }),
  may: () => true,
  async read(context, { reportId }) {
    const { tx, vault, now } = context
    const report = await readReport(context, reportId)
    if (!report) return null
    const reading = readQuery(report.content.childName ?? '', dateOf(now))
    if (!reading.ok) return { items: [] }
    const hits = await searchChildren(tx, vault, reading.asked)
    const found = await childrenById(
      tx,
      hits.map((each) => each.id),
    )
    return {
      items: hits.flatMap((hit) => {
        const child = found.find((each) => each.id === hit.id)
        return child ? [{ id: child.id, name: `${child.name} · ${child.no}` }] : []
      }),
    }
  },
})
