import { useMemo, useState } from 'react'
import { ActionButton, Button, Empty, Page, Panel, Row, Sheet, Stack, Table, Tag, useAsk, useNow } from '#web/ui/index.ts'
import { accountReasonForm, openAccountForm, resetForm, roleForm } from '../schema.ts'
import type { AccountLine, OrganisationLine, RoleLine } from './answers.ts'
import { pickerOf } from './picker.tsx'

/** Accounts, who holds which post, and what to do with them. */
export default function Accounts() {
  const asked = useAsk<{ accounts: AccountLine[] }>('administration.accounts')
  const organisations = useAsk<{ organisations: OrganisationLine[] }>('administration.organisations')
  const roles = useAsk<{ roles: RoleLine[] }>('administration.roles')
  const [opened, setOpened] = useState<string | null>(null)
  const now = useNow()
  const places = useMemo(
    () =>
      pickerOf(
        (organisations.data?.organisations ?? [])
          .filter((each) => each.kind !== 'area' && each.active)
          .map((each) => ({ value: each.id, label: `${each.name}（${each.kindWord}）` })),
      ),
    [organisations.data],
  )
  const posts = useMemo(
    () =>
      pickerOf(
        (roles.data?.roles ?? []).map((role) => ({
          value: role.key,
          label: `${role.title}（${role.organisationWords.join('、')}）`,
        })),
        true,
      ),
    [roles.data],
  )
  const account = asked.data?.accounts.find((each) => each.id === opened)
  return (
    <Page
      title="账号"
      sub={asked.data ? `${asked.data.accounts.length} 个` : ''}
      actions={
        <ActionButton
          action="administration.open-account"
          of={openAccountForm}
          title="开账号"
          look="main"
          pickers={{ organisationId: places, roles: posts }}
        />
      }
    >
      <Panel flush>
        <Table
          title="账号"
          asked={asked}
          rows={asked.data?.accounts}
          rowKey={(line) => line.id}
          onOpen={(line) => setOpened(line.id)}
          empty={<Empty title="还没有账号">先由系统管理员设机构，再在这里开账号。</Empty>}
          columns={[
            { key: 'name', title: '姓名', value: (line) => line.name },
            { key: 'login', title: '账号', value: (line) => line.login },
            { key: 'place', title: '机构', value: (line) => line.organisationName },
            { key: 'roles', title: '岗位', value: (line) => line.roles.map((role) => role.title).join('、') },
            {
              key: 'second',
              title: '动态码',
              value: (line) => (line.secondFactor ? (line.enrolled ? '已绑定' : '首次登录时绑定') : '样例账号不用'),
            },
            {
              key: 'state',
              title: '状态',
              value: (line) => stateOf(line, now),
              cell: (line) => <Tag tone={stateOf(line, now) === '在用' ? 'grn' : 'amb'}>{stateOf(line, now)}</Tag>,
            },
            {
              key: 'do',
              title: '办理',
              value: () => '',
              cell: (line) => (
                <Button size="small" onClick={() => setOpened(line.id)}>
                  办理
                </Button>
              ),
            },
          ]}
        />
      </Panel>
      <Sheet
        open={account !== undefined}
        onClose={() => setOpened(null)}
        title={account ? `${account.name}（${account.login}）` : ''}
        width={560}
      >
        {account ? (
          <AccountSheet
            account={account}
            roles={roles.data?.roles ?? []}
            kind={organisations.data?.organisations.find((each) => each.id === account.organisationId)?.kind ?? ''}
          />
        ) : null}
      </Sheet>
    </Page>
  )
}

function stateOf(line: AccountLine, now: number): string {
  if (line.disabledAt) return '停用'
  return line.lockedUntil && line.lockedUntil > now ? '锁定' : '在用'
}

function AccountSheet({ account, roles, kind }: { account: AccountLine; roles: RoleLine[]; kind: string }) {
  const held = new Set(account.roles.map((role) => role.key))
  const grantable = useMemo(
    () =>
      pickerOf(
        roles
          .filter((role) => role.organisations.includes(kind) && !account.roles.some((each) => each.key === role.key))
          .map((role) => ({ value: role.key, label: role.title })),
      ),
    [roles, kind, account.roles],
  )
  const fixed = { accountId: account.id }
  return (
    <Stack>
      <span>{account.organisationName}</span>
      <b>岗位</b>
      {account.roles.length === 0 ? <span className="g-muted">没有岗位，登录后什么也看不到。</span> : null}
      {roles
        .filter((role) => held.has(role.key))
        .map((role) => (
          <Row key={role.key}>
            <span>{role.title}</span>
            <ActionButton
              action="administration.revoke-role"
              of={roleForm}
              title="撤销岗位"
              size="small"
              kind="modal"
              fixed={{ ...fixed, role: role.key }}
            />
          </Row>
        ))}
      <Row>
        <ActionButton
          action="administration.grant-role"
          of={roleForm}
          title="授予岗位"
          kind="modal"
          fixed={fixed}
          pickers={{ role: grantable }}
        />
        <ActionButton action="administration.reset-password" of={resetForm} title="重设密码" kind="modal" fixed={fixed} />
        {account.disabledAt || account.lockedUntil ? (
          <ActionButton
            action="administration.reopen-account"
            of={accountReasonForm}
            title="启用、解锁账号"
            kind="modal"
            fixed={fixed}
          />
        ) : null}
        {account.disabledAt ? null : (
          <ActionButton
            action="administration.close-account"
            of={accountReasonForm}
            title="停用账号"
            look="danger"
            kind="modal"
            fixed={fixed}
          />
        )}
      </Row>
    </Stack>
  )
}
