/** The refusals of the import. */
import { catalogue, type Refusal } from '#kernel/refusal.ts'
import type { MappingFault } from './rules-columns.ts'
import type { ZipFault } from '#kernel/zip.ts'

export const refuse = catalogue('EXCHANGE', {
  NOT_XLSX: { status: 415, zh: '这不是 Excel 工作簿（.xlsx），没有导入。请在 Excel 或 WPS 里“另存为 .xlsx”后再传。' },
  ENCRYPTED: { status: 415, zh: '文件设了打开密码或是旧版 .xls，没有导入。请去掉密码、另存为 .xlsx 后再传。' },
  TOO_BIG: { status: 413, zh: '表格展开后太大，没有导入。请删去图片和多余的工作表，或分成几份。' },
  BOMB: { status: 422, zh: '文件的压缩内容不正常，为安全起见没有打开。请用 Excel 或 WPS 重新另存一份。' },
  BROKEN: { status: 422, zh: '文件读不下去，可能已损坏，没有导入。请用 Excel 或 WPS 打开后另存一份再传。' },
  EMPTY: { status: 422, zh: '这张工作表里没有内容。请换一张工作表，或用 Excel 打开后另存一份再传。' },
  TOO_MANY_ROWS: { status: 413, zh: '一次最多导入 {most} 行，这张表不止。一行也没有导入，请分成几份。' },
  MAPPING_TWICE: { status: 422, zh: '“{what}”对应了两列（或一列用了两次），请只留一个。' },
  MAPPING_MISSING: { status: 422, zh: '没有一列是“{what}”，不能导入。请指出是哪一列。' },
  MAPPING_NO_ONE: { status: 422, zh: '姓名、身份证号、编号至少要对应一列，否则分不清谁是谁。' },
  RUNNING: { status: 409, zh: '本站有一份花名册正在导入，请等它完成或先停止。' },
  ENDED: { status: 409, zh: '这次导入已经结束。' },
  OVERLAP: { status: 409, zh: '此人在这段时间已有个案 {no}，这一行没有导入。' },
  SAME_DAY: { status: 409, zh: '已有同名、同一天入站的个案 {no}，这一行没有导入。若是另一个人，请补上证件号或出生日期。' },
  OTHER_NAME: { status: 409, zh: '证件号与系统里另一姓名的人相同，这一行没有导入。请核对证件号和姓名。' },
  TWIN: { status: 409, zh: '同一行正在由另一次导入写入，这一行没有重复导入。' },
})

const zipReasons = {
  'not-a-zip': 'NOT_XLSX',
  encrypted: 'ENCRYPTED',
  'too-big': 'TOO_BIG',
  'too-many': 'TOO_BIG',
  bomb: 'BOMB',
  broken: 'BROKEN',
} as const satisfies Record<ZipFault, string>
export const fileRefusal = (fault: ZipFault): Refusal => refuse(zipReasons[fault])

const mappingReasons = {
  twice: 'MAPPING_TWICE',
  missing: 'MAPPING_MISSING',
  'no-one': 'MAPPING_NO_ONE',
} as const satisfies Record<MappingFault, string>
export const mappingRefusal = ({ fault, what }: { fault: MappingFault; what: string }): Refusal =>
  refuse(mappingReasons[fault], { what })
