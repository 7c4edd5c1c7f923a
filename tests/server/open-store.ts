// Opens a database as one of several processes that start together, and says in which epoch it lives.
import { epochOf } from '#server/centers.ts';
import { openStore } from '#server/database/store.ts';
import { silent } from '#server/log.ts';

const store = await openStore(process.argv[2] ?? '', silent);
process.stdout.write(await epochOf(store));
await store.close();
