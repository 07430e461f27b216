/** Characters that stand for each other: traditional and other writings, and those that are mistaken for each other by eye. */

const SAME =
  '陳陈 張张 黃黄 劉刘 楊杨 趙赵 吳吴 孫孙 馬马 鄭郑 馮冯 鄧邓 許许 韓韩 葉叶 蕭萧肖 蔣蒋 盧卢 羅罗 謝谢 呂吕 蘇苏 鐘钟鍾 閻阎闫 範范 譚谭 賴赖 龔龚 龍龙 莊庄 嚴严 溫温 鄒邹 郭郭 ' +
  '賈贾 顧顾 萬万 錢钱 湯汤 尹尹 賀贺 齊齐 喬乔 樂乐 蘭兰 華华 國国 強强彊 偉伟 麗丽 紅红 軍军 傑杰 輝辉煇 鳳凤 蓮莲 貴贵 寶宝寳 財财 興兴 榮荣 遠远 澤泽 濤涛 斌彬 霞霞 豔艳 艷艳 ' +
  '瑩莹 穎颖 潔洁 雲云 飛飞 東东 勝胜 學学 義义 長长 順顺 德徳 愛爱 玲玲 芳芳 嬌娇 蘭兰 鑫鑫 慶庆 發发 書书 樹树 樑梁 橋桥 鄉乡 鎮镇 縣县 廣广 灣湾 關关 門门 陽阳 陰阴 雙双 龜龟 漢汉 ' +
  '銀银 鋼钢 鐵铁 錦锦 鋒锋 銘铭 鈞钧 鎖锁 歡欢 誠诚 詩诗 語语 諾诺 讓让 維维 綺绮 紹绍 純纯 緒绪 繼继 寧宁 豐丰 莫莫 達达 連连 運运 進进 選选 邊边 衛卫 術术 獻献 獎奖 壯壮 爾尔 冊册 ' +
  '處处 鬆松 鬱郁 歷历 曆历 聖圣 聰聪 職职 聯联 膠胶 蓋盖 藍蓝 藝艺 薩萨 蘆芦 虧亏 蟲虫 補补 裝装 見见 視视 覺觉 觀观 計计 訓训 記记 講讲 論论 議议 護护 讀读 變变 豬猪 貝贝 負负 責责 貧贫 ' +
  '買买 費费 質质 贊赞 贏赢 車车 軒轩 輪轮 轉转 農农 醫医 釋释 針针 閏闰 閒闲 間间 閔闵 陸陆 隨随 難难 電电 靈灵 靜静 頁页 項项 須须 領领 頭头 題题 顏颜 願愿 顯显 風风 饒饶 駱骆 騰腾 驕骄 ' +
  '髮发 魚鱼 魯鲁 鮑鲍 鳥鸟 鳴鸣 鴻鸿 鵬鹏 鶴鹤 鹽盐 麥麦 黨党 點点 齡龄 苏甦 峰峯 群羣 裡里裏 后後 台臺 岩巖 岳嶽 仙僊 娘孃 冯冯 付傅 邱丘 闫阎 肖萧 代戴 兰蓝 余佘 沈沉 冼洗 于於 只祇 ' +
  '祐佑 昇升 堃坤 喆哲 淼渺 犇奔 勛勋 勳勋 昀昀 燁烨 煒炜 瑋玮 璽玺 瓊琼 瑤瑶 環环 珮佩 姍姗 婭娅 嫻娴 慧惠 憶忆 懷怀 應应 戰战 揚扬 擁拥 攀攀 數数 時时 曉晓 曄晔 會会 朱硃 條条 楨桢 標标'

const LOOK =
  '末未 士土 己已巳 王玉壬 大太犬 天夫 人入 千干于 日曰 田由甲申 木本术 刀力 万方 午牛 卯卵 治冶 洗冼 沈沉 余佘 丘兵 史吏 今令 乌鸟 白自 末朱 ' +
  '免兔 毛手 井开 公会 友发 文丈 亢元 句旬 辛幸 享亨 亭享 侯候 崇祟 宋末 岑芩 晋普 晴睛 梁粱 栗粟 桂佳 泊洎 浩洁 淑叔 杨扬 汤杨 汪江 祁祈 祖租 秦泰奉 管菅 苏办 荀苟 ' +
  '萧肃 葛蔼 裴斐 贝见 车东 郝赫 郑邓 那哪 邱郎 郎朗 钟种 阎闫 隋随 陈阵 颖颍 鲁普 鸣鸥 俊梭 伟纬 传伟 仁任 佳桂 兴光 冰水 凤风 卫卸 古右 司同 名各 向间 国围 圆园 坤坤 城诚 壮状 娟涓 娜那 婷停 嫦常 宁宇 宏雄 富官 峰锋 ' +
  '建健 强独 彬斌 志忘 忠患 怀坏 思恩 恒桓 惠慧 成戌戍 托拖 攻政 斌赋 昌晶 明朋 春舂 晓浇 景影 月用 杏否 杰然 林材 枝技 柏相 栋冻 桃姚 梅海 森林 楠南 樱婴 民氏 永水冰 泽译 洪共 海诲 清请 淼森 源原 炎火 炳柄 爱受 玲铃 珍珠 琴瑟 瑞端 生主 ' +
  '甜田 石右 福富 禾木 秀季 立位 竹行 素索 红江 纹纺 绍招 维淮 美羊 翠卒 翔详 耀辉 聪总 胜性 花化 芬芳 芝之 英央 茂荗 荣蓉 莉利 莲连 萍苹 蓝监 虎虚 蕊芯 观现 言信 诚城 贵责 贺资 超起 远运 进井 道首 邦帮 里理 金全 铁钱 长张 阳阴 霞露 青清 静净 顺须 香杏 魁魏 鹏朋 麦表 黎黍 齐文'

const writing = new Map<string, string>()
for (const group of SAME.split(' ')) {
  const all = Array.from(group)
  for (const each of all) {
    const to = writing.get(all[0] as string) ?? (all[1] as string | undefined) ?? (all[0] as string)
    if (!writing.has(each)) writing.set(each, to)
  }
}
const looks = new Map<string, string[]>()
for (const group of LOOK.split(' '))
  for (const one of group) for (const other of group) if (one !== other) looks.set(one, [...(looks.get(one) ?? []), other])

/** One writing for all that are the same character or the same surname. */
export const sameCharacterOf = (character: string): string => writing.get(character) ?? character

/** Characters that the eye takes for this one. */
export const looksLike = (character: string): readonly string[] => looks.get(character) ?? []
