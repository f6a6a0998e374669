import type { AttachmentSubject } from '../db/domain/attachment';

/** Address of the page on which a record that has files is shown; `id` is that of the record on the page. */
export function ownerPath(subject: AttachmentSubject, id: string): string {
  switch (subject) {
    case 'activity':
    case 'equipment':
    case 'workplace':
      return `/point/${subject}/${id}`;
    case 'riskPoint':
      return `/point/${id}`;
    case 'noticeCard':
      return `/card/${id}`;
    case 'floorPlan':
    case 'zone':
      return `/map/${id}`;
    case 'filingEvent':
      return `/filing/${id}`;
    case 'roundSheet':
    case 'publication':
      return `/round/${id}`;
    case 'committeeMeeting':
    case 'resolution':
      return `/committee/${id}`;
    case 'leaderInspection':
    case 'inspectionFinding':
      return `/performance/${id}`;
    case 'performanceRecord':
      return '/performance';
    case 'acknowledgement':
      return `/responsibility/${id}`;
    case 'authorityForm':
      return `/form/${id}`;
    case 'enterprise':
      return '/enterprise';
    case 'intakeRun':
      return '/intake';
    default:
      return `/${subject}/${id}`;
  }
}
