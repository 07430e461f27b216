/** Controls of this room's forms: families, houses, bureaus, towns, siblings. */
import { OrganisationSelect, type PickerProps, useAsk, useRoute } from '#web/ui/index.ts'
import { type ChildAnswer, useChild } from './answers.ts'

function Select({ ask, none, id, value, onChange, invalid, describedBy }: PickerProps & { ask: string; none: string }) {
  const asked = useAsk<{ items: { id: string; name: string }[] }>(ask)
  return (
    <select
      id={id}
      className="g-input"
      value={typeof value === 'string' ? value : ''}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      onChange={(event) => onChange(event.target.value || undefined)}
    >
      <option value="">{none}</option>
      {asked.data?.items.map((each) => (
        <option key={each.id} value={each.id}>
          {each.name}
        </option>
      ))}
    </select>
  )
}

const FamilyPicker = (props: PickerProps) => <Select ask="guardianship.family-choices" none="请选合格家庭" {...props} />
const HousePicker = (props: PickerProps) => <OrganisationSelect ask="guardianship.houses" {...props} />
export const BureauPicker = (props: PickerProps) => <Select ask="guardianship.bureaus" none="最近的本级民政局" {...props} />
const TownPicker = (props: PickerProps) => <Select ask="guardianship.towns" none="不选" {...props} />

/** Ticks the siblings who are placed together. */
function Siblings({ siblings, value, onChange }: PickerProps & { siblings: ChildAnswer['siblings'] }) {
  const chosen = Array.isArray(value) ? (value as string[]) : []
  if (siblings.length === 0) return <span className="g-muted">没有您能一起办理的同胞个案；同胞已在那里的，不用选。</span>
  return (
    <div className="g-row">
      {siblings.map((each) => (
        <label key={each.childId}>
          <input
            type="checkbox"
            checked={chosen.includes(each.childId)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, each.childId] : chosen.filter((id) => id !== each.childId))
            }
          />{' '}
          {each.name}，{each.no}
        </label>
      ))}
    </div>
  )
}

/** The child whose page this is. */
function SiblingsHere(props: PickerProps) {
  const { params } = useRoute()
  const childId = String(props.draft['childId'] ?? params['id'] ?? '')
  const { data } = useChild(childId)
  return <Siblings {...props} siblings={data?.siblings ?? []} />
}

export const placePickers = {
  familyId: FamilyPicker,
  institutionId: HousePicker,
  bureauId: BureauPicker,
  siblingIds: SiblingsHere,
}
export const townPickers = { townId: TownPicker }
export const bureauPickers = { bureauId: BureauPicker }
