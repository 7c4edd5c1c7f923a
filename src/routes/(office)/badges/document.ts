/** A PDF to be looked at, printed, and kept by nobody on the way. */
export function document(pdf: Uint8Array<ArrayBuffer>, name: string): Response {
	return new Response(pdf, {
		headers: {
			'content-type': 'application/pdf',
			'content-disposition': `inline; filename="${name}"`,
			'cache-control': 'private, no-store'
		}
	});
}
