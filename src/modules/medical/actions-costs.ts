/** Costs: a hospital's monthly bill joined to its patients, payments, and mistakes taken back. */
import { action, type LoadContext } from '#kernel/action.ts'
import { organisationById } from '#kernel/org.ts'
import { addMonths, dateOf, startOfDay } from '#kernel/time.ts'
import { fileRef } from '#modules/people-and-cases/index.ts'
import { mayTreat } from './access.ts'
import { factAt, loadFile } from './actions-infirmary.ts'
import { refuse } from './refusals.ts'
import { defined, fenOf } from './rules.ts'
import { billForm, payBillForm, payCostForm, withdrawCostForm, withdrawPaymentForm } from './schema-costs.ts'
import {
  type BillFile,
  billSum,
  filesOnBill,
  insertBill,
  insertCost,
  lockBill,
  lockCost,
  markBillPaid,
  markPaid,
  sameBill,
  withdrawCostRows,
} from './store-costs.ts'
import { inRange } from '#kernel/actor.ts'

const yuanText = (fen: number) => (fen / 100).toFixed(2)

export const receiveBill = action({
  name: 'medical.receive-bill',
  title: '登记医院账单',
  help: '一家医院一个月一张，分到各人；每一行记在各人的费用里。',
  legalBasis: '十六部门职责：救治费用结算',
  form: billForm,
  async load({ tx, actor }, form) {
    const hospital = form.hospitalId ? await organisationById(tx, form.hospitalId) : undefined
    const name = hospital?.name ?? form.hospitalName
    const monthEnd = startOfDay(addMonths(`${form.month}-01`, 1))
    const numbers = form.lines.map((line) => line.no)
    const files = name ? await filesOnBill(tx, numbers, name, monthEnd) : []
    const of = { ownerPath: actor.organisation.path, hospital: name ?? '', month: form.month, billNo: form.billNo ?? null }
    return { hospital, name, files, same: await sameBill(tx, of) }
  },
  may: (actor) => actor.organisation.kind === 'station' && inRange(actor, actor.organisation.path),
  decide({ hospital, name, files, same }, form, { actor, newId }) {
    if (form.hospitalId && hospital?.kind !== 'hospital') return refuse('NO_SUCH_HOSPITAL')
    if (!name) return refuse('WHICH_HOSPITAL')
    if (same) return refuse('BILL_TWICE', { hospital: name, month: form.month, no: form.billNo ?? '无账单号' })
    const fen = fenOf(form.totalYuan)
    const sum = form.lines.reduce((all, line) => all + fenOf(line.costYuan), 0)
    if (fen !== sum) return refuse('BILL_LINES', { total: yuanText(fen), sum: yuanText(sum) })
    const byNo = new Map(files.map((file) => [file.no, file]))
    const lines: { file: BillFile; line: (typeof form.lines)[number] }[] = []
    for (const [at, line] of form.lines.entries()) {
      const file = byNo.get(line.no)
      if (!file?.stayId || !inRange(actor, file.ownerPath)) return refuse('BILL_GUEST', { line: String(at + 1), hospital: name })
      lines.push({ file, line })
    }
    const { id: stationId, path: ownerPath } = actor.organisation
    const { lines: _lines, ...told } = form
    return {
      facts: [
        {
          subject: { kind: 'organisation', id: stationId, ownerPath },
          name: 'medical.bill-received',
          value: { month: form.month, amount: fen },
          details: { ...told, hospitalName: name },
        },
        ...lines.map(({ file, line }) => ({
          subject: fileRef({ id: file.fileId, ownerPath: file.ownerPath }),
          name: 'cost.recorded',
          value: { fund: 'medical', amount: fenOf(line.costYuan), chargedTo: line.chargedTo },
          details: { kind: line.kind, for: `${name} ${form.month} 账单` },
        })),
      ],
      changes: { id: newId('bill'), name, fen, lines, form, hospitalId: hospital?.id ?? null },
      reply: { billId: newId('bill'), lines: lines.length },
    }
  },
  async save(context, { id, name, fen, lines, form, hospitalId }) {
    const { tx, actor, actionId, occurredAt } = context
    const bill = { id, ownerPath: actor.organisation.path, hospital: name, month: form.month, billNo: form.billNo ?? null, fen }
    await insertBill(context, { ...bill, hospitalId, factId: factAt(actionId, 0) })
    // What a month cost stands in that month, whenever the bill came.
    const monthEnd = startOfDay(addMonths(`${form.month}-01`, 1)) - 1
    for (const [at, { file, line }] of lines.entries())
      await insertCost(tx, {
        id: context.newId(`line ${at}`),
        fileId: file.fileId,
        ownerPath: file.ownerPath,
        stayId: file.stayId,
        hospital: name,
        billId: id,
        kind: line.kind,
        fen: fenOf(line.costYuan),
        chargedTo: line.chargedTo,
        at: Math.min(monthEnd, occurredAt),
        factId: factAt(actionId, at + 1),
      })
  },
})

