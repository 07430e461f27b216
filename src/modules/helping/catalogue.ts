/** Reads the catalogue of services once. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { root } from '#kernel/config.ts'
import { catalogueSchema, type Service } from './catalogue-schema.ts'

interface Catalogue {
  departments: { number: string; department: string; title: string; none: string | undefined }[]
  services: Map<string, Service>
}
let kept: Catalogue | undefined

const read = (name: string): unknown => parse(readFileSync(join(root, 'policies', name), 'utf8'))

export function catalogueOfServices(): Catalogue {
  if (kept) return kept
  const { departments } = catalogueSchema.parse(read('services.yaml'))
  const titles = (read('departments.yaml') as { departments: { id: string; title: string }[] }).departments
  const services = departments.flatMap(({ department, services: own }) => (own ?? []).map((each) => ({ ...each, department })))
  kept = {
    departments: departments.map(({ number, department, none }) => ({
      number,
      department,
      title: titles.find((each) => each.id === department)?.title ?? department,
      none,
    })),
    services: new Map(services.map((each) => [each.id, each])),
  }
  return kept
}

export const serviceById = (id: string): Service | undefined => catalogueOfServices().services.get(id)
export const serviceTitle = (id: string): string => serviceById(id)?.title ?? id
export const allServices = (): Service[] => [...catalogueOfServices().services.values()]
