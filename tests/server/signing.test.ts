import { expect, test } from 'vitest';
import * as v from 'valibot';
import { CenterId } from '#domain/id.ts';
import { verifySigned } from '#domain/signed.ts';
import { signFor, signingKeyOf } from '#server/signing.ts';
import { someKeys, uuid } from './center.ts';

const said = { kind: 'greeting', count: 3 };

test('a center’s signature is known by its key, in every process that has the installation’s secret', async () => {
	const keys = someKeys();
	const center = v.parse(CenterId, uuid());
	const signed = await signFor(keys, center, said);
	expect(await verifySigned(signingKeyOf(keys, center), signed)).toEqual(said);
});

test('and neither by the key of another center, nor without the installation’s secret', async () => {
	const keys = someKeys();
	const center = v.parse(CenterId, uuid());
	const signed = await signFor(keys, center, said);
	const other = v.parse(CenterId, uuid());
	expect(await verifySigned(signingKeyOf(keys, other), signed)).toBeNull();
	expect(await verifySigned(signingKeyOf(someKeys(), center), signed)).toBeNull();
});
