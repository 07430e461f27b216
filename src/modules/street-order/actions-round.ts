/** What goes on round the cases: joint operations, rescue vehicles and the traffic police. */
import { action, type LoadContext } from '#kernel/action.ts'
import { type Actor, cityOf, inRange } from '#kernel/actor.ts'
import { organisationById } from '#kernel/org.ts'
import { dateOf } from '#kernel/time.ts'
import { refuse } from './refusals.ts'
import { endVehicleForm, operationForm, tellTrafficForm, vehicleForm } from './schema.ts'
import { changeVehicle, insertOperation, insertVehicle, lockVehicle, type VehicleRow } from './store-more.ts'

const own = ({ organisation }: Actor) => ({ kind: 'organisation', id: organisation.id, ownerPath: organisation.path })

export const holdOperation = action({
  name: 'street-order.hold-operation',
  title: '登记联合行动',
  help: '公安、城管、民政、交通联合开展的：哪天、谁参加、查处多少、解救多少。',
  legalBasis: '部门职责三（三）：定期开展联合行动',
  form: operationForm,
  async load({ tx, actor }, form) {
    const members = await Promise.all((form.organisationIds ?? []).map((id) => organisationById(tx, id)))
    return { members: members.flatMap((each) => (each && cityOf(each.path) === cityOf(actor.organisation.path) ? [each] : [])) }
  },
  may: () => true,
  decide({ members }, form, moment) {
    if (form.date > dateOf(moment.now)) return refuse('FUTURE')
    const operationId = form.operationId ?? moment.newId('operation')
    const names = members.map((each) => each.name)
    return {
      facts: [
        {
          subject: own(moment.actor),
          name: 'order.operation-held',
          value: { cases: form.cases, date: form.date },
          details: { operationId, what: form.what, members: names, others: form.others },
        },
      ],
      changes: {
        id: operationId,
        ownerPath: moment.actor.organisation.path,
        memberPaths: members.map((each) => each.path),
        kind: form.kind,
        heldOn: form.date,
        cases: form.cases,
        rescued: form.rescued ?? null,
        people: form.people ?? null,
        content: { what: form.what, others: form.others, holder: moment.actor.organisation.name, members: names },
      },
      reply: { operationId },
    }
  },
  save: (context, made) => insertOperation(context, made),
  constraintRefusal: (constraint) => (constraint === 'operation_pkey' ? refuse('THERE') : undefined),
})

export const registerVehicle = action({
  name: 'street-order.register-vehicle',
  title: '登记救助车辆',
  help: '救助、巡查用的车。报公安交管备案以后，路上遇到知道是救助车。',
  legalBasis: '部门职责三（四）7：救助车辆通行便利',
  form: vehicleForm,
  load: async () => ({}),
  may: () => true,
  decide(_loaded, form, moment) {
    const vehicleId = form.vehicleId ?? moment.newId('vehicle')
    const { plate, driver, driverPhone } = form
    return {
      facts: [{ subject: own(moment.actor), name: 'order.vehicle-registered', details: { vehicleId, plate } }],
      changes: {
        id: vehicleId,
        ownerPath: moment.actor.organisation.path,
        organisation: moment.actor.organisation.name,
        kind: form.kind,
        until: form.until ?? null,
        content: { plate, driver, driverPhone },
      },
      reply: { vehicleId },
    }
  },
  save: (context, made) => insertVehicle(context, made),
  constraintRefusal: (constraint) =>
    constraint === 'vehicle_plate' || constraint === 'vehicle_pkey' ? refuse('PLATE') : undefined,
})

const mine = (actor: Actor, vehicle: VehicleRow) => inRange(actor, vehicle.ownerPath)
const load = (context: LoadContext, form: { vehicleId: string }) => lockVehicle(context, form.vehicleId)

export const tellTraffic = action({
  name: 'street-order.tell-traffic',
  title: '报交警备案',
  form: tellTrafficForm,
  async load(context, form) {
    const vehicle = await load(context, form)
    const to = form.organisationId ? ((await organisationById(context.tx, form.organisationId)) ?? null) : null
    return vehicle && { vehicle, to }
  },
  may: (actor, { vehicle }) => mine(actor, vehicle),
  decide({ vehicle, to }, form, moment) {
    if (vehicle.endedAt !== null) return refuse('ENDED')
    if ((form.organisationId === undefined) === (form.toName === undefined) || (form.organisationId && to?.kind !== 'police'))
      return refuse('WHICH_TRAFFIC')
    if (form.on > dateOf(moment.now)) return refuse('FUTURE')
    const toldTo = to?.name ?? form.toName
    return {
      facts: [
        {
          subject: { kind: 'organisation', id: moment.actor.organisation.id, ownerPath: moment.actor.organisation.path },
          name: 'order.vehicle-told',
          details: { vehicleId: vehicle.id, toldTo },
        },
      ],
      changes: {
        toldPaths: to ? [...new Set([...vehicle.toldPaths, to.path])] : vehicle.toldPaths,
        toldOn: form.on,
        until: form.until ?? vehicle.until,
        content: { ...vehicle.content, toldTo },
      },
      reply: { vehicleId: vehicle.id },
    }
  },
  save: (context, change, { vehicle }) => changeVehicle(context, vehicle, change),
})

export const endVehicle = action({
  name: 'street-order.end-vehicle',
  title: '停用车辆',
  form: endVehicleForm,
  load,
  may: mine,
  decide(vehicle, form, moment) {
    if (vehicle.endedAt !== null) return refuse('ENDED')
    return {
      facts: [
        { subject: own(moment.actor), name: 'order.vehicle-ended', details: { vehicleId: vehicle.id, reason: form.reason } },
      ],
      changes: { endedAt: moment.occurredAt, content: { ...vehicle.content, ended: form.reason } },
      reply: { vehicleId: vehicle.id },
    }
  },
  save: (context, change, vehicle) => changeVehicle(context, vehicle, change),
})
