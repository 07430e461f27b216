/** What the papers of an institution show. Pure. */
import { dateOf } from '#kernel/time.ts'
import { yuanOf } from './rules-cost.ts'
import type { ContractRow, InstitutionRow, RateRow } from './store-institutions.ts'
import type { FindingRow, InspectionRow, SeenRow } from './store-watch.ts'
import { careLevels, type CareLevel, institutionKinds, reportKinds, type ReportKind } from './words.ts'
import {
  cleanliness,
  findingAreas,
  found,
  injuries,
  inspectors,
  kept,
  moods,
  purchaseWays,
  samples,
  seenWays,
  skins,
  videoWays,
} from './words-institutions.ts'

type Told = Record<string, unknown>
const word = (words: Record<string, string>, key: unknown) => (typeof key === 'string' ? (words[key] ?? key) : null)
const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : null)
type Line = [label: string, value: string | null, wide: boolean]
const half = (label: string, value: unknown): Line => [label, text(value), false]
const wide = (label: string, value: unknown): Line => [label, text(value), true]

const sheet = (title: string, of: { station: string; no: string; basis: string; flipped?: boolean; numbered?: string }) => ({
  title,
  station: of.station,
  numbered: of.numbered ?? '编号',
  no: of.no,
  basis: of.basis,
  flipped: of.flipped ?? false,
  heads: [] as string[],
  widths: [] as number[],
  lines: [] as (string | number | null)[][],
})

export function agreement(
  station: string,
  institution: InstitutionRow,
  contract: ContractRow,
  rates: readonly RateRow[],
  told: { selected: Told; contracted: Told },
) {
  const { details } = institution
  const asked = Array.isArray(told.selected.governmentAsked)
    ? (told.selected.governmentAsked as { name: string; words?: string }[])
    : []
  return {
    ...sheet('托养协议要点（审批表）', {
      station,
      no: text(told.contracted.no) ?? contract.no,
      numbered: '协议编号',
      basis: '大提升第2项；托养机构指导意见；政府采购法',
    }),
    rows: [
      half('机构名称', institution.name),
      half('类型', `${institutionKinds[institution.kind]}，${institution.governmentRun ? '政府举办' : '社会办'}`),
      wide('地址', details.address),
      half('负责人', details.contact),
      half('信用代码', details.creditCode),
      half('采购方式', word(purchaseWays, told.selected.way)),
      half('通知书号', told.selected.noticeNo),
      ...(institution.governmentRun
        ? []
        : [
            wide(
              '问过的政府举办机构',
              asked.map((each) => [each.name, each.words].filter(Boolean).join('：')).join('；') || '本地没有',
            ),
            wide('选社会办的理由', told.selected.whyPrivate),
          ]),
      half('协议期限', `${contract.from} 至 ${contract.until}`),
      half('人数上限', `${contract.heads} 人`),
      wide('签约各方', told.contracted.parties ?? `${station}、${institution.name}`),
      wide(
        '报告时限',
        Object.entries(contract.terms.hours)
          .map(([kind, hours]) => `${reportKinds[kind as ReportKind]} ${hours} 小时内`)
          .join('，'),
      ),
      half('视频', word(videoWays, contract.terms.video)),
      half('保险', told.contracted.insurance),
      wide('终止情形', told.contracted.ending),
    ],
    heads: ['护理等级', '每人每天（元）', '自'],
    widths: [2, 2, 2],
    lines: rates
      .filter((each) => each.contractId === contract.id)
      .map((each) => [careLevels[each.level], yuanOf(each.fen), each.from]),
    signs: ['经办人', '站长审批', '民政局审批（章）'],
  }
}

