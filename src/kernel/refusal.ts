/**
 * Refusals: expected answers of "no", as values.
 *
 * A refusal is returned by `may` and `decide` and rendered the same on the screen, in the API and in an offline queue.
 * A defect (a bug, a broken outside) is thrown instead. Every room keeps its refusals in one catalogue, so that a test
 * can prove that each one is used and that each use is in a catalogue.
 */
import { TOO_LARGE_WORDS } from './upload-words.ts'

export interface Refusal {
  readonly refused: true
  /** `ROOM.REASON`, stable for ever; screens and tests go by it. */
  readonly code: string
  /** HTTP status. 404 serves for "not found" and "not allowed" alike. */
  readonly status: number
  /** The sentence shown to the person, in Chinese. Never holds personal data beyond what the asker just sent. */
  readonly sentence: string
  /** Legal basis in words, where the refusal rests on a rule. */
  readonly basis?: string
  /** Field path → Chinese sentence, for a form that could not be read. */
  readonly fields?: Record<string, string>
  /** What the screen may offer next, e.g. the id of the stay that stands in the way. */
  readonly details?: Record<string, string | number | boolean | string[]>
}

export interface CatalogueEntry {
  status: number
  /** Sentence with `{name}` places. */
  zh: string
  basis?: string
}

const catalogues = new Map<string, Record<string, CatalogueEntry>>()

/** All catalogues declared so far, by room; house tests walk them. */
export function allCatalogues(): ReadonlyMap<string, Record<string, CatalogueEntry>> {
  return catalogues
}

/**
 * Declares the refusals of a room and gives back the function that makes them.
 *
 * @example const refuse = catalogue('INTAKE', { ALREADY_IN: { status: 409, zh: '{name}已在站' } })
 */
export function catalogue<C extends Record<string, CatalogueEntry>>(room: string, entries: C) {
  if (catalogues.has(room)) throw new Error(`catalogue ${room} is declared twice`)
  catalogues.set(room, entries)
  return (reason: keyof C & string, params: Record<string, string | number> = {}, details?: Refusal['details']): Refusal => {
    const entry = entries[reason] as CatalogueEntry
    return {
      refused: true,
      code: `${room}.${reason}`,
      status: entry.status,
      sentence: entry.zh.replace(/\{(\w+)\}/g, (_, key: string) => String(params[key] ?? '')),
      ...(entry.basis ? { basis: entry.basis } : {}),
      ...(details ? { details } : {}),
    }
  }
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && (value as { refused?: unknown }).refused === true
}

/** Carries a refusal out of a transaction so that it rolls back; caught in one place, `perform` or `ask`. */
export class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

export const kernelRefusal = catalogue('KERNEL', {
  NOT_FOUND: { status: 404, zh: '没有找到，或您无权查看。' },
  FORM: { status: 422, zh: '有 {count} 处没有填对，请看标红的地方；已填内容都还在。' },
  TOO_LARGE: { status: 413, zh: '内容太大，没有保存。请精简后再提交。' },
  ID_REUSED: { status: 409, zh: '这次提交的编号已用于另一件事，没有保存。请刷新页面后重做。' },
  SIGN_IN: { status: 401, zh: '请先登录。未提交的内容仍在本机。' },
  TOO_MANY: { status: 429, zh: '操作太频繁，请稍等几分钟再试。' },
  FUTURE: { status: 422, zh: '发生时间不能晚于现在。' },
  CHANGE_PASSWORD: { status: 403, zh: '请先修改初始密码。' },
  SIGN_IN_FAILED: { status: 401, zh: '账号、密码或动态码不对。' },
  LOCKED: { status: 423, zh: '连续输错次数太多，账号已锁定，请 {minutes} 分钟后再试，或请安全管理员解锁。' },
  DEFECT: { status: 500, zh: '系统出错，这一步没有保存，已有记录不受影响。请重试；仍不行请把编号 {id} 告诉系统管理员。' },
  BUSY: { status: 503, zh: '现在上传的手机太多，记录都在手机里，稍后自动再传。' },
  NOT_REACHED: { status: 503, zh: '这一条还没轮到，记录在手机里，马上自动再传。' },
  UPLOAD_PIECE: { status: 409, zh: '照片没有接上，请从服务器收到的地方接着传。' },
  UPLOAD_DAMAGED: { status: 422, zh: '照片传坏了，手机会自动重传。' },
  CONFLICT: { status: 409, zh: '别人刚刚改动了同一份记录，这一步没有保存。请刷新后再试。' },
  SEALED_NEEDS_REASON: { status: 423, zh: '此档已封存。您在可查看名单里：写明理由后可看 30 分钟，这次查看会留痕。' },
  SETUP_CODE: { status: 403, zh: '启动码不对。启动码显示在启动归途的窗口里。' },
  SETUP_DONE: { status: 409, zh: '系统已经初始化。' },
  UPLOAD_LARGE: { status: 413, zh: TOO_LARGE_WORDS },
  UPLOAD_TYPE: {
    status: 415,
    zh: '不支持这种文件。可上传：照片（JPG、PNG、WebP）、PDF、Excel（xlsx）、录音（MP3、M4A、AAC、AMR、WAV、OGG）。',
  },
})
