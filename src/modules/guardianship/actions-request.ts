/** What the bureau is asked. Asking opens the file to it until it has decided. */
import { action, type LoadContext, type Moment } from '#kernel/action.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { dateOf } from '#kernel/time.ts'
import { childRef, grantChildPart } from '#modules/people-and-cases/index.ts'
import { mayAsk } from './access.ts'
import { loadPlacing } from './actions-place.ts'
import { askedAlready, closedFile, held, heldAlready, lines, notHeld, returnRefusal } from './common.ts'
import { bureauFor, type Named } from './loads.ts'
import { approvalNeeded, type Placing, targetOf } from './placing.ts'
import { refuse } from './refusals.ts'
import { askEndForm, askLongForm, askPlacementForm, askReturnForm, askTemporaryForm } from './schema.ts'
import { type Care, insertRequest, lockCare, type RequestContent } from './store.ts'
import {
  holdEnds,
  institutionTypes,
  longGrounds,
  placementKinds,
  type RequestKind,
  returnGrounds,
  siblingAnswers,
  temporaryGrounds,
  welfareGrounds,
} from './words.ts'

interface Asking {
  care: Care
  bureau: Named | undefined
}

async function loadAsking(
  context: LoadContext,
  form: { childId: string; bureauId?: string | undefined },
): Promise<Asking | null> {
  const care = await lockCare(context, form.childId)
  return care && { care, bureau: await bureauFor(context.tx, care.child.ownerPath, form.bureauId) }
}

interface Asked {
  kind: RequestKind
  each: { care: Care; id: string }[]
  bureau: Named
  content: RequestContent
}

/** One request for each child: the facts, the rows, the bureau's sight of the file. */
function asked(
  kind: RequestKind,
  children: readonly Care[],
  bureau: Named | undefined,
  told: RequestContent['lines'],
  form: object,
  moment: Moment,
) {
  for (const care of children) {
    const before = closedFile(care) ?? askedAlready(care, kind)
    if (before) return before
  }
  if (!bureau) return refuse('NO_BUREAU')
  const { files, ...kept } = form as Record<string, unknown>
  const content: RequestContent = {
    form: kept,
    lines: told,
    askedBy: moment.actor.name,
    askedFrom: moment.actor.organisation.name,
    bureau: bureau.name,
  }
  const each = children.map((care) => ({ care, id: moment.newId(`request:${care.child.id}`) }))
  return {
    facts: each.map(({ care, id }) => ({
      subject: childRef(care.child),
      name: 'child.guardianship-asked',
      value: { kind },
      details: { requestId: id, lines: told, files },
    })),
    changes: { kind, each, bureau, content } satisfies Asked as Asked,
    reply: { requestId: each[0]?.id, bureau: bureau.name },
  }
}

async function keep(context: LoadContext, { kind, each, bureau, content }: Asked): Promise<void> {
  for (const { care, id } of each) {
    const childId = care.child.id
    await insertRequest(context, {
      id,
      childId,
      kind,
      bureauPath: bureau.path,
      content: { ...content, form: { ...content.form, childId } },
    })
    await grantChildPart(context.tx, { childId, part: 'approver', path: bureau.path, from: context.occurredAt })
  }
}

const common = { may: (actor: Parameters<typeof mayAsk>[0], { care }: Asking) => mayAsk(actor, care) }

export const askTemporary = action({
  name: 'guardianship.ask-temporary',
  title: '申请临时监护',
  help: '报民政局批准，批准之日起由民政部门临时监护。',
  legalBasis: '未成年人保护法第九十二条',
  form: askTemporaryForm,
  load: loadAsking,
  ...common,
  decide({ care, bureau }, form, moment) {
    const hold = held(care)
    if (hold) return heldAlready(hold)
    if (form.ground === 'other' && [...form.reason].length < 10) return refuse('OTHER_GROUND')
    const guardians = (form.guardians ?? []).map((each) => [each.name, each.relation].filter(Boolean).join('，')).join('；')
    const told = lines([
      ['情形', temporaryGrounds[form.ground]],
      ['事实与理由', form.reason],
      ['原监护人', guardians],
      ['孩子本人的意见', form.opinion],
    ])
    return asked('temporary', [care], bureau, told, form, moment)
  },
  save: keep,
})

