import { Button } from '@mantine/core';
import { useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FilingFormat } from '../../../db/domain/filing/filing';
import { useApi } from '../../api';
import { Refused } from '../../components/Refused';
import type { Issued, Request } from './papers';
import { BackToDraft, PaperView } from './PaperView';
import { StateBadge } from './StateBadge';
import { usePages } from './usePages';

interface PaperPreviewProps {
  /** An issued paper is shown instead of the draft. */
  shown: Issued | undefined;
  onBack: () => void;
  draftTitle: string;
  /** What the draft is drawn from; null while too little is stated. */
  request: Request | null;
  draft: ReturnType<typeof useDraft>;
  /** The draft is of something older than what is stated now. */
  isOld: boolean;
  /** Formats that the paper is handed out in. */
  formats?: readonly FilingFormat[];
  /** The issued paper that this draft will replace. */
  replaced: Issued | null;
  onDrop: () => void;
  wide: boolean;
  onWide: (wide: boolean) => void;
}

/** The draft of what is stated; the former one stays in sight until it is there. */
export const useDraft = (request: Request | null, enabled: boolean) =>
  useApi('filing.draft', { request: request as Request }, { keep: true, enabled });

/** Middle of a page of papers: the draft, or what was issued, as it is printed. */
export function PaperPreview(props: PaperPreviewProps) {
  const { shown, onBack, draftTitle, request, draft, isOld, formats = [], replaced, onDrop, wide, onWide } = props;
  const { t } = useTranslation('filing');
  const shownId = shown?.id;
  const issued = useApi('filing.preview', { id: shownId ?? '' }, { enabled: shownId !== undefined, subjects: [] });
  const asked = useMemo(
    () => (shownId !== undefined ? { id: shownId } : request === null || isOld ? null : { request }),
    [shownId, request, isOld],
  );
  const paged = usePages(asked, formats);
  // Drawn in slices: a paper that arrives does not hold up what is typed.
  const drawn = useDeferredValue(draft.data);
  if (shown)
    return (
      issued.data && (
        <PaperView title={shown.number} view={issued.data} paged={paged} wide={wide} onWide={onWide}>
          <b>{shown.number}</b>
          <StateBadge state={shown.state} />
          <BackToDraft onBack={onBack} />
        </PaperView>
      )
    );
  if (request === null) return null;
  if (draft.isError) return <Refused failure={draft.error.failure} onRetry={() => void draft.refetch()} />;
  return (
    drawn && (
      <PaperView title={draftTitle} view={drawn} paged={paged} isOld={isOld} wide={wide} onWide={onWide}>
        <span>{replaced ? t('replace.draft', { number: replaced.number }) : draftTitle}</span>
        {replaced && (
          <Button size="compact-sm" variant="default" onClick={onDrop}>
            {t('replace.drop')}
          </Button>
        )}
      </PaperView>
    )
  );
}
