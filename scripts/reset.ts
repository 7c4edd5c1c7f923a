// Prints a link that sets a new password: npm run reset -- EMAIL [--two-step]
// With --two-step it takes the second step of signing in off as well, for whoever has lost the phone.
import { parseArgs } from 'node:util';
import { openApp } from '#server/app.ts';
import { configFrom } from '#server/config.ts';
import { offerReset, RESET_MINUTES, resetPath } from '#server/staff/resets.ts';

const { values, positionals } = parseArgs({
	options: { 'two-step': { type: 'boolean', default: false } },
	allowPositionals: true
});
const email = positionals[0]?.trim().toLowerCase();
if (!email) {
	console.error('Say whose password: npm run reset -- staff@haebom.example');
	process.exit(2);
}

const app = await openApp(configFrom({ LOG_LEVEL: 'warn', ...process.env }));
const staff = await app.store.reader
	.selectFrom('staff')
	.select('id')
	.where('email', '=', email)
	.executeTakeFirst();
if (staff) {
	const offer = { by: 'shell', twoStep: values['two-step'] };
	const token = await app.store.write((trx) => offerReset(trx, staff.id, offer, Date.now()));
	console.log(`
  New password   ${app.config.origin}${resetPath(token)}
                 (works once, within ${RESET_MINUTES} minutes)
`);
} else {
	console.error(`There is no account with the e-mail address ${email}.`);
	process.exitCode = 1;
}
await app.close();
