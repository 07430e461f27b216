import { useState } from 'react'
import { ActionDialog, Muted, RefusalNote, Stack, type Refusal, uploadFile } from '#web/ui/index.ts'
import { importOriginalForm } from '../schema.ts'

/** Texts of offices are UTF-8 or, from older machines, GB 18030. */
function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

const BLOCKS = 'p,h1,h2,h3,h4,h5,h6,li,tr,div,br'

/** The words of a page, a line for each block; nothing of it is run or fetched. */
function wordsOfPage(markup: string): string {
  const page = new DOMParser().parseFromString(markup, 'text/html')
  for (const dead of page.querySelectorAll('script,style,head,nav,template')) dead.remove()
  for (const block of page.querySelectorAll(BLOCKS)) block.append('\n')
  return page.body.textContent ?? ''
}

/** Takes a Word file, a web page or a text file; what it reads in the browser can be looked at before it is sent. */
export function ImportOriginal({ pack, open, onClose }: { pack: string; open: boolean; onClose(): void }) {
  const [read, setRead] = useState<{ fileId?: string; text?: string; name: string } | null>(null)
  const [trouble, setTrouble] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState(false)

  async function take(file: File | undefined) {
    setTrouble(null)
    setRead(null)
    if (!file) return
    if (!/\.docx$/i.test(file.name)) {
      const words = decoded(await file.arrayBuffer())
      setRead({ name: file.name, text: /\.html?$/i.test(file.name) ? wordsOfPage(words) : words })
      return
    }
    setBusy(true)
    const kept = await uploadFile(file)
    setBusy(false)
    if ('refused' in kept) setTrouble(kept)
    else setRead({ name: file.name, fileId: kept.fileId })
  }

  return (
    <ActionDialog
      key={read?.name ?? 'none'}
      open={open}
      onClose={() => {
        setRead(null)
        onClose()
      }}
      action="supervision.import-original"
      of={importOriginalForm}
      title="导入原文"
      fixed={{ pack, ...(read?.fileId ? { fileId: read.fileId, text: undefined } : {}) }}
      initial={read?.text ? { text: read.text } : {}}
      intro={
        <Stack>
          <Muted>选 Word（.docx）、网页（.html）或文本（.txt）文件；也可以直接把全文粘贴在下面。</Muted>
          <label className="g-row">
            <span>文件</span>
            <input type="file" accept=".docx,.html,.htm,.txt" onChange={(event) => void take(event.target.files?.[0])} />
          </label>
          {busy ? <Muted>正在上传……</Muted> : null}
          {read ? <Muted>已读入：{read.name}</Muted> : null}
          <RefusalNote refusal={trouble} />
        </Stack>
      }
    />
  )
}
