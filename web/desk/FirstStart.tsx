import { useState } from 'react'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { call } from '../ui/api.ts'
import { Button } from '../ui/Button.tsx'
import { RefusalNote } from '../ui/Refusal.tsx'
import { Alone } from './Alone.tsx'
import { SampleProgress } from './SampleProgress.tsx'
import { Line } from './sign-in-forms.tsx'

type Post = 'system' | 'security' | 'audit'
interface Administrator {
  login: string
  name: string
  password: string
}

const posts: { key: Post; title: string; does: string }[] = [
  { key: 'system', title: '系统管理员', does: '管机构、备份、升级；看不到受助人员资料' },
  { key: 'security', title: '安全管理员', does: '开账号、给权限、解锁' },
  { key: 'audit', title: '审计管理员', does: '看留痕：谁在什么时候看了、改了什么' },
]
const nobody: Administrator = { login: '', name: '', password: '' }

/** The first screen of a new house: the code from the terminal, then three administrators apart, or the sample city. */
export function FirstStart({ onDone }: { onDone(): void }) {
  const [code, setCode] = useState('')
  const [way, setWay] = useState<'choose' | 'own' | 'loading'>('choose')
  const [people, setPeople] = useState<Record<Post, Administrator>>({ system: nobody, security: nobody, audit: nobody })
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)

  async function send(path: string, body: object, then: () => void) {
    if (busy) return
    setBusy(true)
    setRefusal(null)
    const answer = await call(path, body)
    setBusy(false)
    if (isRefusal(answer)) setRefusal(answer)
    else then()
  }

  if (way === 'loading') return <SampleProgress onDone={onDone} onFailed={() => setWay('choose')} />

  return (
    <Alone title="第一次启动归途" wide={way === 'own'}>
      <form
        className="g-stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (way === 'own') void send('/api/setup/administrators', { code: code.trim(), ...people }, onDone)
        }}
      >
        <div className="d-code">
          <Line
            label="启动码"
            name="code"
            inputMode="numeric"
            autoComplete="off"
            required
            help="八位数字，显示在启动归途的窗口里；只有能看到那个窗口的人可以继续"
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        </div>
        {way === 'own' ? (
          <>
            <p>三个管理员互相制约，最好是三个人。以后由安全管理员给其他人开账号。</p>
            <div className="d-three">
              {posts.map((post) => (
                <fieldset key={post.key} className="g-list-row">
                  <legend className="g-hidden">{post.title}</legend>
                  <h2>{post.title}</h2>
                  <p className="g-help">{post.does}</p>
                  {(
                    [
                      ['login', '账号', 'off'],
                      ['name', '姓名', 'off'],
                      ['password', '密码', 'new-password'],
                    ] as const
                  ).map(([part, label, complete]) => (
                    <Line
                      key={part}
                      label={label}
                      name={`${post.key}.${part}`}
                      type={part === 'password' ? 'password' : 'text'}
                      autoComplete={complete}
                      autoCapitalize="none"
                      required
                      help={part === 'password' ? '至少 10 位，字母、数字、符号至少两种' : undefined}
                      value={people[post.key][part]}
                      error={refusal?.fields?.[`${post.key}.${part}`]}
                      onChange={(event) =>
                        setPeople({ ...people, [post.key]: { ...people[post.key], [part]: event.target.value } })
                      }
                    />
                  ))}
                </fieldset>
              ))}
            </div>
            <RefusalNote refusal={refusal} />
            <div className="g-row">
              <Button type="submit" look="main" size="large" busy={busy}>
                建立三个管理员
              </Button>
              <Button size="large" onClick={() => setWay('choose')}>
                返回
              </Button>
            </div>
          </>
        ) : (
          <>
            <RefusalNote refusal={refusal} />
            <div className="d-ways">
              <section className="g-panel">
                <h2>正式使用</h2>
                <p>先建系统、安全、审计三个管理员，再由他们建机构、开账号。</p>
                <Button look="main" disabled={code.trim() === ''} onClick={() => setWay('own')}>
                  建管理员
                </Button>
              </section>
              <section className="g-panel">
                <h2>先试用</h2>
                <p>装入虚构的样例城市“云川市”：各站、民政局、公安、医院、学校都有人和事。以后不能与正式数据混用。</p>
                <Button
                  disabled={code.trim() === ''}
                  busy={busy}
                  onClick={() => void send('/api/setup/sample', { code: code.trim() }, () => setWay('loading'))}
                >
                  装入样例城市
                </Button>
              </section>
            </div>
          </>
        )}
      </form>
    </Alone>
  )
}
