import { useTranslation } from 'react-i18next';
import { SimpleTable, type SimpleColumn } from '../../components/SimpleTable';
import { go } from '../../place';
import classes from './Staffing.module.css';
import type { Staffing } from './words';

type Member = Staffing['staff'][number];

/** Who holds a role of safety on the day, with certificates and when they run out. */
export function Staff({ label, members, empty }: { label: string; members: readonly Member[]; empty: string }) {
  const { t } = useTranslation(['staffing', 'term']);
  const columns: SimpleColumn<Member>[] = [
    { id: 'name', title: t('name'), width: '7rem', render: ({ name }) => name },
    {
      id: 'role',
      title: t('role'),
      width: '11rem',
      render: ({ role, title }) => (
        <>
          {t(`term:appointmentRole.${role}`)}
          {title !== '' && <small className={classes.below}>{title}</small>}
        </>
      ),
    },
    { id: 'place', title: t('place'), render: ({ department, post }) => [department, post].filter((part) => part !== '').join(' · ') },
    { id: 'since', title: t('since'), width: '7rem', render: ({ validFrom }) => validFrom },
    { id: 'document', title: t('document'), width: '10rem', render: ({ documentNumber }) => documentNumber },
    {
      id: 'certificate',
      title: t('certificate'),
      render: ({ certificate, certificateNumber }) =>
        certificate === '' && certificateNumber === '' ? (
          <span className={classes.quiet}>{t('noCertificate')}</span>
        ) : (
          <>
            {certificate}
            {certificateNumber !== '' && <small className={classes.below}>{certificateNumber}</small>}
          </>
        ),
    },
    {
      id: 'certificateTo',
      title: t('certificateTo'),
      width: '8rem',
      render: ({ certificateTo, expired, role }) => (
        <>
          {certificateTo ?? ''}
          {expired && <small className={classes.warn}>{t(role === 'certifiedSafetyEngineer' ? 'expiredEngineer' : 'expired')}</small>}
        </>
      ),
    },
  ];
  return (
    <SimpleTable
      label={label}
      columns={columns}
      rows={members}
      keyOf={({ id }) => id}
      onOpen={({ id }) => go(`/appointment/${id}`)}
      empty={<p className={classes.quiet}>{empty}</p>}
    />
  );
}
