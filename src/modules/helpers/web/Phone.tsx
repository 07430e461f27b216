import { useState } from 'react'
import {
  Answer,
  Banner,
  Button,
  Empty,
  Go,
  HandCards,
  HandChips,
  Handheld,
  HandSave,
  HandText,
  Muted,
  Page,
  RefusalNote,
  say,
  showDate,
  showInstant,
  Stack,
  useAct,
  useAsk,
  useAskAgain,
  useNow,
  useRoute,
} from '#web/ui/index.ts'
import { visitLife, type VisitState } from '../lifecycle.ts'
import { conditions, manners, missedReasons, needs, privacyRules } from '../words.ts'
import type { Listed } from './answers.ts'
import { AskVisit } from './buttons.tsx'
import { Months } from './Months.tsx'
import './helpers.css'

interface Mine {
  items: Listed[]
  late: number
  today: string
}
interface More {
  items: { id: string; name: string; relation: string }[]
  visit: { id: string; state: VisitState; plannedOn: string | null; answer: string | null } | null
  contacts: { id: string; manner: keyof typeof manners | null; at: number }[]
}

/** A helper's telephone: the rule first, my children, this month's contact written down with one thumb. */
export default function Phone() {
  const asked = useAsk<Mine>('helpers.mine')
  const { search, setSearch } = useRoute()
  const now = useNow()
  return (
    <Page title="我联系的孩子">
      <Handheld>
        <Stack>
          <ul className="helper-rule" aria-label="保护隐私">
            {privacyRules.map((rule) => (
              <li key={rule}>{rule}</li>
            ))}
          </ul>
          <Answer of={asked}>
            {(mine) => {
              const open = mine.items.find((each) => each.childId === search['who'])
              if (open) return <One key={open.childId} child={open} onBack={() => setSearch({ who: undefined })} />
              if (mine.items.length === 0)
                return <Empty title="现在没有要联系的孩子">司法所请您作联系人以后，孩子会出现在这里。</Empty>
              return (
                <Stack>
                  <p>
                    {mine.items.length} 个孩子{mine.late > 0 ? <b>，{mine.late} 个已过期</b> : null}
                  </p>
                  <HandCards
                    onOpen={(who) => setSearch({ who })}
                    items={mine.items.map((each) => ({
                      key: each.childId,
                      title: each.name,
                      due: each.nextDue ? `${each.late ? '已过期，' : ''}${showDate(each.nextDue, now)} 前` : '',
                      late: each.late,
                      where: `${each.age} ${each.town ?? ''}`,
                      last: each.lastContact === null ? '还没有联系过' : `上次 ${showInstant(each.lastContact, now)}`,
                    }))}
                  />
                </Stack>
              )
            }}
          </Answer>
        </Stack>
      </Handheld>
    </Page>
  )
}

const ways = { ...manners, none: '没联系上' } as const

function One({ child, onBack }: { child: Listed; onBack(): void }) {
  const { childId } = child
  const contacting = useAct<{ danger?: boolean }>('helpers.record-contact')
  const missing = useAct('helpers.miss-contact')
  const askAgain = useAskAgain()
  const more = useAsk<More>('helpers.parents-of-mine', { childId })
  const [way, setWay] = useState<string | null>(null)
  const [condition, setCondition] = useState<string | null>(null)
  const [reason, setReason] = useState<string | null>(null)
  const [wanted, setWanted] = useState<readonly string[]>([])
  const [note, setNote] = useState('')
  const [danger, setDanger] = useState(false)
  const lacking =
    way === null ? '先选怎么联系的' : way === 'none' ? (reason ? null : '再选为什么没联系上') : condition ? null : '再选孩子怎样'
  const busy = contacting.busy || missing.busy

  async function save() {
    const told = note.trim() ? { note: note.trim() } : {}
    const outcome =
      way === 'none'
        ? await missing.send({ childId, reason, ...told })
        : await contacting.send({ childId, manner: way, condition, ...(wanted.length > 0 ? { needs: wanted } : {}), ...told })
    if (!outcome.ok) return
    say('已保存')
    askAgain()
    if (condition === 'danger' && way !== 'none') setDanger(true)
    else onBack()
  }

  if (danger)
    return (
      <Stack>
        <Banner tone="red">孩子可能受到伤害：现在就报告。有危险的先打 110。</Banner>
        <Go to="/reports">去报告</Go>
        <Button size="large" onClick={onBack}>
          回到名单
        </Button>
      </Stack>
    )
  return (
    <Stack>
      <Button size="large" icon="left" onClick={onBack}>
        回到名单
      </Button>
      <h2>{child.name}</h2>
      <Months months={child.months} />
      <HandChips label="怎么联系的" options={ways} value={way} onChange={setWay} big />
      {way === 'none' ? (
        <HandChips label="为什么没联系上" options={missedReasons} value={reason} onChange={setReason} big />
      ) : null}
      {way !== null && way !== 'none' ? (
        <>
          <HandChips label="孩子怎样" options={conditions} value={condition} onChange={setCondition} big />
          <HandChips label="需要什么（可以多选，可以不选）" options={needs} many={wanted} onMany={setWanted} big />
        </>
      ) : null}
      <HandText label="要记的（可以不写，不写案情）" most={1000} value={note} onChange={setNote} />
      <RefusalNote refusal={contacting.refusal ?? missing.refusal} />
      <HandSave lacking={lacking} busy={busy} onClick={() => void save()}>
        保存
      </HandSave>
      <Parents more={more.data} childId={childId} />
    </Stack>
  )
}

function Parents({ more, childId }: { more: More | undefined; childId: string }) {
  if (!more) return null
  const { visit } = more
  const open = visit?.state === 'asked' || visit?.state === 'agreed'
  return (
    <Stack>
      {visit ? (
        <Muted>
          会见：{visitLife.states[visit.state].zh}
          {visit.plannedOn ? `，${visit.plannedOn}` : ''}
          {visit.answer ? `；${visit.answer}` : ''}
        </Muted>
      ) : null}
      {open ? null : more.items.map((each) => <AskVisit key={each.id} childId={childId} parentId={each.id} />)}
    </Stack>
  )
}
