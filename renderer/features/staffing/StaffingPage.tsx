import { Anchor, Button, Text } from '@mantine/core';
import { IconPlus, IconPrinter } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isCounted } from '../../../db/domain/staffing/staffing';
import { useApi } from '../../api';
import { useToday } from '../../choices';
import { DayInput } from '../../components/DayInput';
import { Needs } from '../../components/Needs';
import { PageHead } from '../../components/PageHead';
import { Refused } from '../../components/Refused';
import { SidePanel } from '../../components/SidePanel';
import { SimpleTable, type SimpleColumn } from '../../components/SimpleTable';
import { HistoryButton } from '../../history';
import { go, usePlace } from '../../place';
import { paperDraftKey, remember } from '../../preference';
import { BodyForm, type Body } from './BodyForm';
import { Headcount } from './Headcount';
import { RequirementCard, StateMark } from './RequirementCard';
import { Staff } from './Staff';
import classes from './Staffing.module.css';
import { wordOf, type Staffing } from './words';

type Strictest = Staffing['strictest'][number];

/** 机构与人员: what every basis asks for beside what there is, on a day. */
export default function StaffingPage() {
  const { t } = useTranslation(['staffing', 'term', 'component']);
  const { id, open } = usePlace('/staffing');
  const today = useToday();
  const [day, setDay] = useState<string | null>(null);
  const [dirty, setDirty] = useState(false);
  const view = useApi('staffing.get', day === null ? {} : { day }, { keep: true });
  const { data: departments = [] } = useApi('department.list', {}, { keep: true, subjects: ['department', 'departmentName'] });
  const options = useMemo(() => departments.map(({ id: value, name }) => ({ value, label: name })), [departments]);
  if (view.isError) return <Refused failure={view.error.failure} onRetry={() => void view.refetch()} />;
  if (!view.data || today === '') return null;
  const { requirements, strictest, bodies, staff } = view.data;
  const chosen = bodies.find((body) => body.id === id) ?? null;
  const isEquipment = ({ role }: Staffing['staff'][number]) => role === 'equipmentSafetyDirector' || role === 'equipmentSafetyOfficer';
  const equipment = staff.filter(isEquipment);
  const comma = t('component:list.comma');
  const count = (what: Strictest['what'], value: number) => (isCounted(what) ? value : t(value > 0 ? 'yes' : 'no'));

  const sums: SimpleColumn<Strictest>[] = [
    {
      id: 'what',
      title: t('what'),
      render: ({ what, isOneWay }) => (
        <>
          {wordOf(t, what)}
          {isOneWay && <small className={classes.quiet}> {t('oneWay')}</small>}
        </>
      ),
    },
    { id: 'required', title: t('required'), width: '6rem', align: 'end', render: ({ what, required }) => count(what, required) },
    { id: 'present', title: t('present'), width: '6rem', align: 'end', render: ({ what, present }) => count(what, present) },
    { id: 'by', title: t('by'), render: ({ rules }) => rules.map((rule) => t(`term:staffingRule.${rule}`)).join(comma) },
    { id: 'state', title: t('state'), width: '7rem', render: ({ met }) => <StateMark state={met ? 'met' : 'lacking'} /> },
  ];
  const bodyColumns: SimpleColumn<Body>[] = [
    { id: 'kind', title: t('body.kind'), width: '10rem', render: ({ kind }) => t(`term:safetyBodyKind.${kind}`) },
    {
      id: 'name',
      title: t('body.name'),
      render: ({ name, isMerged, isOpen }) => (
        <>
          {name}
          {isMerged && <small className={classes.quiet}> {t('body.isMerged')}</small>}
          {!isOpen && <small className={classes.quiet}> {t('ended')}</small>}
        </>
      ),
    },
    { id: 'document', title: t('body.documentNumber'), render: ({ documentNumber }) => documentNumber },
    { id: 'from', title: t('body.validFrom'), width: '9rem', render: ({ validFrom }) => validFrom },
    { id: 'to', title: t('body.validTo'), width: '9rem', render: ({ validTo }) => validTo ?? '' },
  ];

  return (
    <SidePanel
      title={id === 'new' ? t('newBody') : chosen?.name}
      onClose={() => open(null)}
      dirty={dirty}
      width={440}
      actions={chosen && <HistoryButton id={chosen.id} />}
      list={
        <>
          <PageHead title={t('title')} note={t('note')}>
            <Text size="sm">{t('asOf')}</Text>
            <DayInput
              aria-label={t('asOf')}
              w="10rem"
              value={day ?? today}
              max={today}
              clearable={false}
              onChange={(picked) => setDay(picked === null || picked === today ? null : picked)}
            />
            {day !== null && (
              <Button variant="default" onClick={() => setDay(null)}>
                {t('back')}
              </Button>
            )}
            <Button
              variant="default"
              leftSection={<IconPrinter size={15} aria-hidden />}
              onClick={() => {
                remember(paperDraftKey('F35'), { day });
                go('/filing/F35');
              }}
            >
              {t('print')}
            </Button>
            <Needs needs="safetyBody.create">
              <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => open('new')}>
                {t('newBody')}
              </Button>
            </Needs>
          </PageHead>
          <div className={classes.page}>
            <Headcount {...view.data} />
            <h2>{t('requirements')}</h2>
            {requirements.length === 0 && <p className={classes.quiet}>{t('noRequirements')}</p>}
            <div className={classes.cards}>
              {requirements.map((requirement) => (
                <RequirementCard key={requirement.rule} requirement={requirement} />
              ))}
            </div>
            {strictest.length > 0 && (
              <>
                <h2>{t('strictest')}</h2>
                <SimpleTable label={t('strictest')} columns={sums} rows={strictest} keyOf={({ what }) => what} />
              </>
            )}
            <h2>{t('bodies')}</h2>
            <SimpleTable
              label={t('bodies')}
              columns={bodyColumns}
              rows={bodies}
              keyOf={(body) => body.id}
              openKey={id}
              onOpen={(body) => open(body.id)}
              empty={<p className={classes.quiet}>{t('noBodies')}</p>}
            />
            <h2>
              {t('staff')}
              <Anchor component="button" type="button" size="sm" ml="md" onClick={() => go('/appointment')}>
                {t('toAppointments')}
              </Anchor>
            </h2>
            <Staff label={t('staff')} members={staff.filter((member) => !isEquipment(member))} empty={t('noStaff')} />
            {(equipment.length > 0 || requirements.some(({ rule }) => rule === 'equipmentStaff')) && (
              <>
                <h2>{t('equipmentStaff')}</h2>
                <Staff label={t('equipmentStaff')} members={equipment} empty={t('noEquipmentStaff')} />
              </>
            )}
          </div>
        </>
      }
    >
      {id === 'new' || chosen ? (
        <BodyForm
          key={`${id} ${chosen?.revision ?? ''}`}
          body={chosen}
          departments={options}
          today={today}
          onSaved={open}
          onDirty={setDirty}
        />
      ) : null}
    </SidePanel>
  );
}
