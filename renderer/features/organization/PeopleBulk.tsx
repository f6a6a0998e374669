import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonSelection } from '../../../db/domain/organization/organization';
import { useCommand } from '../../api';
import { Needs } from '../../components/Needs';
import type { PickerOption } from '../../components/Picker';
import { LeaveDialog } from './LeaveDialog';
import { MoveDialog } from './MoveDialog';

interface PeopleBulkProps {
  selection: PersonSelection;
  count: number;
  departments: readonly PickerOption[];
  posts: readonly PickerOption[];
  today: string;
  onDone: () => void;
}

/** What can be done with people who are picked: move them, or end them with a last day. */
export function PeopleBulk({ selection, count, departments, posts, today, onDone }: PeopleBulkProps) {
  const { t } = useTranslation('organization');
  const [asking, setAsking] = useState<'move' | 'leave' | null>(null);
  const leave = useCommand('person.leaveMany', { done: t('person.leaveDone'), quiet: true });
  const done = () => {
    setAsking(null);
    onDone();
  };
  const onLeave = async (on: string, successorId: string | null) => {
    const reply = await leave.run({ selection, on, successorId });
    if (reply.ok) done();
  };
  return (
    <>
      <Needs needs="person.moveMany">
        <Button size="compact-sm" variant="default" onClick={() => setAsking('move')}>
          {t('person.move')}
        </Button>
      </Needs>
      <Needs needs="person.leaveMany">
        <Button size="compact-sm" variant="default" onClick={() => setAsking('leave')}>
          {t('person.leaveMany')}
        </Button>
      </Needs>
      {asking === 'move' && (
        <MoveDialog
          selection={selection}
          count={count}
          departments={departments}
          posts={posts}
          today={today}
          onDone={done}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'leave' && (
        <LeaveDialog
          title={t('person.leaveManyTitle', { count })}
          text={t('person.leaveManyText')}
          selection={selection}
          today={today}
          pending={leave.pending}
          failure={leave.failure}
          onLeave={(on, successorId) => void onLeave(on, successorId)}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  );
}
