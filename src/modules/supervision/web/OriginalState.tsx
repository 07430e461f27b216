import { useState } from 'react'
import { ActionButton, Button, showInstant, Tag, useMay, useNow } from '#web/ui/index.ts'
import { removeOriginalForm } from '../schema.ts'
import type { PolicyPage } from './answers.ts'
import { ImportOriginal } from './ImportOriginal.tsx'

const numberOf = (page: PolicyPage, entry: string) => page.entries.find((each) => each.id === entry)?.number ?? ''

/** Whether the page shows the document's own words, whose, and which clauses were not found in them. */
export function OriginalState({ page }: { page: PolicyPage }) {
  const [open, setOpen] = useState(false)
  const now = useNow()
  const may = useMay()
  const { original, pack } = page
  const numbered = (state: 'missing' | 'twice') =>
    (original?.places ?? [])
      .filter((place) => place.state === state)
      .map((place) => numberOf(page, place.entry))
      .join('、')
  const missing = numbered('missing')
  const twice = numbered('twice')
  const decides = page.mayDecide && may('supervision.import-original') && pack.id !== 'national'
  return (
    <>
      {original ? (
        <span className="g-muted">
          原文：{original.source} · {original.importedBy ?? ''} {showInstant(original.importedAt, now)} 导入
        </span>
      ) : (
        <Tag tone="gry">未导入原文：下面是我们写的摘要，按文件自己的顺序</Tag>
      )}
      {missing ? <Tag tone="amb">原文里没有找到：{missing}</Tag> : null}
      {twice ? <Tag tone="amb">原文里出现两次：{twice}</Tag> : null}
      {decides ? <Button onClick={() => setOpen(true)}>{original?.own ? '换一份原文' : '导入原文'}</Button> : null}
      {decides && original?.own ? (
        <ActionButton
          action="supervision.remove-original"
          of={removeOriginalForm}
          title="移除原文"
          kind="modal"
          fixed={{ pack: pack.id }}
        />
      ) : null}
      <ImportOriginal pack={pack.id} open={open} onClose={() => setOpen(false)} />
    </>
  )
}
