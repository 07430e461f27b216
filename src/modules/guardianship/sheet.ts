/** The register of guardianship as a workbook: what is held, where children live, who went home. */
import { PassThrough } from 'node:stream'
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

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

interface Sheet {
  title: string
  heads: readonly string[]
  lines: readonly (readonly string[])[]
}

/** What stands on the three sheets. */
export function sheetsOf({ held, placed, home }: BoardAnswer): Sheet[] {
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

/** Streamed; every cell is text, so that nothing in it is ever a formula. */
export async function workbookOf(sheets: readonly Sheet[]): Promise<Buffer> {
  const { default: excel } = await import('exceljs')
  const stream = new PassThrough()
  const pieces: Buffer[] = []
  stream.on('data', (piece: Buffer) => pieces.push(piece))
  const book = new excel.stream.xlsx.WorkbookWriter({ stream, useSharedStrings: false, useStyles: true })
  for (const { title, heads, lines } of sheets) {
    const sheet = book.addWorksheet(title, { views: [{ state: 'frozen', ySplit: 1 }] })
    sheet.columns = heads.map((head) => ({ width: Math.max(12, head.length * 2 + 4), style: { numFmt: '@' } }))
    const head = sheet.addRow([...heads])
    head.font = { bold: true }
    head.commit()
    for (const line of lines) sheet.addRow([...line]).commit()
    sheet.commit()
  }
  await book.commit()
  return Buffer.concat(pieces)
}
