import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that disappears with the stage, or at the latest with this process. */
export function temporaryFolder(stage: AsyncDisposableStack): string {
	const folder = mkdtempSync(join(tmpdir(), 'haebom-bench-'));
	const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
	process.once('exit', remove);
	stage.defer(() => {
		process.off('exit', remove);
		remove();
	});
	return folder;
}
