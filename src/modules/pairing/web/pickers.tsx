import { OrganisationSelect, type PickerProps } from '#web/ui/index.ts'
import { standingWords, useBoard } from './answers.ts'

export function KeeperPicker(props: PickerProps) {
  return <OrganisationSelect ask="pairing.keepers" {...props} />
}
export function AccountPicker(props: PickerProps) {
  return <OrganisationSelect ask="pairing.accounts" {...props} />
}

/** Volunteers of the own register whose check holds; how many children each helps, and who is a guardian. */
export function VolunteersPicker({ id, value, onChange, describedBy }: PickerProps) {
  const { data } = useBoard()
  const chosen = Array.isArray(value) ? (value as string[]) : []
  const able = (data?.volunteers ?? []).filter((each) => each.standing === 'good' || each.standing === 'ending')
  if (data && able.length === 0) return <p>名册里没有查询合格的志愿者，先登记、查询。</p>
  return (
    <div id={id} className="g-stack" role="group" aria-describedby={describedBy}>
      {able.map((each) => (
        <label key={each.id}>
          <input
            type="checkbox"
            checked={chosen.includes(each.id)}
            onChange={(event) => onChange(event.target.checked ? [...chosen, each.id] : chosen.filter((one) => one !== each.id))}
          />{' '}
          {each.name}，{each.sex === 'female' ? '女' : '男'}，{standingWords[each.standing]}，现在帮 {each.children} 个孩子
          {each.guardian ? '，是在册孩子的家人' : ''}
        </label>
      ))}
    </div>
  )
}
