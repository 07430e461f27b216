/** Organisations and accounts of the sample city. The division codes are the mock-up's own, of no real place. */
import { grantRole, insertAccount } from '#kernel/account.ts'
import { systemActor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { row, sql, withActor } from '#kernel/db.ts'
import type { House } from '#kernel/house.ts'
import { insertOrganisation, type Level, organisationById, type OrganisationKind } from '#kernel/org.ts'
import { hashPassword } from '#kernel/session.ts'

export interface SampleOrganisation {
  key: string
  parent: string | null
  segment: string
  kind: OrganisationKind
  level: Level
  name: string
  shortName: string
  division?: string
  phone?: string
}

export const organisations: SampleOrganisation[] = [
  { key: 'platform', parent: null, segment: 'platform', kind: 'platform', level: 'city', name: '系统管理', shortName: '系统' },
  {
    key: 'province',
    parent: null,
    segment: '99',
    kind: 'area',
    level: 'city',
    name: '湘宁省',
    shortName: '湘宁省',
    division: '990000',
  },
  {
    key: 'city',
    parent: 'province',
    segment: '9901',
    kind: 'area',
    level: 'city',
    name: '云川市',
    shortName: '云川市',
    division: '990100',
  },
  {
    key: 'bureau',
    parent: 'city',
    segment: 'bureau',
    kind: 'bureau',
    level: 'city',
    name: '云川市民政局',
    shortName: '市民政局',
    division: '990100',
    phone: '0999-5550100',
  },
  {
    key: 'yunchuan',
    parent: 'city',
    segment: 'station',
    kind: 'station',
    level: 'city',
    name: '云川市救助管理站',
    shortName: '云救',
    division: '990100',
    phone: '0999-5550110',
  },
  {
    key: 'qinghe',
    parent: 'city',
    segment: '990121',
    kind: 'area',
    level: 'county',
    name: '青禾县',
    shortName: '青禾县',
    division: '990121',
  },
  {
    key: 'qinghe-bureau',
    parent: 'qinghe',
    segment: 'bureau',
    kind: 'bureau',
    level: 'county',
    name: '青禾县民政局',
    shortName: '县民政局',
    division: '990121',
  },
  {
    key: 'qinghe-station',
    parent: 'qinghe',
    segment: 'station',
    kind: 'station',
    level: 'county',
    name: '青禾县救助管理站',
    shortName: '青救',
    division: '990121',
    phone: '0999-5550121',
  },
  {
    key: 'liutang',
    parent: 'city',
    segment: '990122',
    kind: 'area',
    level: 'county',
    name: '柳塘县',
    shortName: '柳塘县',
    division: '990122',
  },
  {
    key: 'liutang-station',
    parent: 'liutang',
    segment: 'station',
    kind: 'station',
    level: 'county',
    name: '柳塘县救助管理站',
    shortName: '柳救',
    division: '990122',
    phone: '0999-5550122',
  },
  {
    key: 'yangdian',
    parent: 'qinghe',
    segment: 'yangdian',
    kind: 'town',
    level: 'town',
    name: '杨店镇',
    shortName: '杨店镇',
    division: '990121',
  },
  {
    key: 'baishi',
    parent: 'liutang',
    segment: 'baishi',
    kind: 'town',
    level: 'town',
    name: '白石镇',
    shortName: '白石镇',
    division: '990122',
  },
  {
    key: 'police',
    parent: 'city',
    segment: 'police-rail',
    kind: 'police',
    level: 'city',
    name: '车站派出所',
    shortName: '车站派出所',
    division: '990100',
    phone: '110',
  },
  {
    key: 'hospital',
    parent: 'city',
    segment: 'hospital-first',
    kind: 'hospital',
    level: 'city',
    name: '云川市第一医院',
    shortName: '市一院',
    division: '990100',
    phone: '120',
  },
  {
    key: 'liutang-bureau',
    parent: 'liutang',
    segment: 'bureau',
    kind: 'bureau',
    level: 'county',
    name: '柳塘县民政局',
    shortName: '柳塘民政',
    division: '990122',
  },
  {
    key: 'xiping',
    parent: 'qinghe',
    segment: 'xiping',
    kind: 'town',
    level: 'town',
    name: '西坪镇',
    shortName: '西坪镇',
    division: '990121',
  },
  {
    key: 'liugou',
    parent: 'yangdian',
    segment: 'liugou',
    kind: 'village',
    level: 'village',
    name: '柳沟村',
    shortName: '柳沟村',
    division: '990121',
  },
  {
    key: 'liushu',
    parent: 'yangdian',
    segment: 'liushu',
    kind: 'village',
    level: 'village',
    name: '柳树村',
    shortName: '柳树村',
    division: '990121',
  },
  {
    key: 'kangning',
    parent: 'city',
    segment: 'kangning',
    kind: 'institution',
    level: 'city',
    name: '云川市康宁养护院',
    shortName: '康宁院',
    division: '990100',
    phone: '0999-5550180',
  },
  {
    key: 'far-province',
    parent: null,
    segment: '98',
    kind: 'area',
    level: 'city',
    name: '远山省',
    shortName: '远山省',
    division: '980000',
  },
  {
    key: 'anhe',
    parent: 'far-province',
    segment: '9801',
    kind: 'area',
    level: 'city',
    name: '安河市',
    shortName: '安河市',
    division: '980100',
  },
  {
    key: 'anhe-bureau',
    parent: 'anhe',
    segment: 'bureau',
    kind: 'bureau',
    level: 'city',
    name: '安河市民政局',
    shortName: '安河民政',
    division: '980100',
    phone: '0998-5550100',
  },
  {
    key: 'anhe-station',
    parent: 'anhe',
    segment: 'station',
    kind: 'station',
    level: 'city',
    name: '安河市救助管理站',
    shortName: '安救',
    division: '980100',
    phone: '0998-5550110',
  },
  {
    key: 'liuhe',
    parent: 'anhe',
    segment: '980121',
    kind: 'area',
    level: 'county',
    name: '柳河县',
    shortName: '柳河县',
    division: '980121',
  },
  {
    key: 'liuhe-bureau',
    parent: 'liuhe',
    segment: 'bureau',
    kind: 'bureau',
    level: 'county',
    name: '柳河县民政局',
    shortName: '柳河民政',
    division: '980121',
    phone: '0998-5550121',
  },
  {
    key: 'shiqiao',
    parent: 'liuhe',
    segment: 'shiqiao',
    kind: 'town',
    level: 'town',
    name: '石桥镇',
    shortName: '石桥镇',
    division: '980121',
  },
]

/** The sample password of every sample account: the accounts exist in sample cities only and carry a banner. */
const PASSWORD = 'yunchuan-2026'

export interface SampleAccount {
  key: string
  login: string
  password: string
  name: string
  title: string
  organisation: string
  organisationKey: string
  roles: string[]
}

const account = (key: string, name: string, title: string, organisationKey: string, ...roles: string[]): SampleAccount => ({
  key,
  login: key,
  password: PASSWORD,
  name,
  title,
  organisation: organisations.find((each) => each.key === organisationKey)?.name ?? '',
  organisationKey,
  roles,
})

export const accounts: SampleAccount[] = [
  account('hanxiaoman', '韩小满', '接待员', 'yunchuan', 'clerk'),
  account('wuaihua', '吴爱华', '值班长', 'yunchuan', 'duty-leader', 'clerk'),
  account('chenruoyu', '陈若愚', '医务人员', 'yunchuan', 'nurse'),
  account('shenjia', '沈佳', '寻亲专岗', 'yunchuan', 'tracing-officer', 'clerk'),
  account('zhouliqun', '周立群', '站长', 'yunchuan', 'station-head', 'duty-leader'),
  account('luqing', '陆青', '护理员', 'yunchuan', 'caregiver'),
  account('tianmu', '田牧', '接待员', 'qinghe-station', 'clerk', 'duty-leader', 'nurse'),
  account('pengyuan', '彭远', '接待员', 'liutang-station', 'clerk', 'duty-leader', 'nurse'),
  account('duruochuan', '杜若川', '民政局救助科科长', 'bureau', 'bureau-officer'),
  account('linanping', '林安平', '民政局分管局长', 'bureau', 'bureau-leader'),
  account('zoukai', '邹凯', '车站派出所民警', 'police', 'police-officer'),
  account('hebaiwei', '何白薇', '医院联络人', 'hospital', 'hospital-officer'),
  account('yaotong', '姚桐', '杨店镇民政助理', 'yangdian', 'town-officer'),
  account('fangzhou', '方舟', '西坪镇民政助理', 'xiping', 'town-officer'),
  account('songhe', '宋禾', '青禾县民政局救助股', 'qinghe-bureau', 'bureau-officer'),
  account('jiangtao', '江涛', '安河站接待员', 'anhe-station', 'clerk', 'duty-leader', 'nurse'),
  account('weilan', '魏岚', '安河市民政局救助科', 'anhe-bureau', 'bureau-officer'),
  account('mukai', '穆凯', '柳河县民政局', 'liuhe-bureau', 'bureau-officer'),
  account('tanqiu', '谭秋', '石桥镇民政助理', 'shiqiao', 'town-officer'),
  account('system', '丁一', '系统管理员', 'platform', 'system-admin'),
  account('security', '于双', '安全管理员', 'platform', 'security-admin'),
  account('audit', '尚三', '审计管理员', 'platform', 'audit-admin'),
]

export const organisationId = (key: string) => derivedId('sample organisation', key)
export const accountId = (key: string) => derivedId('sample account', key)

/** Opens organisations and accounts; what is there already stays. */
export async function openCity(house: House, now: number): Promise<void> {
  const passwordHash = await hashPassword(PASSWORD)
  const by = { accountId: systemActor.accountId, now }
  await withActor(house.db, systemActor, async (tx) => {
    for (const [order, each] of organisations.entries()) {
      const id = organisationId(each.key)
      if (await organisationById(tx, id)) continue
      const parent = each.parent ? ((await organisationById(tx, organisationId(each.parent))) ?? null) : null
      await insertOrganisation(tx, { ...each, id, parent }, now + order)
    }
    for (const each of accounts) {
      const id = accountId(each.key)
      if (await row(sql`select 1 as there from kernel.account where id = ${id}`, tx)) continue
      const organisation = organisationId(each.organisationKey)
      await insertAccount(
        tx,
        {
          id,
          login: each.login,
          name: each.name,
          organisationId: organisation,
          post: each.title,
          passwordHash,
          secondFactor: false,
          mustChange: false,
          sample: true,
        },
        by,
      )
      for (const role of each.roles) await grantRole(tx, id, role, by)
    }
  })
}
