import { headText, plainText } from '../intake/headText';

/** Words by which forms ask for what stands once on a paper. Signatures are not among them: they are written by hand. */
const headWords: Readonly<Record<string, string>> = {
  enterprise:
    '单位名称 填报单位 企业名称 报送单位 公司名称 编制单位 单位 企业 填表单位 上报单位 申报单位 被检查单位 生产经营单位 生产经营单位名称 企业全称 单位全称',
  uscc: '统一社会信用代码 信用代码 社会信用代码 统一信用代码 组织机构代码',
  period: '所属期间 填报期间 报告期 期间 报送期间 统计期间 季度 所属季度 报告期间 填报周期 评估周期',
  compiledOn: '填报日期 编制日期 填表日期 报送日期 填报时间 制表日期 填表时间 上报日期 上报时间 编制时间 报送时间 日期',
  filledBy: '填报人 填表人 经办人 制表人 联系人 填报人员 填表人员 填报人姓名',
  filledPhone: '联系电话 填报人电话 联系方式 电话 联系人电话 填报人联系电话 办公电话',
  preparedBy: '编制人 编制',
  reviewedBy: '审核人 审核 审定人',
  approvedBy: '批准人 批准 审批人',
  principal: '主要负责人 单位负责人 企业负责人 法定代表人 负责人 法人代表 主要负责人姓名',
  address: '单位地址 地址 企业地址 详细地址 生产经营地址 注册地址',
  recipient: '接收单位 报送部门 主送单位 接收部门 主管部门 监管部门 主送 主送机关 收件单位',
  industry: '行业 所属行业 行业类别 行业领域',
  region: '地区 所在地区 所属地区 行政区划 属地',
  headcount: '从业人数 从业人员 职工人数 员工人数 从业人员人数',
  enterpriseScale: '企业规模 规模',
  scope: '评估范围 辨识范围 清单范围 范围',
  methods: '评价方法 评估方法 采用的评价方法 辨识评估方法',
  riskPoints: '风险点数 风险点数量 风险点总数 风险点个数',
  total: '风险总数 风险数量 安全风险总数 风险合计 危险源总数 总数',
  majorCount: '重大风险数 重大风险数量 重大风险 重大风险个数 重大安全风险数量 重大安全风险',
  considerableCount: '较大风险数 较大风险数量 较大风险 较大风险个数 较大安全风险数量',
  generalCount: '一般风险数 一般风险数量 一般风险 一般风险个数 一般安全风险数量',
  lowCount: '低风险数 低风险数量 低风险 低风险个数 低安全风险数量',
  roundName: '评估轮次 轮次',
  roundAssessedOn: '评估日期 评估时间 辨识评估时间',
  addedCount: '新增数 新增风险数 新增风险',
  removedCount: '消除数 消除风险数 取消风险数',
  documentNumber: '发文字号 文号 发文号 发文编号',
  signer: '签发人',
  letterTitle: '标题 题目 文件标题',
  subject: '事由',
  basis: '报送依据 依据',
  letterText: '正文',
  copyTo: '抄送',
  itemCount: '材料件数 附件件数',
  itemTitles: '附件 附件名称 附：',
  contactName: '联系人 经办人 联系人姓名',
  contactPhone: '联系电话 联系方式 电话 联系人电话 办公电话',
  contactAddress: '联系地址 地址 通讯地址',
  leads: '评估组组长 评估组长 组长',
};

/** Words of columns that the import does not know. */
const lineWords: Readonly<Record<string, string>> = {
  enterprise: '单位名称 企业名称 填报单位 公司名称 生产经营单位名称',
  uscc: '统一社会信用代码 信用代码 社会信用代码',
  colour: '颜色 风险颜色 标识颜色 对应颜色 四色 风险色标 色标',
  nextReviewOn: '下次评价日期 下次评估日期 下次评价时间 下次评估时间',
  checklistItems: '关联隐患排查项 隐患排查项目 排查内容 隐患排查内容',
  monitoring: '监测预警方式 监测监控措施 监测预警 预警方式 监控措施 监测监控方式 监测预警措施',
  impactScope: '影响范围 可能影响范围 可能影响的范围 事故影响范围 波及范围',
  leaderName: '责任领导 公司级责任领导 包保领导 包保责任人 公司级责任人 主要责任领导 企业负责人',
  leaderTitle: '责任领导职务 职务 领导职务',
  leaderPhone: '责任领导电话 责任领导手机 责任领导联系电话 责任领导联系方式',
  changedOn: '变化日期 最近变化日期 变更日期',
  change: '变化情况 变更情况 变动情况',
  reportedOn: '上次报送日期 报告日期 上报日期',
  receipt: '上次报送回执 回执 回执编号',
  implementation: '措施落实情况 落实情况 管控措施落实情况 管控情况',
  levelBefore: '变化前等级 原等级 原风险等级 调整前等级',
  levelAfter: '变化后等级 现等级 现风险等级 调整后等级',
  changeReason: '变化原因 变更原因 调整原因 原因',
  itemTitle: '材料名称 名称 文件名称 资料名称 附件名称 报送材料',
  itemNumber: '编号 材料编号 文件编号',
  copies: '份数',
  pages: '页数',
  format: '形式 材料形式 载体',
  memberName: '姓名',
  memberTitle: '职务',
  memberRole: '分工 评估组职务',
  majorCount: '重大 重大风险 重大风险数 红 红色 Ⅰ级 一级',
  considerableCount: '较大 较大风险 较大风险数 橙 橙色 Ⅱ级 二级',
  generalCount: '一般 一般风险 一般风险数 黄 黄色 Ⅲ级 三级',
  lowCount: '低 低风险 低风险数 蓝 蓝色 Ⅳ级 四级',
  total: '合计 小计 总数 风险总数 总计',
};

const index = (words: Readonly<Record<string, string>>): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const [key, list] of Object.entries(words))
    for (const word of list.split(' ')) found.set(plainText(word), [...(found.get(plainText(word)) ?? []), key]);
  return found;
};
const heads = index(headWords);
const lines = index(lineWords);
const signed = /签字|签名|盖章处|手签/;

/** The field of a paper that a label asks for, as far as the paper knows it; a place to sign is none. */
export function headFieldOf(label: string, known: (key: string) => boolean): string | undefined {
  if (signed.test(label)) return undefined;
  const { full, bare } = headText(label);
  return [...(heads.get(full) ?? []), ...(heads.get(bare) ?? [])].find(known);
}

/** The field of a line that a column asks for beyond what the import knows. */
export function lineFieldOf(title: string, known: (key: string) => boolean): string | undefined {
  const { full, bare } = headText(title);
  return [...(lines.get(full) ?? []), ...(lines.get(bare) ?? [])].find(known);
}
