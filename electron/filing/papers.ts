import type { FilingCode, FilingFormat } from '../../db/domain/filing/filing';

interface Paper {
  title: string;
  /** Of its number; the sign-off sheet (会签) and the picture (四色图) have no code of their own in the list of filings. */
  prefix: string;
  /** Formats that an authority takes of it, the usual one first. */
  formats: readonly FilingFormat[];
}

/** Papers that are numbered and kept when they are issued. */
export const paperOf: Record<FilingCode, Paper> = {
  F07: { title: '安全风险分级管控清单', prefix: 'F07', formats: ['xlsx', 'pdf'] },
  F08: { title: '重大安全风险清单报告', prefix: 'F08', formats: ['xlsx', 'docx', 'pdf'] },
  F09: { title: '年度安全风险评估结果公示', prefix: 'F09', formats: ['docx', 'pdf'] },
  F10: { title: '安全风险评估报告', prefix: 'F10', formats: ['docx', 'pdf'] },
  F31: { title: '全员安全生产责任清单与公示', prefix: 'F31', formats: ['docx', 'xlsx', 'pdf'] },
  F33: { title: '安全风险告知卡', prefix: 'F33', formats: ['pdf'] },
  F34: { title: '法定代表人月度全面检查记录', prefix: 'F34', formats: ['docx', 'pdf'] },
  F35: { title: '安全管理机构与人员配备情况表', prefix: 'F35', formats: ['xlsx', 'pdf'] },
  F36: { title: '年度安全生产工作报告', prefix: 'F36', formats: ['docx', 'pdf'] },
  F37: { title: '安全生产管理人员任免告知', prefix: 'F37', formats: ['docx', 'pdf'] },
  F40: { title: '报送函', prefix: 'F40', formats: ['docx', 'pdf'] },
  F41: { title: '签收回执', prefix: 'F41', formats: ['docx', 'pdf'] },
  signoff: { title: '评审会签单', prefix: 'HQ', formats: ['pdf', 'docx'] },
  map: { title: '安全风险四色分布图', prefix: 'SST', formats: ['pdf'] },
  board: { title: '安全风险公告栏', prefix: 'GGL', formats: ['pdf'] },
};
