/** Files going up and papers coming down. */
import type { Refusal } from './api.ts'

export interface UploadedFile {
  fileId: string
  name: string
  type: string
  size: number
}

/** Sends one file; it belongs to nothing until an action names its id. */
export async function uploadFile(file: File): Promise<UploadedFile | Refusal> {
  const body = new FormData()
  body.append('file', file)
  try {
    const response = await fetch('/api/files', { method: 'POST', credentials: 'same-origin', body })
    const answer = (await response.json()) as UploadedFile & { refusal?: Refusal }
    return answer.refusal ?? answer
  } catch {
    return { refused: true, code: 'DESK.UNREACHABLE', status: 0, sentence: '文件没有传上去：服务器没有回应。请再试一次。' }
  }
}

function nameFrom(disposition: string | null): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1]
  if (encoded) return decodeURIComponent(encoded)
  return /filename="?([^";]+)"?/i.exec(disposition ?? '')?.[1] ?? '归途文件'
}

/** Gives a file to the browser's download folder. */
export function saveBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

/**
 * Asks a query that answers with a paper or a sheet. A PDF opens in a new tab ready to print (or is saved, where the
 * browser blocks new tabs); anything else is saved. Gives back a refusal, or null when all went well.
 */
export async function openPaper(name: string, params: object = {}, how: 'open' | 'save' = 'open'): Promise<Refusal | null> {
  const tab = how === 'open' ? window.open('', '_blank') : null
  const refuse = (refusal: Refusal) => {
    tab?.close()
    return refusal
  }
  let response: Response
  try {
    response = await fetch(`/api/ask/${name}`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(params),
    })
  } catch {
    return refuse({ refused: true, code: 'DESK.UNREACHABLE', status: 0, sentence: '没有取到文件：服务器没有回应。请再试一次。' })
  }
  if (!response.ok) {
    const body = (await response.json().catch(() => null)) as { refusal?: Refusal } | null
    return refuse(
      body?.refusal ?? {
        refused: true,
        code: 'DESK.BROKEN',
        status: response.status,
        sentence: `没有取到文件（${response.status}）。`,
      },
    )
  }
  const blob = await response.blob()
  if (tab && blob.type.startsWith('application/pdf')) {
    const address = URL.createObjectURL(blob)
    tab.location.href = address
    setTimeout(() => URL.revokeObjectURL(address), 600_000)
  } else {
    tab?.close()
    saveBlob(blob, nameFrom(response.headers.get('content-disposition')))
  }
  return null
}
