import { clock } from '#domain/day.ts';
import type { EventId } from '#domain/id.ts';
import type { LogLine } from '#domain/session-log.ts';
import type { Zone } from '#domain/zone.ts';
import type { AttendanceTexts } from '#ui/messages/attendance.ts';
import type { StaffroomTexts } from '#ui/messages/staffroom.ts';

/** What the log's lines are put into words with. */
export interface LogWords {
	readonly texts: AttendanceTexts;
	readonly staffroom: StaffroomTexts;
	readonly zone: Zone;
	readonly lines: ReadonlyMap<EventId, LogLine>;
}

/** Whom a line is about, in a word or two; empty where it is about nobody. */
export function whom(line: LogLine, { staffroom }: LogWords): string {
	return line.person?.name ?? (line.claim || (line.about === 'nobody' ? '' : staffroom.unnamed));
}

/** What a line says, without whom it is about. */
export function what(line: LogLine, words: LogWords): string {
	const { texts, staffroom } = words;
	const { fact } = line;
	switch (fact.kind) {
		case 'arrival':
		case 'departure':
			return staffroom.log[fact.kind];
		case 'mark':
			return staffroom.marks[fact.mark];
		case 'match':
			return staffroom.log.match(line.matched?.name ?? staffroom.unnamed);
		case 'headcount':
			return staffroom.log.headcount(fact.counted, fact.inside);
		case 'refusal':
			return staffroom.log.refusal[fact.cause];
		case 'void': {
			const voided = words.lines.get(fact.voids);
			return voided
				? texts.log.undoOf(`${clock(voided.at, words.zone)} ${what(voided, words)}`)
				: texts.log.void;
		}
	}
}

/** A whole line in words: `09:31 김새봄 들어옴`. */
export function sentence(line: LogLine, words: LogWords): string {
	return [clock(line.at, words.zone), whom(line, words), what(line, words)]
		.filter(Boolean)
		.join(' ');
}
