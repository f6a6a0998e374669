import { AppError } from '../../api/failure';

/**
 * Why an archive cannot be read: another `password`; `tampered` – changed by somebody, all bytes fit together but the password's
 * seal does not; `damaged` by its carrier; `cut` off; written by a `newer` version; no archive at all, `foreign`; `sealed`, a
 * password is needed.
 */
export type ArchiveFaultKind = 'password' | 'tampered' | 'damaged' | 'cut' | 'newer' | 'foreign' | 'sealed';

const keys = {
  password: 'archivePassword',
  tampered: 'archiveTampered',
  damaged: 'archiveDamaged',
  cut: 'archiveCut',
  newer: 'archiveNewer',
  foreign: 'archiveForeign',
  sealed: 'archiveSealed',
} as const satisfies Record<ArchiveFaultKind, string>;

export class ArchiveFault extends AppError {
  constructor(readonly kind: ArchiveFaultKind) {
    super({ code: 'INVALID', key: keys[kind], findings: [] });
  }
}
