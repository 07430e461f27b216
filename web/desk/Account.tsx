import { useQuery } from '@tanstack/react-query'
import { isRefusal } from '#kernel/refusal.ts'
import { call } from '../ui/api.ts'
import { Button } from '../ui/Button.tsx'
import { Columns, Facts, Page, Panel } from '../ui/Layout.tsx'
import { useMe } from '../ui/me.ts'
import { Table } from '../ui/Table.tsx'
import { Tag } from '../ui/Duty.tsx'
import { showInstant } from '../ui/time.ts'
import { say } from '../ui/toast.tsx'
import { ChangePassword } from './ChangePassword.tsx'

interface SessionLine {
  id: string
  device: string
  createdAt: number | string
  lastSeenAt: number | string
  here: boolean
}

const instant = (value: number | string) => new Date(value).getTime()

/** `Chrome，Windows` out of what the browser says of itself. */
function deviceName(words: string): string {
  const browser = /Edg\//.test(words)
    ? 'Edge'
    : /Firefox\//.test(words)
      ? 'Firefox'
      : /Chrome\//.test(words)
        ? 'Chrome'
        : /Safari\//.test(words)
          ? 'Safari'
          : '其他浏览器'
  const system = /Windows/.test(words)
    ? 'Windows'
    : /Android/.test(words)
      ? 'Android'
      : /iPhone|iPad/.test(words)
        ? 'iOS'
        : /Mac OS/.test(words)
          ? 'macOS'
          : /Linux/.test(words)
            ? 'Linux'
            : '其他系统'
  return `${browser}，${system}`
}

/** One's own account: who one is, where one is signed in, a new password. */
export default function Account() {
  const me = useMe()
  const asked = useQuery({
    queryKey: ['sessions'],
    queryFn: async () => {
      const answer = await call<{ sessions: SessionLine[] }>('/api/session/list')
      return isRefusal(answer) ? null : answer.sessions
    },
  })
  async function end(id: string) {
    const answer = await call('/api/session/end', { id })
    say(isRefusal(answer) ? answer.sentence : '已注销那台设备上的登录')
    void asked.refetch()
  }
  return (
    <Page title="我的账号">
      <Columns layout="main-side">
        <Panel title="在哪些设备上登录着" flush>
          <Table
            title="登录"
            unit="处"
            exportable={false}
            rows={asked.data ?? undefined}
            loading={asked.isPending}
            rowKey={(row) => row.id}
            empty="没有其他登录。"
            columns={[
              {
                key: 'device',
                title: '设备',
                value: (row) => deviceName(row.device),
                cell: (row) => (
                  <>
                    {deviceName(row.device)} {row.here ? <Tag tone="acc">就是这里</Tag> : null}
                  </>
                ),
              },
              {
                key: 'created',
                title: '登录',
                value: (row) => instant(row.createdAt),
                align: 'end',
                cell: (row) => showInstant(instant(row.createdAt)),
              },
              {
                key: 'seen',
                title: '最近使用',
                value: (row) => instant(row.lastSeenAt),
                align: 'end',
                cell: (row) => showInstant(instant(row.lastSeenAt)),
              },
              {
                key: 'end',
                title: '办理',
                value: () => '',
                cell: (row) =>
                  row.here ? null : (
                    <Button size="small" look="danger" onClick={() => void end(row.id)}>
                      注销
                    </Button>
                  ),
              },
            ]}
          />
        </Panel>
        <div className="g-stack">
          <Panel title="我">
            <Facts
              rows={[
                ['姓名', me?.name],
                ['账号', me?.login],
                ['单位', me?.organisation.name],
                ['岗位', me?.roles.map((role) => role.title).join('、')],
                ['动态码', me?.secondFactor ? '已启用' : '未要求'],
              ]}
            />
          </Panel>
          <Panel title="换密码">
            <ChangePassword onDone={() => say('密码已换，其他设备上的登录已注销')} />
          </Panel>
        </div>
      </Columns>
    </Page>
  )
}
