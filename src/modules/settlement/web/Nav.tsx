import { PageNav } from '#web/ui/index.ts'

const pages = [
  { to: '/settlement', title: '进度', door: 'settlement.board' },
  { to: '/settlement/soon', title: '即将满三个月', door: 'settlement.candidates' },
  { to: '/settlement/bureau', title: '民政局办理', door: 'settlement.plans' },
  { to: '/settlement/campaign', title: '专项行动', door: 'settlement.campaign' },
  { to: '/settlement/rules', title: '规则', door: 'settlement.rules' },
] as const

/** The pages of this room. */
export function Nav({ here }: { here: (typeof pages)[number]['to'] }) {
  return <PageNav pages={pages} here={here} label="落户的各页" />
}
