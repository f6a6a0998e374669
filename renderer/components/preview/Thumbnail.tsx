import { IconFile } from '@tabler/icons-react';
import { useState } from 'react';

interface ThumbnailProps {
  sha256: string;
  /** Of a picture that can be shown, else empty. */
  mediaType: string;
  /** Makes the small picture where there is none yet. */
  onMissing: (sha256: string) => Promise<string | null>;
}

/** The small picture of a file, or a sign for one that is none. */
export function Thumbnail({ sha256, mediaType, onMissing }: ThumbnailProps) {
  const [made, setMade] = useState<{ sha256: string; src: string | null } | null>(null);
  const own = made?.sha256 === sha256 ? made : null;
  const src = own === null ? `app://thumbnail/${sha256}` : own.src;
  if (mediaType === '' || src === null) return <IconFile size={20} aria-hidden />;
  return (
    <img
      src={src}
      alt=""
      loading="lazy"
      onError={() => {
        if (own === null) void onMissing(sha256).then((found) => setMade({ sha256, src: found }));
        else setMade({ sha256, src: null });
      }}
    />
  );
}
