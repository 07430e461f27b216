import type { ReactNode } from 'react'
import type { Because, Citation, DueKind, Duty, DutyState } from './duty.ts'
import { Icon } from './Icon.tsx'
import { Popover } from './Popover.tsx'
import { daysLeft, showDue, showEnd, showInstant, showLength } from './time.ts'
import { useNow } from './useNow.ts'

type Tone = 'gry' | 'amb' | 'red' | 'grn' | 'vio' | 'out' | 'acc'

/** A word in a coloured box. The word speaks; the colour only helps. */
export function Tag({ tone = 'gry', children, title }: { tone?: Tone; children: ReactNode; title?: string }) {
  return (
    <span className={`g-tag g-${tone}`} title={title}>
      {children}
    </span>
  )
}

interface Timed {
  state: DutyState
  due?: number | null
  dueKind?: DueKind
  metAt?: number | null
}

/** Word and colour of a duty's state now. A pending duty whose time has come reads as overdue without waiting for the server. */
export function stateWords(duty: Timed, now: number): { tone: Tone; words: string } {
  const late = duty.state === 'pending' && typeof duty.due === 'number' && now >= duty.due
  switch (late ? 'overdue' : duty.state) {
    case 'pending':
      if (typeof duty.due !== 'number') return { tone: 'gry', words: '不限期' }
      return { tone: daysLeft(duty.due, now) <= 7 ? 'amb' : 'gry', words: showDue(duty.due, now, duty.dueKind) }
    case 'overdue':
      return { tone: 'red', words: typeof duty.due === 'number' ? showDue(duty.due, Math.max(now, duty.due)) : '超期' }
    case 'met':
      return { tone: 'grn', words: '✓ 已办' }
    case 'met-late': {
      const by = typeof duty.metAt === 'number' && typeof duty.due === 'number' ? ` ${showLength(duty.metAt - duty.due)}` : ''
      return { tone: 'amb', words: `✓ 迟办${by}` }
    }
    case 'cannot-tell':
      return { tone: 'vio', words: '? 无法判断' }
    case 'waived':
      return { tone: 'out', words: '免办' }
    default:
      return { tone: 'gry', words: '— 不适用' }
  }
}

/** State of a duty as a tag: `剩 5 天` `超期 8 小时` `✓ 已办` `✓ 迟办 9 小时` `? 无法判断` `免办`. */
export function StateTag(duty: Timed) {
  const now = useNow()
  const { tone, words } = stateWords(duty, now)
  return <Tag tone={tone}>{words}</Tag>
}

/** Time left and its end, in two lines: `剩 7 小时 23 分` / `今天 16:05 止`. */
export function Due(duty: Timed) {
  const now = useNow()
  const { tone, words } = stateWords(duty, now)
  const end = typeof duty.due === 'number' ? duty.due : null
  const done = duty.state === 'met' || duty.state === 'met-late'
  return (
    <span className="g-due">
      <b className={`g-t-${tone}`}>{words}</b>
      {done && duty.metAt ? <span className="g-muted">{showInstant(duty.metAt, now)}</span> : null}
      {!done && end !== null ? (
        <span className="g-muted">{now >= end ? `应于 ${showEnd(end, now)}` : `${showEnd(end, now)} 止`}</span>
      ) : null}
    </span>
  )
}

/** A citation: short name and the document's own numbering. With `because` it opens 为什么; `assumed` is shown behind it. */
export function Clause({ citation, because, title }: { citation: Citation; because?: Because | undefined; title?: string }) {
  return (
    <span className="g-clause">
      {because ? (
        <Why because={because} title={title ?? citation.text} citation={citation} />
      ) : (
        <span className="g-cite">{citation.text}</span>
      )}
      {citation.assumed ? <Assumed>{citation.assumed}</Assumed> : null}
    </span>
  )
}

/** The mark of a number that no document names: `假定 24 小时`. */
export function Assumed({ children }: { children: ReactNode }) {
  return (
    <span className="g-assumed" title="文件没有写明数字，由民政局设定">
      {String(children).startsWith('假定') ? children : <>假定 {children}</>}
    </span>
  )
}

const answers = { yes: '是', no: '否', 'cannot-tell': '? 说不准' } as const

