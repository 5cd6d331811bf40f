import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the clone; every path of a script starts here. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
