/** This room's refusals. */
import { catalogue } from '#kernel/refusal.ts'

export const refuse = catalogue('MAPS', {
  PLACES: { status: 422, zh: '瓦片地址里 z、x、y（放在花括号里）要各写一次，且不能写在主机名里。没有保存。' },
  ADDRESS: { status: 422, zh: '瓦片地址不是完整的网址，或带了账号密码。没有保存。' },
  PLAIN: { status: 422, zh: '站外的瓦片地址要用 https；本单位内网的可以用 http。没有保存。' },
  FILE: { status: 422, zh: '这个文件里没有读出线或面（要 GeoJSON，WGS-84 坐标，5 MB 以内）。没有保存，原来的地图还在。' },
  CITY: { status: 403, zh: '地图全市共用，由市民政局设置。没有改动；要换底图请告诉市民政局。' },
  NONE: { status: 409, zh: '现在没有设置地图，不用移除。' },
})
