import { Due, Go, subjectPath, useMay, useNow } from '#web/ui/index.ts'
import { pageDoors, pagedKinds } from '../words.ts'
import type { DutyShown } from './answers.ts'
import { WhyCite } from './WhyCite.tsx'
import './supervision.css'

/** Where a subject's page is, if its kind has one and it is for the one who reads. */
function usePage(subject: { kind: string; id: string }): string | null {
  const may = useMay()
  return pagedKinds.includes(subject.kind) && may(pageDoors[subject.kind]) ? subjectPath(subject.kind, subject.id) : null
}

/** Who it is about: name and number, a link where there is a page. */
export function Whom({ subject }: { subject: DutyShown['subject'] }) {
  const page = usePage(subject)
  return (
    <>
      {page ? <Go to={page}>{subject.name}</Go> : <span>{subject.name}</span>}
      {subject.no ? <span className="g-muted">{subject.no}</span> : null}
    </>
  )
}

/** One duty in two lines, with the one button that does it. `whom`: off on the subject's own page. */
export function DutyRow({ duty, whom = true, owner = false }: { duty: DutyShown; whom?: boolean; owner?: boolean }) {
  const now = useNow()
  const may = useMay()
  const late = duty.state === 'overdue' || (duty.state === 'pending' && duty.due !== null && now >= duty.due)
  const today =
    !late && duty.state === 'pending' && duty.due !== null && duty.due - now <= 86_400_000 && duty.due <= endOfToday(now)
  const door = duty.doors.find((each) => may(each.door))
  const page = usePage(duty.subject)
  const open = duty.state === 'pending' || duty.state === 'overdue' || duty.state === 'cannot-tell'
  return (
    <li className={`g-duty ${late ? 'g-duty-late' : today ? 'g-duty-today' : ''}`}>
      <div className="g-grow">
        <div className="g-row">
          <b>{duty.title}</b>
          {whom ? <Whom subject={duty.subject} /> : null}
        </div>
        <div className="g-row">
          {duty.citations.map((citation, index) => (
            <WhyCite
              key={`${citation.clause}${index}`}
              citation={citation}
              title={index === 0 ? duty.title : (duty.also[index - 1]?.title ?? duty.title)}
              of={{
                subjectId: duty.subject.id,
                clause: citation.clause,
                instance: index === 0 ? duty.instance : (duty.also[index - 1]?.instance ?? '1'),
              }}
            />
          ))}
          {duty.state === 'cannot-tell' && duty.needs.length > 0 ? (
            <span className="g-t-vio">缺：{duty.needs.join('、')}</span>
          ) : null}
          {duty.waived ? <span className="g-muted">{duty.waived}</span> : null}
          {duty.because.cause && whom ? <span className="g-muted">{duty.because.cause}</span> : null}
          {owner ? <span className="g-muted">{duty.ownerText}</span> : null}
        </div>
      </div>
      <Due state={duty.state} due={duty.due} dueKind={duty.dueKind} metAt={duty.metAt} />
      {open && page && whom ? (
        <Go
          to={door ? `${page}?do=${door.door}&fact=${door.fact}` : page}
          className={late ? 'g-btn g-btn-main' : 'g-btn g-btn-plain'}
        >
          {duty.state === 'cannot-tell' ? '补记录' : duty.verb}
        </Go>
      ) : null}
    </li>
  )
}

/** 24:00 of the day of an instant, Asia/Shanghai. */
function endOfToday(now: number): number {
  const day = 86_400_000
  return (Math.floor((now + 8 * 3_600_000) / day) + 1) * day - 8 * 3_600_000
}
