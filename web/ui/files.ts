/** Files going up and papers coming down. */
import { LARGEST_UPLOAD, TOO_LARGE_WORDS } from '#kernel/upload-words.ts'
import type { Refusal } from './api.ts'

export interface UploadedFile {
  fileId: string
  name: string
  type: string
  size: number
}

/** Sends one file; it belongs to nothing until an action names its id. */
export async function uploadFile(file: File): Promise<UploadedFile | Refusal> {
  // Said before it is sent: an hour's recording would go up for minutes and be refused at its end.
  if (file.size >= LARGEST_UPLOAD) return { refused: true, code: 'KERNEL.UPLOAD_LARGE', status: 413, sentence: TOO_LARGE_WORDS }
  return sendFile<UploadedFile>('/api/files', file)
}

/** Sends one file to a route of its own. Refused like an action, never thrown. */
export async function sendFile<A extends object>(path: string, file: File): Promise<A | Refusal> {
  const body = new FormData()
  body.append('file', file)
  try {
    const response = await fetch(path, { method: 'POST', credentials: 'same-origin', body })
    const answer = (await response.json()) as A & { refusal?: Refusal }
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

/** Asks a query that answers with a file and gives back what came, to be played or drawn on the page. */
export async function fetchFile(name: string, params: object = {}): Promise<Blob | Refusal> {
  try {
    const response = await fetch(`/api/ask/${name}`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(params),
    })
    if (response.ok) return await response.blob()
    const body = (await response.json().catch(() => null)) as { refusal?: Refusal } | null
    const broken = {
      refused: true as const,
      code: 'DESK.BROKEN',
      status: response.status,
      sentence: `没有取到文件（${response.status}）。`,
    }
    return body?.refusal ?? broken
  } catch {
    return { refused: true, code: 'DESK.UNREACHABLE', status: 0, sentence: '没有取到文件：服务器没有回应。请再试一次。' }
  }
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
