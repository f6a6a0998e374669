import type { TFunction } from 'i18next';
import { listStands } from '../../../db/domain/responsibility/list';
import type { Column } from '../../components/table/layout';
import type { Line } from './list';
import { StandBadge } from './StandBadge';

/** Columns of the lists of all posts and roles. */
export const lineColumns = (t: TFunction<['responsibility', 'term']>): Column<Line>[] => [
  {
    id: 'title',
    title: t('field.title'),
    width: 180,
    grow: 2,
    sortable: true,
    text: ({ title, role }) => (role === null ? title : t(`term:appointmentRole.${role}`)),
  },
  {
    id: 'department',
    title: t('field.department'),
    width: 130,
    grow: 1,
    sortable: true,
    text: ({ department, role }) => (role === null ? department : t('fixedRole')),
  },
  { id: 'level', title: t('field.level'), width: 96, text: ({ level }) => (level === '' ? '' : t(`term:postLevel.${level}`)) },
  {
    id: 'stand',
    title: t('field.stand'),
    width: 120,
    sortable: true,
    badges: listStands.map((stand) => t(`term:listStand.${stand}`)),
    text: ({ stand }) => t(`term:listStand.${stand}`),
    render: ({ stand }) => <StandBadge stand={stand} />,
  },
  { id: 'people', title: t('field.people'), width: 72, align: 'end', sortable: true, text: ({ people }) => String(people) },
  { id: 'duties', title: t('field.duties'), width: 72, align: 'end', text: ({ duties }) => (duties === 0 ? '' : String(duties)) },
  {
    id: 'version',
    title: t('field.version'),
    width: 110,
    text: ({ version, draftId }) =>
      [version === null ? '' : t('versionNo', { no: version }), draftId === null ? '' : t('term:responsibilityStatus.draft')]
        .filter((part) => part !== '')
        .join(' + '),
  },
  { id: 'validFrom', title: t('field.validFrom'), width: 104, text: ({ validFrom }) => validFrom ?? '' },
  { id: 'publishedFrom', title: t('field.publishedFrom'), width: 104, text: ({ publishedFrom }) => publishedFrom ?? '' },
  {
    id: 'acknowledged',
    title: t('field.acknowledged'),
    width: 84,
    align: 'end',
    text: ({ inForce, acknowledged, people }) => (inForce ? `${acknowledged}/${people}` : ''),
  },
];
