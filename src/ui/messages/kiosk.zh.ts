import { asked } from '#ui/messages/asked.ts';
import type { StudentTexts } from '#ui/messages/kiosk.ko.ts';

export const zh: StudentTexts = {
	title: 'Haebom 签到',
	language: '中文',

	idle: {
		hold: {
			both: '请把胸牌对准摄像头',
			arrivals: '进来时，请出示胸牌',
			departures: '离开时，请出示胸牌',
			badge: '出示胸牌，告诉我们今天怎么样',
			open: '活动开始后，我们会在这里问你'
		},
		how: '让方形的二维码在画面中间。',
		noSession: '今天没有活动',
		noSessionHow: '也可以出示胸牌，我们会记下来。',
		others: '今天还有'
	},
	counts: { expected: '要来的人', here: '已到的人', gone: '已走的人' },
	places: (capacity) => `${capacity} 个位置`,

	arrival: { title: '欢迎你！', late: '来晚了一点。没关系，请进。', ok: '到达时间' },
	departure: { title: '再见！', ok: '离开时间' },
	repeatHere: { title: '你已经进来了', since: (time) => `${time} 已经记下来了。` },
	repeatGone: { title: '你已经离开了', since: (time) => `${time} 已经记下来了。` },
	elsewhere: {
		arrival: '已经记下来了。下次来的时候，请用入口的平板。',
		departure: '已经记下来了。下次走的时候，请用出口的平板。'
	},
	stillIn: '离开的时候，请用出口的平板。',
	stranger: {
		arrival: '欢迎你！',
		departure: '再见！',
		repeat: '已经记过了',
		explain: '名单上还没有你的名字。已经记下来了，别担心。请告诉老师。',
		cancelled: '今天的活动取消了。已经记下来了，请告诉老师。'
	},
	replaced: '你有新的胸牌。请找老师换。',
	admitted: { title: '欢迎你！', explain: '已经记下来了。请把名字告诉老师。' },
	undo: '撤销刚才的',
	undone: { title: '已经撤销了', explain: '再出示一次胸牌，就会重新记录。' },
	question: { title: '你好！', explain: '告诉我们今天怎么样。' },
	unasked: {
		answered: { title: '你已经回答过了', explain: '谢谢！一次就够了。' },
		unseen: { title: '现在还没有问题', explain: '进来和离开时，请在门口的平板出示胸牌。' }
	},
	damaged: { title: '请再出示一次', explain: '数字不对。慢慢再试一次，好吗？' },
	foreign: { title: '这不是 Haebom 胸牌', explain: '请出示挂在脖子上的 Haebom 胸牌。' },
	classUnknown: {
		title: '这个班不在今天这里的名单上',
		explain: '请一个一个出示胸牌。'
	},
	checking: { title: '正在确认', explain: '请等一下。' },
	failed: {
		title: '没有记下来',
		closed: '请再出示一次胸牌。还是不行的话，请叫老师。',
		full: '平板里没有空间了。请叫老师。'
	},
	withoutBadge: '没带胸牌也进去',

	rating: {
		...asked.zh,
		secret: '没有人知道谁按了什么。导师也不知道。',
		decline: '我不想回答',
		thanks: '谢谢！',
		noted: '我们收到了。',
		takeBack: '重新选',
		why: '是因为什么呢？',
		whyHow: '不选也可以。',
		comment: {
			open: '写一句话',
			title: '请写一句话',
			how: '请不要写名字。',
			letters: (written, most) => `${written} / ${most} 个字`,
			done: '写好了',
			keys: { hangul: '한글', latin: 'ABC', cyrillic: 'АБВ' },
			space: '空格',
			erase: '删除',
			twin: '双辅音',
			capital: '大写'
		}
	},

	comfort: {
		open: '显示 · 한국어',
		title: '显示设置',
		note: '你用完以后，屏幕会变回原来的样子。',
		language: '语言',
		textSize: '字的大小',
		textSizes: { 100: '普通', 150: '大', 200: '特别大' },
		voicing: '读给我听',
		voicings: { off: '关', slow: '慢', usual: '普通', quick: '快' },
		noVoice: '这台平板没有中文语音。',
		repeat: '再听一次',
		hush: '不听了',
		switches: '屏幕',
		switch: {
			contrast: '颜色更清楚',
			low: '放低一点',
			leftHanded: '用左手',
			still: '不要动画'
		},
		forget: '恢复原样',
		done: '好了'
	},
	stay: {
		title: '你还在用吗？',
		explain: '20 秒后，屏幕会变回原来的样子。',
		more: '我还要用',
		leave: '我用完了'
	},
	bell: {
		call: '我需要帮助',
		called: '正在叫老师',
		wait: '请在这里等一下。',
		answer: '现在没事了',
		offer: '不行吗？',
		how: '按“我需要帮助”，叫老师来。'
	},

	camera: {
		label: '摄像头画面',
		starting: '正在打开摄像头',
		again: '重新打开摄像头',
		trouble: {
			denied: '现在不能用摄像头。请在浏览器设置里允许使用摄像头。',
			busy: '别的应用正在用摄像头。请关掉那个应用。',
			none: '没有摄像头。请用扫描器或数字键。',
			insecure: '在这个网址不能用摄像头。请打开 https 网址。',
			lost: '摄像头关了。正在重新打开。',
			still: '画面不动了。正在重新打开摄像头。',
			unknown: '摄像头打不开。请把平板关掉再打开。'
		},
		doubt: {
			dark: '画面很黑。请拿开挡住摄像头的东西，或打开灯。',
			slow: '摄像头有点慢。请把胸牌多举一会儿。'
		},
		meanwhile: '也可以用数字键或扫描器。'
	},

	keypad: {
		open: '输入数字',
		title: '请按胸牌下面的数字',
		progress: (typed, all) => `${all} 个数字中的 ${typed} 个`,
		back: '删除一个',
		clear: '全部删除',
		enter: '确定',
		close: '关闭'
	}
};
