/** Reads the catalogue of services once. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { root } from '#kernel/config.ts'
import { catalogueSchema, type Service } from './catalogue-schema.ts'

let read:
  | { departments: { number: string; department: string; none: string | undefined }[]; services: Map<string, Service> }
  | undefined

export function catalogueOfServices() {
  if (read) return read
  const { departments } = catalogueSchema.parse(parse(readFileSync(join(root, 'policies', 'services.yaml'), 'utf8')))
  const services = departments.flatMap(({ department, services: own }) => (own ?? []).map((each) => ({ ...each, department })))
  read = {
    departments: departments.map(({ number, department, none }) => ({ number, department, none })),
    services: new Map(services.map((each) => [each.id, each])),
  }
  return read
}

export const serviceById = (id: string): Service | undefined => catalogueOfServices().services.get(id)
export const serviceTitle = (id: string): string => serviceById(id)?.title ?? id
export const allServices = (): Service[] => [...catalogueOfServices().services.values()]
