// Loaded before a script of the product: the process is killed just before it gives a file a name for the n-th time.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const rename = fs.renameSync;
let left = Number(process.env['DIES_BEFORE_RENAME']);

fs.renameSync = (from, to) => {
	if (--left === 0) process.kill(process.pid, 'SIGKILL');
	rename(from, to);
};
syncBuiltinESMExports();
