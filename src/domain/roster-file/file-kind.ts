import { entriesOf, packedBytes, type Entry } from '#domain/roster-file/archive.ts';
import { decode } from '#domain/roster-file/text.ts';

/** What a file is, told by its bytes: its name may say anything. */
export type FileKind =
	/** A spreadsheet as Excel has saved it since 2007. */
	| { readonly kind: 'xlsx'; readonly entries: readonly Entry[] }
	| { readonly kind: 'text' }
	| { readonly kind: Unreadable };

/** Files that cannot be read here; for each there is a way out that staff can be told. */
export type Unreadable =
	| 'empty'
	/** A spreadsheet that brings programs along. */
	| 'macros'
	/** Excel's format until 2003 (BIFF): save it as xlsx. */
	| 'old-excel'
	/** Excel's binary format (xlsb): save it as xlsx. */
	| 'binary-excel'
	/** A spreadsheet of LibreOffice (ods): save it as xlsx. */
	| 'open-document'
	/** Protected by a password. */
	| 'locked'
	/** Hangul documents, old and new: copy the table and paste it. */
	| 'hwp'
	| 'hwpx'
	| 'pdf'
	/** A table of a web page, which school programs like to call `.xls`. */
	| 'web-page'
	/** Begins as an archive, but is cut off or broken. */
	| 'damaged'
	| 'unknown';

const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const OLE_SLOT_BYTES = 128;
const OLE_NAME_BYTES_MAX = 64;

/** A PDF may begin with something else, but not for long. */
const PDF_WITHIN_BYTES = 1_024;
const SAMPLE_BYTES = 4_096;
/** A damaged text file may have a few. */
const CONTROLS_SHARE_MAX = 0.02;
const MARKUP = /^\s*(<!doctype html|<html|<table|<meta|<\?xml|mime-version:|<!--)/i;

/**
 * Tells what a file is from its bytes.
 *
 * @param bytes the whole file
 */
export function fileKind(bytes: Uint8Array): FileKind {
	if (bytes.every((byte) => byte === 0)) return { kind: 'empty' };
	if (startsWith(bytes, OLE)) return { kind: kindOfCompound(bytes) };
	if (startsWith(bytes, [0x50, 0x4b])) return kindOfArchive(bytes);
	const head = latin(bytes.subarray(0, SAMPLE_BYTES));
	if (head.slice(0, PDF_WITHIN_BYTES).includes('%PDF-')) return { kind: 'pdf' };
	if (head.startsWith('HWP Document File')) return { kind: 'hwp' };
	if (MARKUP.test(head.replace(/^ï»¿|^[ÿþ]{2}/, '').replaceAll('\0', '')))
		return { kind: 'web-page' };
	return { kind: isText(bytes) ? 'text' : 'unknown' };
}

function kindOfArchive(bytes: Uint8Array): FileKind {
	const entries = entriesOf(bytes);
	if (!entries) return { kind: 'damaged' };
	const has = (name: string) => entries.some((entry) => entry.name.toLowerCase() === name);
	if (entries.some(({ encrypted }) => encrypted)) return { kind: 'locked' };
	if (entries.some(({ name }) => /vbaProject|macrosheets\//i.test(name))) return { kind: 'macros' };
	if (has('xl/workbook.xml')) return { kind: 'xlsx', entries };
	if (has('xl/workbook.bin')) return { kind: 'binary-excel' };
	if (has('contents/content.hpf')) return { kind: 'hwpx' };
	const label = entries.find(({ name }) => name === 'mimetype');
	const type = label && label.method === 'stored' ? latin(packedBytes(bytes, label) ?? []) : '';
	if (type.startsWith('application/hwp')) return { kind: 'hwpx' };
	if (type.startsWith('application/vnd.oasis')) return { kind: 'open-document' };
	return { kind: has('[content_types].xml') ? 'damaged' : 'unknown' };
}

/** OLE compound files ([MS-CFB]) hold streams; their names tell what wrote them. */
function kindOfCompound(bytes: Uint8Array): Unreadable {
	const names = streamNames(bytes);
	if (names.has('EncryptedPackage')) return 'locked';
	if (names.has('Workbook') || names.has('Book')) return 'old-excel';
	if (names.has('FileHeader') && (names.has('DocInfo') || names.has('BodyText'))) return 'hwp';
	return 'unknown';
}

/**
 * Every directory entry lies on a multiple of 128 bytes: a name in UTF-16, then its length in bytes
 * with the closing zero. Looking at all of them needs no chain of sectors, which may be damaged.
 */
function streamNames(bytes: Uint8Array): ReadonlySet<string> {
	const names = new Set<string>();
	for (let at = 0; at + OLE_SLOT_BYTES <= bytes.length; at += OLE_SLOT_BYTES) {
		const length = (bytes[at + 64] ?? 0) + 256 * (bytes[at + 65] ?? 0);
		if (length < 4 || length > OLE_NAME_BYTES_MAX || length % 2 === 1) continue;
		names.add(new TextDecoder('utf-16le').decode(bytes.subarray(at, at + length - 2)));
	}
	return names;
}

/** Text has hardly any control characters, once it is decoded. */
function isText(bytes: Uint8Array): boolean {
	const { text } = decode(bytes.subarray(0, SAMPLE_BYTES));
	const controls = [...text].filter((letter) => letter < ' ' && letter.trim() !== '');
	return controls.length <= text.length * CONTROLS_SHARE_MAX;
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
	return mark.every((byte, index) => bytes[index] === byte);
}

function latin(bytes: Iterable<number>): string {
	return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}
