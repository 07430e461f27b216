/** A city's map is set by the city's bureau, or by whoever administers the system; and taken away again. */
import { action, type AnyAction } from '#kernel/action.ts'
import { type Actor, cityOf } from '#kernel/actor.ts'
import { openFile } from '#kernel/files.ts'
import { asksForMap, maySet } from './access.ts'
import { refuse } from './refusals.ts'
import { addressFault, middleOf, shapesOf } from './rules.ts'
import { fileForm, removeForm, tilesForm } from './schema.ts'
import { endGround, type Ground, groundOf, putGround } from './store.ts'

const LARGEST = 5 * 1024 * 1024
/** The bureau's map is its city's; the administrator's is everybody's who has none. */
const areaOf = (actor: Actor): string => (actor.organisation.kind === 'platform' ? '' : cityOf(actor.organisation.path))
const subjectOf = (actor: Actor) => ({ kind: 'organisation', id: actor.organisation.id, ownerPath: actor.organisation.path })
const setter = (actor: Actor) => maySet(actor) || (asksForMap(actor) && refuse('CITY'))
const faults = { places: 'PLACES', address: 'ADDRESS', plain: 'PLAIN' } as const

export const setTiles = action({
  name: 'maps.set-tiles',
  title: '设置地图瓦片',
  help: '地图由服务器按这个地址取，取来的只给登录的人看。换地址以后旧的不再用。',
  legalBasis: '地图管理条例：公开使用的地图须有审图号',
  form: tilesForm,
  load: async () => ({}),
  may: (actor) => setter(actor),
  decide(_loaded, form, moment) {
    const fault = addressFault(form.address)
    if (fault) return refuse(faults[fault])
    const { actor } = moment
    const changes: Ground = {
      id: moment.newId('ground'),
      ownerPath: actor.organisation.path,
      cityPath: areaOf(actor),
      kind: 'tiles',
      address: form.address,
      system: form.system,
      attribution: form.attribution,
      approval: form.approval,
      lat: form.lat ?? null,
      lng: form.lng ?? null,
      shapes: null,
      setAt: moment.now,
    }
    return {
      facts: [
        {
          subject: subjectOf(actor),
          name: 'map.set',
          details: { kind: 'tiles', address: form.address, approval: form.approval },
        },
      ],
      changes,
      reply: { groundId: changes.id },
    }
  },
  save: (context, changes) => putGround(context, changes),
})

export const setFile = action({
  name: 'maps.set-file',
  title: '上传地图文件',
  help: '没有瓦片服务的，上传一份有审图号的 GeoJSON：道路、水系、边界。',
  legalBasis: '地图管理条例',
  form: fileForm,
  async load({ tx, vault }, form) {
    const file = await openFile(tx, vault, form.geojson)
    const shapes = file && file.size <= LARGEST ? shapesOf(file.body.toString('utf8')) : undefined
    return { shapes: shapes ?? null }
  },
  may: (actor) => setter(actor),
  decide({ shapes }, form, moment) {
    if (!shapes) return refuse('FILE')
    const { actor } = moment
    const middle = middleOf(shapes)
    const changes: Ground = {
      id: moment.newId('ground'),
      ownerPath: actor.organisation.path,
      cityPath: areaOf(actor),
      kind: 'file',
      address: null,
      system: 'wgs84',
      attribution: form.attribution,
      approval: form.approval,
      lat: middle?.lat ?? null,
      lng: middle?.lng ?? null,
      shapes,
      setAt: moment.now,
    }
    return {
      facts: [{ subject: subjectOf(actor), name: 'map.set', details: { kind: 'file', approval: form.approval } }],
      changes,
      reply: { groundId: changes.id, shapes: shapes.length },
    }
  },
  save: (context, changes) => putGround(context, changes),
})

export const remove = action({
  name: 'maps.remove',
  title: '移除地图',
  help: '移除以后只画位置和距离，不影响任何记录。',
  form: removeForm,
  load: async ({ tx, actor }) => ({ ground: await groundOf(tx, actor.organisation.path, true) }),
  may: (actor) => setter(actor),
  decide({ ground }, form, { actor }) {
    if (!ground || ground.cityPath !== areaOf(actor)) return refuse('NONE')
    return {
      facts: [{ subject: subjectOf(actor), name: 'map.removed', details: { reason: form.reason } }],
      changes: ground.id,
      reply: {},
    }
  },
  save: (context, id) => endGround(context.tx, id, context.now),
})

export const actions: AnyAction[] = [setTiles, setFile, remove]
