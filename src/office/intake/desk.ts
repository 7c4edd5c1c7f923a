import * as v from 'valibot';
import type { SchoolId, SessionId } from '#domain/id.ts';
import { IntakeAnswer, SceneAnswer, type Intake } from '#domain/intake.ts';

/** Whom a list may be about. */
export interface Asked {
	readonly schools: readonly SchoolId[];
	readonly outOfSchool: boolean;
	readonly sessions: readonly SessionId[];
}

/** The server as a list needs it. Null where it could not be reached, or did not understand. */
export interface Desk {
	sceneOf(asked: Asked): Promise<SceneAnswer | null>;
	takeIn(intake: Intake): Promise<IntakeAnswer | null>;
}

/** Twenty thousand new badges take the server seconds, on a slow machine longer. */
const ANSWER_MS_MAX = 120_000;

/** The center's own server. */
export const desk: Desk = {
	sceneOf: (asked) => post('/import/present', asked, SceneAnswer),
	takeIn: (intake) => post('/import/confirm', intake, IntakeAnswer)
};

async function post<Schema extends v.GenericSchema>(
	address: string,
	body: object,
	schema: Schema
): Promise<v.InferOutput<Schema> | null> {
	try {
		const response = await fetch(address, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
			// Whoever was signed out meanwhile is led to another page, which is no answer.
			redirect: 'error',
			signal: AbortSignal.timeout(ANSWER_MS_MAX)
		});
		const answer = v.safeParse(schema, await response.json());
		return answer.success ? answer.output : null;
	} catch {
		return null;
	}
}
