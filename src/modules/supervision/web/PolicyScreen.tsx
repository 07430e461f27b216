import { useState } from 'react'
import { ActionButton, Answer, Banner, Button, dateOf, Go, Page, useAsk, useRoute } from '#web/ui/index.ts'
import { campaignForm, endAdoptionForm } from '../schema.ts'
import type { Entry, PolicyPage } from './answers.ts'
import { CoverageStrip } from './CoverageStrip.tsx'
import { DecisionButton } from './DecisionButton.tsx'
import { EntryRow } from './EntryRow.tsx'
import { OriginalState } from './OriginalState.tsx'
import { OriginalText } from './OriginalText.tsx'
import { ParametersSheet } from './ParametersSheet.tsx'
import { Working } from './Working.tsx'
import './supervision.css'

/** The document as the dashboard: its entries in its own order, beside each the live figures, behind each number the cases. */
export default function PolicyScreen() {
  const { params, search, setSearch } = useRoute()
  const [terms, setTerms] = useState(false)
  const pack = params['pack'] ?? ''
  const asked = useAsk<PolicyPage>(
    'supervision.policy-page',
    {
      pack,
      ...(search['scope'] ? { scope: search['scope'] } : {}),
      ...(search['from'] ? { from: search['from'] } : {}),
      ...(search['to'] ? { to: search['to'] } : {}),
    },
    { keepPrevious: true, every: 60_000 },
  )
  const page = asked.data
  const adoption = page?.pack.adoptions.at(-1)
  return (
    <Page
      title={page?.pack.title ?? '政策'}
      sub={
        page ? (
          <>
            {[page.pack.issuer, page.pack.number, page.pack.date].filter(Boolean).join(' · ')}
            {adoption ? <span>{adoption.from} 起采用</span> : null}
          </>
        ) : undefined
      }
      actions={
        <>
          <Go to="/policies">全部政策</Go>
          <Button onClick={() => setTerms(true)}>改参数</Button>
          {page?.mayDecide && page.pack.inForce && pack !== 'national' ? (
            <ActionButton action="supervision.set-campaign" of={campaignForm} title="设定专项行动日期" fixed={{ pack }} />
          ) : null}
          {page?.mayDecide && adoption?.own && adoption.until === null ? (
            <DecisionButton
              action="supervision.end-adoption"
              of={endAdoptionForm}
              title="停用政策"
              look="danger"
              fixed={{ adoptionId: adoption.id }}
              change={(draft) =>
                typeof draft['until'] === 'string' && draft['until'] !== ''
                  ? { kind: 'end', adoptionId: adoption.id, until: draft['until'] }
                  : null
              }
            />
          ) : null}
        </>
      }
    >
      <Answer of={asked} lines={8}>
        {(answer) => (
          <>
            <Working progress={answer.underWay} />
            {answer.pack.inForce ? null : <Banner tone="amb">本辖区没有采用这份文件：这里只列条款，不计数字。</Banner>}
            <div className="g-row">
              <label className="g-row">
                <span className="g-muted">范围</span>
                <select
                  className="s-select"
                  value={search['scope'] ?? ''}
                  onChange={(event) => setSearch({ scope: event.target.value || undefined })}
                >
                  <option value="">全部</option>
                  {answer.scopes.map((each) => (
                    <option key={each.path} value={each.path}>
                      {each.name}
                    </option>
                  ))}
                </select>
              </label>
              <label className="g-row">
                <span className="g-muted">从</span>
                <Month value={answer.period.from} now={answer.now} onChange={(from) => setSearch({ from })} />
              </label>
              <label className="g-row">
                <span className="g-muted">到</span>
                <Month value={answer.period.to} now={answer.now} onChange={(to) => setSearch({ to })} />
              </label>
              <OriginalState page={answer} />
            </div>
            <CoverageStrip entries={answer.entries} counts={answer.coverage} />
            <div className="s-document">
              <Sections entries={answer.entries} />
              {answer.original ? (
                <OriginalText
                  original={answer.original}
                  entries={answer.entries}
                  scope={search['scope']}
                  period={answer.period}
                />
              ) : (
                <div className="s-entries">
                  {answer.entries.map((entry, index) => (
                    <EntryRow
                      key={entry.id}
                      entry={entry}
                      heading={headingOf(answer.entries, index)}
                      scope={search['scope']}
                      period={answer.period}
                    />
                  ))}
                </div>
              )}
            </div>
          </>
        )}
      </Answer>
      <ParametersSheet pack={pack} open={terms} onClose={() => setTerms(false)} />
    </Page>
  )
}

/** Whether an entry is a heading of its own: others stand below its path. */
function isHeading(entry: Entry, entries: readonly Entry[]): boolean {
  const own = entry.path.join(' › ')
  return entries.some(
    (other) => other.path.length > entry.path.length && other.path.slice(0, entry.path.length).join(' › ') === own,
  )
}

/** The headings above an entry; a heading stands in its own section. */
function sectionOf(entry: Entry, entries: readonly Entry[]): string {
  const path = isHeading(entry, entries) ? entry.path : entry.path.slice(0, -1)
  return path.join(' › ') || (entry.path[0] ?? '')
}

function headingOf(entries: readonly Entry[], index: number): string | null {
  const section = sectionOf(entries[index] as Entry, entries)
  const before = entries[index - 1]
  return before && sectionOf(before, entries) === section ? null : section
}

/** The document's headings, each with how many figures below it fall short. */
function Sections({ entries }: { entries: Entry[] }) {
  const sections = new Map<string, { id: string; failing: number }>()
  for (const entry of entries) {
    const name = sectionOf(entry, entries)
    const failing = entry.figures.filter((figure) => figure.target === 'not-reached').length
    const known = sections.get(name)
    sections.set(name, { id: known?.id ?? entry.id, failing: (known?.failing ?? 0) + failing })
  }
  return (
    <nav className="s-sections" aria-label="章节">
      {[...sections].map(([name, { id, failing }]) => (
        <a key={name} href={`#${id}`}>
          <span>{name.split(' › ').at(-1)}</span>
          {failing > 0 ? <b className="g-t-red">{failing}</b> : null}
        </a>
      ))}
      <span className="g-muted">红字：未达标指标数</span>
    </nav>
  )
}

/** A month of the last four years. */
function Month({ value, now, onChange }: { value: string; now: number; onChange(month: string): void }) {
  const today = dateOf(now)
  const last = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1
  const months = Array.from({ length: 48 }, (_, back) => {
    const index = last - back
    return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
  })
  return (
    <select className="s-select" value={value} onChange={(event) => onChange(event.target.value)}>
      {(months.includes(value) ? months : [value, ...months]).map((each) => (
        <option key={each} value={each}>
          {each.slice(0, 4)} 年 {Number(each.slice(5))} 月
        </option>
      ))}
    </select>
  )
}
