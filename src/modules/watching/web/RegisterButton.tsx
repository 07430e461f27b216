import { useMemo } from 'react'
import { choice, field } from '#kernel/field.ts'
import { ActionButton, useMe } from '#web/ui/index.ts'
import { registerChildForm } from '../schema.ts'
import { type Register, registers, registersOf } from '../words.ts'
import { placePickers } from './pickers.tsx'

/** Of the form for a child whom nobody registered: what is seen at a door. */
const found = {
  foundInRound: true,
  name: true,
  sex: true,
  birthDate: true,
  birthYear: true,
  address: true,
  schooling: true,
  schoolId: true,
  bothAway: true,
  oneAway: true,
  father: true,
  mother: true,
  carer: true,
  remark: true,
} as const

/** Registers one child, in one of the registers that this office keeps. `atDoor`: the short form of a round. */
export function RegisterButton({ atDoor = false }: { atDoor?: boolean }) {
  const me = useMe()
  const kind = me?.organisation.kind ?? ''
  const form = useMemo(() => {
    const own = Object.fromEntries(registersOf(kind).map((each: Register) => [each, registers[each]]))
    const register = field(choice(Object.keys(own).length > 0 ? own : registers), { label: '哪本登记册', section: '孩子' })
    const whole = kind === 'prison' || kind === 'justice-office' ? registerChildForm : registerChildForm.omit({ detained: true })
    return atDoor ? registerChildForm.pick(found).extend({ register }) : whole.extend({ register })
  }, [kind, atDoor])
  return (
    <ActionButton
      action="watching.register-child"
      of={form}
      title={atDoor ? '登记名单外的孩子' : '登记孩子'}
      pickers={placePickers}
      {...(atDoor ? { size: 'large' as const, fixed: { foundInRound: true } } : { draftKey: 'watching-register' })}
    />
  )
}
