import { PageNav } from '#web/ui/index.ts'

const pages = [
  { to: '/outside', title: '托养机构', door: 'institution.board' },
  { to: '/outside/people', title: '在外人员', door: 'entrusted.people' },
  { to: '/outside/approvals', title: '送托审批', door: 'entrusted.approvals' },
  { to: '/outside/bring-back', title: '接回计划', door: 'entrusted.bring-back-board' },
] as const

/** The pages of this room. */
export function Nav({ here }: { here: (typeof pages)[number]['to'] }) {
  return <PageNav pages={pages} here={here} label="托养的各页" />
}