export const payBill = action({
  name: 'medical.pay-bill',
  title: '记付账单',
  form: payBillForm,
  async load({ tx }, form) {
    const bill = await lockBill(tx, form.billId)
    return bill ? { bill, fen: await billSum(tx, bill.id) } : null
  },
  may: (actor, { bill }) => inRange(actor, bill.ownerPath),
  decide({ bill, fen }, form, { actor }) {
    if (bill.paidAt !== null) return refuse('BILL_PAID', { on: dateOf(bill.paidAt) })
    const { id, path: ownerPath } = actor.organisation
    return {
      facts: [
        {
          subject: { kind: 'organisation', id, ownerPath },
          name: 'medical.bill-paid',
          value: { month: bill.month, amount: fen },
          details: defined({ bill: bill.factId, how: form.how, receipt: form.receipt }),
        },
      ],
      changes: { id: bill.id },
      reply: { amount: fen },
    }
  },
  save: ({ tx, occurredAt, actionId }, { id }) => markBillPaid(tx, id, occurredAt, factAt(actionId, 0)),
})

async function loadCost(context: LoadContext, form: { fileId: string; costId: string }) {
  const loaded = await loadFile(context, form)
  return loaded && { ...loaded, cost: await lockCost(context.tx, form.fileId, form.costId) }
}

export const payCost = action({
  name: 'medical.pay-cost',
  title: '记付款',
  form: payCostForm,
  load: loadCost,
  may: (actor, loaded) => mayTreat(actor, loaded),
  decide({ file, cost }, form) {
    if (!cost) return refuse('NO_SUCH_COST')
    if (cost.withdrawnAt !== null) return refuse('COST_WITHDRAWN')
    if (cost.paidAt !== null) return refuse('COST_PAID', { on: dateOf(cost.paidAt) })
    if (cost.billId !== null) return refuse('COST_ON_BILL')
    const details = defined({ cost: cost.factId, how: form.how, receipt: form.receipt })
    return {
      facts: [{ subject: fileRef(file), name: 'medical.cost-paid', value: { amount: cost.fen }, details }],
      changes: { id: cost.id },
    }
  },
  save: ({ tx, occurredAt, actionId }, { id }) => markPaid(tx, id, { at: occurredAt, fact: factAt(actionId, 0) }),
})

export const withdrawCost = action({
  name: 'medical.withdraw-cost',
  title: '撤回费用',
  help: '记错的费用撤回后另记一笔；原记录和撤回都留着。',
  form: withdrawCostForm,
  load: loadCost,
  may: (actor, loaded) => mayTreat(actor, loaded),
  decide({ file, cost }, form) {
    if (!cost) return refuse('NO_SUCH_COST')
    if (cost.withdrawnAt !== null) return refuse('COST_WITHDRAWN')
    if (cost.paidAt !== null) return refuse('COST_PAID', { on: dateOf(cost.paidAt) })
    const details = { reason: form.reason }
    return {
      facts: [{ subject: fileRef(file), name: 'fact.withdrawn', replaces: cost.factId, details }],
      changes: { factId: cost.factId },
    }
  },
  save: ({ tx, now }, { factId }) => withdrawCostRows(tx, [factId], now),
})

export const withdrawPayment = action({
  name: 'medical.withdraw-payment',
  title: '撤回付款',
  form: withdrawPaymentForm,
  load: loadCost,
  may: (actor, loaded) => mayTreat(actor, loaded),
  decide({ file, cost }, form) {
    if (!cost) return refuse('NO_SUCH_COST')
    if (cost.billId !== null) return refuse('COST_ON_BILL')
    if (cost.paidAt === null || cost.paidFact === null) return refuse('COST_NOT_PAID')
    const details = { reason: form.reason }
    return {
      facts: [{ subject: fileRef(file), name: 'fact.withdrawn', replaces: cost.paidFact, details }],
      changes: { id: cost.id },
    }
  },
  save: ({ tx }, { id }) => markPaid(tx, id, null),
})
