// Recomputes the trail of every center: npm run verify-trail. Ends with 1 when one is not what it was.
import { configFrom } from '#server/config.ts';
import { openStore } from '#server/database/store.ts';
import { openLog } from '#server/log.ts';
import { verify } from '#server/trail.ts';

const config = configFrom({ LOG_LEVEL: 'warn', ...process.env });
const store = await openStore(config.databaseUrl, openLog(config.logLevel), config.databaseWays);
const centers = await store.reader
	.selectFrom('center')
	.select(['id', 'name'])
	.orderBy('created_at')
	.orderBy('id')
	.execute();
for (const { id, name } of centers) {
	const verified = await verify(store.reader, id);
	if (verified.kind === 'whole') {
		console.log(`whole   ${name}  ${verified.entries} entries, head ${verified.head}`);
	} else {
		console.error(`BROKEN  ${name}  entry ${verified.position} is not what was written`);
		process.exitCode = 1;
	}
}
await store.close();
