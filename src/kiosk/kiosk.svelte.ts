import { askedAfter } from '#domain/asked.ts';
import { wentBack } from '#domain/clock-set.ts';
import {
	UNDO_MS,
	type CalledClass,
	type DoorCounts,
	type Outcome,
	type Stop
} from '#domain/door.ts';
import { errandAt, WHOLE_DUTY, type Duty } from '#domain/duty.ts';
import type { EventId } from '#domain/id.ts';
import type { Verdict } from '#domain/judge.ts';
import { isLight } from '#domain/light/prefix.ts';
import { isPairingLink } from '#domain/pairing.ts';
import { byClock, isClosed, type Session } from '#domain/session.ts';
import { read } from '#domain/token.ts';
import { SEOUL } from '#domain/zone.ts';
import { Asking } from '#kiosk/asking.svelte.ts';
import { BallotBox } from '#kiosk/ballot-box.ts';
import { Bell } from '#kiosk/bell.svelte.ts';
import { Check } from '#kiosk/check.svelte.ts';
import { Chime } from '#kiosk/chime.ts';
import { ClockWatch } from '#kiosk/clock-watch.svelte.ts';
import { Courier } from '#kiosk/courier.ts';
import { Desk } from '#kiosk/desk.ts';
import type { Doorbell } from '#kiosk/doorbell.ts';
import type { Environment } from '#kiosk/environment.ts';
import { GroupArrival } from '#kiosk/group-arrival.svelte.ts';
import { download, handOver } from '#kiosk/hand-over.ts';
import type { Guest } from '#kiosk/guest.svelte.ts';
import { healthOf } from '#kiosk/health.ts';
import { HeldBallots } from '#kiosk/held-ballots.ts';
import type { Contact, Identity, Journal } from '#kiosk/journal.ts';
import { OneWindow } from '#kiosk/one-window.svelte.ts';
import { Pairing } from '#kiosk/pairing.svelte.ts';
import { Proving } from '#kiosk/proving.svelte.ts';
import { Recovery } from '#kiosk/recovery.svelte.ts';
import type { Camera } from '#kiosk/scanner/camera.ts';
import { listenToDigits } from '#kiosk/scanner/lone-digit.ts';
import { listenToWedge } from '#kiosk/scanner/wedge.ts';
import { Staffroom } from '#kiosk/staffroom.svelte.ts';
import { Station } from '#kiosk/station.ts';
import { askToBeWoken, install, useUpdate, type Permission } from '#kiosk/update.ts';
import type { Uplink } from '#kiosk/uplink.ts';
import { Viewfinder } from '#kiosk/viewfinder.svelte.ts';
import { Whereabouts } from '#kiosk/whereabouts.svelte.ts';

/** How long a result stays on the screen; the scanner does not wait for it. */
const SHOWN_MS = 2_000;
/** What has to be read, or answered, stays longer. */
const SHOWN_LONG_MS = 6_000;
const BRIEF: ReadonlySet<Verdict['kind']> = new Set(['arrival', 'departure', 'repeat']);
const TICK_MS = 1_000;
const LOOK_AGAIN_MS = 30_000;
const ERASE_EVERY_MS = 60 * 60_000;
/** A disk that has not answered by now may wait for something that staff can end. */
const ANSWER_MS_MAX = 5_000;

/** What the tablet knows about itself; read from the disk whenever the disk changes. */
interface Standing {
	readonly identity: Identity | null;
	readonly contact: Contact;
	readonly unsent: number;
	readonly session: Session | null;
	/** The other sessions of today that are not over, in the clock's order. */
	readonly others: readonly Session[];
	readonly counts: DoorCounts;
}

