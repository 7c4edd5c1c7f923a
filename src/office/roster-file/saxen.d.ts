/** What is used of saxen, which brings no types. */
declare module 'saxen' {
	type Decode = (text: string) => string;

	export class Parser {
		on(
			event: 'openTag',
			handle: (
				name: string,
				attributes: () => Readonly<Record<string, string>>,
				decode: Decode
			) => void
		): this;
		on(event: 'closeTag', handle: (name: string) => void): this;
		on(event: 'text', handle: (text: string, decode: Decode) => void): this;
		on(event: 'cdata', handle: (text: string) => void): this;
		on(event: 'error' | 'warn', handle: (error: Error) => void): this;
		/** Gives back the error, if any, unless the handler has thrown it. */
		parse(xml: string): Error | null;
	}
}
