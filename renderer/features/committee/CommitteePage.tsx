import { useState } from 'react';
import { usePlace } from '../../place';
import { MeetingList } from './MeetingList';
import { ResolutionList } from './ResolutionList';
import type { Part } from './MeetingRecord';

/** 安委会: the meetings with one of them beside the list, and behind `/committee/resolution` all resolutions. */
export default function CommitteePage() {
  const { id, open } = usePlace('/committee');
  const [part, setPart] = useState<Part>('meeting');
  if (id === 'resolution')
    return (
      <ResolutionList
        onOpen={(meetingId) => {
          setPart('resolutions');
          open(meetingId);
        }}
      />
    );
  return <MeetingList id={id} open={open} part={part} onPart={setPart} />;
}
