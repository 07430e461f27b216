/** Accounts of the sample city; opening it. */
import { grantRole, insertAccount } from '#kernel/account.ts'
import { systemActor } from '#kernel/actor.ts'
import { derivedId } from '#kernel/crypto.ts'
import { row, sql, withActor } from '#kernel/db.ts'
import type { House } from '#kernel/house.ts'
import { insertOrganisation, organisationById } from '#kernel/org.ts'
import { hashPassword } from '#kernel/session.ts'
import { organisations } from './organisations.ts'

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
  account('hanxiaoman', '韩小满', '接待员', 'yunchuan', 'clerk', 'patrol-officer'),
  account('wuaihua', '吴爱华', '值班长', 'yunchuan', 'duty-leader', 'clerk'),
  account('chenruoyu', '陈若愚', '医务人员', 'yunchuan', 'nurse'),
  account('shenjia', '沈佳', '寻亲专岗', 'yunchuan', 'tracing-officer', 'clerk'),
  account('zhouliqun', '周立群', '站长', 'yunchuan', 'station-head', 'duty-leader'),
  account('luqing', '陆青', '护理员', 'yunchuan', 'caregiver'),
  account('tianmu', '田牧', '接待员', 'qinghe-station', 'clerk', 'duty-leader', 'nurse'),
  account('pengyuan', '彭远', '接待员', 'liutang-station', 'clerk', 'duty-leader', 'nurse'),
  account('duruochuan', '杜若川', '民政局救助科科长', 'bureau', 'bureau-officer'),
  account('linanping', '林安平', '民政局分管局长', 'bureau', 'bureau-leader'),
  account('zoukai', '邹凯', '车站派出所民警', 'police', 'police-officer', 'patrol-officer', 'street-officer'),
  account('shenli', '沈立', '城管中队队员', 'city-management', 'patrol-officer', 'street-officer'),
  account('chengyuan', '程远', '交警支队内勤', 'traffic-police', 'street-officer'),
  account('luoyao', '骆遥', '交通运输局安监科', 'transport', 'street-officer'),
  account('hebaiwei', '何白薇', '医院联络人', 'hospital', 'hospital-officer'),
  account('yaotong', '姚桐', '杨店镇民政助理', 'yangdian', 'town-officer'),
  account('guohe', '郭禾', '柳沟村儿童主任', 'liugou', 'village-worker'),
  account('zhaoya', '赵雅', '康宁养护院联络人', 'kangning', 'institution-officer'),
  account('fangzhou', '方舟', '西坪镇民政助理', 'xiping', 'town-officer'),
  account('songhe', '宋禾', '青禾县民政局救助股', 'qinghe-bureau', 'bureau-officer'),
  account('jiangtao', '江涛', '安河站接待员', 'anhe-station', 'clerk', 'duty-leader', 'nurse'),
  account('weilan', '魏岚', '安河市民政局救助科', 'anhe-bureau', 'bureau-officer'),
  account('mukai', '穆凯', '柳河县民政局', 'liuhe-bureau', 'bureau-officer'),
  account('tanqiu', '谭秋', '石桥镇民政助理', 'shiqiao', 'town-officer'),
  account('baixiaotang', '白晓棠', '县未保中心个案主管', 'qinghe-centre', 'minors-officer'),
  account('huqiao', '胡乔', '县未保中心主任', 'qinghe-centre', 'centre-head', 'minors-officer'),
  account('shiyun', '石芸', '杨店镇儿童督导员', 'yangdian', 'child-supervisor'),
  account('tangmei', '唐梅', '柳沟村儿童主任', 'liugou', 'child-director'),
  account('jiangyue', '江月', '杨店小学未保专干', 'yangdian-school', 'school-officer'),
  account('niewenqing', '聂文清', '杨店司法所', 'yangdian-justice', 'justice-officer', 'contact-helper'),
  account('caoyan', '曹岩', '云山监狱教育科', 'yunshan-prison', 'prison-officer'),
  account('xuping', '许平', '杨店派出所民警', 'yangdian-police', 'police-officer'),
  account('fenglan', '冯岚', '县教育局', 'qinghe-education', 'department-officer'),
  account('luochunzhi', '罗春枝', '县妇联', 'qinghe-women', 'department-officer', 'contact-helper'),
  account('yelin', '叶琳', '暖阳社工', 'qinghe-warm', 'department-officer', 'contact-helper'),
  account('gaoning', '高宁', '市未保中心', 'city-centre', 'minors-officer', 'centre-head'),
  account('qiaomu', '乔木', '青禾县民政局分管局长', 'qinghe-bureau', 'bureau-leader'),
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
