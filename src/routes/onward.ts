/** Where somebody wanted to go before they were stopped: only to a page of ours, neither «//elsewhere» nor «https:…». */
export function onward(url: URL): string {
	const to = url.searchParams.get('to') ?? '';
	return /^\/[a-z]/.test(to) ? to : '/today';
}

/** The same for a link: empty when there was nowhere in particular. */
export function carrying(url: URL): string {
	return url.searchParams.has('to') ? `?${new URLSearchParams({ to: onward(url) })}` : '';
}
