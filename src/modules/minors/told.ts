/** A fact's value in words: the option word of every field that was told. */
import type { z } from 'zod'
import { factDef } from '#facts/index.ts'

/** A key of another room's own list (`living-aid`, `guardianship-levels@2026.1`): its words are not known here, so it is not said. */
const isCode = (one: unknown) => typeof one === 'string' && /^[a-z][a-z0-9'_ -]*(@[\w.]+)?$/i.test(one)
const terms: Record<string, string> = { spring: '春季', autumn: '秋季' }
/** `2026-autumn` as a school says it. */
const termWord = (one: string) => one.replace(/^(\d{4})-(spring|autumn)$/, (_, year, half) => `${year} 年${terms[half]}`)
const isId = (one: unknown) => /^[0-9a-f-]{36}$/.test(String(one))

export function factWords(name: string, value: Record<string, unknown>): string[] {
  const shape = factDef(name)?.schema.shape ?? {}
  return Object.entries(value).flatMap(([key, each]) => {
    if (each === undefined || each === null || [each].flat().every(isId)) return []
    const meta = (shape[key] as z.ZodType | undefined)?.meta() as
      | { title?: string; options?: Record<string, string>; opened?: boolean }
      | undefined
    if (!meta || meta.opened) return []
    const word = (one: unknown): string =>
      typeof one === 'boolean' ? (one ? '是' : '否') : (meta.options?.[String(one)] ?? termWord(String(one)))
    if ([each].flat().every((one) => isCode(one) && !meta.options?.[String(one)])) return []
    if (Array.isArray(each)) return each.length > 0 ? [each.map(word).join('、')] : []
    if (typeof each === 'object') return []
    return meta.options ? [word(each)] : [`${meta.title ?? key} ${word(each)}`]
  })
}

/** Words of the sealed details that are plain text under a Chinese key, or well-known texts. */
const KNOWN: Record<string, string> = { text: '', reason: '理由：', note: '', source: '出处：', evidence: '凭据：', summary: '' }

export function detailWords(details: Record<string, unknown>): string[] {
  return Object.entries(details).flatMap(([key, each]) => {
    if (typeof each !== 'string' || each === '') return []
    if (key in KNOWN) return [`${KNOWN[key]}${each}`]
    return /[一-鿿]/.test(key) ? [`${key}：${each}`] : []
  })
}
