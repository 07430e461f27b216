/** Words of organisations: levels and kinds. Fit for a browser. */
export const levels = { city: '市', county: '县区', town: '镇街', village: '村社区' } as const
export type Level = keyof typeof levels

export const organisationKinds = {
  platform: '系统管理',
  /** A province, city or county itself: a place in the tree, nobody works there. */
  area: '行政区',
  station: '救助管理站',
  bureau: '民政局',
  'protection-centre': '未成年人救助保护中心',
  'protection-point': '救助保护点',
  town: '镇街',
  village: '村社区',
  police: '公安机关',
  'city-management': '城管部门',
  transport: '交通运输部门',
  hospital: '医院',
  school: '学校',
  institution: '托养机构',
  education: '教育部门',
  'human-resources': '人社部门',
  'justice-office': '司法所',
  prison: '监狱、戒毒所',
  federation: '群团组织',
  department: '其他部门',
  'social-organisation': '社会组织',
} as const
export type OrganisationKind = keyof typeof organisationKinds
