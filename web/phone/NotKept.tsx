import { Notice } from '../ui/phone/layout.tsx'
import { notKeptTitle } from './band-words.ts'
import { useApp } from './update.ts'

/** Where the browser did not take the app: what that means outside, whom to ask, what to do until then. */
export function NotKept() {
  const { turnedAway } = useApp()
  if (!turnedAway) return null
  return (
    <Notice tone="bad" urgent title={notKeptTitle}>
      <p>浏览器没有收下程序：页面一关，没有网络就再也打不开，先别带出去巡查。</p>
      <p>
        多半是手机没装单位的根证书（点过“继续前往”不算）。请现在找本单位的系统管理员，照安装说明“手机”一节装好，再重新打开这个网址；这几句红字不见了，才能带出去。
      </p>
      <p>
        等不及的：换一部打得开的手机；只能带这部的，出门前登录好、不要关页面，急事打电话请值班人员登记。已经记下的都还在，不会丢。
      </p>
    </Notice>
  )
}
