/** Reads `policies/` from disk. The only file of this floor that touches anything outside its arguments. */

import { readFileSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { dayOfDate } from '#kernel/time.ts'
import { problemsOf } from './compile.ts'
import { Outline, Pack as PackSchema } from './pack.ts'
import type { OutlineText, Pack } from './pack.ts'
import type { Calendars, YearCalendar } from './types.ts'

const DateText = z.string().refine((text) => dayOfDate(text) !== null, 'a date, YYYY-MM-DD')

const CalendarText = z.strictObject({
  year: z.number().int(),
  source: z.string().min(1),
  off: z.array(DateText),
  work: z.array(DateText),
})

const DepartmentsText = z.strictObject({
  departments: z.array(
    z.strictObject({
      id: z.string().min(1),
      title: z.string().min(1),
      /** One of the sixteen of the departments' document, by its number there. */
      number: z.string().optional(),
      /** Several that owe a duty together. */
      together: z.array(z.string()).optional(),
      note: z.string().optional(),
    }),
  ),
})
export type Department = z.infer<typeof DepartmentsText>['departments'][number]

function read<T>(file: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(parse(readFileSync(file, 'utf8')))
  if (parsed.success) return parsed.data
  const reasons = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`${file}: ${reasons.join('; ')}`)
}

function filesNamed(dir: string, name: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((path) => path === name || path.endsWith(`/${name}`))
    .map((path) => join(dir, path))
    .filter((path) => statSync(path).isFile())
    .sort()
}

/**
 * Every pack below `dir`, in order of id, each with its outline where there is one. Throws where a pack is not valid or
 * names a condition, fact, moment or parameter that does not exist: a policy is never half in force.
 */
export function loadPacks(dir: string): Pack[] {
  const packs = filesNamed(dir, 'pack.yaml').map((file): Pack => {
    const text = read(file, PackSchema)
    return { ...text, folder: relative(dir, dirname(file)), outline: outlineBeside(file) }
  })
  const problems = packs.flatMap(problemsOf)
  const ids = packs.map((pack) => pack.id)
  for (const id of new Set(ids)) if (ids.filter((other) => other === id).length > 1) problems.push(`pack ${id} is there twice`)
  if (problems.length > 0) throw new Error(`policies are not complete:\n${problems.join('\n')}`)
  return packs.sort((a, b) => (a.id < b.id ? -1 : 1))
}

function outlineBeside(packFile: string): OutlineText | null {
  const [outline] = filesNamed(dirname(packFile), 'outline.yaml')
  return outline === undefined ? null : read(outline, Outline)
}

/** The calendars of `dir/calendars`, by year. */
export function loadCalendars(dir: string): Calendars {
  const folder = join(dir, 'calendars')
  const calendars = new Map<number, YearCalendar>()
  for (const name of readdirSync(folder)
    .filter((n) => n.endsWith('.yaml'))
    .sort()) {
    const calendar = read(join(folder, name), CalendarText)
    if (name !== `${calendar.year}.yaml`) throw new Error(`${name} holds the calendar of ${calendar.year}`)
    calendars.set(calendar.year, calendar)
  }
  return calendars
}

/** The departments and roles that duties are given to. */
export function loadDepartments(dir: string): Department[] {
  return read(join(dir, 'departments.yaml'), DepartmentsText).departments
}
