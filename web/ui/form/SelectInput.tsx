import { Select } from 'antd'
import type { FieldDescription } from '#kernel/field.ts'

interface SelectInputProps {
  id: string
  field: FieldDescription
  value: unknown
  onChange(value: unknown): void
  invalid: boolean
  'aria-describedby'?: string | undefined
  'aria-required'?: boolean | undefined
}

/** A long closed choice: type a piece of the name, or open the list. */
export default function SelectInput({ field, value, onChange, invalid, ...rest }: SelectInputProps) {
  return (
    <Select
      {...(rest as object)}
      className="g-select"
      showSearch={{ optionFilterProp: 'label' }}
      allowClear={!field.required}
      aria-label={field.label}
      {...(field.many ? { mode: 'multiple' as const } : {})}
      value={(value ?? (field.many ? [] : undefined)) as never}
      onChange={(next: unknown) => onChange(next ?? undefined)}
      placeholder={field.placeholder ?? '可输入查找'}
      {...(invalid ? { status: 'error' as const } : {})}
      options={Object.entries(field.options ?? {}).map(([key, label]) => ({ value: key, label }))}
      getPopupContainer={(node: HTMLElement) => node.closest('dialog') ?? document.body}
    />
  )
}
