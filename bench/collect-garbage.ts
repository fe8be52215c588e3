import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');

/** Sweeps up now, so that what one side has left behind is not charged to the other. */
export const collectGarbage: () => void = runInNewContext('gc');