export function inspectionSheet(
  station: string,
  institution: InstitutionRow,
  inspection: InspectionRow,
  seen: readonly SeenRow[],
  names: ReadonlyMap<string, { no: string; name: string | null }>,
) {
  const { content } = inspection
  return {
    ...sheet('托养机构检查记录表', { station, no: dateOf(inspection.startedAt), basis: '大提升第2项：定期检查', flipped: true }),
    rows: [
      half('机构', institution.name),
      half('检查单位', inspectors[inspection.by]),
      half('检查人', Array.isArray(content.visitors) ? content.visitors.join('、') : null),
      half('时间', dateOf(inspection.startedAt)),
      half(
        '饮食、留样',
        [word(found, content.food), content.sample && `留样${word(samples, content.sample)}`].filter(Boolean).join('，'),
      ),
      half('消防', word(found, content.fire)),
      half('护理员（昼、夜）', [content.staffDay, content.staffNight].map((each) => text(each) ?? '—').join('、')),
      half('药品存放', word(found, content.medicine)),
      half('约束保护记录', word(found, content.restraint)),
      half('视频', word(found, content.video)),
      wide('总的情况', content.summary),
      ...(content.unseen ? [wide('没有逐人看完的理由', content.unseen)] : []),
    ],
    heads: ['编号', '姓名', '见到', '体重', '压疮', '外伤', '药专管', '服药', '卫生', '情绪', '本人所说、需再看'],
    widths: [3, 2.2, 1.8, 1.4, 1.6, 1.4, 1.4, 1.6, 1.4, 1.8, 6],
    lines: seen.map((each) => {
      const own = each.content
      const concerns = Array.isArray(own.concerns) ? own.concerns.join('、') : ''
      return [
        names.get(each.fileId)?.no ?? null,
        names.get(each.fileId)?.name ?? null,
        word(seenWays, own.seen),
        text(own.weight),
        word(skins, own.skin),
        word(injuries, own.injury),
        word(kept, own.medicineKept),
        word(kept, own.medicineTaken),
        word(cleanliness, own.hygiene),
        word(moods, own.mood),
        [text(own.said), concerns].filter(Boolean).join('；'),
      ]
    }),
    signs: ['检查人', '检查人', '机构负责人'],
  }
}

export function correctionNotice(station: string, institution: string, finding: FindingRow, on: string) {
  const again = finding.noticedAgainAt !== null
  return {
    title: again ? '整改通知书（第二次）' : '整改通知书',
    station,
    institution,
    no: finding.no,
    on,
    basis: '大提升第2项；托养协议',
    paragraphs: [
      `经检查，你单位在“${findingAreas[finding.area]}”方面存在以下问题：`,
      text(finding.content.text) ?? '',
      `请于 ${finding.dueOn} 前整改到位，并提交整改情况和证明。${finding.grave ? '问题严重，整改到位前不再送托。' : ''}逾期不整改的，按协议暂停送托直至终止协议。`,
    ],
    signs: ['送达人（两人）', '签收人（机构）'],
  }
}

export function recheckNotice(station: string, institution: string, finding: FindingRow, on: string) {
  const { corrected, rechecked, rechecker } = finding.content
  return {
    title: '整改复查单',
    station,
    institution,
    no: finding.no,
    on,
    basis: '大提升第2项；整改人与复查人分开',
    paragraphs: [
      `问题：${text(finding.content.text) ?? ''}`,
      `整改情况：${text(corrected) ?? ''}`,
      `复查情况：${text(rechecked) ?? ''}（复查人 ${text(rechecker) ?? ''}）`,
      finding.state === 'closed' ? '结论：整改到位，销号。' : `结论：没有整改到位，请于 ${finding.dueOn} 前再整改。`,
    ],
    signs: ['复查人', '机构负责人'],
  }
}

export interface MonthLine {
  no: string
  name: string | null
  level: CareLevel
  days: number
  fen: number
}
export const monthHeads = ['救助编号', '姓名', '护理等级', '天数', '金额（元）']
export function monthSheetOf(
  station: string,
  institution: string,
  month: string,
  lines: readonly MonthLine[],
  total: { days: number; fen: number; uncovered: number },
) {
  return {
    ...sheet('托养费月结算表', { station, no: month, numbered: '月份', basis: '托养协议' }),
    rows: [
      half('机构', institution),
      half('月份', month),
      half('人天', String(total.days)),
      half('合计（元）', yuanOf(total.fen)),
      wide(
        '计算',
        `按当天最后在哪里计：入托当日计，离托、送医当日不计${total.uncovered > 0 ? `；${total.uncovered} 人天没有协议价，未计` : ''}`,
      ),
    ],
    heads: monthHeads,
    widths: [3, 2.5, 2, 1.5, 2.5],
    lines: lines.map((each) => [each.no, each.name, careLevels[each.level], each.days, yuanOf(each.fen)]),
    signs: ['经办人', '站长', '机构（章）'],
  }
}
