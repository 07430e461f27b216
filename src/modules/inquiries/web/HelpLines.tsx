/** Who helps with an inquiry or a guest, what each found, and the two buttons. */
import { ActionButton, Go, Muted, type PickerProps, Row, showInstant, Stack, Tag, useAsk, useMay, useNow } from '#web/ui/index.ts'
import { engageForm, findingForm } from '../schema-forms.ts'
import { findings, helperKinds } from '../words.ts'
import type { HelperLine, HelpLine } from './answers.ts'

/** Chooses one of the registered helpers. */
function HelperPicker({ id, value, onChange, invalid, describedBy }: PickerProps) {
  const asked = useAsk<{ helpers: HelperLine[] }>('inquiries.helpers', {})
  const open = (asked.data?.helpers ?? []).filter((helper) => helper.endedAt === null)
  return (
    <select
      id={id}
      className="g-input"
      aria-invalid={invalid}
      aria-describedby={describedBy}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.target.value || undefined)}
    >
      <option value="">{open.length === 0 ? '还没有登记协助人' : '请选'}</option>
      {open.map((helper) => (
        <option key={helper.helperId} value={helper.helperId}>
          {[helper.name, helperKinds[helper.kind as keyof typeof helperKinds], helper.place].filter(Boolean).join(' · ')}
        </option>
      ))}
    </select>
  )
}

export function HelpLines({ help, on }: { help: HelpLine[]; on: { inquiryId: string } | { fileId: string } }) {
  const now = useNow()
  const may = useMay()
  return (
    <Stack>
      {help.map((line) => (
        <Row key={line.id}>
          <b>{line.name}</b>
          <Tag>{helperKinds[line.kind as keyof typeof helperKinds] ?? line.kind}</Tag>
          <Muted>{`${line.outcome ? findings[line.outcome as keyof typeof findings] : '受请协助'} · ${showInstant(line.at, now)}`}</Muted>
        </Row>
      ))}
      {help.length === 0 ? <Muted>还没有请人协助。</Muted> : null}
      <Row>
        <ActionButton
          size="small"
          action="inquiries.engage-helper"
          of={engageForm}
          title="请人协助"
          fixed={on}
          initial={{}}
          pickers={{ helperId: HelperPicker }}
        />
        <ActionButton
          size="small"
          action="inquiries.record-helper-finding"
          of={findingForm}
          title="记协助人的发现"
          fixed={on}
          pickers={{ helperId: HelperPicker }}
        />
        {may('inquiries.helpers') ? <Go to="/helpers">协助人名册</Go> : null}
      </Row>
    </Stack>
  )
}
