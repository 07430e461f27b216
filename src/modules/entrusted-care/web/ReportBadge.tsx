import { useAsk, useMay } from '#web/ui/index.ts'

/** For how many outside no health has been reported for a month; nothing at nought. */
export default function ReportBadge() {
  const may = useMay()
  const { data } = useAsk<{ unreported: number }>('entrusted.people', {}, { enabled: may('entrusted.people') })
  return data && data.unreported > 0 ? <>{data.unreported}</> : null
}
