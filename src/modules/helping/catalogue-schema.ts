/** The services that a plan is made of, as data: `policies/services.yaml`. */
import { z } from 'zod'
import { organisationKinds, type OrganisationKind } from '#kernel/org-words.ts'
import { aidKinds, type GivenFact, givenFacts, type Need, needs, topics, workKinds } from './words.ts'

const oneOf = <K extends string>(of: Record<K, unknown>) => z.enum(Object.keys(of) as [K, ...K[]])

export const serviceSchema = z.strictObject({
  id: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  title: z.string().min(2).max(20),
  help: z.string().optional(),
  /** Pack and heading that the service comes from: `s0 三、（五）`. */
  basis: z.string().regex(/^s[0-9] .+$/),
  needs: z.array(oneOf<Need>(needs)),
  serves: z.array(oneOf<OrganisationKind>(organisationKinds)).min(1),
  leaves: oneOf<GivenFact>(givenFacts).optional(),
  in: z.enum(['plan', 'school', 'health', 'offence']).default('plan'),
  ages: z.strictObject({ from: z.int().optional(), until: z.int().optional() }).optional(),
  days: z.int().min(1).max(365),
  times: z.int().min(1).max(100).optional(),
  aid: oneOf<keyof typeof aidKinds>(aidKinds).optional(),
  work: oneOf<keyof typeof workKinds>(workKinds).optional(),
  topic: oneOf<keyof typeof topics>(topics).optional(),
  asks: z.string().min(4),
})

const departmentSchema = z.strictObject({
  number: z.string(),
  department: z.string(),
  /** Why it has no service for one child. */
  none: z.string().optional(),
  services: z.array(serviceSchema).optional(),
})

export const catalogueSchema = z.strictObject({ departments: z.array(departmentSchema) })

export type Service = z.output<typeof serviceSchema> & { department: string }
