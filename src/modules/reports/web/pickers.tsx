import { useMemo } from 'react'
import { OrganisationSelect, type PickerProps, useAsk } from '#web/ui/index.ts'

interface Choices {
  items: { id: string; name: string; phone?: string | null }[]
}

export const DeskPicker = (props: PickerProps) => <OrganisationSelect ask="reports.desks" none="不选" {...props} />
export const PolicePicker = (props: PickerProps) => <OrganisationSelect ask="reports.police-offices" none="不选" {...props} />
export const TownPicker = (props: PickerProps) => <OrganisationSelect ask="reports.towns" none="不选" {...props} />

/** Several bodies of one report, who is on duty first. */
function Bodies({ reportId, id, value, onChange, invalid, describedBy }: PickerProps & { reportId: string }) {
  const { data } = useAsk<Choices>('reports.bodies', { reportId })
  const chosen = Array.isArray(value) ? (value as string[]) : []
  const choose = (one: string, on: boolean) => onChange(on ? [...chosen, one] : chosen.filter((each) => each !== one))
  return (
    <div id={id} role="group" aria-invalid={invalid} aria-describedby={describedBy} className="r-bodies">
      {data?.items.map((each) => (
        <label key={each.id} className="r-body">
          <input type="checkbox" checked={chosen.includes(each.id)} onChange={(event) => choose(each.id, event.target.checked)} />
          <span>
            {each.name}
            {each.phone ? <span className="g-muted"> {each.phone}</span> : null}
          </span>
        </label>
      ))}
    </div>
  )
}

/** One of what a report's own list offers. */
function One({
  ask,
  reportId,
  empty,
  id,
  value,
  onChange,
  invalid,
  describedBy,
}: PickerProps & { ask: string; reportId: string; empty: string }) {
  const { data } = useAsk<Choices>(ask, { reportId })
  return (
    <select
      id={id}
      className="g-input"
      value={typeof value === 'string' ? value : ''}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      onChange={(event) => onChange(event.target.value || undefined)}
    >
      <option value="">{data && data.items.length === 0 ? empty : '请选择'}</option>
      {data?.items.map((each) => (
        <option key={each.id} value={each.id}>
          {each.name}
        </option>
      ))}
    </select>
  )
}

/** Pickers of one report: the same components as long as it is the same report. */
export function usePickers(reportId: string) {
  return useMemo(
    () => ({
      bodies: (props: PickerProps) => <Bodies {...props} reportId={reportId} />,
      join: (props: PickerProps) => (
        <One {...props} reportId={reportId} ask="reports.join-choices" empty="近六十天没有别的报告" />
      ),
      met: (props: PickerProps) => (
        <One {...props} reportId={reportId} ask="reports.people-met" empty="这几天没有登记街面见到的人" />
      ),
      end: (props: PickerProps) => <One {...props} reportId={reportId} ask="reports.ends" empty="没有能选的结果" />,
      child: (props: PickerProps) => (
        <One {...props} reportId={reportId} ask="reports.children-to-link" empty="没有同名的、您能看到的个案，请建档" />
      ),
    }),
    [reportId],
  )
}
