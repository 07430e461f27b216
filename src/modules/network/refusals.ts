/** This room's refusals. */
import { catalogue } from '#kernel/refusal.ts'

export const refuse = catalogue('NETWORK', {
  DAYS: { status: 422, zh: '起止日期不对：不能早于今天，结束不能早于开始，一次最多 {most} 天。没有保存。' },
  NO_ROSTER_HERE: { status: 422, zh: '这类单位不排未保值班。没有保存。' },
  SHIFT_GONE: { status: 409, zh: '这一班刚刚有人改过或重排过，没有保存。请刷新后再看。' },
  SHIFT_OVER: { status: 409, zh: '这一班已经过去，不再换人。' },
  NO_POST_HERE: { status: 422, zh: '只有镇街有儿童督导员、村社区有儿童主任。没有保存。' },
  SINCE: { status: 422, zh: '日期不能晚于今天，也不能早于上一任到岗的 {on}。没有保存。' },
  POST_ENDED: { status: 409, zh: '这个岗位刚刚有人登记了离任，没有重复保存。' },
  POST_TAKEN: { status: 409, zh: '这个岗位刚刚有人登记了人选，没有保存。请刷新后再看。' },
  WHERE: { status: 422, zh: '{level}的保护中心、保护点不能设在{parent}下面。没有保存。' },
  NOT_A_POINT: { status: 422, zh: '选的不是未成年人救助保护中心或保护点。' },
  CLOSED: { status: 409, zh: '这个保护点已经撤销。' },
  DATE_LATER: { status: 422, zh: '日期不能晚于今天。没有保存。' },
})
