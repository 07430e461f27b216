import { useState } from 'react'
import { ActionDialog, Button, openPaper, type Refusal, RefusalNote, useMay } from '#web/ui/index.ts'
import { printForm } from '../schema-end.ts'
import { paperKinds, type PaperKind } from '../words.ts'

/** Prints a paper of reception: tells the ledger first, so that the copy carries its number. */
export function PrintPaper({ fileId, paper }: { fileId: string; paper: PaperKind }) {
  const may = useMay()
  const [open, setOpen] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const query = `intake.paper-${paper}`
  if (!may('intake.record-print') || !may(query)) return null
  const title = `打印${paperKinds[paper]}`
  return (
    <span className="g-action">
      <Button size="small" icon="printer" onClick={() => setOpen(true)}>
        {title}
      </Button>
      <RefusalNote refusal={refusal} />
      <ActionDialog
        open={open}
        onClose={() => setOpen(false)}
        action="intake.record-print"
        of={printForm}
        title={title}
        kind="modal"
        fixed={{ fileId, paper }}
        onDone={() => void openPaper(query, { fileId }).then(setRefusal)}
      />
    </span>
  )
}
