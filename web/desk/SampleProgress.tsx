import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { isRefusal } from '#kernel/refusal.ts'
import { call } from '../ui/api.ts'
import { Button } from '../ui/Button.tsx'
import { Alone } from './Alone.tsx'

interface Progress {
  state: 'idle' | 'running' | 'done' | 'failed'
  done: number
  total: number
  sentence: string
}

/** How far the sample city is; leads on to sign-in when it is there. */
export function SampleProgress({ onDone, onFailed }: { onDone(): void; onFailed(): void }) {
  const { data } = useQuery({
    queryKey: ['setup-progress'],
    queryFn: async () => {
      const answer = await call<Progress>('/api/setup/progress')
      return isRefusal(answer) ? null : answer
    },
    refetchInterval: 700,
  })
  const done = data?.state === 'done'
  useEffect(() => {
    if (done) onDone()
  }, [done, onDone])
  if (data?.state === 'failed') {
    return (
      <Alone title="样例城市没有装完">
        <p role="alert">{data.sentence}</p>
        <Button onClick={onFailed}>返回</Button>
      </Alone>
    )
  }
  const share = data && data.total > 0 ? Math.round((data.done / data.total) * 100) : 0
  return (
    <Alone title="正在装入样例城市">
      <progress className="d-progress" aria-label="装入进度" max={100} value={share} />
      <p aria-live="polite">
        {share}% · {data?.sentence || '正在准备'}
      </p>
      <p className="g-muted">一般几分钟，机器忙时更久。可以离开这一页，装好后打开就是登录页。</p>
    </Alone>
  )
}
