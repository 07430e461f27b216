/** An inquiry's life. What two persons confirmed in another room arrives as a fact and moves it to `matched`. */
import { lifecycle } from '#kernel/lifecycle.ts'

export type InquiryState = 'received' | 'admitted' | 'matched' | 'answered' | 'closed' | 'set-aside' | 'joined' | 'erased'

const open = ['admitted', 'matched', 'answered'] as const

export const inquiryLife = lifecycle<InquiryState>({
  name: 'inquiry',
  zh: '家属寻亲登记',
  initial: 'received',
  states: {
    received: { zh: '待看' },
    admitted: { zh: '在找' },
    matched: { zh: '有线索' },
    answered: { zh: '已答复' },
    closed: { zh: '已办结' },
    'set-aside': { zh: '搁置' },
    joined: { zh: '已并入' },
    erased: { zh: '已按要求删除', final: true },
  },
  moves: [
    { from: ['received'], action: 'inquiries.admit', to: 'admitted', basis: '人工看过才比对' },
    { from: ['received', 'admitted'], action: 'inquiries.set-aside', to: 'set-aside' },
    { from: ['admitted', 'answered'], action: 'inquiries.note-match', to: 'matched' },
    { from: ['matched'], action: 'inquiries.note-match-undone', to: 'admitted' },
    { from: open, action: 'inquiries.answer', to: 'answered' },
    { from: open, action: 'inquiries.close', to: 'closed' },
    { from: ['closed', 'set-aside'], action: 'inquiries.reopen', to: 'admitted' },
    { from: ['received', ...open], action: 'inquiries.join', to: 'joined', basis: '同一人的几份登记，联系方式都保留' },
    { from: ['joined'], action: 'inquiries.unjoin', to: 'admitted' },
    {
      from: ['received', ...open, 'closed', 'set-aside', 'joined'],
      action: 'inquiries.withdraw-consent',
      to: 'erased',
      basis: '个人信息保护法第15、47条',
    },
  ],
})
