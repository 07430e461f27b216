/** What is made from the code is up to date; what the docs name exists. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { renewed } from '#app/cli/docs.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

test('diagrams and lists are as the code has them (npm run docs)', () => {
  expect([...renewed().keys()].map((file) => relative(root, file))).toEqual([])
})

function markdown(dir: string): string[] {
  return readdirSync(dir).flatMap((name) => {
    if (/^(node_modules|data|keys|dist|\..*)$/.test(name)) return []
    const path = join(dir, name)
    return statSync(path).isDirectory() ? markdown(path) : name.endsWith('.md') ? [path] : []
  })
}

test('every link and every file that a document names is there', () => {
  const faults = markdown(root).flatMap((file) => {
    const text = readFileSync(file, 'utf8')
    const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)/g)].map((match) => match[1] as string)
    const named = [
      ...text.matchAll(/`((?:src|web\/(?:ui|desk)|docs|policies|tests|bench|run)\/[\w./-]+\.(?:ts|tsx|mjs|md|yaml|sql))`/g),
    ].map((match) => match[1] as string)
    return [
      ...links.filter((link) => !existsSync(resolve(dirname(file), link))).map((link) => `${relative(root, file)} → ${link}`),
      ...named
        .filter((path) => !path.includes('YYYY') && !existsSync(join(root, path)))
        .map((path) => `${relative(root, file)} → ${path}`),
    ]
  })
  expect(faults).toEqual([])
})
