import { useState } from 'react'
import {
  Answer,
  Banner,
  Button,
  Empty,
  Go,
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
      <div className="helper-phone">
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
                  <ul className="helper-cards">
                    {mine.items.map((each) => (
                      <li key={each.childId}>
                        <button
                          type="button"
                          className={each.late ? 'helper-card helper-overdue' : 'helper-card'}
                          onClick={() => setSearch({ who: each.childId })}
                        >
                          <span className="helper-name">{each.name}</span>
                          <span className={each.late ? 'g-t-red' : ''}>
                            {each.nextDue ? `${each.late ? '已过期，' : ''}${showDate(each.nextDue, now)} 前` : ''}
                          </span>
                          <span>
                            {each.age} {each.town ?? ''}
                          </span>
                          <span>{each.lastContact === null ? '还没有联系过' : `上次 ${showInstant(each.lastContact, now)}`}</span>
                        </button>
                      </li>
                    ))}
                  </ul>
                </Stack>
              )
            }}
          </Answer>
        </Stack>
      </div>
    </Page>
  )
}

interface ChipsProps {
  label: string
  options: Readonly<Record<string, string>>
  chosen: readonly string[]
  onPick(key: string): void
}

function Chips({ label, options, chosen, onPick }: ChipsProps) {
  return (
    <fieldset className="helper-chips">
      <legend>{label}</legend>
      {Object.entries(options).map(([key, word]) => (
        <button
          key={key}
          type="button"
          aria-pressed={chosen.includes(key)}
          className={chosen.includes(key) ? 'helper-chip helper-on' : 'helper-chip'}
          onClick={() => onPick(key)}
        >
          {word}
        </button>
      ))}
    </fieldset>
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
      <Chips label="怎么联系的" options={ways} chosen={way ? [way] : []} onPick={setWay} />
      {way === 'none' ? (
        <Chips label="为什么没联系上" options={missedReasons} chosen={reason ? [reason] : []} onPick={setReason} />
      ) : null}
      {way !== null && way !== 'none' ? (
        <>
          <Chips label="孩子怎样" options={conditions} chosen={condition ? [condition] : []} onPick={setCondition} />
          <Chips
            label="需要什么（可以多选，可以不选）"
            options={needs}
            chosen={wanted}
            onPick={(key) => setWanted(wanted.includes(key) ? wanted.filter((each) => each !== key) : [...wanted, key])}
          />
        </>
      ) : null}
      <label className="helper-label">
        要记的（可以不写，不写案情）
        <textarea
          className="g-input helper-text"
          rows={3}
          maxLength={1000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </label>
      <RefusalNote refusal={contacting.refusal ?? missing.refusal} />
      <button
        type="button"
        className="helper-save"
        disabled={busy || lacking !== null}
        aria-busy={busy}
        onClick={() => void save()}
      >
        {lacking ?? (busy ? '正在保存…' : '保存')}
      </button>
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
