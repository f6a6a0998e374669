import { useTranslation } from 'react-i18next';
import { useAttachments, type Place } from './attachments';
import { Attachments } from './components/Attachments';
import { FieldGroup } from './components/form/fields';

interface EvidenceProps {
  subject: Place['subject'];
  /** Nothing is shown for a record that is not stored yet. */
  subjectId: string | undefined;
}

/** 证明材料 of a record, at the end of its form. */
export const Evidence = ({ subject, subjectId }: EvidenceProps) =>
  subjectId === undefined ? null : <Files subject={subject} subjectId={subjectId} />;

function Files({ subject, subjectId }: { subject: Place['subject']; subjectId: string }) {
  const { t } = useTranslation('term');
  const label = t('attachmentUse.evidence');
  return (
    <FieldGroup title={label}>
      <Attachments label={label} {...useAttachments({ subject, subjectId, use: 'evidence' })} />
    </FieldGroup>
  );
}
