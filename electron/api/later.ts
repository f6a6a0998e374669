import * as audit from './audit';
import * as archive from './archive';
import * as authority from './authority';
import * as card from './card';
import * as committee from './committee';
import * as committeePrint from './committeePrint';
import * as chartPrint from './chartPrint';
import * as copies from './copies';
import * as copiesApply from './copiesApply';
import * as analysisPrint from './analysisPrint';
import * as evidence from './evidence';
import * as evidenceOrphan from './evidenceOrphan';
import * as evidenceRead from './evidenceRead';
import * as filing from './filing';
import * as filingCross from './filingCross';
import * as filingDifference from './filingDifference';
import * as filingPages from './filingPages';
import * as filingState from './filingState';
import * as form from './form';
import * as formDocx from './formDocx';
import * as formPaper from './formPaper';
import * as handover from './handover';
import * as appraisal from './appraisal';
import * as appraisalCollect from './appraisalCollect';
import * as appraisalPrint from './appraisalPrint';
import * as appraisalScore from './appraisalScore';
import * as appraisalSheet from './appraisalSheet';
import * as letter from './letter';
import * as letterPrint from './letterPrint';
import * as target from './target';
import * as erasedBackup from './erasedBackup';
import * as personalDossier from './personalDossier';
import * as intake from './intake';
import * as intakeApply from './intakeApply';
import * as intakeBack from './intakeBack';
import * as intakeDepartments from './intakeDepartments';
import * as intakePosts from './intakePosts';
import * as intakePlan from './intakePlan';
import * as inspection from './inspection';
import * as investigation from './investigation';
import * as map from './map';
import * as packCheck from './packCheck';
import * as packaging from './package';
import * as paper from './paper';
import * as annualReport from './annualReport';
import * as performance from './performance';
import * as picture from './picture';
import * as publicText from './publicText';
import * as recoveryLetter from './recoveryLetter';
import * as riskExport from './riskExport';
import * as roundCollect from './roundCollect';
import * as roundFollow from './roundFollow';
import * as roundLarge from './roundLarge';
import * as roundPast from './roundPast';
import * as roundMeeting from './roundMeeting';
import * as roundSheet from './roundSheet';
import * as submission from './submission';
import * as trace from './trace';
import type { AnyProcedure } from './procedure';

