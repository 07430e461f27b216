import { PageNav } from '#web/ui/index.ts'

const pages = [
  { to: '/helping', title: '转介办理', door: 'helping.board' },
  { to: '/helping/waiting', title: '等制定方案', door: 'helping.waiting' },
  { to: '/helping/services', title: '服务目录', door: 'helping.services' },
  { to: '/helping/places', title: '场所和活动', door: 'helping.places' },
] as const

/** The pages of this room. */
export function Nav({ here }: { here: (typeof pages)[number]['to'] }) {
  return <PageNav pages={pages} here={here} label="帮扶的各页" />
}
