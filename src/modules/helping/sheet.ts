/** Lists as workbooks. */

export const referralHeads = [
  '服务',
  '承办单位',
  '转介单位',
  '个案编号',
  '转介',
  '期限',
  '状态',
  '逾期',
  '没有消息（天）',
  '催办',
  '报上级',
  '次数',
  '答复',
]
export const meetingHeads = ['种类', '日期', '单位', '班级、年级', '孩子', '家长', '志愿者', '内容']
