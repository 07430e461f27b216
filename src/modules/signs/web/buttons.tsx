/** Buttons on a sign's page: only those that its state allows, for who may. */
import type { ReactNode } from 'react'
import { ActionButton } from '#web/ui/index.ts'
import { changeForm, checkForm, removeForm, repairForm } from '../schema.ts'
import { type SignAnswer, useSign } from './answers.ts'
import { TownPicker } from './pickers.tsx'

interface Subject {
  subjectId: string
}

function When({ subjectId, door, children }: Subject & { door: string; children(sign: SignAnswer): ReactNode }) {
  const { data } = useSign(subjectId)
  return data?.may.includes(door) ? children(data) : null
}

export function Check({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} door="signs.check">
      {(sign) => (
        <ActionButton
          action="signs.check"
          of={checkForm}
          title="检查"
          look={sign.due ? 'main' : 'plain'}
          fixed={{ signId: subjectId }}
        />
      )}
    </When>
  )
}

export function Repair({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} door="signs.repair">
      {() => (
        <ActionButton action="signs.repair" of={repairForm} title="登记修复、更换" look="main" fixed={{ signId: subjectId }} />
      )}
    </When>
  )
}

export function Change({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} door="signs.change">
      {(sign) => (
        <ActionButton
          action="signs.change"
          of={changeForm}
          title="改登记"
          fixed={{ signId: subjectId }}
          pickers={{ townId: TownPicker }}
          initial={{
            kind: sign.kind,
            placeKind: sign.placeKind,
            where: {
              ...(sign.placeText ? { words: sign.placeText } : {}),
              ...(sign.lat !== null && sign.lng !== null ? { lat: sign.lat, lng: sign.lng } : {}),
              ...(sign.accuracyM === null ? {} : { accuracyM: sign.accuracyM }),
              source: sign.source,
            },
            ...(sign.townId ? { townId: sign.townId } : {}),
            ...(sign.says ? { says: sign.says } : {}),
          }}
        />
      )}
    </When>
  )
}

export function Remove({ subjectId }: Subject) {
  return (
    <When subjectId={subjectId} door="signs.remove">
      {() => <ActionButton action="signs.remove" of={removeForm} title="撤除" fixed={{ signId: subjectId }} />}
    </When>
  )
}
