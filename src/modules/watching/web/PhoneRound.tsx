import { useState } from 'react'
import {
  Answer,
  Button,
  Empty,
  HandCards,
  HandChips,
  Handheld,
  HandSave,
  HandText,
  Page,
  type Refusal,
  RefusalNote,
  Row,
  say,
  showDate,
  Stack,
  useAct,
  useAsk,
  useAskAgain,
  useMay,
  useNow,
  useRoute,
} from '#web/ui/index.ts'
import { changesSeen, guardianships, manners, missedReasons, risks } from '../words.ts'
import type { ChildLine, MineAnswer, SheetAnswer } from './answers.ts'
import { Indicators, type Answers } from './Indicators.tsx'
import { RegisterButton } from './RegisterButton.tsx'
import { dueWords, kindWords, RiskTag, TrendTag } from './tags.tsx'

/** Village, town and school on the telephone: child after child, those late first; and whoever is in no register. */
export default function PhoneRound() {
  const asked = useAsk<MineAnswer>('watching.my-round')
  const { search, setSearch } = useRoute()
  const open = asked.data?.items.find((each) => each.childId === search['child'])
  return (
    <Page title="去看孩子">
      <Handheld>
        <Answer of={asked}>
          {(mine) =>
            open ? (
              <Visit key={open.childId} child={open} mine={mine} onBack={() => setSearch({ child: undefined })} />
            ) : (
              <Stack>
                <List mine={mine} onOpen={(child) => setSearch({ child })} />
                <RegisterButton atDoor />
              </Stack>
            )
          }
        </Answer>
      </Handheld>
    </Page>
  )
}

function List({ mine, onOpen }: { mine: MineAnswer; onOpen(child: string): void }) {
  const now = useNow()
  if (mine.items.length === 0)
    return <Empty title="名单上还没有孩子">学校、镇街登记或导入以后会出现在这里；现在就可以登记名单外的孩子。</Empty>
  return (
    <Stack>
      {mine.round ? (
        <p>
          这一轮到 {showDate(mine.round.until, now)} 止{mine.round.note ? `：${mine.round.note}` : ''}
        </p>
      ) : null}
      <p>
        {mine.total} 个孩子
        {mine.late > 0 ? (
          <>
            ，<b>{mine.late} 个已过期</b>
          </>
        ) : null}
        {mine.total > mine.items.length ? `，先列最急的 ${mine.items.length} 个` : ''}
      </p>
      <HandCards
        onOpen={onOpen}
        items={mine.items.map((child) => {
          const { words, late } = dueWords(child.nextOn, mine.today)
          return {
            key: child.childId,
            title: child.name,
            due: words,
            late,
            where: [child.sex, child.age, child.village].filter(Boolean).join('，'),
            last: child.lastOn ? `上次 ${showDate(child.lastOn, now)}` : '还没看过',
          }
        })}
      />
    </Stack>
  )
}

function Visit({ child, mine, onBack }: { child: ChildLine; mine: MineAnswer; onBack(): void }) {
  const [missed, setMissed] = useState(false)
  return (
    <Stack>
      <Button size="large" icon="left" onClick={onBack}>
        回到名单
      </Button>
      <h2>{child.name}</h2>
      <p>{[child.sex, child.age, kindWords(child.kinds), child.village, child.school].filter(Boolean).join('，')}</p>
      <Row>
        <RiskTag risk={child.risk} />
        <TrendTag trend={child.trend} missed={child.missed} />
      </Row>
      {missed ? <Missed child={child} onDone={onBack} /> : <Seen child={child} mine={mine} onDone={onBack} />}
      <Button size="large" onClick={() => setMissed(!missed)}>
        {missed ? '见到了，登记排查' : '没见到孩子'}
      </Button>
      <p>身上有伤、说有人伤害、没人管的，先打 110，再按“报告”上报，不用等填完。</p>
    </Stack>
  )
}

function Seen({ child, mine, onDone }: { child: ChildLine; mine: MineAnswer; onDone(): void }) {
  const sheet = useAsk<SheetAnswer>('watching.sheet')
  const sending = useAct('watching.record-screening')
  const askAgain = useAskAgain()
  const may = useMay()
  const [manner, setManner] = useState<string | null>(null)
  const [changes, setChanges] = useState<readonly string[]>([])
  const [care, setCare] = useState<string | null>(null)
  const [risk, setRisk] = useState<string | null>(null)
  const [answers, setAnswers] = useState<Answers>({})
  const [note, setNote] = useState('')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  if (!may('watching.record-screening')) return null
  const answered = Object.keys(answers).length > 0
  const lacking = manner === null ? '先选怎么见到的' : !answered && risk === null ? '再填指标表，或直接选风险' : null
  async function save() {
    if (lacking || sending.busy) return
    const outcome = await sending.send({
      childId: child.childId,
      manner,
      ...(mine.round ? { roundId: mine.round.id } : {}),
      ...(changes.length > 0 ? { changes } : {}),
      ...(care ? { guardianship: care } : {}),
      ...(risk ? { risk } : {}),
      ...(answered ? { answers } : {}),
      ...(note.trim() ? { note: note.trim() } : {}),
    })
    if (!outcome.ok) return setRefusal(outcome.refusal)
    const { risk: graded, nextOn } = outcome.reply as { risk: keyof typeof risks; nextOn: string }
    say(`已保存：${risks[graded]}风险，${nextOn} 前再看`)
    askAgain()
    onDone()
  }
  return (
    <Stack>
      <HandChips label="怎么见到的" options={manners} value={manner} onChange={setManner} big />
      <HandChips label="和上次比（可以多选）" options={changesSeen} many={changes} onMany={setChanges} />
      {sheet.data ? <Indicators sheet={sheet.data} answers={answers} onChange={setAnswers} /> : null}
      <HandChips
        label={answered ? '觉得比指标表更高的，在这里选（可以不选）' : '风险'}
        options={risks}
        value={risk}
        onChange={(key) => setRisk(key === risk ? null : key)}
        big
      />
      <HandChips
        label="监护状况（可以不选）"
        options={guardianships}
        value={care}
        onChange={(key) => setCare(key === care ? null : key)}
      />
      <HandText label="看到、听到的（可以不写）" most={800} value={note} onChange={setNote} />
      <RefusalNote refusal={refusal} />
      <HandSave stays lacking={lacking} busy={sending.busy} onClick={() => void save()}>
        保存排查
      </HandSave>
    </Stack>
  )
}

function Missed({ child, onDone }: { child: ChildLine; onDone(): void }) {
  const sending = useAct('watching.not-found')
  const askAgain = useAskAgain()
  const [reason, setReason] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  async function save() {
    if (!reason || sending.busy) return
    const outcome = await sending.send({ childId: child.childId, reason, ...(note.trim() ? { note: note.trim() } : {}) })
    if (!outcome.ok) return setRefusal(outcome.refusal)
    say('已记下，仍在名单上')
    askAgain()
    onDone()
  }
  return (
    <Stack>
      <HandChips label="为什么没见到" options={missedReasons} value={reason} onChange={setReason} big />
      <HandText label="听邻居、老师说的（可以不写）" most={800} value={note} onChange={setNote} />
      <RefusalNote refusal={refusal} />
      <HandSave stays lacking={reason ? null : '先选原因'} busy={sending.busy} onClick={() => void save()}>
        记下没见到
      </HandSave>
    </Stack>
  )
}
