import { useMemo, useRef, useState } from 'react'
import {
  Banner,
  Button,
  Columns,
  type Duty,
  Form,
  Go,
  Page,
  Panel,
  PaperButton,
  type Refusal,
  RefusalNote,
  subjectPath,
  useAct,
  useAsk,
  useMe,
  useRoute,
} from '#web/ui/index.ts'
import { checkForm } from '#web/ui/form/check.ts'
import { dropDraft } from '#web/ui/form/draft.ts'
import { receiveForm, type ReceiveForm } from '../schema.ts'
import type { triageSigns } from '../words.ts'
import { type CarriedOver, type ReceptionAnswer, useReception } from './answers.ts'
import { lacksOf, submitWord, treatAdvice } from './lacks.ts'
import { LookUp } from './LookUp.tsx'
import { ArrivalNote, BodyNote, CarriedNote, DecisionNote, type Draft, NumberNote, type Side, SideDialog } from './notes.tsx'
import { type Done, Received } from './Received.tsx'
import './reception.css'
import { TriageBand } from './TriageBand.tsx'

type Sign = keyof typeof triageSigns

interface Reply {
  fileId: string
  no: string
  state: string
  warnings: string[]
}

/** Fields that few receptions need at night; one press shows them. */
const MORE = [
  'division',
  'nicknames',
  'accent',
  'height',
  'marks',
  'places',
  'phone',
  'photos',
  'residence',
  'education',
  'marital',
  'fingerprinted',
]
const LATER = ['capacity', 'assistance', 'vagrantSince', 'vagrantFrom', 'companions', 'reader', 'foundPlace', 'arrivedAt']

const STAFF = 'guitu.intake.second-staff'

function lastSecondStaff(): string | undefined {
  try {
    return sessionStorage.getItem(STAFF) ?? undefined
  } catch {
    return undefined
  }
}

const NEW = 'reception.new'

/** The whole of reception on one page; starts afresh for every person. */
export default function Reception() {
  const { search, setSearch } = useRoute()
  const account = useMe()?.accountId ?? ''
  const [round, setRound] = useState(0)
  // A file that this very page opened is gone on with as it stands; only one that was opened elsewhere is fetched.
  const [own, setOwn] = useState<string | null>(null)
  const wanted = search['file'] === own ? undefined : search['file']
  const asked = useReception(wanted)
  const forget = () => dropDraft(`${account}.${NEW}`)
  if (wanted && asked.isPending) return <Page title="接待">{null}</Page>
  if (wanted && asked.refusal)
    return (
      <Page title="接待">
        <RefusalNote refusal={asked.refusal} />
      </Page>
    )
  return (
    <OneReception
      key={`${round} ${wanted ?? ''}`}
      begun={wanted ? asked.data : undefined}
      coming={wanted ? undefined : search['person']}
      onKept={(fileId) => {
        forget()
        // The form's own saving of the last letter typed may still be under way.
        setTimeout(forget, 1000)
        setOwn(fileId)
        setSearch({ file: fileId, person: undefined })
      }}
      onNext={() => {
        forget()
        setSearch({ file: undefined, person: undefined })
        setRound(round + 1)
      }}
    />
  )
}

interface OneProps {
  begun: ReceptionAnswer | undefined
  /** Somebody whom the patrol is bringing: looked up already. */
  coming: string | undefined
  /** The half-filled page was kept under this file. */
  onKept(fileId: string): void
  onNext(): void
}

