import { PageNav } from '#web/ui/index.ts'

const pages = [
  { to: '/network', title: '各镇村', door: 'network.board' },
  { to: '/network/points', title: '中心和保护点', door: 'network.points' },
  { to: '/network/roster', title: '值班', door: 'network.roster' },
  { to: '/network/meetings', title: '会议', door: 'network.meetings' },
] as const

/** The pages of this room. */
export function Nav({ here }: { here: (typeof pages)[number]['to'] }) {
  return <PageNav pages={pages} here={here} label="四级网络的各页" />
}
