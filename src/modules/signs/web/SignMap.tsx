import { lazy, Suspense } from 'react'
import { Muted } from '#web/ui/index.ts'
import { kinds } from '../words.ts'
import type { SignLine } from './answers.ts'

const DeskMap = lazy(() => import('#web/ui/map/DeskMap.tsx').then((all) => ({ default: all.DeskMap })))

/** Those of which a point is known; the others are in the list by their words. */
export function SignMap({
  signs,
  chosen,
  onOpen,
}: {
  signs: readonly SignLine[]
  chosen?: string
  onOpen?: (id: string) => void
}) {
  const points = signs.flatMap((each) =>
    each.lat === null || each.lng === null
      ? []
      : [
          {
            id: each.signId,
            at: { lat: each.lat, lng: each.lng },
            label: `${kinds[each.kind]}，${each.where}`,
            tone: each.state === 'broken' ? ('red' as const) : each.due ? ('amb' as const) : ('grn' as const),
            ...(each.accuracyM === null ? {} : { accuracyM: each.accuracyM }),
          },
        ],
  )
  if (points.length === 0) return <Muted>登记时点了位置的，会出现在图上。</Muted>
  return (
    <Suspense fallback={<Muted>正在画图</Muted>}>
      <DeskMap
        label="引导标牌、宣传点"
        points={points}
        {...(chosen ? { chosen } : {})}
        {...(onOpen ? { onChoose: onOpen } : {})}
        list={points.length <= 30}
      />
      {points.length < signs.length ? <Muted>{`另有 ${signs.length - points.length} 处只写了文字，没有点位置。`}</Muted> : null}
    </Suspense>
  )
}
