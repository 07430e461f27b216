import { useGround } from './ground.ts'
import { LocalMap, type LocalMapProps } from './LocalMap.tsx'

/** The map with what lies beneath it at this site, where the desk is signed in. */
export function DeskMap(props: Omit<LocalMapProps, 'ground'>) {
  const ground = useGround()
  return <LocalMap {...props} ground={ground} />
}
