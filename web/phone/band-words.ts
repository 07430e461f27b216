/** What the band says: exact and calm. Pure. */
import type { PhoneState } from '../ui/phone/phone.ts'
import { clockOf, dateOf, showInstant } from '../ui/time.ts'

export interface BandWords {
  look: 'dark' | 'calm' | 'warn' | 'bad'
  icon: 'offline' | 'upload' | 'warning' | 'lock'
  title: string
  sub: string
  /** What a press leads to. */
  leads?: 'waiting' | 'sign-in' | 'this-phone'
}

/** `21:12`, with the day when it was not today. */
export function sinceWords(at: number, now: number): string {
  return dateOf(at) === dateOf(now) ? clockOf(at) : showInstant(at, now)
}

/** `3 条`, `3 条、照片 2 张` */
export function countWords(waiting: PhoneState['waiting']): string {
  const photos = waiting.filter((each) => each.kind === 'photo').length
  const actions = waiting.length - photos
  if (photos === 0) return `${actions} 条`
  return actions === 0 ? `照片 ${photos} 张` : `${actions} 条、照片 ${photos} 张`
}

export type BandState = Pick<PhoneState, 'online' | 'signedOut' | 'waiting' | 'storage'>

/** Said before somebody goes out with a phone that opens no more once its page is closed. */
export const notKeptTitle = '这部手机没有网络就打不开归途'

/**
 * Bands from above; none when all is well. `most` is how many waited when this sending began; `trying`: not known yet whether
 * there is a network; `turnedAway`: the browser did not take the app.
 */
export function bandsOf(
  state: BandState,
  { now, most, trying = false, turnedAway = false }: { now: number; most: number; trying?: boolean; turnedAway?: boolean },
): BandWords[] {
  const refused = state.waiting.filter((each) => each.state === 'refused')
  const open = state.waiting.filter((each) => each.state !== 'refused')
  const bands: BandWords[] = []
  if (turnedAway)
    bands.push({
      look: 'bad',
      icon: 'warning',
      title: notKeptTitle,
      sub: '先别带出去巡查，点这里看找谁、怎么办',
      leads: 'this-phone',
    })
  const oldest = open.length > 0 ? Math.min(...open.map((each) => each.recordedAt)) : 0
  const kept = open.length > 0 ? `${countWords(open)}已存在手机，最早 ${sinceWords(oldest, now)}` : ''
  if (state.signedOut)
    bands.push({
      look: 'dark',
      icon: 'lock',
      title: '登录已到期，照常记',
      sub: `${kept ? `${kept}。` : ''}点这里重新登录`,
      leads: 'sign-in',
    })
  else if (!state.online)
    bands.push({
      look: 'dark',
      icon: 'offline',
      title: '没有网络，照常记',
      sub: kept ? `${kept}。有网自动上传` : '记下的先存在手机，有网自动上传',
      ...(kept ? { leads: 'waiting' as const } : {}),
    })
  else if (open.length > 0)
    bands.push({
      look: 'calm',
      icon: 'upload',
      title: trying ? '正在连服务器' : `正在上传 ${Math.max(0, most - open.length)}/${Math.max(most, open.length)}`,
      sub: kept,
      leads: 'waiting',
    })
  if (refused.length > 0)
    bands.push({
      look: 'warn',
      icon: 'warning',
      title: `${refused.length} 条没有被接收，要您看一下`,
      sub: '都还在手机里，一条没丢',
      leads: 'waiting',
    })
  if (state.storage !== 'good')
    bands.push({
      look: 'warn',
      icon: 'warning',
      title: state.storage === 'full' ? '手机存不下了，照片没有存' : '手机空间快满了',
      sub: '文字记录照常。连上网传走，或删掉别的东西',
      leads: 'this-phone',
    })
  return bands
}