/** Everything that the kiosk page shows and does. The page only lays it out. */
export class Kiosk {
	/** Undefined until the disk has answered for the first time. */
	standing = $state.raw<Standing>();
	/** The disk does not open, or no longer. */
	unreadable = $state(false);
	/** The disk has not answered since the start, for so long that staff should know. */
	waiting = $state(false);
	outcome = $state.raw<Outcome | null>(null);
	/** What was recorded just now, as long as anybody can take it back. */
	undoable = $state.raw<EventId | null>(null);
	stop = $state<Stop | null>(null);
	/** Records pass from screen to camera: this tablet's own ones only, or also what another one owes. */
	rescuing = $state<'own' | 'any' | null>(null);
	/** The tablet's own clock. */
	now = $state(0);
	readonly pairing: Pairing;
	/** Out of service, and nobody is pairing it anew. */
	readonly retired = $derived.by(
		() => this.standing?.identity?.retired === true && !this.pairing.underWay
	);
	/** Whether the door is open: this tablet is in service, and nobody is pairing it anew. */
	readonly open = $derived.by(
		() =>
			this.standing?.identity !== null &&
			!this.standing?.identity?.retired &&
			!this.pairing.underWay
	);
	/** What the center made this tablet for. */
	readonly duty: Duty = $derived(this.standing?.identity?.duty ?? WHOLE_DUTY);

