/** The register of guardianship as a workbook: what is held, where children live, who went home. */
import type { SheetLines } from '#kernel/sheet.ts'
import { dateOf } from '#kernel/time.ts'
import type { BoardAnswer } from './queries-lists.ts'
import {
  type HoldKind,
  holdKinds,
  type PlacementKind,
  placementKinds,
  type ReturnedFinding,
  returnedFindings,
  type VisitFinding,
  visitFindings,
} from './words.ts'

/** What stands on the three sheets. */
export function sheetsOf({ held, placed, home }: BoardAnswer): SheetLines[] {
  return [
    {
      title: '在监护',
      heads: ['编号', '姓名', '监护', '情形', '从', '复核', '在哪里'],
      lines: held.items.map((each) => [
        each.no,
        each.name,
        holdKinds[each.kind as HoldKind],
        each.ground,
        dateOf(each.since),
        each.reviewOn ?? '',
        each.place ? placementKinds[each.place as PlacementKind] : '没有安置',
      ]),
    },
    {
      title: '在安置',
      heads: ['编号', '姓名', '方式', '由谁照料', '安置', '下次走访', '走访情况', '须另行安置'],
      lines: placed.items.map((each) => [
        each.no,
        each.name,
        placementKinds[each.kind as PlacementKind],
        each.where,
        dateOf(each.placedAt),
        each.nextVisit ?? '',
        each.finding ? visitFindings[each.finding as VisitFinding] : '',
        each.mustMove ? '是' : '',
      ]),
    },
    {
      title: '返家回访',
      heads: ['编号', '姓名', '返家', '回访次数', '下次回访', '情况'],
      lines: home.items.map((each) => [
        each.no,
        each.name,
        dateOf(each.returnedAt),
        String(each.visits),
        each.nextVisit ?? '',
        each.finding ? returnedFindings[each.finding as ReturnedFinding] : '',
      ]),
    },
  ]
}
