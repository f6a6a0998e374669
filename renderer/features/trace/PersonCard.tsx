import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TraceHolder, TracePerson } from '../../../db/domain/responsibility/trace';
import { ownerPath } from '../../ownerPath';
import { go } from '../../place';
import classes from './Trace.module.css';

interface PersonCardProps {
  holder: TraceHolder;
  person: TracePerson | null;
  from: string;
  day: string;
}

/** What somebody had to do, had signed and did: duties of the list in force, letter, assessment, deeds with where they stand. */
export function PersonCard({ holder, person, from, day }: PersonCardProps) {
  const { t } = useTranslation(['trace', 'term', 'component']);
  const { list, scope, documentNumber } = holder;
  return (
    <div className={classes.person}>
      <p>
        {[t(`term:traceBasis.${holder.basis}`), documentNumber, holder.since === null ? '' : t('since', { day: holder.since })]
          .filter((word) => word !== '')
          .join('，')}
      </p>
      {scope !== '' && (
        <p>
          {t('person.scope')}：{scope}
        </p>
      )}
      {holder.gaps.map((gap) => (
        <span key={gap} className={classes.gap}>
          {t(`term:traceGap.${gap}`)}
        </span>
      ))}
      {list && <Duties list={list} />}
      {person === null ? <p>{t('person.nameOnly')}</p> : <Signed person={person} from={from} day={day} />}
    </div>
  );
}

function Duties({ list }: { list: NonNullable<TraceHolder['list']> }) {
  const { t } = useTranslation('trace');
  return (
    <>
      <h3>{t('person.list')}</h3>
      <p>
        {list.title} {t('version', { version: list.version })}，{t('person.valid', { day: list.validFrom })}
        {list.approvedBy !== '' && `，${t('person.approved', { name: list.approvedBy, day: list.approvedOn ?? '' })}`}{' '}
        <Anchor component="button" type="button" size="sm" onClick={() => go(ownerPath('responsibility', list.id))}>
          {t('person.toList')}
        </Anchor>
      </p>
      <p className={classes.below}>{t('person.duties', { total: list.total, count: list.duties.length })}</p>
      <ol>
        {list.duties.map(({ text, frequency }, at) => (
          <li key={at}>
            {text}
            {frequency !== '' && <span className={classes.below}>{t('person.frequency', { frequency })}</span>}
          </li>
        ))}
      </ol>
    </>
  );
}

function Signed({ person, from, day }: { person: TracePerson; from: string; day: string }) {
  const { t } = useTranslation(['trace', 'term']);
  const { letter, appraisal, acknowledgements, deeds, total } = person;
  return (
    <>
      <h3>{t('person.signedOf')}</h3>
      <p>
        {letter === null
          ? t('person.noLetter')
          : `${letter.number} ${letter.signedOn === null ? t('unsigned') : t('signed', { day: letter.signedOn })}`}
      </p>
      <p>
        {appraisal?.grade
          ? t('person.appraisal', { name: appraisal.name, grade: t(`term:appraisalGrade.${appraisal.grade}`) })
          : t('person.noAppraisal')}
      </p>
      <h3>{t('person.deeds', { from, to: day })}</h3>
      {deeds.length + acknowledgements.length === 0 && <p>{t('person.noDeeds')}</p>}
      <ul>
        {acknowledgements.map(({ id, on, title, responsibilityId }) => (
          <li key={id}>
            {on}{' '}
            <Anchor component="button" type="button" size="sm" ta="left" onClick={() => go(ownerPath('responsibility', responsibilityId))}>
              {t('person.acknowledged', { title })}
            </Anchor>
          </li>
        ))}
        {deeds.map((deed) => (
          <li key={`${deed.subject} ${deed.id} ${deed.title}`}>
            {deed.on}{' '}
            <Anchor component="button" type="button" size="sm" ta="left" onClick={() => go(ownerPath(deed.subject, deed.subjectId))}>
              {deed.title}
            </Anchor>
            <span className={classes.below}>
              {[
                t(`term:performanceKind.${deed.kind}`),
                deed.place,
                deed.result,
                deed.files === 0 ? '' : t('person.files', { count: deed.files }),
              ]
                .filter((word) => word !== '')
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      {total > deeds.length && <p className={classes.below}>{t('person.more', { count: total - deeds.length })}</p>}
      <Anchor component="button" type="button" size="sm" onClick={() => go(`/performance/dossier/${person.id}`)}>
        {t('person.toDossier')}
      </Anchor>
    </>
  );
}
