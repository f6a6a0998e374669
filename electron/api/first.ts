import * as account from './account';
import * as analysis from './analysis';
import * as appointment from './appointment';
import * as attachment from './attachment';
import * as backup from './backup';
import * as chart from './chart';
import * as enterprise from './enterprise';
import * as history from './history';
import * as home from './home';
import * as merge from './merge';
import * as owner from './owner';
import * as organization from './organization';
import * as personMerge from './personMerge';
import * as personal from './personal';
import * as point from './point';
import * as preference from './preference';
import * as publication from './publication';
import * as responsibility from './responsibility';
import * as responsibilityLibrary from './responsibilityLibrary';
import * as responsibilityMerge from './responsibilityMerge';
import * as responsibilityState from './responsibilityState';
import * as restore from './restore';
import * as review from './review';
import * as risk from './risk';
import * as riskBulk from './riskBulk';
import * as riskFill from './riskFill';
import * as riskPoint from './riskPoint';
import * as riskScale from './riskScale';
import * as round from './round';
import * as roundImplementation from './roundImplementation';
import * as search from './search';
import * as session from './session';
import * as staffing from './staffing';
import * as staffChange from './staffChange';
import * as workspace from './workspace';
import type { AnyProcedure } from './procedure';

/** What the pages of the register ask for. Light to load: the engine starts with these alone. */
export const first = {
  'workspace.state': workspace.state,
  'workspace.open': workspace.open,
  'workspace.create': workspace.create,
  'workspace.close': workspace.close,
  'workspace.openSaved': workspace.openSaved,
  'workspace.chooseFolder': workspace.chooseFolder,
  'workspace.choices': workspace.choices,
  'workspace.begin': workspace.begin,
  'workspace.restored': restore.restored,

  'restore.list': restore.list,
  'restore.preview': restore.preview,
  'restore.run': restore.run,
  'restore.salvage': restore.salvage,
  'restore.choose': restore.choose,
  'restore.look': restore.look,
  'restore.target': restore.target,
  'restore.discard': restore.discard,
  'restore.previewNew': restore.previewNew,
  'restore.runNew': restore.runNew,
  'restore.exportDiagnosis': restore.exportDiagnosis,

  'session.state': session.state,
  'session.signIn': session.signIn,
  'session.lock': session.lock,
  'session.end': session.end,
  'session.changePassword': session.changePassword,
  'session.recover': session.recover,
  'account.list': account.list,
  'account.begin': account.begin,
  'account.create': account.create,
  'account.reset': account.reset,
  'account.enter': account.enter,
  'account.update': account.update,
  'account.end': account.end,
  'account.resume': account.resume,
  'account.keepSecret': account.keepSecret,
  'account.setLock': account.setLock,
  'recovery.make': account.makeCode,
  'recovery.enter': account.enterCode,
  'recovery.spend': account.spendCode,

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

  'staffing.get': staffing.staffing,
  'safetyBody.create': staffing.createBody,
  'safetyBody.update': staffing.updateBody,
  'safetyBody.remove': staffing.removeBody,

  'department.list': organization.departments,
  'department.create': organization.createDepartment,
  'department.update': organization.updateDepartment,
  'department.end': organization.endDepartment,
  'post.list': organization.posts,
  'post.create': organization.createPost,
  'post.update': organization.updatePost,
  'post.end': organization.endPost,
  'person.list': organization.people,
  'person.reveal': personal.reveal,
  'person.create': organization.createPerson,
  'person.update': organization.changePerson,
  'person.leave': staffChange.leaveOne,
  'person.leaveMany': staffChange.leaveMany,
  'person.moveMany': staffChange.moveMany,
  'person.openItems': staffChange.openItems,
  'person.leftOwners': staffChange.leftOwners,
  'person.handOver': staffChange.giveItems,
  'person.alike': personMerge.alike,
  'person.merge': personMerge.merge,
  'person.tellApart': personMerge.tellApart,

  'chart.get': chart.get,
  'appointment.list': appointment.list,
  'appointment.get': appointment.get,
  'appointment.gaps': appointment.gaps,
  'appointment.create': appointment.create,
  'appointment.update': appointment.update,
  'appointment.notices': appointment.notices,
  'appointment.notify': appointment.notify,
  'appointment.end': appointment.end,
  'appointment.remove': appointment.remove,
  'responsibility.list': responsibility.list,
  'responsibility.get': responsibility.get,
  'responsibility.compare': responsibility.compare,
  'responsibility.save': responsibility.save,
  'responsibility.revise': responsibility.revise,
  'responsibility.library': responsibilityLibrary.library,
  'responsibility.proposals': responsibilityLibrary.proposals,
  'responsibility.adopt': responsibilityLibrary.adopt,
  'responsibility.againstLibrary': responsibilityMerge.againstLibrary,
  'responsibility.mergeLibrary': responsibilityMerge.mergeLibrary,
  'responsibility.remove': responsibility.remove,
  'responsibility.approve': responsibilityState.approve,
  'responsibility.publish': responsibilityState.publish,
  'responsibility.acknowledge': responsibilityState.acknowledge,
  'responsibility.acknowledgeLarge': responsibilityState.acknowledgeLarge,
  'responsibility.withdraw': responsibilityState.withdraw,
  'responsibility.end': responsibilityState.end,

  'risk.list': risk.list,
  'risk.facets': risk.facets,
  'risk.spread': risk.spread,
  'risk.choices': risk.choices,
  'risk.get': risk.get,
  'risk.check': risk.check,
  'risk.reveal': personal.revealOfRisk,
  'person.noteExport': personal.noteExport,
  'risk.create': risk.create,
  'risk.update': risk.update,
  'risk.updateMany': riskBulk.updateMany,
  'risk.updateLarge': riskBulk.updateLarge,
  'risk.removeLarge': riskBulk.removeLarge,
  'risk.lacking': riskFill.lacking,
  'risk.applyFill': riskFill.applyFill,
  'risk.fillMissing': riskFill.fillMissing,
  'risk.updateEach': risk.updateEach,
  'risk.remove': risk.remove,
  'risk.duplicate': risk.duplicate,
  'risk.scales': riskScale.scales,
  'risk.regradePlan': riskScale.regradePlan,
  'risk.regradeList': riskScale.regradeList,
  'risk.chooseDirect': riskScale.chooseDirect,
  'risk.regrade': riskScale.regrade,
  'risk.applyRegrade': riskScale.applyRegrade,
  'riskPoint.list': riskPoint.list,
  'riskPoint.names': riskPoint.names,
  'riskPoint.alike': merge.pointsAlike,
  'riskPoint.merge': merge.mergeRiskPoints,
  'department.alike': merge.departmentsAlike,
  'department.merge': merge.mergeManyDepartments,
  'preference.keepApart': merge.keepApart,
  'owner.unmatched': owner.unmatched,
  'owner.match': owner.match,
  'owner.matchLarge': owner.matchLarge,
  'riskPoint.create': riskPoint.create,
  'riskPoint.update': riskPoint.update,
  'riskPoint.remove': riskPoint.remove,

  'point.list': point.list,
  'point.get': point.get,
  'point.unlisted': point.unlisted,
  'point.create': point.create,
  'point.update': point.update,
  'point.remove': point.remove,
  'point.fill': point.fill,
  'analysis.get': analysis.get,
  'analysis.save': analysis.save,

  'round.list': round.list,
  'round.get': round.get,
  'round.propose': round.propose,
  'round.open': round.open,
  'round.update': round.update,
  'round.items': round.items,
  'round.confirm': round.confirm,
  'round.explain': round.explain,
  'round.implement': roundImplementation.implement,
  'round.implementMany': roundImplementation.implementMany,
  'round.close': round.close,
  'round.abandon': round.abandon,
  'publication.list': publication.list,
  'publication.create': publication.create,
  'publication.update': publication.update,
  'publication.remove': publication.remove,
  'round.compare': round.compare,
  'round.changes': round.changes,
  'round.departments': round.departments,

  'attachment.list': attachment.list,
  'attachment.checked': attachment.checked,
  'attachment.addFiles': attachment.addFiles,
  'attachment.addPicture': attachment.addPicture,
  'attachment.add': attachment.add,
  'attachment.remove': attachment.remove,
  'attachment.open': attachment.open,

  'review.run': review.run,

  'history.state': history.history,
  'history.undo': history.undoNow,
  'history.redo': history.redoNow,
  'history.steps': history.steps,
  'history.record': history.ofRecord,
  'history.changes': history.changes,
  'history.facets': history.facets,
  'history.removed': history.removed,
  'history.restore': history.restore,
  'audit.verify': history.verify,

  'backup.state': backup.state,
  'backup.list': backup.list,
  'backup.ahead': backup.ahead,
  'backup.run': backup.run,
  'backup.verify': backup.verify,
  'backup.openFolder': backup.openFolder,
  'backup.setTarget': backup.setTarget,
  'backup.dropTarget': backup.dropTarget,
} as const satisfies Record<string, AnyProcedure>;
