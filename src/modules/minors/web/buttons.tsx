/** Buttons of this room on a child's page: only those that the file's state and the reader's part allow. */
import type { ReactNode } from 'react'
import { ActionButton, addDays, dateOf, useAsk, useNow } from '#web/ui/index.ts'
import { closeForm, correctForm, joinForm, kindsForm, moveForm, reopenForm, startForm, workerForm } from '../schema.ts'
import { type FileAnswer, useFile } from './answers.ts'
import { ChildPicker, movePickers, PersonPicker, placePickers } from './pickers.tsx'

interface Subject {
  subjectId: string
}

function When({ subjectId, holds, children }: Subject & { holds(file: FileAnswer): boolean; children: ReactNode }) {
  const { data } = useFile(subjectId)
  return data && holds(data) ? children : null
}
const working = (compartment: string) => (file: FileAnswer) => file.state === 'open' && file.opens.includes(compartment)

export const Correct = ({ subjectId }: Subject) => (
  <When subjectId={subjectId} holds={working('register')}>
    <ActionButton action="minors.correct-register" of={correctForm} title="更正登记" fixed={{ childId: subjectId }} />
  </When>
)
export const Kinds = ({ subjectId }: Subject) => (
  <When subjectId={subjectId} holds={working('whole')}>
    <ActionButton action="minors.change-kinds" of={kindsForm} title="变更类别" fixed={{ childId: subjectId }} />
  </When>
)
export const Move = ({ subjectId }: Subject) => (
  <When subjectId={subjectId} holds={(file) => file.state === 'open' && file.moves !== 'nowhere'}>
    <ActionButton
      action="minors.move-child"
      of={moveForm}
      title="转到别的镇村、学校"
      fixed={{ childId: subjectId }}
      pickers={movePickers}
    />
  </When>
)
export const Worker = ({ subjectId }: Subject) => (
  <When subjectId={subjectId} holds={working('register')}>
    <ActionButton
      action="minors.name-worker"
      of={workerForm}
      title="指定个案主管"
      fixed={{ childId: subjectId }}
      pickers={{ accountId: PersonPicker }}
    />
  </When>
)
export const Join = ({ subjectId }: Subject) => (
  <When subjectId={subjectId} holds={working('whole')}>
    <ActionButton
      action="minors.join-files"
      of={joinForm}
      title="同一个孩子，并为一份"
      label="并入重复的一份"
      fixed={{ childId: subjectId }}
      pickers={{ otherId: ChildPicker }}
    />
  </When>
)
export const Close = ({ subjectId }: Subject) => (
  <When subjectId={subjectId} holds={working('whole')}>
    <ActionButton action="minors.close-file" of={closeForm} title="结案" fixed={{ childId: subjectId }} />
  </When>
)
export const Reopen = ({ subjectId }: Subject) => (
  <When subjectId={subjectId} holds={(file) => file.state === 'closed'}>
    <ActionButton action="minors.reopen-file" of={reopenForm} title="恢复个案" look="main" fixed={{ childId: subjectId }} />
  </When>
)

interface Guest {
  person: { birthTo: string | null }
}

/** On a rescue file's page, where the guest is or may be a minor: a file of their own. */
export function StartFromRescue({ subjectId }: Subject) {
  const { data } = useAsk<Guest>('people.file', { fileId: subjectId })
  const now = useNow()
  if (!data || (data.person.birthTo !== null && addDays(data.person.birthTo, ADULT_DAYS) < dateOf(now))) return null
  return (
    <ActionButton
      action="minors.start-file"
      of={startForm}
      title="建立未保个案"
      fixed={{ fileId: subjectId, from: 'rescue-file' }}
      pickers={placePickers}
    />
  )
}

/** Surely eighteen, whatever the leap years; the door itself counts to the day. */
const ADULT_DAYS = 18 * 366