function OneReception({ begun, coming, onKept, onNext }: OneProps) {
  const [fileId, setFileId] = useState(begun?.fileId)
  const [personId, setPersonId] = useState<string | undefined>(coming)
  const [signs, setSigns] = useState<Sign[]>((begun?.triage?.signs as Sign[] | undefined) ?? [])
  const [more, setMore] = useState(false)
  const [side, setSide] = useState<Side | null>(null)
  const [done, setDone] = useState<Done | null>(null)
  const [trouble, setTrouble] = useState<Refusal | null>(null)
  const initial = useMemo(() => initialOf(begun), [begun])
  const [draft, setDraft] = useState<Draft>(initial as Draft)
  const latest = useRef<Draft>(initial as Draft)
  const acting = useAct<Reply>('intake.receive')
  const carriedOver = useAsk<CarriedOver>(
    'intake.carried-over',
    { personId: personId ?? '' },
    { enabled: personId !== undefined },
  )
  const reception = useReception(fileId).data
  const carried = personId ? carriedOver.data : begun ? { ...begun, lastLeft: null } : undefined
  const value = useCarried(personId, carriedOver.data, fileId, signs, latest)
  const hidden = useMemo(() => (more ? [] : [...MORE, ...LATER]), [more])
  const advice = treatAdvice(signs)

  /** Sends the page as it stands with another decision; what is lacking for acceptance does not matter then. */
  async function keepAs(decision: ReceiveForm['decision']): Promise<Reply | null> {
    const whole = { arrival: 'self', ...latest.current, ...value, decision }
    const checked = checkForm(receiveForm, whole)
    const outcome = await acting.send(checked.ok ? checked.form : { arrival: whole.arrival, decision, fileId, personId, signs })
    if (!outcome.ok) {
      setTrouble(outcome.refusal)
      return null
    }
    setTrouble(null)
    if (outcome.reply.fileId !== fileId) {
      setFileId(outcome.reply.fileId)
      onKept(outcome.reply.fileId)
    }
    return outcome.reply
  }

  async function open(next: Side) {
    if (fileId || (await keepAs('later'))) setSide(next)
  }

  async function hospital() {
    const reply = await keepAs('hospital')
    if (reply) setDone({ ...reply, duties: [], hospital: true })
  }

  async function submit(form: ReceiveForm): Promise<Refusal | null> {
    const outcome = await acting.send({ ...form, fileId, personId, ...(signs.length > 0 ? { signs } : {}) })
    if (!outcome.ok) return outcome.refusal
    if (form.secondStaff) rememberStaff(form.secondStaff)
    setDone({ ...outcome.reply, duties: outcome.duties as Duty[], hospital: form.decision === 'hospital' })
    return null
  }

  if (done)
    return (
      <Page title="接待">
        <Received done={done} onNext={onNext} />
      </Page>
    )
  const checked = reception !== undefined && ['checked', 'deferred'].includes(reception.safety.state)
  const lacks = lacksOf(draft, checked)
  const openFile = personId ? carriedOver.data?.openFileId : undefined
  return (
    <Page
      title="接待"
      sub={begun ? `${begun.displayName} ${begun.no}` : '先查后录，问不出的填“不详”'}
      actions={
        <>
          <Button size="small" onClick={onNext}>
            清空，换一个人
          </Button>
          <Go to="/reception/open">接待中的人</Go>
        </>
      }
    >
      <TriageBand signs={signs} onChange={setSigns} advice={advice} onHospital={() => void hospital()} busy={acting.busy} />
      {openFile ? (
        <Banner tone="amb">
          此人在本站有一次没有结束的救助。<Go to={subjectPath('rescue-file', openFile)}>打开那份个案</Go>
        </Banner>
      ) : null}
      <RefusalNote refusal={trouble} />
      <Columns layout="side-main">
        <LookUp follow={followOf(draft)} chosen={personId} onChoose={setPersonId} />
        <Panel title="再录　求助登记">
          <Form
            of={receiveForm}
            initial={initial}
            value={value}
            hidden={hidden}
            carried={carriedKeys(carried && (personId || carried.earlier.count > 0) ? carried : undefined)}
            draftKey={fileId ? `reception.${fileId}` : NEW}
            showKeys
            submitLabel={submitWord(draft['decision'])}
            busy={acting.busy}
            onChange={(next) => {
              latest.current = next
              setDraft(next)
            }}
            onSubmit={(form) => submit(form as ReceiveForm)}
            notes={{
              怎么来的: <ArrivalNote draft={draft} reception={reception} onOpen={(next) => void open(next)} />,
              是谁: (
                <div className="intake-note">
                  <NumberNote draft={draft} />
                  <CarriedNote carried={carried} chosen={personId !== undefined} />
                  <Button look="link" onClick={() => setMore(!more)}>
                    {more ? '收起不常用的' : '更多：小名、口音、特征、地名、电话、照片、同行的人'}
                  </Button>
                </div>
              ),
              身体和安检: <BodyNote draft={draft} reception={reception} onOpen={(next) => void open(next)} />,
              决定: <DecisionNote reception={reception} onOpen={(next) => void open(next)} />,
            }}
            footer={
              <>
                {lacks.length > 0 ? <span className="g-muted">还差：{lacks.join('、')}</span> : null}
                <PaperButton query="intake.paper-blank">断网时打印空表</PaperButton>
              </>
            }
          />
        </Panel>
      </Columns>
      {side && fileId ? (
        <SideDialog side={side} fileId={fileId} draft={draft} onClose={() => setSide(null)} onEnd={onNext} />
      ) : null}
    </Page>
  )
}

function rememberStaff(name: string): void {
  try {
    sessionStorage.setItem(STAFF, name)
  } catch {
    // a browser without storage only forgets a convenience
  }
}

/** What the search follows: the name written or heard, else the number. */
function followOf(draft: Draft): string {
  const heard = Array.isArray(draft['heardNames']) ? String(draft['heardNames'][0] ?? '') : ''
  const told = (key: string) => (typeof draft[key] === 'string' ? (draft[key] as string) : '')
  return told('writtenName') || heard || told('idNumber')
}

/** What a begun reception has told already; nothing is asked twice. */
function initialOf(begun: ReceptionAnswer | undefined): Partial<ReceiveForm> {
  const told: Draft = {
    decision: 'accept',
    secondStaff: begun?.safety.secondStaff ?? lastSecondStaff(),
    ...begun?.values,
    arrival: begun?.arrival,
    escortUnit: begun?.escortUnit,
    escortPerson: begun?.escortPerson,
    foundPlace: begun?.foundPlace,
    temperature: begun?.triage?.temperature,
    conditions: begun && begun.conditions.length > 0 ? begun.conditions : undefined,
    capacity: begun?.capacity,
    cause: begun?.cause,
    causeNote: begun?.causeNote,
    request: begun?.request,
    assistance: begun?.assistance,
  }
  return Object.fromEntries(
    Object.entries(told).filter(([, value]) => value !== undefined && value !== null),
  ) as Partial<ReceiveForm>
}

function carriedKeys(carried: { values: Record<string, unknown> } | undefined): ReadonlySet<string> {
  return new Set(Object.keys(carried?.values ?? {}))
}

/**
 * What is laid into the form from outside: the chosen person's values; what stood there before comes back when the choice is
 * taken back.
 */
function useCarried(
  personId: string | undefined,
  carried: CarriedOver | undefined,
  fileId: string | undefined,
  signs: Sign[],
  draft: { readonly current: Draft },
): Partial<ReceiveForm> {
  const before = useRef<Draft>({})
  return useMemo(() => {
    const values = personId && carried?.personId === personId ? carried.values : {}
    const back = Object.fromEntries(Object.entries(before.current).filter(([key]) => !(key in values)))
    const told = Object.keys(values).map((key) => [key, key in before.current ? before.current[key] : draft.current[key]])
    before.current = Object.fromEntries(told)
    return { ...back, ...values, personId, fileId, signs: signs.length > 0 ? signs : undefined } as Partial<ReceiveForm>
  }, [personId, carried, fileId, signs, draft])
}
