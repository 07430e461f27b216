import { useBoard } from './answers.ts'

/** How many who are known were met by nobody for some nights. */
export default function Badge() {
  const { data } = useBoard()
  const people = data?.operations.reduce((sum, each) => sum + each.areas.reduce((all, area) => all + area.missing, 0), 0) ?? 0
  return people > 0 ? <>{people}</> : null
}
