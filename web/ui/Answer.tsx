import { useEffect, useState, type ReactNode } from 'react'
import type { Asked } from './api.ts'
import { Button } from './Button.tsx'
import { RefusalNote } from './Refusal.tsx'

/** Grey lines in the shape of what comes, after 0.3 s. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className="g-skeleton" role="status" aria-label="正在载入" aria-busy="true">
      {late
        ? Array.from({ length: lines }, (_, index) => <i key={index} style={{ width: `${[60, 100, 82][index % 3]}%` }} />)
        : null}
    </div>
  )
}

/** Shows what was asked: a skeleton while it comes, the refusal with 再试一次, else the answer. */
export function Answer<A>({ of, children, lines }: { of: Asked<A>; children: (answer: A) => ReactNode; lines?: number }) {
  if (of.data !== undefined) {
    return (
      <>
        {of.refusal ? <RefusalNote refusal={of.refusal} /> : null}
        {children(of.data)}
      </>
    )
  }
  if (of.refusal) return <RefusalNote refusal={of.refusal} extra={<Button onClick={() => void of.refetch()}>再试一次</Button>} />
  return <Skeleton {...(lines ? { lines } : {})} />
}