export const askLong = action({
  name: 'guardianship.ask-long-term',
  title: '申请长期监护',
  legalBasis: '未成年人保护法第九十四条',
  form: askLongForm,
  load: loadAsking,
  ...common,
  decide({ care, bureau }, form, moment) {
    if (care.hold?.kind === 'long-term') return heldAlready(care.hold)
    if (form.ground === 'other-by-law' && [...form.reason].length < 10) return refuse('OTHER_GROUND')
    const told = lines([
      ['情形', longGrounds[form.ground]],
      ['事实与理由', form.reason],
      ['孩子本人的意见', form.opinion],
    ])
    return asked('long-term', [care], bureau, told, form, moment)
  },
  save: keep,
})

export const askEnd = action({
  name: 'guardianship.ask-end',
  title: '申请终止监护',
  help: '由其他人担任监护人、移交外地等。送回原监护人的，请办“申请返回家庭”。',
  form: askEndForm,
  load: loadAsking,
  ...common,
  decide({ care, bureau }, form, moment) {
    if (!held(care)) return notHeld(care, 'temporary', '申请终止')
    const told = lines([
      ['原因', holdEnds[form.ground]],
      ['事实与理由', form.reason],
      ['孩子本人的意见', form.opinion],
    ])
    return asked('end', [care], bureau, told, form, moment)
  },
  save: keep,
})

export const askReturn = action({
  name: 'guardianship.ask-return',
  title: '申请返回家庭',
  help: '要有监护以后做的返家前评估，结论是监护正常，或不足而有帮扶措施。没有评估，紧急情况也不能送回。',
  legalBasis: '未成年人保护法第九十三条',
  form: askReturnForm,
  load: loadAsking,
  ...common,
  decide({ care, bureau }, form, moment) {
    const hold = held(care)
    if (!hold)
      return care.lastHold?.endGround === 'returned' ? notHeld(care, 'temporary', '申请返回家庭') : refuse('RETURN_DIRECT')
    const not = returnRefusal(care, hold, moment.occurredAt, form.support)
    if (not) return not
    const told = lines([
      ['情况', returnGrounds[form.ground]],
      ['送回谁身边', form.to],
      ['住址', form.address],
      ['返家后的帮扶措施', form.support],
      ['孩子本人的意见', form.opinion],
    ])
    return asked('return', [care], bureau, told, form, moment)
  },
  save: keep,
})

type ForPlacement = Placing & { bureau: Named | undefined }

export const askPlacement = action({
  name: 'guardianship.ask-placement',
  title: '申请安置',
  help: '寄养、收养，以及临时监护期间送儿童福利机构，由民政局批准后再办“安置”。',
  legalBasis: '未成年人保护法第九十三至九十五条',
  form: askPlacementForm,
  async load(context, form): Promise<ForPlacement | null> {
    const placing = await loadPlacing(context, form)
    const [first] = placing?.children ?? []
    return placing && first ? { ...placing, bureau: await bureauFor(context.tx, first.child.ownerPath, form.bureauId) } : null
  },
  may: (actor, { children }) => children.every((care) => mayAsk(actor, care)),
  decide(placing, form, moment) {
    const on = dateOf(moment.occurredAt)
    const target = targetOf(placing, form, on)
    if (isRefusal(target)) return target
    const [first] = placing.children as [Care, ...Care[]]
    if (!approvalNeeded(first, form, on)) return refuse('PLACE_DIRECT', { kind: placementKinds[form.kind] })
    const told = lines([
      ['安置方式', placementKinds[form.kind]],
      ['由谁照料', target.who],
      ['机构类型', form.institutionType && institutionTypes[form.institutionType]],
      ['送儿童福利机构的情形', form.welfareGround && welfareGrounds[form.welfareGround]],
      ['住址', form.address],
      ['同胞', siblingAnswers[form.siblings]],
      ['分开安置的理由', form.apartReason],
      ['为什么这样安置', form.reason],
      ['孩子本人的意见', form.opinion],
    ])
    return asked('placement', placing.children, placing.bureau, told, form, moment) as ReturnType<typeof asked> | Refusal
  },
  save: keep,
})
