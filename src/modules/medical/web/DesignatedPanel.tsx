import { ActionButton, dateOf, Empty, Muted, Panel, showDate, Table, Tag, useAsk, useNow } from '#web/ui/index.ts'
import { designateForm, endDesignationForm, hospitalKinds } from '../schema-back.ts'
import type { Designated } from './hospital-answers.ts'
import HospitalPicker from './HospitalPicker.tsx'

const states = {
  holds: ['在册', 'grn'],
  coming: ['未到开始日', 'gry'],
  over: ['协议到期', 'red'],
  ended: ['已取消', 'gry'],
} as const

/** The city's designated hospitals; a bureau names them. */
export function DesignatedPanel() {
  const asked = useAsk<Designated>('medical.designated')
  const now = useNow()
  return (
    <Panel
      title="定点医院"
      right={
        asked.data?.mayDesignate ? (
          <ActionButton
            action="medical.designate-hospital"
            of={designateForm}
            title="确定定点医院"
            size="small"
            initial={{ since: dateOf(now) }}
            pickers={{ hospitalId: HospitalPicker }}
          />
        ) : (
          <Muted>由民政局确定</Muted>
        )
      }
      flush
    >
      <Table
        title="定点医院"
        unit="家"
        asked={asked}
        rows={asked.data?.items}
        rowKey={(row) => row.id}
        rowTone={(row) => (row.state === 'over' ? 'amb' : undefined)}
        empty={<Empty title="还没有定点医院">由民政局在这里登记；没有登记时，送医照样可以办。</Empty>}
        columns={[
          { key: 'name', title: '医院', value: (row) => row.name },
          { key: 'kinds', title: '救治范围', value: (row) => row.kinds.map((kind) => hospitalKinds[kind]).join('、') },
          {
            key: 'until',
            title: '期限',
            value: (row) => row.until ?? '',
            cell: (row) => `${showDate(row.since, now)} 至 ${row.until ? showDate(row.until, now) : '不定期'}`,
          },
          {
            key: 'state',
            title: '状态',
            value: (row) => states[row.state][0],
            cell: (row) => <Tag tone={states[row.state][1]}>{states[row.state][0]}</Tag>,
          },
          { key: 'contact', title: '联系', value: (row) => [row.contact, row.phone].filter(Boolean).join(' ') },
          { key: 'agreement', title: '协议、文件', value: (row) => row.agreementNo ?? '', wideOnly: true },
          { key: 'bureau', title: '确定单位', value: (row) => row.bureau, wideOnly: true },
          {
            key: 'do',
            title: '办理',
            value: () => '',
            cell: (row) =>
              row.state === 'ended' ? null : (
                <ActionButton
                  action="medical.end-designation"
                  of={endDesignationForm}
                  title="取消定点"
                  size="small"
                  look="link"
                  fixed={{ designationId: row.id }}
                />
              ),
          },
        ]}
      />
    </Panel>
  )
}