	/** Whether this is the window that has the door. */
	readonly oneWindow = new OneWindow(navigator.locks);
	/** A new version may come when nobody is at the door and nothing is owed; the window with the door begins. */
	readonly mayUpdate: Permission = {
		begin: async () => !this.oneWindow.elsewhere && (await this.#atRest()),
		reload: () => this.#atRest()
	};
	/** What was not sent, for whoever carries it. */
	readonly recovery: Recovery;
	readonly clock: ClockWatch;
	readonly viewfinder: Viewfinder;

	/** Whether the tablet is ready for the day. */
	readonly check: Check;
	/** What is behind the staff's PIN. */
	readonly staffroom: Staffroom;
	/** Whether everything arrived. */
	readonly proving: Proving;
	/** A class that is coming in. */
	group = $state.raw<GroupArrival | null>(null);

	/** How it was, in the words of whoever leaves. */
	readonly asking: Asking;
	readonly guest: Guest;
	readonly bell: Bell;
	readonly #journal: Journal;
	readonly #uplink: Uplink;
	readonly #environment: Environment;
	readonly #scanner: Camera;
	readonly #station: Station;
	readonly #courier: Courier;
	readonly #ballots: HeldBallots;
	readonly #chime = new Chime();
	#hide: ReturnType<typeof setTimeout> | undefined;
	#settle: ReturnType<typeof setTimeout> | undefined;
	#stopCourier = () => {};

	constructor(parts: {
		journal: Journal;
		uplink: Uplink;
		doorbell: Doorbell;
		environment: Environment;
		scanner: Camera;
		guest: Guest;
		build: string;
	}) {
		this.guest = parts.guest;
		this.bell = new Bell(this.#chime);
		this.#journal = parts.journal;
		this.#uplink = parts.uplink;
		this.#environment = parts.environment;
		this.#scanner = parts.scanner;
		this.viewfinder = new Viewfinder(parts.scanner, (text) => this.take(text));
		this.pairing = new Pairing(parts, {
			begins: () => this.asking.giveWay(),
			paired: () => {
				this.stop = null;
				this.#startCourier();
			}
		});
		this.recovery = new Recovery(parts.journal, parts.environment);
		this.clock = new ClockWatch(parts.environment);
		this.staffroom = new Staffroom(parts.journal, parts.environment, () => this.#courier.nudge());
		this.proving = new Proving(parts.journal, parts.uplink, parts.environment);
		this.check = new Check(parts.journal, parts.environment, parts.build, () => ({
			camera: this.viewfinder.state,
			clockDoubtful: this.clockDoubtful,
			audible: this.#chime.audible
		}));
		this.#ballots = new HeldBallots(
			new BallotBox(parts.journal, parts.environment),
			parts.environment
		);
		this.asking = new Asking(this.#ballots, parts.environment, {
			kept: () => this.#courier.nudge(),
			failed: () => (this.unreadable = true),
			over: () => this.#rest(),
			unhurried: () => this.guest.present
		});
		this.#station = new Station(parts.journal, parts.environment, (outcome) => this.#show(outcome));
		this.#courier = new Courier({
			...parts,
			health: async () => healthOf(parts.build, await parts.journal.contact()),
			stopped: (stop) => (this.stop = stop),
			carried: () => this.proving.compareWhenDue(),
			unreachable: () => void askToBeWoken().catch(() => {})
		});
	}

	/** Begins to live; returns how to end. */
	start(): () => void {
		this.#scanner.warm();
		const tick = () => {
			this.now = this.#environment.now();
			// Whoever set it may have set it wrong: the center says by how much.
			if (this.clock.look()) this.#courier.nudge();
		};
		tick();
		const ticking = setInterval(tick, TICK_MS);
		const looking = setInterval(() => void this.#look(), LOOK_AGAIN_MS);
		const erasing = setInterval(() => void this.#erase(), ERASE_EVERY_MS);
		const late = setTimeout(() => (this.waiting = !this.standing), ANSWER_MS_MAX);
		void this.#erase();
		void this.#look();
		const stopWatching = this.#journal.watch(
			() => this.#read(),
			(standing) => this.#stand(standing),
			() => (this.unreadable = true)
		);
		const leaveWindow = this.oneWindow.start();
		// What is held would be gone with the page; one that is hidden may end without another word.
		const leaving = () => this.asking.secure();
		const hidden = () => {
			this.clock.hidden();
			if (document.hidden) leaving();
		};
		document.addEventListener('visibilitychange', hidden);
		const stopWedge = listenToWedge(window, (text) => {
			this.asking.typedOver();
			this.take(text);
		});
		const stopDigits = listenToDigits(window, (digit) => {
			if (this.#canAnswer) this.asking.answer(digit);
		});
		const touched = (event: Event) => {
			this.#chime.unlock();
			this.guest.touch();
			this.staffroom.touch();
			this.asking.touch();
			const escaped = event instanceof KeyboardEvent && event.key === 'Escape';
			if (escaped && this.#canAnswer) this.asking.takeBack();
		};
		// Not the keys, which may be those of a scanner in the hands of students.
		const pointed = () => this.check.touch();
		addEventListener('pagehide', leaving);
		addEventListener('pointerdown', pointed);
		addEventListener('pointerdown', touched);
		addEventListener('keydown', touched);
		// Without it the door works all the same, only not after a start without a network.
		install(this.mayUpdate).catch((error) => console.error(error));
		const { hash } = location;
		if (hash) {
			// The code works once; left in the address it would only puzzle whoever reloads the page.
			history.replaceState(null, '', location.pathname);
			void this.pairing.take(hash);
		}
		return () => {
			clearInterval(ticking);
			clearInterval(looking);
			clearInterval(erasing);
			clearTimeout(late);
			clearTimeout(this.#hide);
			clearTimeout(this.#settle);
			stopWatching();
			stopWedge();
			stopDigits();
			leaveWindow();
			document.removeEventListener('visibilitychange', hidden);
			removeEventListener('pagehide', leaving);
			removeEventListener('pointerdown', pointed);
			removeEventListener('pointerdown', touched);
			removeEventListener('keydown', touched);
			this.guest.leave();
			void this.asking.giveWay();
			this.bell.answer();
			this.#stopCourier();
			void this.#scanner.stop();
		};
	}

	/** What a scanner, a camera or the keypad gave. */
	take(text: string): void {
		if (!this.standing || this.pairing.state === 'working' || this.oneWindow.elsewhere) return;
		if (isLight(text)) return;
		if (this.check.isOpen) {
			if (read(text).kind === 'ours') this.check.scanned();
			return;
		}
		if (!this.open) void this.pairing.take(text);
		// The center's screen is often still before the camera when the pairing is done.
		else if (!isPairingLink(text) && errandAt(this.duty) !== 'open') void this.#station.take(text);
	}

	/** Looks whether the tablet is ready for the day: scans are not recorded meanwhile, so only for staff. */
	openCheck(): void {
		void this.staffroom.ask(() => this.check.open());
	}

	/** Hands records from tablet to tablet where there is no network; others' ones only behind the PIN. */
	openRescue(whose: 'own' | 'any'): void {
		this.staffroom.close();
		this.check.close();
		this.recovery.close();
		void this.asking.giveWay();
		this.rescuing = whose;
	}

	/** What that needs of this tablet. */
	rescue() {
		return {
			journal: this.#journal,
			environment: this.#environment,
			scanner: this.#scanner,
			/** A parcel came, and the network may be there already. */
			took: () => this.#courier.nudge()
		};
	}

	/** Where this tablet stands. Names of another site open with that site's PIN, so the room closes. */
	whereabouts(): Whereabouts {
		return new Whereabouts(this.#uplink, () => {
			this.staffroom.close();
			this.#courier.hurry();
		});
	}

	/** Somebody set the clock, and the center has not said yet what it is off by. */
	get clockDoubtful(): boolean {
		const { skewAt, heardAt = null } = this.standing?.contact ?? {};
		return this.clock.doubtful || wentBack(this.now, skewAt ?? heardAt);
	}

	/** Lets whoever checks the tablet hear it. */
	playSound(): void {
		this.#chime.tryOut();
	}

	/** Starts anew with the version that waits. What is owed lies on the disk and is sent afterwards. */
	useUpdate(): void {
		void this.asking.giveWay().then(useUpdate);
	}

	/** Lets in somebody without a readable badge. */
	admit(): void {
		void this.#station.admit();
	}

	/** Takes back what was recorded just now. */
	undo(): void {
		const recorded = this.undoable;
		this.undoable = null;
		if (!recorded) return;
		this.asking.withdraw();
		void this.#station.undo(recorded);
	}

	/** Lets a class come in one after the other; the names that were opened for it are closed again. */
	async beginGroup(called: CalledClass): Promise<void> {
		this.staffroom.close();
		void this.asking.leave();
		await this.endGroup(null);
		const journal = this.#journal;
		const desk = new Desk(journal, this.#environment);
		const zone = this.standing?.identity?.zone ?? SEOUL;
		this.group = new GroupArrival({ journal, desk, zone, ...called });
		this.group.start();
	}

	/** Ends it. With a reason, whoever did not come is marked as absent. */
	async endGroup(reason: string | null): Promise<void> {
		const { group } = this;
		this.group = null;
		await group?.finish(reason);
		this.#courier.nudge();
	}

	/** Puts what is owed into a file that can be carried to the center. */
	async handOver(): Promise<void> {
		try {
			download(await handOver(this.#journal, this.#environment.now()));
		} catch {
			this.unreadable = true;
		}
	}

	/** Opens the database again after it was closed under us. */
	async reopen(): Promise<void> {
		try {
			await this.#journal.reopen();
			this.#stand(await this.#read());
		} catch {
			this.unreadable = true;
		}
	}

	#show(outcome: Outcome): void {
		if (outcome.kind === 'verdict' && outcome.verdict.kind === 'reread') return;
		void this.asking.giveWay();
		this.#chime.play(outcome);
		if (outcome.kind === 'class' && outcome.called) void this.beginGroup(outcome.called);
		this.outcome = outcome;
		clearTimeout(this.#hide);
		if ('recorded' in outcome) this.#offerUndo(outcome.recorded);
		if (outcome.kind === 'checking') return;
		this.guest.told(outcome);
		// Whoever set the screen for themselves may read slowly, or listen.
		const shownMs = isBrief(outcome) && !this.guest.present ? SHOWN_MS : SHOWN_LONG_MS;
		const asking = this.#askAfter(outcome);
		this.#hide = setTimeout(() => void this.#hideAfter(asking), shownMs);
		this.#courier.nudge();
	}

	/** However long the disk takes to find the question, whoever will be asked is not gone before. */
	async #hideAfter(asking: Promise<void>): Promise<void> {
		const hide = this.#hide;
		await asking;
		// Whoever is asked still sees that they have left; and somebody else may have come meanwhile.
		if (hide === this.#hide && !this.asking.asked) this.#rest();
	}

	/** Asks whoever leaves how it was; not while a class passes. */
	async #askAfter(outcome: Outcome): Promise<void> {
		if (outcome.kind !== 'verdict' || this.group) return;
		const occasion = askedAfter(outcome.verdict, this.duty);
		if (!occasion) return;
		await this.asking.offer(occasion.session, occasion.who);
		if (this.asking.asked) return this.guest.linger();
		// What they had answered a moment ago was not on the disk yet when the badge was judged.
		if (outcome.verdict.kind === 'question' && this.outcome === outcome) {
			this.outcome = { ...outcome, verdict: { kind: 'unasked', cause: 'answered', ...occasion } };
		}
	}

	/** Where anybody may answer, the question stands while a session is on, and until it is closed. */
	#askAnybody({ session, contact }: Standing): void {
		if (this.asking.occupied) return;
		const now = this.#environment.now() + contact.skew;
		const on = session !== null && now >= session.startsAt && !isClosed(session, now);
		const about = errandAt(this.duty) === 'open' && on ? session : null;
		if (about && this.asking.asked?.session.id !== about.id) void this.asking.offer(about, null);
		if (!about && this.asking.asked) void this.asking.leave();
	}

	/** Whether keys are meant for the question, and for nothing that lies over it. */
	get #canAnswer(): boolean {
		return (
			this.guest.panel === null &&
			!this.guest.asked &&
			this.staffroom.state === 'closed' &&
			!this.check.isOpen &&
			!this.asking.writing
		);
	}

	/** The screen is free for whoever comes next. */
	#rest(): void {
		this.outcome = null;
		this.guest.rest();
		if (this.standing) this.#askAnybody(this.standing);
	}

	#offerUndo(recorded: EventId | null): void {
		clearTimeout(this.#settle);
		this.undoable = recorded;
		this.#settle = setTimeout(() => (this.undoable = null), UNDO_MS);
	}

	async #look(): Promise<void> {
		try {
			this.#stand(await this.#read());
		} catch {
			this.unreadable = true;
		}
	}

	/** Names go a day after their session, whether or not there has been a network since. */
	async #erase(): Promise<void> {
		try {
			const { skew } = await this.#journal.contact();
			await this.#journal.erase(this.#environment.now() + skew);
		} catch {
			this.unreadable = true;
		}
	}

	#stand(standing: Standing): void {
		const first = this.standing === undefined;
		if (this.standing?.contact.skewAt !== standing.contact.skewAt) this.clock.heard();
		this.standing = standing;
		this.unreadable = false;
		this.waiting = false;
		if (first && standing.identity) this.#startCourier();
		this.#askAnybody(standing);
	}

	async #read(): Promise<Standing> {
		const [contact, identity] = await Promise.all([
			this.#journal.contact(),
			this.#journal.identity()
		]);
		const now = this.#environment.now() + contact.skew;
		const [unsent, sessions] = await Promise.all([
			this.#journal.unsent(),
			this.#journal.today(now, identity?.zone)
		]);
		const [session = null, ...rest] = byClock(sessions, now);
		const others = rest.filter(({ endsAt }) => endsAt > now);
		const counts = await this.#journal.counts(session?.id ?? null, now, identity?.zone);
		return { identity, contact, unsent, session, others, counts };
	}

	#startCourier(): void {
		this.#stopCourier();
		this.#stopCourier = this.#courier.start({ window, document });
	}

	/** Nobody is at the door, and nothing is owed. */
	async #atRest(): Promise<boolean> {
		return (
			this.outcome === null &&
			!this.asking.occupied &&
			!this.#ballots.holding &&
			this.group === null &&
			this.staffroom.state === 'closed' &&
			!this.check.isOpen &&
			this.recovery.state.kind === 'closed' &&
			this.rescuing === null &&
			this.undoable === null &&
			!this.guest.present &&
			this.pairing.state !== 'working' &&
			(await this.#journal.unsent()) === 0
		);
	}
}

function isBrief(outcome: Outcome): boolean {
	if (outcome.kind !== 'verdict' || !BRIEF.has(outcome.verdict.kind)) return false;
	return !('elsewhere' in outcome.verdict && outcome.verdict.elsewhere);
}
