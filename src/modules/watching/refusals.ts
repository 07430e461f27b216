/** This room's refusals. */
import type { ZipFault } from '#kernel/zip.ts'
import { catalogue, type Refusal } from '#kernel/refusal.ts'
import type { MappingFault } from './rules-columns.ts'

export const refuse = catalogue('WATCHING', {
  CLOSED: { status: 409, zh: '这份个案已结案，不再排查，没有保存。要继续关注，请先恢复个案。' },
  NOT_A_MINOR: { status: 422, zh: '按出生日期已满十八周岁，不登记为未成年人。请核对出生日期。' },
  NO_ONE: { status: 422, zh: '姓名、身份证号、父母和照护人都没有写，分不清是哪个孩子。请至少写一样。' },
  ALREADY: { status: 409, zh: '本单位已经登记过这个孩子，没有重复登记。请在登记册里打开更新。' },
  DATE_LATER: { status: 422, zh: '日期不能晚于今天，没有保存。' },
  DATE_EARLIER: { status: 422, zh: '日期早于建档（{on}），没有保存。' },
  WHICH_PLACE: { status: 422, zh: '选的不是本市的镇街、村（社区）或学校，请重选。' },
  RISK: { status: 422, zh: '现在没有启用的排查指标表，请直接选风险等级。' },
  SHEET: { status: 422, zh: '指标表没有填完：{what}。补上或改正；问不到的不用填，直接选风险。已填内容都还在。' },
  SEEN_TODAY: { status: 409, zh: '{who}今天已经登记过这个孩子的排查，没有重复保存。' },
  CENSUS_KIND: { status: 409, zh: '有 {count} 个孩子不是留守、流动儿童，没有保存。请去掉后再登记。' },
  CENSUS_DONE: { status: 409, zh: '选的孩子本学期都已普查登记，没有重复保存。' },
  ROUND_OPEN: { status: 409, zh: '上一轮排查还没有结束（{until} 止），没有新开。请先结束上一轮。' },
  ROUND_CLOSED: { status: 409, zh: '这一轮已由同事结束，没有重复保存。' },
  ROUND_DATE: { status: 422, zh: '截止日期不能早于今天。' },
  DAYS: { status: 422, zh: '风险越高，间隔应当越短：高不超过中，中不超过低。没有保存。' },
  NOT_XLSX: { status: 415, zh: '这不是 Excel 工作簿（.xlsx），没有导入。请在 Excel 或 WPS 里“另存为 .xlsx”后再传。' },
  ENCRYPTED: { status: 415, zh: '文件设了打开密码或是旧版 .xls，没有导入。请去掉密码、另存为 .xlsx 后再传。' },
  TOO_BIG: { status: 413, zh: '表格展开后太大，没有导入。请删去图片和多余的工作表，或分成几份。' },
  BOMB: { status: 422, zh: '文件的压缩内容不正常，为安全起见没有打开。请重新另存一份。' },
  BROKEN: { status: 422, zh: '文件读不下去，可能已损坏，没有导入。请打开后另存一份再传。' },
  EMPTY: { status: 422, zh: '这张工作表里没有内容。请换一张工作表。' },
  TOO_MANY_ROWS: { status: 413, zh: '一次最多导入 {most} 行，这张表不止。一行也没有导入，请分成几份。' },
  MAPPING_TWICE: { status: 422, zh: '“{what}”对应了两列（或一列用了两次），请只留一个。' },
  MAPPING_NO_ONE: { status: 422, zh: '姓名、身份证号至少要对应一列，否则分不清谁是谁。' },
  RUNNING: { status: 409, zh: '本单位有一份登记册正在导入，请等它完成或先停止。' },
  ENDED: { status: 409, zh: '这次导入已经结束。' },
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

const mappingReasons = { twice: 'MAPPING_TWICE', 'no-one': 'MAPPING_NO_ONE' } as const satisfies Record<MappingFault, string>
export const mappingRefusal = ({ fault, what }: { fault: MappingFault; what: string }): Refusal =>
  refuse(mappingReasons[fault], { what })
