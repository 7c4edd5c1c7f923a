import type { App } from '#server/app.ts';
import { found } from '#server/centers.ts';
import { chanceFrom } from '#server/demo/chance.ts';
import { fill, type Filled } from '#server/demo/fill.ts';
import { currentEpoch } from '#server/epochs.ts';
import { randomBytes } from '#server/keys.ts';

export const DEMO_CENTER = '해봄구 진로직업체험지원센터';

export interface Demo extends Filled {
	readonly email: string;
	/** Drawn anew each time and shown this once: there is no default password anywhere. */
	readonly password: string;
}

/** Founds a demo center with an administrator of its own. */
export async function foundDemo(
	app: Pick<App, 'store' | 'keys' | 'staff'>,
	participations: number,
	seed: number,
	now: number
): Promise<Demo> {
	const email = `demo-${Buffer.from(randomBytes(3)).toString('hex')}@haebom.example`;
	const password = Buffer.from(randomBytes(9)).toString('base64url');
	const staff = await app.staff.add({ name: '해봄 담당자', email, password });
	const center = await app.store.write(async (trx) => {
		const id = await found(trx, { name: DEMO_CENTER, demo: true }, now);
		await trx
			.insertInto('membership')
			.values({ center_id: id, staff_id: staff, role: 'administrator', school_id: null })
			.execute();
		return id;
	});
	const parts = { ...app, epoch: await currentEpoch(app.store.reader) };
	const filled = await fill(parts, center, participations, chanceFrom(seed), now);
	return { ...filled, email, password };
}
