/** For the security administrator: who looks into complaints about a body above which there is no bureau. */
import { useMemo } from 'react'
import { ActionButton, Panel, type PickerProps, Stack, useAsk } from '#web/ui/index.ts'
import { supervisorForm } from '../schema.ts'
import { BODIES } from '../words.ts'
import { Choose } from './pickers.tsx'

interface Line {
  id: string
  name: string
  kind: string
  kindWord: string
  active: boolean
}

const picker = (lines: readonly Line[]) =>
  function OrganisationPicker(props: PickerProps) {
    return <Choose {...props} none="请选" items={lines.map(({ id, name, kindWord }) => ({ id, name, more: kindWord }))} />
  }

export function Supervisor() {
  const lines = useAsk<{ organisations: Line[] }>('administration.organisations').data?.organisations
  const pickers = useMemo(() => {
    const all = (lines ?? []).filter(({ active }) => active)
    return {
      bodyId: picker(all.filter(({ kind }) => (BODIES as readonly string[]).includes(kind))),
      supervisorId: picker(all.filter(({ kind }) => !['platform', 'area'].includes(kind))),
    }
  }, [lines])
  return (
    <Panel title="指定监督单位">
      <Stack>
        <p>上面没有民政局的单位，对它的投诉没有人查：指定一个查的单位，不能是它自己和它下面的。已经指定的，再指定一次就换。</p>
        <div>
          <ActionButton
            action="complaints.name-supervisor"
            of={supervisorForm}
            title="指定投诉监督单位"
            look="main"
            pickers={pickers}
          />
        </div>
      </Stack>
    </Panel>
  )
}
