import { PageNav } from '#web/ui/index.ts'

const pages = [
  { to: '/assessment', title: '评估', door: 'assessment.board' },
  { to: '/assessment/sheets', title: '指标表', door: 'assessment.sheets' },
]

export const Nav = ({ here }: { here: string }) => <PageNav pages={pages} here={here} label="评估的页面" />
