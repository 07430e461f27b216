import { useQuery } from '@tanstack/react-query'
import { isRefusal } from '#kernel/refusal.ts'
import { call } from '../ui/api.ts'

interface SampleAccount {
  login: string
  password: string
  name: string
  title: string
  organisation: string
}

/** The people of the sample city: one press signs in as one of them. */
export function SampleAccounts({ busy, onChoose }: { busy: boolean; onChoose(login: string, password: string): void }) {
  const asked = useQuery({
    queryKey: ['sample-accounts'],
    queryFn: async () => {
      const answer = await call<{ accounts: SampleAccount[] }>('/api/setup/accounts')
      return isRefusal(answer) ? [] : answer.accounts
    },
  })
  const accounts = asked.data ?? []
  if (accounts.length === 0) return null
  const passwords = [...new Set(accounts.map((account) => account.password))]
  const one = passwords.length === 1 ? passwords[0] : null
  return (
    <section aria-labelledby="sample-accounts">
      <h2 id="sample-accounts">样例城市的工作人员</h2>
      <p className="g-muted">人物、单位、地点均为虚构。点一张就用那个人登录{one ? `；密码都是 ${one}` : '，密码写在上面'}。</p>
      <div className="d-account-grid">
        {accounts.map((account) => (
          <button
            type="button"
            key={account.login}
            className="d-account"
            disabled={busy}
            onClick={() => onChoose(account.login, account.password)}
          >
            <span>
              <b>{account.name}</b> {account.title}
            </span>
            <span>{account.organisation}</span>
            <span className="g-muted">
              {account.login}
              {one ? null : ` · ${account.password}`}
            </span>
          </button>
        ))}
      </div>
    </section>
  )
}
