import { PageNav, useAsk, useMay } from '#web/ui/index.ts'

/** The pages of this room. */
export function Nav({ here }: { here: string }) {
  const may = useMay()
  const asked = useAsk<{ waiting: number }>('minors.approvals', {}, { enabled: may('minors.approvals') })
  const waiting = asked.data?.waiting ?? 0
  const pages = [
    { to: '/minors', title: '名单', door: 'minors.list' },
    { to: '/minors/find', title: '查孩子', door: 'minors.search' },
    { to: '/minors/approvals', title: waiting > 0 ? `待批 ${waiting}` : '待批', door: 'minors.approvals' },
    { to: '/minors/new', title: '建档', door: 'minors.start-file' },
  ]
  return <PageNav pages={pages} here={here} label="未保的各页" />
}
