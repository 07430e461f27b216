/** The lives of this room: a request to the bureau, a guardianship, a placement, a child who went home, a court order, a family. */
import { lifecycle } from '#kernel/lifecycle.ts'

const G = 'guardianship'
const asks = [`${G}.ask-temporary`, `${G}.ask-long-term`, `${G}.ask-placement`, `${G}.ask-return`, `${G}.ask-end`] as const

export const requestLife = lifecycle({
  name: 'guardianship-request',
  zh: '监护审批',
  initial: 'drafted',
  states: {
    drafted: { zh: '未申请' },
    asked: { zh: '等民政局审批' },
    approved: { zh: '已批准，等办理' },
    done: { zh: '已批准，已办理', final: true },
    refused: { zh: '未批准', final: true },
    withdrawn: { zh: '已撤回', final: true },
  },
  moves: [
    ...asks.map((action) => ({ from: ['drafted'] as const, action, to: 'asked' as const })),
    { from: ['asked'], action: `${G}.approve`, to: 'approved', basis: '安置、返回家庭：批准后再办' },
    { from: ['asked'], action: `${G}.approve`, to: 'done', basis: '临时监护、长期监护、终止监护：批准即生效' },
    { from: ['asked'], action: `${G}.refuse`, to: 'refused' },
    { from: ['asked', 'approved'], action: `${G}.withdraw`, to: 'withdrawn' },
    { from: ['approved'], action: `${G}.place`, to: 'done' },
    { from: ['approved'], action: `${G}.return`, to: 'done' },
    { from: ['asked', 'approved'], action: `${G}.follow-closed`, to: 'withdrawn', basis: '个案已结、年满十八周岁' },
    { from: ['asked', 'approved'], action: `${G}.follow-same`, to: 'withdrawn', basis: '两案并一' },
  ],
})
export type RequestState = keyof typeof requestLife.states & string

export const holdLife = lifecycle({
  name: 'guardianship-hold',
  zh: '监护',
  initial: 'none',
  states: {
    none: { zh: '民政部门没有监护' },
    emergency: { zh: '紧急保护' },
    temporary: { zh: '临时监护' },
    'long-term': { zh: '长期监护' },
    ended: { zh: '已终止', final: true },
  },
  moves: [
    { from: ['none'], action: `${G}.protect`, to: 'emergency' },
    { from: ['none', 'emergency'], action: `${G}.approve`, to: 'temporary', basis: '未成年人保护法第九十二条' },
    { from: ['none', 'emergency', 'temporary'], action: `${G}.approve`, to: 'long-term', basis: '未成年人保护法第九十四条' },
    { from: ['temporary', 'long-term'], action: `${G}.approve`, to: 'ended', basis: '终止监护获批' },
    { from: ['emergency'], action: `${G}.end-emergency`, to: 'ended' },
    { from: ['emergency', 'temporary', 'long-term'], action: `${G}.return`, to: 'ended', basis: '第九十三条第二款：评估后送回' },
    { from: ['temporary', 'long-term'], action: `${G}.place`, to: 'ended', basis: '第九十五条：收养后监护关系终止' },
    { from: ['emergency', 'temporary', 'long-term'], action: `${G}.follow-closed`, to: 'ended', basis: '年满十八周岁、个案已结' },
    { from: ['emergency', 'temporary', 'long-term'], action: `${G}.follow-same`, to: 'ended', basis: '两案并一' },
  ],
})

export const placementLife = lifecycle({
  name: 'guardianship-placement',
  zh: '安置',
  initial: 'none',
  states: { none: { zh: '没有安置' }, current: { zh: '安置中' }, ended: { zh: '已结束', final: true } },
  moves: [
    { from: ['none'], action: `${G}.place`, to: 'current', basis: '未成年人保护法第九十三条' },
    { from: ['current'], action: `${G}.place`, to: 'ended', basis: '转到别处' },
    { from: ['current'], action: `${G}.end-placement`, to: 'ended' },
    { from: ['current'], action: `${G}.return`, to: 'ended' },
    { from: ['current'], action: `${G}.follow-closed`, to: 'ended' },
    { from: ['current'], action: `${G}.follow-same`, to: 'ended' },
  ],
})

export const returnLife = lifecycle({
  name: 'guardianship-returned',
  zh: '返家后',
  initial: 'away',
  states: {
    away: { zh: '没有返家' },
    watched: { zh: '回访中' },
    'handed-on': { zh: '已移交', final: true },
    'again-away': { zh: '又离开家庭', final: true },
    ended: { zh: '已结束', final: true },
  },
  moves: [
    { from: ['away'], action: `${G}.return`, to: 'watched' },
    { from: ['watched'], action: `${G}.visit-returned`, to: 'watched' },
    { from: ['watched'], action: `${G}.hand-on`, to: 'handed-on', basis: '移交困境、留守儿童工作' },
    { from: ['watched'], action: `${G}.protect`, to: 'again-away' },
    { from: ['watched'], action: `${G}.approve`, to: 'again-away', basis: '再次临时监护' },
    { from: ['watched'], action: `${G}.return`, to: 'ended', basis: '再次返家' },
    { from: ['watched'], action: `${G}.follow-closed`, to: 'ended' },
    { from: ['watched'], action: `${G}.follow-same`, to: 'ended' },
  ],
})

export const orderLife = lifecycle({
  name: 'guardianship-order',
  zh: '保护令与监护人资格',
  initial: 'none',
  states: {
    none: { zh: '没有申请' },
    asked: { zh: '等法院决定' },
    granted: { zh: '已准许', final: true },
    refused: { zh: '已驳回', final: true },
    withdrawn: { zh: '已撤回', final: true },
  },
  moves: [
    { from: ['none'], action: `${G}.ask-order`, to: 'asked', basis: '未成年人保护法第一百零八条；反家庭暴力法' },
    { from: ['asked'], action: `${G}.record-order`, to: 'granted' },
    { from: ['asked'], action: `${G}.record-order`, to: 'refused' },
    { from: ['asked'], action: `${G}.record-order`, to: 'withdrawn' },
    { from: ['asked'], action: `${G}.follow-closed`, to: 'withdrawn' },
  ],
})

export const familyLife = lifecycle({
  name: 'guardianship-family',
  zh: '寄养、代养家庭',
  initial: 'registered',
  states: {
    registered: { zh: '已登记' },
    checked: { zh: '已评估' },
    approved: { zh: '合格' },
    paused: { zh: '暂停接收' },
    refused: { zh: '不合格' },
    withdrawn: { zh: '已退出' },
  },
  moves: [
    { from: ['registered', 'checked', 'refused', 'approved', 'paused', 'withdrawn'], action: `${G}.check-family`, to: 'checked' },
    { from: ['checked'], action: `${G}.approve-family`, to: 'approved', basis: '另一人核准' },
    { from: ['checked'], action: `${G}.approve-family`, to: 'refused' },
    { from: ['approved'], action: `${G}.change-family`, to: 'paused' },
    { from: ['paused'], action: `${G}.change-family`, to: 'approved' },
    { from: ['registered', 'checked', 'approved', 'paused'], action: `${G}.change-family`, to: 'withdrawn' },
  ],
})
export type FamilyState = keyof typeof familyLife.states & string
