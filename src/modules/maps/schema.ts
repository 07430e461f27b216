/** What this room asks. */
import { z } from 'zod'
import { choice, field } from '#kernel/field.ts'
import { longText, shortText } from '#modules/people-and-cases/words.ts'

export const systems = { wgs84: 'WGS-84（天地图的 CGCS2000 选这个）', gcj02: 'GCJ-02（高德、腾讯类）' } as const

const shown = {
  attribution: field(shortText(80), { label: '地图来源', help: '写在图下：某某市自然资源局' }),
  approval: field(shortText(40), { label: '审图号', help: '地图上的审图号；没有审图号的地图不能用' }),
}
const centre = {
  lat: field(z.number().min(-90).max(90).optional(), { label: '默认中心 纬度' }),
  lng: field(z.number().min(-180).max(180).optional(), { label: '默认中心 经度', help: 'WGS-84；不填就看各点位' }),
}

export const tilesForm = z.strictObject({
  address: field(shortText(300), {
    label: '瓦片地址',
    span: 24,
    help: '如 https://地图服务器/{z}/{x}/{y}.png；由服务器去取，手机和电脑不直接连',
  }),
  system: field(choice(systems), { label: '坐标系' }),
  ...shown,
  ...centre,
})

export const fileForm = z.strictObject({
  geojson: field(z.uuid(), { label: '地图文件', widget: 'file', help: 'GeoJSON，WGS-84，5 MB 以内；道路、水系、边界' }),
  ...shown,
})

export const removeForm = z.strictObject({
  reason: field(longText(200), { label: '为什么移除', widget: 'textarea' }),
})
