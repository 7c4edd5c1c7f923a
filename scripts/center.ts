// Founds a further center and prints the link for its first administrator: npm run center -- "NAME"
import { openApp } from '#server/app.ts';
import { found } from '#server/centers.ts';
import { configFrom } from '#server/config.ts';
import { invitationPath, INVITATION_DAYS, invite } from '#server/staff/invitations.ts';

const name = process.argv.slice(2).join(' ').trim();
if (!name || name.length > 100) {
	console.error('Say what the center is called: npm run center -- "해봄구 진로직업체험지원센터"');
	process.exit(2);
}

const app = await openApp(configFrom({ LOG_LEVEL: 'warn', ...process.env }));
const now = Date.now();
const invitation = await app.store.write(async (trx) => {
	const center = await found(trx, { name, demo: false }, now);
	return invite(trx, center, { role: 'administrator' }, 'shell', now);
});
if (!invitation) throw new Error('The invitation was not made');
console.log(`
  ${name}
  First administrator   ${app.config.origin}${invitationPath(invitation.token)}
                        (works once, within ${INVITATION_DAYS} days)
`);
await app.close();
