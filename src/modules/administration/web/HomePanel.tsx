import { Go, Panel, Stack, useMay } from '#web/ui/index.ts'

/** What an administrator comes for. */
export default function HomePanel() {
  const may = useMay()
  const links: [string, string, string, string][] = [
    ['administration.accounts', '/admin/accounts', '账号和岗位', '开账号、授予岗位、停用、重设密码'],
    ['administration.open-organisation', '/admin/organisations', '机构', '新设救助站、民政局、镇街、协作单位'],
    ['administration.failed-jobs', '/admin/jobs', '后台任务', '没办成的任务，重试'],
    ['administration.ledger', '/admin/ledger', '留痕链', '谁在何时做了什么、看了什么'],
  ]
  return (
    <Panel title="系统管理" sub="三员分立：管理员看不到受助人员的资料">
      <Stack>
        {links
          .filter(([door]) => may(door))
          .map(([door, path, title, words]) => (
            <div key={door}>
              <Go to={path}>
                <b>{title}</b>
              </Go>
              <div className="g-muted">{words}</div>
            </div>
          ))}
      </Stack>
    </Panel>
  )
}
