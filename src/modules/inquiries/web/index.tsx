/** What families' inquiries hand to the desk. */
import type { WebRoom } from '#web/ui/room.ts'

const buttons = () => import('./buttons.tsx')
const button = (action: string, order: number, name: keyof Awaited<ReturnType<typeof buttons>>) => ({
  subject: 'inquiry' as const,
  action,
  order,
  component: () => buttons().then((all) => ({ default: all[name] })),
})

export const room: WebRoom = {
  name: 'inquiries',
  routes: [
    { path: '/inquiries', door: 'inquiries.list', screen: () => import('./Inquiries.tsx') },
    { path: '/inquiries/new', door: 'inquiries.receive', screen: () => import('./NewInquiry.tsx') },
    { path: '/inquiries/import', door: 'inquiries.import-rows', screen: () => import('./ImportList.tsx') },
    { path: '/inquiries/exchange', door: 'inquiries.import-pfif', screen: () => import('./Exchange.tsx') },
    { path: '/inquiries/helpers', door: 'inquiries.helpers', screen: () => import('./Helpers.tsx') },
  ],
  home: [{ place: 'side', order: 30, title: '家属寻亲', door: 'inquiries.summary', component: () => import('./HomePanel.tsx') }],
  panels: [
    {
      subject: 'inquiry',
      place: 'head',
      order: 10,
      title: '寻亲登记',
      door: 'inquiries.inquiry',
      component: () => import('./Head.tsx'),
    },
    {
      subject: 'inquiry',
      place: 'left',
      order: 10,
      title: '找谁',
      door: 'inquiries.inquiry',
      component: () => import('./Told.tsx'),
    },
    {
      subject: 'inquiry',
      place: 'left',
      order: 20,
      title: '谁在找',
      door: 'inquiries.inquiry',
      component: () => import('./Asker.tsx'),
    },
    {
      subject: 'inquiry',
      place: 'middle',
      order: 10,
      title: '先看这几条',
      door: 'inquiries.inquiry',
      component: () => import('./Care.tsx'),
    },
    {
      subject: 'inquiry',
      place: 'middle',
      order: 60,
      title: '经过',
      door: 'inquiries.inquiry',
      component: () => import('./Course.tsx'),
    },
    {
      subject: 'inquiry',
      place: 'right',
      order: 50,
      title: '协助寻亲',
      door: 'inquiries.help',
      component: () => import('./HelpPanel.tsx'),
    },
    {
      subject: 'rescue-file',
      place: 'left',
      order: 80,
      title: '家属寻亲',
      door: 'inquiries.of-file',
      component: () => import('./FilePanel.tsx'),
    },
  ],
  fileActions: [
    button('inquiries.admit', 10, 'Admit'),
    button('inquiries.set-aside', 11, 'SetAside'),
    button('inquiries.answer', 20, 'AnswerFamily'),
    button('inquiries.plan-call', 21, 'PlanCall'),
    button('inquiries.complete', 22, 'Complete'),
    button('inquiries.renew-receipt', 30, 'RenewReceipt'),
    button('inquiries.close', 40, 'Close'),
    button('inquiries.reopen', 41, 'Reopen'),
    button('inquiries.unjoin', 42, 'Unjoin'),
    button('inquiries.mark-risk', 50, 'Risk'),
    button('inquiries.withdraw-consent', 60, 'WithdrawConsent'),
  ],
}
