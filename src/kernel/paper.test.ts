import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { root } from './config.ts'
import { checkCode, closePapers, paperAnswer, renderPaper } from './paper.ts'
import { isRefusal } from './refusal.ts'

const sample = new URL('./papers/sample.typ', import.meta.url)
const data = { station: '云川市救助管理站', no: '云救 2026-1151', name: '田秀珍', note: '一切正常' }

const first = await renderPaper(sample, data)
const noFont = isRefusal(first)
const noReader = (() => {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' })
    return false
  } catch {
    return true
  }
})()

async function textOf(told: object): Promise<string> {
  const bytes = await renderPaper(sample, { ...data, ...told })
  if (isRefusal(bytes)) throw new Error(bytes.sentence)
  const file = join(mkdtempSync(join(tmpdir(), 'paper-')), 'p.pdf')
  writeFileSync(file, bytes)
  return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
}

describe('papers', () => {
  afterAll(closePapers)

  it.runIf(noFont)('a machine without a Chinese font says which one to install', () => {
    expect(paperAnswer('样张', first)).toMatchObject({ code: 'PAPER.NO_FONT' })
  })

  describe.skipIf(noFont)('with a Chinese font', () => {
    it('the answer is a PDF under a name without anybody in it', () => {
      const answer = paperAnswer('样张 云救 2026-1151', first)
      if (isRefusal(answer)) throw new Error('refused')
      expect(answer.file.name).toBe('样张 云救 2026-1151.pdf')
      expect(Buffer.from(answer.file.body).subarray(0, 5).toString()).toBe('%PDF-')
    })

    it.skipIf(noReader)('rare characters stay in the text', async () => {
      const text = await textOf({ name: '㙓𠮷龘' })
      for (const character of ['㙓', '𠮷', '龘']) expect(text).toContain(character)
    })

    it.skipIf(noReader)('what somebody typed is text and never code', async () => {
      const text = await textOf({ name: '#panic("x")', note: '*粗* $x$ `y` #read("/kernel/config.ts") "\\u{1}' })
      expect(text).toContain('#panic("x")')
      expect(text).toContain('#read("/kernel/config.ts")')
      expect(text).toContain('*粗*')
    })

    it('many papers asked at once come back each with its own', async () => {
      const all = await Promise.all(
        Array.from({ length: 12 }, (_, n) => renderPaper(sample, { ...data, name: `第${n}人`.repeat(n + 1) })),
      )
      expect(all.every((each) => !isRefusal(each) && each.length > 1000)).toBe(true)
    })

    it('the server goes on answering while papers are made', async () => {
      let longest = 0
      let last = performance.now()
      const ticking = setInterval(() => {
        longest = Math.max(longest, performance.now() - last)
        last = performance.now()
      }, 5)
      await Promise.all(Array.from({ length: 40 }, (_, n) => renderPaper(sample, { ...data, name: `甲${n}` })))
      clearInterval(ticking)
      expect(longest).toBeLessThan(1000)
    })

    it('a template that lacks a value is a defect, and the next paper still comes', async () => {
      await expect(renderPaper(sample, { station: '站' })).rejects.toThrow(/paper:/)
      expect(isRefusal(await renderPaper(sample, data))).toBe(false)
    })
  })

  it('a template outside the source tree is not read', () => {
    expect(() => renderPaper('/etc/passwd', {})).toThrow(/below src/)
  })

  it('the check code tells facts apart and not their order', () => {
    expect(checkCode({ a: 1, b: 2 })).toBe(checkCode({ b: 2, a: 1 }))
    expect(checkCode({ a: 1 })).not.toBe(checkCode({ a: 2 }))
    expect(checkCode(data)).toMatch(/^[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}$/)
  })

  it('no template evaluates text', () => {
    const folders = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.typ'))
    expect(folders.length).toBeGreaterThan(1)
    for (const name of folders) expect(readFileSync(join(root, 'src', name), 'utf8'), name).not.toMatch(/\beval\(/)
  })
})
