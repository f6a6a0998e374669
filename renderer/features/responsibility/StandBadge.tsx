import {
  IconAlertTriangle,
  IconCheck,
  IconClock,
  IconEye,
  IconLink,
  IconPencil,
  IconSpeakerphone,
  IconSignature,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ListStand } from '../../../db/domain/responsibility/list';
import classes from './Responsibility.module.css';

const looks = {
  none: { icon: IconAlertTriangle, tone: 'attention' },
  draft: { icon: IconPencil, tone: 'notice' },
  coming: { icon: IconClock, tone: 'notice' },
  lacking: { icon: IconEye, tone: 'notice' },
  unpublished: { icon: IconSpeakerphone, tone: 'notice' },
  unread: { icon: IconSignature, tone: 'notice' },
  elsewhere: { icon: IconLink, tone: 'good' },
  done: { icon: IconCheck, tone: 'good' },
} as const satisfies Record<ListStand, { icon: typeof IconCheck; tone: string }>;

/** How far a list is: icon, colour and word. */
export function StandBadge({ stand }: { stand: ListStand }) {
  const { t } = useTranslation('term');
  const { icon: Icon, tone } = looks[stand];
  return (
    <span className={classes.stand} data-tone={tone}>
      <Icon size={14} aria-hidden />
      {t(`listStand.${stand}`)}
    </span>
  );
}
