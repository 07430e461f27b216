/** Organisations of the sample city that look after minors: centre and point, schools, justice office, prison, departments. */
import type { Level, OrganisationKind } from '#kernel/org.ts'
import type { SampleOrganisation } from './organisations.ts'

const at = (
  key: string,
  parent: string,
  kind: OrganisationKind,
  level: Level,
  name: string,
  shortName: string,
  phone?: string,
): SampleOrganisation => ({
  key,
  parent,
  segment: key,
  kind,
  level,
  name,
  shortName,
  division: parent === 'city' ? '990100' : '990121',
  ...(phone ? { phone } : {}),
})

export const organisationsOfMinors: SampleOrganisation[] = [
  at('city-centre', 'city', 'protection-centre', 'city', '云川市未成年人救助保护中心', '市未保中心', '0999-5550160'),
  at('qinghe-centre', 'qinghe', 'protection-centre', 'county', '青禾县未成年人社会救助保护中心', '县未保中心', '0999-5550161'),
  at('yangdian-point', 'yangdian', 'protection-point', 'town', '杨店镇未成年人保护工作站', '杨店未保站', '0999-5550162'),
  at('yangdian-school', 'yangdian', 'school', 'town', '杨店镇中心小学', '杨店小学'),
  at('yangdian-middle', 'yangdian', 'school', 'town', '杨店镇初级中学', '杨店初中'),
  at('xiping-school', 'xiping', 'school', 'town', '西坪镇中心小学', '西坪小学'),
  at('yangdian-police', 'yangdian', 'police', 'town', '杨店派出所', '杨店派出所', '110'),
  at('yangdian-justice', 'yangdian', 'justice-office', 'town', '杨店司法所', '杨店司法所'),
  at('yunshan-prison', 'city', 'prison', 'city', '云山监狱', '云山监狱'),
  at('qinghe-education', 'qinghe', 'education', 'county', '青禾县教育局', '县教育局'),
  at('qinghe-work', 'qinghe', 'human-resources', 'county', '青禾县人力资源和社会保障局', '县人社局'),
  at('qinghe-women', 'qinghe', 'federation', 'county', '青禾县妇女联合会', '县妇联'),
  at('qinghe-warm', 'qinghe', 'social-organisation', 'county', '青禾暖阳社工服务中心', '暖阳社工'),
  at('qinghe-welfare', 'qinghe', 'institution', 'county', '青禾县儿童福利院', '县福利院', '0999-5550181'),
]
