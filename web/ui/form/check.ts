/** Checks a form in the browser with the schema that the server uses, in plain Chinese. */
import type { z } from 'zod'
import { readDraft, type Draft } from './kinds.ts'

export type FieldErrors = Record<string, string>

interface Issue {
  code: string
  path: PropertyKey[]
  message: string
  input?: unknown
  minimum?: number | bigint
  maximum?: number | bigint
  origin?: string
  inclusive?: boolean
  format?: string
  expected?: string
  errors?: Issue[][]
}

function amount(issue: Issue, bound: number | bigint, word: '至少' | '最多'): string {
  if (issue.origin === 'string') return Number(bound) <= 1 && word === '至少' ? '必填' : `${word} ${bound} 个字`
  if (issue.origin === 'array' || issue.origin === 'set')
    return Number(bound) <= 1 && word === '至少' ? '至少填一项' : `${word} ${bound} 项`
  const side =
    word === '至少' ? (issue.inclusive === false ? '要大于' : '不能小于') : issue.inclusive === false ? '要小于' : '不能大于'
  return `${side} ${bound}`
}

const formats: Record<string, string> = {
  date: '日期不对，应像 2026-12-09',
  datetime: '时间不对',
  email: '邮箱不对，应像 name@example.cn',
  url: '网址不对',
  uuid: '请从列表里选',
}

/** The sentence for one thing that is wrong; undefined leaves the schema's own words. */
export function sentenceFor(issue: Issue): string | undefined {
  const empty = issue.input === undefined || issue.input === null || issue.input === ''
  switch (issue.code) {
    case 'invalid_type':
      if (empty) return '必填'
      if (issue.expected === 'number' || issue.expected === 'int') return '应为数字'
      return '填的内容不对'
    case 'invalid_value':
      return empty ? '必填' : '请从所列的里面选'
    case 'invalid_union':
      return empty ? '必填' : '填的内容不对'
    case 'too_small':
      return amount(issue, issue.minimum ?? 0, '至少')
    case 'too_big':
      return amount(issue, issue.maximum ?? 0, '最多')
    case 'invalid_format':
      return formats[issue.format ?? ''] ?? '格式不对'
    case 'not_multiple_of':
      return '小数位数太多'
    case 'unrecognized_keys':
      return '有认不出的内容'
    default:
      return undefined
  }
}

function collect(issues: Issue[], base: PropertyKey[], into: FieldErrors): void {
  for (const issue of issues) {
    const path = [...base, ...issue.path]
    const branch = issue.code === 'invalid_union' ? issue.errors?.[0] : undefined
    if (branch?.length) {
      collect(branch, path, into)
      continue
    }
    const key = path.join('.')
    into[key] ??= issue.message
  }
}

/** The form ready to be sent, or what is wrong with it: path → sentence. The path `''` is the form as a whole. */
export function checkForm(form: z.ZodObject, draft: Draft): { ok: true; form: Draft } | { ok: false; errors: FieldErrors } {
  const read = readDraft(form, draft)
  const result = form.safeParse(read, { error: (issue) => sentenceFor(issue as unknown as Issue), reportInput: true })
  if (result.success) return { ok: true, form: read }
  const errors: FieldErrors = {}
  collect(result.error.issues as unknown as Issue[], [], errors)
  return { ok: false, errors }
}
