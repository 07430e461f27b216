import { useRef, useState } from 'react'
import {
  act,
  Answer,
  Button,
  dateOf,
  Empty,
  HandCards,
  HandChips,
  Handheld,
  HandSave,
  HandText,
  Muted,
  Page,
  RefusalNote,
  type Refusal,
  say,
  showDate,
  Stack,
  Tag,
  useAct,
  useAsk,
  useAskAgain,
  useGo,
  useMay,
  useNow,
  useRoute,
} from '#web/ui/index.ts'
import { referralLife, type ReferralState } from '../lifecycle-needs.ts'
import { needWord } from '../rules-referral.ts'
import { findings, triedReasons } from '../words.ts'
import { causes, type Need, needs } from '../words-needs.ts'
import { PhonePhotos } from './PhonePhotos.tsx'
import './phone.css'

interface Due {
  returneeId: string
  fileId: string | null
  personId: string
  name: string
  place: string | null
  dueOn: string | null
  lastVisit: number | null
  lastFinding: string | null
  needs: { need: string; state: string; to: string }[]
}

interface Mine {
  items: Due[]
  total: number
  late: number
  today: string
}

/** How it was: seen, on the telephone, or not reached. */
const ways = { 'in-person': '见到本人', phone: '打电话', none: '没见到' } as const
type Way = keyof typeof ways

/** A village worker's list on the telephone: whom to look in on, and a visit written down in under a minute. */
export default function PhoneVisits() {
  const asked = useAsk<Mine>('follow-up.my-visits')
  const { search, setSearch } = useRoute()
  const may = useMay()
  const go = useGo()
  const open = asked.data?.items.find((each) => each.returneeId === search['who'])
  return (
    <Page title="走访">
      <Handheld>
        <Answer of={asked}>
          {(mine) =>
            open ? (
              <Visit key={open.returneeId} due={open} onBack={() => setSearch({ who: undefined })} />
            ) : (
              <Stack>
                <List mine={mine} onOpen={(who) => setSearch({ who })} />
                {may('follow-up.report-person') ? (
                  <Button size="large" onClick={() => go('/follow-up/reports')}>
                    上报名单外易走失的人
                  </Button>
                ) : null}
              </Stack>
            )
          }
        </Answer>
      </Handheld>
    </Page>
  )
}