/** What needs the libraries of papers and workbooks: the engine loads them when it is first asked for one of these. */
export const later = {
  'recovery.letter': recoveryLetter.letter,
  'analysis.print': analysisPrint.print,
  'chart.print': chartPrint.print,
  'archive.write': archive.write,
  'archive.check': archive.check,
  'copies.compare': copies.compare,
  'copies.state': copies.state,
  'copies.rows': copies.rows,
  'copies.decide': copies.decide,
  'copies.drop': copies.drop,
  'investigation.record': investigation.record,
  'investigation.write': investigation.write,
  'investigation.open': investigation.open,
  'investigation.log': investigation.log,
  'investigation.exportLog': investigation.exportLog,
  'copies.apply': copiesApply.apply,
  'copies.merge': copiesApply.merge,
  'copies.mergeFinal': copiesApply.mergeFinal,
  'copies.replace': copiesApply.replace,
  'risk.export': riskExport.exportList,
  'round.following': roundFollow.following,
  'round.correct': roundFollow.correct,
  'round.follow': roundFollow.follow,
  'round.take': roundFollow.take,
  'round.takeIn': roundFollow.takeIn,
  'round.openLarge': roundLarge.openLarge,
  'round.confirmLarge': roundLarge.confirmLarge,
  'round.implementLarge': roundLarge.implementLarge,
  'round.closeLarge': roundLarge.closeLarge,
  'round.abandonLarge': roundLarge.abandonLarge,
  'round.followLarge': roundLarge.followLarge,
  'round.takeLarge': roundLarge.takeLarge,
  'round.takeInLarge': roundLarge.takeInLarge,
  'round.planPast': roundPast.planPast,
  'round.pastRows': roundPast.pastRows,
  'round.importPast': roundPast.importPast,
  'round.applyPast': roundPast.applyPast,
  'round.exportSheets': roundSheet.exportSheets,
  'round.sheets': roundSheet.sheets,
  'round.confirmations': roundSheet.confirmations,
  'round.handOut': roundSheet.handOut,
  'round.updateSheet': roundSheet.updateSheet,
  'round.collectSheets': roundCollect.collectSheets,
  'round.print': roundMeeting.print,
  'round.applyAnswers': roundCollect.applyAnswers,
  'intake.chooseFiles': intake.chooseFiles,
  'intake.plan': intakePlan.plan,
  'intake.rows': intake.rows,
  'intake.commit': intake.commit,
  'intake.giveBack': intake.giveBack,
  'intake.template': intake.template,
  'intake.runs': intake.runs,
  'intake.applyRisks': intakeApply.applyRisks,
  'intake.applyPeople': intakeApply.applyPeople,
  'intake.applyDepartments': intakeDepartments.applyDepartments,
  'intake.applyPosts': intakePosts.applyPosts,
  'intake.asImported': intakeBack.asImported,
  'publication.texts': publicText.texts,
  'filing.registry': filing.registry,
  'filing.list': filing.list,
  'filing.latest': filing.latest,
  'filing.nextDocumentNumber': filing.nextDocumentNumber,
  'filing.draft': filing.draft,
  'filing.preview': filing.preview,
  'filing.pages': filingPages.pages,
  'filing.crossTable': filingCross.crossTables,
  'filing.difference': filingDifference.differ,
  'filing.saveDifference': filingDifference.saveDifference,
  'filing.issue': filing.issue,
  'filing.issueLarge': filing.issueLarge,
  'filing.stated': filing.stated,
  'filing.advance': filingState.advance,
  'filing.advanceAll': filingState.advanceAll,
  'filing.correctEvent': filingState.correctEvent,
  'filing.recordFile': filing.recordFile,
  'filing.render': paper.render,
  'filing.renderDraft': paper.renderDraft,
  'filing.package': packaging.pack,
  'filing.offers': packaging.offers,
  'filing.packCheck': packCheck.packCheck,
  'submission.list': submission.list,
  'submission.get': submission.get,
  'submission.record': submission.record,
  'submission.send': submission.send,
  'submission.remove': submission.remove,
  'submission.export': submission.exportVolumes,
  'filing.openKept': paper.openKept,
  'committee.meetings': committee.meetings,
  'committee.figures': committee.figures,
  'committee.get': committee.get,
  'committee.agendaLibrary': committee.agendaLibrary,
  'committee.matchAttendees': committee.matchAttendees,
  'committee.create': committee.create,
  'committee.update': committee.update,
  'committee.remove': committee.remove,
  'committee.resolutions': committee.resolutions,
  'committee.addResolution': committee.addResolution,
  'committee.updateResolution': committee.updateResolution,
  'committee.removeResolution': committee.removeResolution,
  'committee.finishResolution': committee.finishResolution,
  'committee.reassign': committee.reassign,
  'committee.print': committeePrint.print,
  'target.list': target.list,
  'target.create': target.create,
  'target.update': target.update,
  'target.remove': target.remove,
  'target.cascade': target.cascade,
  'target.copyYear': target.copyYear,
  'target.library': target.library,
  'target.addFromLibrary': target.addFromLibrary,
  'letter.preview': letter.preview,
  'letter.issue': letter.issue,
  'letter.issueAll': letter.issueAll,
  'letter.batches': letter.batches,
  'letter.list': letter.list,
  'letter.advance': letter.advance,
  'letter.matchScans': letter.matchScans,
  'letter.print': letterPrint.print,
  'letter.takeScans': letterPrint.takeScans,
  'letter.keepScans': letterPrint.keepScans,
  'inspection.list': inspection.list,
  'inspection.get': inspection.get,
  'inspection.months': inspection.months,
  'inspection.create': inspection.create,
  'inspection.update': inspection.update,
  'inspection.remove': inspection.remove,
  'trace.get': trace.get,
  'trace.find': trace.find,
  'trace.print': trace.print,
  'annualReport.drafts': annualReport.drafts,
  'performance.leaders': performance.leaders,
  'performance.get': performance.get,
  'performance.record': performance.record,
  'performance.create': performance.create,
  'performance.update': performance.update,
  'performance.remove': performance.remove,
  'performance.print': performance.print,
  'appraisal.periods': appraisal.periods,
  'appraisal.preview': appraisal.preview,
  'appraisal.propose': appraisal.propose,
  'appraisal.open': appraisal.openPeriod,
  'appraisal.openLarge': appraisal.openLarge,
  'appraisal.missing': appraisal.missing,
  'appraisal.addMissing': appraisal.addMissing,
  'appraisal.updatePeriod': appraisal.updatePeriod,
  'appraisal.removePeriod': appraisal.removePeriod,
  'appraisal.list': appraisal.list,
  'appraisal.get': appraisal.get,
  'appraisal.trend': appraisal.trend,
  'appraisal.selfScore': appraisalScore.selfScore,
  'appraisal.fillSelf': appraisalScore.fillSelf,
  'appraisal.fillSelfLarge': appraisalScore.fillSelfLarge,
  'appraisal.save': appraisalScore.save,
  'appraisal.fillCheck': appraisalScore.fillCheck,
  'appraisal.fillCheckLarge': appraisalScore.fillCheckLarge,
  'appraisal.setMany': appraisalScore.setMany,
  'appraisal.drop': appraisalScore.drop,
  'appraisal.close': appraisalScore.close,
  'appraisal.reopen': appraisalScore.reopen,
  'appraisal.exportSheets': appraisalSheet.exportSheets,
  'appraisal.collectSheets': appraisalCollect.collectSheets,
  'appraisal.applySelf': appraisalCollect.applySelf,
  'appraisal.applySheets': appraisalCollect.applySheets,
  'appraisal.print': appraisalPrint.print,
  'appraisal.printSummary': appraisalPrint.printSummary,
  'authority.list': authority.list,
  'authority.papers': authority.papers,
  'authority.addressees': authority.addressees,
  'authority.create': authority.create,
  'authority.update': authority.update,
  'authority.retire': authority.retire,
  'authority.merge': authority.merge,
  'authority.former': authority.former,
  'authority.adopt': authority.adopt,
  'authority.createProfile': authority.createProfile,
  'authority.updateProfile': authority.updateProfile,
  'authority.removeProfile': authority.removeProfile,
  'filing.renderForm': formPaper.render,
  'filing.renderFormDraft': formPaper.renderDraft,
  'form.list': form.list,
  'form.take': form.take,
  'form.add': form.add,
  'form.save': form.save,
  'form.succeed': form.succeed,
  'form.end': form.end,
  'form.remove': form.remove,
  'form.read': form.read,
  'form.propose': form.propose,
  'form.table': form.table,
  'form.preview': form.preview,
  'form.readDocx': formDocx.readDocx,
  'form.proposeDocx': formDocx.proposeAgain,
  'form.previewDocx': formDocx.previewDocx,
  'card.list': card.list,
  'card.get': card.get,
  'card.save': card.save,
  'picture.save': picture.save,
  'person.dossier': personalDossier.dossier,
  'person.printDossier': personalDossier.printDossier,
  'person.erase': personalDossier.erase,
  'erasedBackup.state': erasedBackup.state,
  'erasedBackup.note': erasedBackup.note,
  'erasedBackup.drop': erasedBackup.drop,
  'legalHold.create': personalDossier.hold,
  'legalHold.end': personalDossier.release,
  'handover.preview': handover.preview,
  'handover.print': handover.print,
  'audit.export': audit.exportChanges,
  'map.plans': map.plans,
  'map.zones': map.zones,
  'map.image': map.image,
  'map.points': map.points,
  'map.createPlan': map.createPlan,
  'map.updatePlan': map.updatePlan,
  'map.removePlan': map.removePlan,
  'map.takeImage': map.takeImage,
  'map.applyImage': map.applyImage,
  'map.createZone': map.createZone,
  'map.updateZone': map.updateZone,
  'map.removeZone': map.removeZone,
  'map.assign': map.assign,
  'evidence.list': evidence.list,
  'evidence.figures': evidence.figures,
  'evidence.usedBy': evidence.usedBy,
  'evidence.open': evidence.open,
  'evidence.read': evidenceRead.read,
  'evidence.keepThumbnail': evidence.keepThumbnail,
  'evidence.recordChecks': evidence.recordChecks,
  'evidence.verify': evidence.verify,
  'evidence.restore': evidence.restore,
  'evidence.scanFolder': evidence.scanFolder,
  'evidence.orphans': evidenceOrphan.orphans,
  'evidence.removeOrphans': evidenceOrphan.removeOrphans,
  'evidence.noteRemoved': evidenceOrphan.noteRemoved,
  'evidence.forget': evidenceOrphan.forget,
} as const satisfies Record<string, AnyProcedure>;
