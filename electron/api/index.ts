import * as enterprise from './enterprise';
import * as filing from './filing';
import * as history from './history';
import * as home from './home';
import * as intake from './intake';
import * as intakeApply from './intakeApply';
import * as organization from './organization';
import * as paper from './paper';
import * as preference from './preference';
import type { AnyProcedure } from './procedure';
import * as review from './review';
import * as risk from './risk';
import * as riskExport from './riskExport';
import * as riskPoint from './riskPoint';
import * as round from './round';
import * as roundSheet from './roundSheet';
import * as search from './search';
import * as workspace from './workspace';

/** All that the application can do. The type of this table is the contract with page and terminal. */
export const api = {
  'workspace.state': workspace.state,
  'workspace.open': workspace.open,
  'workspace.create': workspace.create,
  'workspace.close': workspace.close,
  'workspace.chooseFolder': workspace.chooseFolder,
  'workspace.choices': workspace.choices,
  'workspace.begin': workspace.begin,

  'home.summary': home.summary,
  'home.due': home.due,
  'search.everything': search.everything,
  'search.waiting': search.waiting,
  'preference.get': preference.get,
  'preference.set': preference.set,
  'preference.drafts': preference.drafts,

  'enterprise.get': enterprise.getEnterprise,
  'enterprise.update': enterprise.updateEnterprise,
  'enterprise.choices': enterprise.enterpriseChoices,

  'department.list': organization.departments,
  'department.create': organization.createDepartment,
  'department.update': organization.updateDepartment,
  'department.end': organization.endDepartment,
  'post.list': organization.posts,
  'post.create': organization.createPost,
  'post.update': organization.updatePost,
  'post.end': organization.endPost,
  'person.list': organization.people,
  'person.create': organization.createPerson,
  'person.update': organization.changePerson,
  'person.leave': organization.leavePerson,

  'risk.list': risk.list,
  'risk.facets': risk.facets,
  'risk.spread': risk.spread,
  'risk.choices': risk.choices,
  'risk.get': risk.get,
  'risk.check': risk.check,
  'risk.create': risk.create,
  'risk.update': risk.update,
  'risk.updateMany': risk.updateMany,
  'risk.updateEach': risk.updateEach,
  'risk.remove': risk.remove,
  'risk.duplicate': risk.duplicate,
  'risk.scales': risk.scales,
  'risk.export': riskExport.exportList,
  'riskPoint.list': riskPoint.list,
  'riskPoint.create': riskPoint.create,
  'riskPoint.update': riskPoint.update,
  'riskPoint.remove': riskPoint.remove,

  'round.list': round.list,
  'round.get': round.get,
  'round.propose': round.propose,
  'round.open': round.open,
  'round.update': round.update,
  'round.items': round.items,
  'round.confirm': round.confirm,
  'round.explain': round.explain,
  'round.close': round.close,
  'round.abandon': round.abandon,
  'round.compare': round.compare,

  'round.exportSheets': roundSheet.exportSheets,
  'round.collectSheets': roundSheet.collectSheets,
  'round.applyAnswers': roundSheet.applyAnswers,

  'intake.chooseFiles': intake.chooseFiles,
  'intake.plan': intake.plan,
  'intake.rows': intake.rows,
  'intake.commit': intake.commit,
  'intake.giveBack': intake.giveBack,
  'intake.template': intake.template,
  'intake.runs': intake.runs,
  'intake.applyRisks': intakeApply.applyRisks,
  'intake.applyPeople': intakeApply.applyPeople,

  'filing.registry': filing.registry,
  'filing.list': filing.list,
  'filing.draft': filing.draft,
  'filing.preview': filing.preview,
  'filing.issue': filing.issue,
  'filing.advance': filing.advance,
  'filing.recordFile': filing.recordFile,
  'filing.render': paper.render,
  'filing.renderDraft': paper.renderDraft,
  'filing.package': paper.pack,
  'filing.openKept': paper.openKept,

  'review.run': review.run,

  'history.state': history.history,
  'history.undo': history.undoNow,
  'history.redo': history.redoNow,
  'history.steps': history.steps,
  'history.record': history.ofRecord,
  'audit.verify': history.verify,
} as const satisfies Record<string, AnyProcedure>;

export type Api = typeof api;
export type ProcedureName = keyof Api;
