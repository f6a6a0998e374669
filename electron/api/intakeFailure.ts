import type { Finding } from '../../db/domain/rule';
import { IntakeFailure } from '../intake/failure';
import { AppError } from './failure';

/** All files that cannot be read, so that they are mended in one go. */
export function failureOf(failures: readonly IntakeFailure[]): AppError {
  const [{ key, params }] = failures as [IntakeFailure];
  const findings =
    failures.length === 1
      ? []
      : failures.map((failure): Finding => ({
          rule: 'file',
          kind: 'arithmetic',
          key: `intake:failure.${failure.key}`,
          field: String(failure.params['file']),
          params: { ...failure.params },
        }));
  return new AppError(
    findings.length === 0
      ? { code: 'INVALID', key: `intake:failure.${key}`, params: { ...params }, findings }
      : { code: 'INVALID', key: 'files', params: { count: failures.length }, findings },
  );
}

/** What a file lacks, said as a refusal. */
export async function asFailure<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof IntakeFailure) throw failureOf([cause]);
    throw cause;
  }
}