/** Draws the engine's own account of a duty: clause, cause, count, what meets it, what ends it, owner, rule. */
export function BecauseView({ because, title }: { because: Because; title: string }) {
  const rows: [string, ReactNode][] = [
    ['起因', because.cause],
    [
      '条件',
      because.conditions?.length
        ? because.conditions.map((each) => (
            <span key={each.title} className="g-condition">
              {each.title}：{answers[each.answer]}
              {each.needs ? `（缺：${each.needs}）` : ''}
            </span>
          ))
        : undefined,
    ],
    [
      '怎么算',
      because.counting || because.days?.length ? (
        <>
          {because.counting}
          {because.days?.length ? <Days days={because.days} /> : null}
        </>
      ) : undefined,
    ],
    ['算办结', because.metBy],
    ['会消失', because.endsWhen],
    ['责任', because.owner],
    [
      '规则',
      because.rule || because.doubt ? (
        <>
          {because.rule} {because.doubt ? <span className="g-t-vio">{because.doubt}</span> : null}
        </>
      ) : undefined,
    ],
  ]
  return (
    <div className="g-why">
      <h3>为什么要办：{title}</h3>
      {because.words ? (
        <blockquote>
          {because.words}
          {because.imported === false ? <span className="g-muted">（未导入原文，这是摘要）</span> : null}
        </blockquote>
      ) : null}
      {because.citations?.length ? (
        <p className="g-row">
          {because.citations.map((each) => (
            <span key={each.clause}>
              <Clause citation={each} /> <span className="g-muted">{each.note}</span>
            </span>
          ))}
        </p>
      ) : null}
      <dl>
        {rows.map(([name, content]) =>
          content ? (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{content}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </div>
  )
}

function Days({ days }: { days: NonNullable<Because['days']> }) {
  return (
    <span className="g-days">
      {days.map((day) => (
        <span
          key={day.date}
          title={`${day.date}${day.counted ? '' : '，不计'}`}
          className={[day.counted ? '' : 'g-skip', day.today ? 'g-today' : '', day.last ? 'g-last' : ''].join(' ')}
        >
          {Number(day.date.slice(8))}
        </span>
      ))}
    </span>
  )
}

/** A citation that opens 为什么. `actions`: buttons at its foot (申请免办, the work itself). */
export function Why({
  because,
  title,
  citation,
  actions,
}: {
  because: Because
  title: string
  citation: Citation
  actions?: ReactNode
}) {
  return (
    <Popover
      label={`为什么要办：${title}`}
      trigger={(props) => (
        <button type="button" className="g-cite" {...props}>
          {citation.text}
        </button>
      )}
    >
      {(close) => (
        <>
          <button type="button" className="g-in-btn g-pop-close" aria-label="关闭" onClick={close}>
            <Icon name="close" small />
          </button>
          <BecauseView because={because} title={title} />
          {actions ? <div className="g-form-foot">{actions}</div> : null}
        </>
      )}
    </Popover>
  )
}

/** One duty in two lines: what, cited; time left. `aside`: its one button. */
export function DutyLine({ duty, who, aside }: { duty: Duty; who?: ReactNode; aside?: ReactNode }) {
  const now = useNow()
  const { tone } = stateWords(duty, now)
  const today = duty.state === 'pending' && typeof duty.due === 'number' && daysLeft(duty.due, now) <= 0
  return (
    <li className={`g-duty ${tone === 'red' ? 'g-duty-late' : today ? 'g-duty-today' : ''}`}>
      <div className="g-grow">
        <div className="g-row">
          <b>{duty.title}</b>
          {who}
        </div>
        <div className="g-row">
          {duty.citations?.map((citation, index) => (
            <Clause
              key={citation.clause}
              citation={citation}
              because={index === 0 ? duty.because : undefined}
              title={duty.title}
            />
          ))}
          {duty.state === 'cannot-tell' && duty.needs?.length ? (
            <span className="g-t-vio">缺：{duty.needs.join('、')}</span>
          ) : null}
          {duty.waived ? <span className="g-muted">{duty.waived}</span> : null}
          {duty.because?.cause ? <span className="g-muted">{duty.because.cause}</span> : null}
        </div>
      </div>
      <Due {...duty} />
      {aside}
    </li>
  )
}
