/** Organisations of the sample city that look after its streets. */
import type { SampleOrganisation } from './organisations.ts'

const inCity = { parent: 'city', level: 'city', division: '990100' } as const

export const organisationsOfTheStreet: SampleOrganisation[] = [
  {
    ...inCity,
    key: 'city-management',
    segment: 'city-management',
    kind: 'city-management',
    name: '云川市城市管理局',
    shortName: '市城管局',
    phone: '0999-5550190',
  },
  {
    ...inCity,
    key: 'traffic-police',
    segment: 'traffic-police',
    kind: 'police',
    name: '云川市公安局交警支队',
    shortName: '市交警',
    phone: '0999-5550123',
  },
  {
    ...inCity,
    key: 'transport',
    segment: 'transport',
    kind: 'transport',
    name: '云川市交通运输局',
    shortName: '市交通局',
    phone: '0999-5550191',
  },
]
