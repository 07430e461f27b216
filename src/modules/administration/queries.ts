/** What administrators see: organisations, accounts, roles, jobs that failed, the ledger's lines. None shows people's data. */
import { z } from 'zod'
import { factDef } from '#facts/index.ts'
import { accountsUnder } from '#kernel/account.ts'
import { field } from '#kernel/field.ts'
import { levels, organisationKinds, organisationsUnder } from '#kernel/org.ts'
import { query } from '#kernel/query.ts'
import { servedRange } from './actions-organisations.ts'
import { allRoles } from './roles.ts'
import { failedJobs, ledgerLines } from './store.ts'

const nullable = <T extends z.ZodType>(schema: T) => schema.nullable()
const instant = z.number()

export const organisationsQuery = query({
  name: 'administration.organisations',
  title: '机构',
  params: z.strictObject({}),
  result: z.object({
    organisations: z
      .array(
        z.object({
          id: z.uuid(),
          path: z.string(),
          parentId: nullable(z.uuid()),
          kind: z.string(),
          kindWord: z.string(),
          level: z.string(),
          levelWord: z.string(),
          name: z.string(),
          shortName: z.string(),
          division: nullable(z.string()),
          phone: nullable(z.string()),
          address: nullable(z.string()),
          active: z.boolean(),
        }),
      )
      .max(2000),
  }),
  may: () => true,
  async read({ tx, actor }) {
    const found = await organisationsUnder(tx, servedRange(actor).from)
    return {
      organisations: found.map((each) => ({
        ...each,
        kindWord: organisationKinds[each.kind as keyof typeof organisationKinds],
        levelWord: levels[each.level],
      })),
    }
  },
})

export const accountsQuery = query({
  name: 'administration.accounts',
  title: '账号',
  params: z.strictObject({}),
  result: z.object({
    accounts: z
      .array(
        z.object({
          id: z.uuid(),
          login: z.string(),
          name: z.string(),
          post: nullable(z.string()),
          organisationId: z.uuid(),
          organisationName: z.string(),
          roles: z.array(z.object({ key: z.string(), title: z.string() })),
          enrolled: z.boolean(),
          secondFactor: z.boolean(),
          disabledAt: nullable(instant),
          lockedUntil: nullable(instant),
          sample: z.boolean(),
        }),
      )
      .max(1000),
  }),
  may: () => true,
  async read({ tx, actor }) {
    const roles = allRoles()
    const found = await accountsUnder(tx, servedRange(actor).from)
    return {
      accounts: found.map((each) => ({
        ...each,
        roles: each.roles.map((key) => ({ key, title: roles.get(key)?.title ?? key })),
      })),
    }
  },
})

export const rolesQuery = query({
  name: 'administration.roles',
  title: '岗位与权限',
  params: z.strictObject({}),
  result: z.object({
    roles: z
      .array(
        z.object({
          key: z.string(),
          title: z.string(),
          organisations: z.array(z.string()),
          organisationWords: z.array(z.string()),
          doors: z.array(z.string()),
          seesPeople: z.boolean(),
        }),
      )
      .max(100),
  }),
  may: () => true,
  read: async () => ({
    roles: [...allRoles().values()].map((role) => ({
      key: role.key,
      title: role.title,
      organisations: role.organisations,
      organisationWords: role.organisations.map((kind) => organisationKinds[kind as keyof typeof organisationKinds] ?? kind),
      doors: role.doors,
      seesPeople: role.seesPeople,
    })),
  }),
})

export const failedJobsQuery = query({
  name: 'administration.failed-jobs',
  title: '没办成的后台任务',
  params: z.strictObject({}),
  result: z.object({
    jobs: z
      .array(z.object({ id: z.uuid(), name: z.string(), createdAt: instant, failedAt: nullable(instant), tries: z.int() }))
      .max(200),
  }),
  may: () => true,
  read: async ({ tx }) => ({ jobs: await failedJobs(tx) }),
})

export const ledgerQuery = query({
  name: 'administration.ledger',
  title: '留痕链',
  help: '谁在何时做了什么；不显示内容。',
  params: z.strictObject({
    name: field(z.string().max(60).optional(), { label: '事项' }),
    accountId: field(z.uuid().optional(), { label: '谁做的' }),
    subjectId: field(z.uuid().optional(), { label: '对象' }),
    before: field(z.int().optional(), { label: '早于' }),
    limit: field(z.int().min(1).max(500).default(100), { label: '最多' }),
  }),
  result: z.object({
    lines: z
      .array(
        z.object({
          organisationId: z.uuid(),
          seq: z.int(),
          factId: z.string(),
          name: z.string(),
          title: z.string(),
          subjectKind: z.string(),
          subjectId: z.uuid(),
          recordedAt: instant,
          occurredAt: instant,
          recordedBy: z.uuid(),
          by: z.string(),
          reason: nullable(z.string()),
        }),
      )
      .max(500),
  }),
  may: () => true,
  async read({ tx, actor, vault }, params) {
    const range = servedRange(actor)
    const lines = await ledgerLines(tx, vault, range, params)
    const names = new Map((await accountsUnder(tx, range.from)).map((account) => [account.id, account.name]))
    return {
      lines: lines.map((line) => ({
        ...line,
        title: kernelTitles[line.name] ?? factDef(line.name)?.title ?? line.name,
        by: names.get(line.recordedBy) ?? '系统',
      })),
    }
  },
})

/** Chinese names of the kernel's own entries. */
export const kernelTitles: Record<string, string> = {
  'attempt.refused': '被拒绝的尝试',
  'account.signed-in': '登录',
  'account.sign-in-refused': '登录失败',
  'account.signed-out': '退出',
  'account.opened': '开账号',
  'account.changed': '改账号',
  'account.closed': '停用账号',
  'organisation.opened': '新设机构',
  'organisation.changed': '改机构资料',
  'ledger.signed': '链头签名',
  'job.retried': '重试后台任务',
}