function dueWords(due: Due, today: string): { words: string; late: boolean } {
  if (due.dueOn === null) return { words: '没有期限', late: false }
  const days = Math.round((Date.parse(`${due.dueOn}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / 86_400_000)
  if (days < 0) return { words: `已过期 ${-days} 天`, late: true }
  if (days === 0) return { words: '今天到期', late: true }
  return { words: days <= 60 ? `还有 ${days} 天` : `${due.dueOn.slice(5, 7)} 月以后`, late: false }
}

function List({ mine, onOpen }: { mine: Mine; onOpen(who: string): void }) {
  const now = useNow()
  if (mine.items.length === 0) return <Empty title="现在没有要回访的人">民政局或镇街把人交给本村后，会出现在这里。</Empty>
  return (
    <Stack>
      <p>
        {mine.total} 人要回访
        {mine.late > 0 ? (
          <>
            ，<b>{mine.late} 人已过期</b>
          </>
        ) : null}
        {mine.total > mine.items.length ? `，先列最急的 ${mine.items.length} 人` : ''}
      </p>
      <HandCards
        onOpen={onOpen}
        items={mine.items.map((due) => {
          const { words, late } = dueWords(due, mine.today)
          return {
            key: due.returneeId,
            title: due.name,
            due: words,
            late,
            where: due.place ?? '地方没有写',
            last: due.lastVisit === null ? '还没有回访过' : `上次 ${showDate(dateOf(due.lastVisit), now)}`,
          }
        })}
      />
    </Stack>
  )
}

function Visit({ due, onBack }: { due: Due; onBack(): void }) {
  const may = useMay()
  const [gone, setGone] = useState(false)
  return (
    <Stack>
      <Button size="large" icon="left" onClick={onBack}>
        回到名单
      </Button>
      <h2>{due.name}</h2>
      <p>{due.place ?? ''}</p>
      {due.needs.length > 0 ? (
        <ul className="phone-needs">
          {due.needs.map((each) => (
            <li key={`${each.need}:${each.state}`}>
              {needWord(each.need)} <Tag>{referralLife.states[each.state as ReferralState]?.zh ?? each.state}</Tag>{' '}
              <Muted>{each.to}</Muted>
            </li>
          ))}
        </ul>
      ) : null}
      {gone ? <Missing due={due} onDone={onBack} /> : <Record due={due} onDone={onBack} />}
      {may('follow-up.report-found-again') ? (
        <Button size="large" look="danger" onClick={() => setGone(!gone)}>
          {gone ? '不是走失，记回访' : '人不见了，报走失'}
        </Button>
      ) : null}
    </Stack>
  )
}

/** Sends needs one by one; what was sent once is not sent twice, whatever the line does. */
function useNeedsSent(due: Due) {
  const ids = useRef(new Map<string, string>())
  const done = useRef(new Set<string>())
  return async (wanted: readonly string[]): Promise<Refusal | null> => {
    for (const need of wanted) {
      if (done.current.has(need)) continue
      const actionId = ids.current.get(need)
      const form = { ...(due.fileId ? { fileId: due.fileId } : { personId: due.personId }), need }
      const outcome = await act('follow-up.refer', form, actionId ? { actionId } : {})
      ids.current.set(need, outcome.actionId)
      // Asked for already by somebody else: that is what was wanted.
      if (outcome.ok || outcome.refusal.code === 'NEEDS.ALREADY_REFERRED') done.current.add(need)
      else return outcome.refusal
    }
    return null
  }
}

function Record({ due, onDone }: { due: Due; onDone(): void }) {
  const visiting = useAct('follow-up.record-visit')
  const trying = useAct('follow-up.try-visit')
  const askAgain = useAskAgain()
  const sendNeeds = useNeedsSent(due)
  const may = useMay()
  const visited = useRef(false)
  const [way, setWay] = useState<Way | null>(null)
  const [finding, setFinding] = useState<string | null>(null)
  const [reason, setReason] = useState<string | null>(null)
  const [wanted, setWanted] = useState<readonly string[]>([])
  const [note, setNote] = useState('')
  const [photos, setPhotos] = useState<readonly string[]>([])
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const open = new Set(due.needs.filter((each) => each.state !== 'granted').map((each) => each.need))
  const lacking =
    way === null ? '先选怎么回访的' : way === 'none' ? (reason ? null : '再选为什么没见到') : finding ? null : '再选情况'

  async function save(asNote = false) {
    if (lacking || busy) return
    setBusy(true)
    setRefusal(null)
    const told = note.trim() ? { note: note.trim() } : {}
    const failed = visited.current
      ? null
      : way === 'none'
        ? await trying.send({ returneeId: due.returneeId, reason, ...told })
        : await visiting.send({
            returneeId: due.returneeId,
            manner: way,
            finding,
            ...(asNote ? { asNote } : {}),
            ...told,
            ...(photos.length > 0 ? { photos } : {}),
          })
    if (failed && !failed.ok) {
      setRefusal(failed.refusal)
      setBusy(false)
      return
    }
    visited.current = true
    const needRefused = await sendNeeds(wanted)
    setBusy(false)
    if (needRefused) return setRefusal(needRefused)
    say('已保存')
    askAgain()
    onDone()
  }

  return (
    <Stack>
      <HandChips
        label="怎么回访的"
        options={ways}
        value={way}
        onChange={(key) => setWay(key as Way)}
        big
        disabled={visited.current}
      />
      {way === 'none' ? <HandChips label="为什么没见到" options={triedReasons} value={reason} onChange={setReason} big /> : null}
      {way !== null && way !== 'none' ? (
        <HandChips label="情况" options={findings} value={finding} onChange={setFinding} big />
      ) : null}
      {way !== null && way !== 'none' && may('follow-up.refer') ? (
        <HandChips
          label="需要什么（可以多选，会转给能办的单位）"
          options={Object.fromEntries(Object.entries(needs).filter(([key]) => !open.has(key as Need)))}
          many={wanted}
          onMany={setWanted}
        />
      ) : null}
      <HandText label="看到、听到的（可以不写）" most={1000} value={note} onChange={setNote} />
      {way !== null && way !== 'none' ? <PhonePhotos ids={photos} onChange={setPhotos} /> : null}
      <RefusalNote refusal={refusal} />
      {refusal?.code === 'FOLLOW_UP.VISITED_TODAY' ? (
        <Button size="large" onClick={() => void save(true)}>
          作补充记录保存
        </Button>
      ) : null}
      {refusal && visited.current ? <p>回访已经保存。剩下的需要还没有转出去，再按一次即可，不会重复。</p> : null}
      <HandSave lacking={lacking} busy={busy} onClick={() => void save()}>
        保存回访
      </HandSave>
    </Stack>
  )
}

function Missing({ due, onDone }: { due: Due; onDone(): void }) {
  const reporting = useAct('follow-up.report-found-again')
  const [how, setHow] = useState<string | null>('missing')
  const [why, setWhy] = useState<readonly string[]>([])
  const [place, setPlace] = useState('')
  const subject = due.fileId ? { fileId: due.fileId } : { personId: due.personId }
  async function save() {
    const outcome = await reporting.send({
      ...subject,
      how,
      ...(why.length > 0 ? { causes: why } : {}),
      ...(place.trim() ? { place: place.trim() } : {}),
    })
    if (!outcome.ok) return
    say('已报走失，镇街和民政局能看到')
    onDone()
  }
  return (
    <Stack>
      <HandChips
        label="怎么知道的"
        options={{ missing: '家里、村里找不到人', elsewhere: '在外地被发现' }}
        value={how}
        onChange={setHow}
        big
      />
      <HandText line label="最后在哪里、在哪里被发现（可以不写）" most={80} value={place} onChange={setPlace} />
      <HandChips label="可能为什么（可以多选）" options={causes} many={why} onMany={setWhy} />
      <p>有危险，或孩子、认不得路的老人不见了，先打 110。</p>
      <RefusalNote refusal={reporting.refusal} />
      <HandSave danger lacking={how ? null : '先选怎么知道的'} busy={reporting.busy} onClick={() => void save()}>
        报走失
      </HandSave>
    </Stack>
  )
}
