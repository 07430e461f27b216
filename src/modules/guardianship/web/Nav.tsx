import { PageNav } from '#web/ui/index.ts'

const pages = [
  { to: '/guardianship', title: '在监护', door: 'guardianship.board' },
  { to: '/guardianship/placed', title: '在安置', door: 'guardianship.board' },
  { to: '/guardianship/home', title: '返家回访', door: 'guardianship.board' },
  { to: '/guardianship/requests', title: '审批', door: 'guardianship.board' },
  { to: '/guardianship/families', title: '寄养、代养家庭', door: 'guardianship.families' },
] as const

/** The pages of this room. */
export function Nav({ here }: { here: (typeof pages)[number]['to'] }) {
  return <PageNav pages={pages} here={here} label="监护与安置的各页" />
}
