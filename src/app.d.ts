import type { App as Server } from '#server/app.ts';
import type { Device } from '#server/database/schema.ts';
import type { Account, Belonging, Staff } from '#server/staff.ts';
import type { Language } from '#ui/messages/language.ts';

declare global {
	namespace App {
		interface Locals {
			readonly app: Server;
			language: Language;
			/** Null when nobody is signed in, or at no center. */
			staff: Staff | null;
			/** Null when nobody is signed in. */
			account: Account | null;
			/** The centers that whoever is signed in belongs to. */
			centers: readonly Belonging[];
			/** Null unless a paired tablet is asking. */
			device: Device | null;
		}
		interface Error {
			message: string;
			/** By which the operator finds the cause in the log. */
			id?: string;
			language?: Language;
		}
	}
}
