import { PageNav } from '#web/ui/index.ts'

const pages = [
  { to: '/watching', title: '进度', door: 'watching.board' },
  { to: '/watching/children', title: '在册的孩子', door: 'watching.children' },
  { to: '/watching/rounds', title: '轮次', door: 'watching.rounds' },
  { to: '/watching/import', title: '导入登记册', door: 'watching.start-import' },
  { to: '/watching/twins', title: '可能重复', door: 'watching.twins' },
] as const

/** The pages of this room. */
export function Nav({ here }: { here: (typeof pages)[number]['to'] }) {
  return <PageNav pages={pages} here={here} label="排查的各页" />
}
