import { Parser } from 'saxen';
import { decode } from '#domain/roster-file/text.ts';
import { UnreadableFile } from '#office/roster-file/unreadable-file.ts';

/** Gives an attribute by its name without prefix; null if there is none. */
export type Attribute = (name: string) => string | null;

/** Told what XML holds, as it comes. Names have no prefix: programs choose different ones. */
export interface Listener {
	open(name: string, attribute: Attribute): void;
	close(name: string): void;
	text(text: string): void;
}

/**
 * Goes through a part of a workbook. Document types and entities of their own are not known here, so
 * none can be expanded without end.
 */
export function readMarkup(bytes: Uint8Array, listener: Listener): void {
	const parser = new Parser()
		.on('openTag', (name, attributes, decodeEntities) =>
			listener.open(local(name), (wanted) => {
				const all = attributes();
				const key = wanted in all ? wanted : Object.keys(all).find((it) => local(it) === wanted);
				const value = key === undefined ? undefined : all[key];
				return value === undefined ? null : decodeEntities(value);
			})
		)
		.on('closeTag', (name) => listener.close(local(name)))
		.on('text', (text, decodeEntities) => listener.text(decodeEntities(text)))
		.on('cdata', (text) => listener.text(text))
		.on('error', () => {
			throw new UnreadableFile('damaged');
		});
	parser.parse(decode(bytes).text);
}

/** Whether an attribute that stands for yes or no says yes. */
export function isOn(value: string | null): boolean {
	return value === '1' || value === 'true';
}

function local(name: string): string {
	return name.slice(name.indexOf(':') + 1);
}
