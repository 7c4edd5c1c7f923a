import { asked } from '#ui/messages/asked.ts';
import type { StudentTexts } from '#ui/messages/kiosk.ko.ts';

export const vi: StudentTexts = {
	title: 'Haebom điểm danh',
	language: 'Tiếng Việt',

	idle: {
		hold: {
			both: 'Em hãy giơ thẻ tên trước camera',
			arrivals: 'Khi vào, em hãy giơ thẻ tên',
			departures: 'Khi về, em hãy giơ thẻ tên',
			badge: 'Em giơ thẻ tên và cho biết hôm nay thế nào nhé',
			open: 'Khi bắt đầu, máy sẽ hỏi em ở đây'
		},
		how: 'Giữ cho mã QR hình vuông ở giữa màn hình.',
		noSession: 'Hôm nay không có buổi nào',
		noSessionHow: 'Em cứ giơ thẻ tên, máy sẽ ghi lại.',
		others: 'Hôm nay còn có'
	},
	counts: { expected: 'Sẽ đến', here: 'Đang ở đây', gone: 'Đã về' },
	places: (capacity) => `${capacity} chỗ`,

	arrival: { title: 'Chào em!', late: 'Em đến hơi muộn. Không sao, mời em vào.', ok: 'Giờ vào' },
	departure: { title: 'Tạm biệt em!', ok: 'Giờ về' },
	repeatHere: { title: 'Em đã vào rồi', since: (time) => `Máy đã ghi lúc ${time}.` },
	repeatGone: { title: 'Em đã về rồi', since: (time) => `Máy đã ghi lúc ${time}.` },
	elsewhere: {
		arrival: 'Đã ghi rồi. Lần sau khi đến, em dùng máy ở lối vào nhé.',
		departure: 'Đã ghi rồi. Lần sau khi về, em dùng máy ở lối ra nhé.'
	},
	stillIn: 'Khi về, em dùng máy ở lối ra nhé.',
	stranger: {
		arrival: 'Chào em!',
		departure: 'Tạm biệt em!',
		repeat: 'Máy đã ghi rồi',
		explain: 'Tên em chưa có trong danh sách. Đã ghi lại rồi, em đừng lo. Em hãy nói với thầy cô.',
		cancelled: 'Buổi hôm nay đã bị hủy. Đã ghi lại rồi, em hãy nói với thầy cô.'
	},
	replaced: 'Em có thẻ mới rồi. Em hãy xin thầy cô đổi thẻ.',
	admitted: { title: 'Chào em!', explain: 'Đã ghi lại rồi. Em hãy nói tên với thầy cô.' },
	undo: 'Bỏ lần vừa rồi',
	undone: { title: 'Đã bỏ rồi', explain: 'Em đưa thẻ lại thì máy sẽ ghi mới.' },
	question: { title: 'Chào em!', explain: 'Em hãy cho biết hôm nay thế nào.' },
	unasked: {
		answered: { title: 'Em đã trả lời rồi', explain: 'Cảm ơn em! Một lần là đủ.' },
		unseen: {
			title: 'Chưa có gì để hỏi',
			explain: 'Khi vào và khi về, em hãy giơ thẻ tên ở máy cạnh cửa.'
		}
	},
	damaged: {
		title: 'Em giơ lại một lần nữa nhé',
		explain: 'Số chưa đúng. Mình thử lại từ từ nhé?'
	},
	foreign: {
		title: 'Đây không phải thẻ Haebom',
		explain: 'Em hãy giơ thẻ Haebom đeo ở cổ.'
	},
	classUnknown: {
		title: 'Lớp này không có trong danh sách hôm nay ở đây',
		explain: 'Các em hãy giơ thẻ lần lượt từng người nhé.'
	},
	checking: { title: 'Đang kiểm tra', explain: 'Em chờ một chút nhé.' },
	failed: {
		title: 'Chưa ghi lại được',
		closed: 'Em giơ thẻ lại nhé. Nếu vẫn không được, em hãy gọi thầy cô.',
		full: 'Máy hết chỗ lưu rồi. Em hãy gọi thầy cô.'
	},
	withoutBadge: 'Vào không cần thẻ',

	rating: {
		...asked.vi,
		secret: 'Không ai biết ai bấm gì, kể cả người dạy.',
		decline: 'Em không trả lời',
		thanks: 'Cảm ơn em!',
		noted: 'Máy đã nhận rồi.',
		takeBack: 'Chọn lại',
		why: 'Em nghĩ đến điều gì?',
		whyHow: 'Không chọn cũng được.',
		comment: {
			open: 'Viết vài lời',
			title: 'Em viết vài lời nhé',
			how: 'Em đừng viết tên.',
			letters: (written, most) => `${written} / ${most} chữ`,
			done: 'Xong rồi',
			keys: { hangul: '한글', latin: 'ABC', cyrillic: 'АБВ' },
			space: 'Cách',
			erase: 'Xóa',
			twin: 'Chữ đôi',
			capital: 'Chữ hoa'
		}
	},

	comfort: {
		open: 'Xem · 한국어',
		title: 'Cách xem',
		note: 'Khi em dùng xong, màn hình trở lại như cũ.',
		language: 'Ngôn ngữ',
		textSize: 'Cỡ chữ',
		textSizes: { 100: 'Vừa', 150: 'To', 200: 'Rất to' },
		voicing: 'Đọc cho em nghe',
		voicings: { off: 'Tắt', slow: 'Chậm', usual: 'Vừa', quick: 'Nhanh' },
		noVoice: 'Máy này không có giọng đọc tiếng Việt.',
		repeat: 'Nghe lại',
		hush: 'Dừng đọc',
		switches: 'Màn hình',
		switch: {
			contrast: 'Màu đậm',
			low: 'Hạ xuống thấp',
			leftHanded: 'Dùng tay trái',
			still: 'Đứng yên'
		},
		forget: 'Như cũ',
		done: 'Xong'
	},
	stay: {
		title: 'Em còn dùng không?',
		explain: 'Sau 20 giây, màn hình trở lại như cũ.',
		more: 'Em còn dùng',
		leave: 'Em xong rồi'
	},
	bell: {
		call: 'Em cần giúp đỡ',
		called: 'Đang gọi thầy cô',
		wait: 'Em chờ ở đây một chút nhé.',
		answer: 'Em ổn rồi',
		offer: 'Không được à?',
		how: 'Em bấm “Em cần giúp đỡ” để gọi thầy cô.'
	},

	camera: {
		label: 'Hình từ camera',
		starting: 'Đang bật camera',
		again: 'Bật lại camera',
		trouble: {
			denied: 'Máy chưa được dùng camera. Hãy cho phép camera trong cài đặt của trình duyệt.',
			busy: 'Ứng dụng khác đang dùng camera. Hãy đóng ứng dụng đó.',
			none: 'Không có camera. Hãy dùng máy quét hoặc bàn phím số.',
			insecure: 'Địa chỉ này không dùng được camera. Hãy mở địa chỉ https.',
			lost: 'Camera bị tắt. Đang bật lại.',
			still: 'Hình đứng yên. Đang bật lại camera.',
			unknown: 'Camera không bật được. Hãy tắt máy rồi bật lại.'
		},
		doubt: {
			dark: 'Hình tối đen. Hãy bỏ vật che camera hoặc bật đèn.',
			slow: 'Camera hơi chậm. Em giơ thẻ lâu hơn một chút nhé.'
		},
		meanwhile: 'Bàn phím số và máy quét vẫn dùng được.'
	},

	keypad: {
		open: 'Nhập số',
		title: 'Em bấm các số ở dưới thẻ tên',
		progress: (typed, all) => `${typed} trên ${all} số`,
		back: 'Xóa một số',
		clear: 'Xóa hết',
		enter: 'Đồng ý',
		close: 'Đóng'
	}
};
