/** 異体字 people use for each other when they look for a name: as registered, as usually typed. */
const VARIANTS: Record<string, string> = Object.fromEntries(
  [
    ...['髙高', '﨑崎', '嵜崎', '邊辺', '邉辺', '齋斉', '齊斉', '斎斉', '濵浜', '濱浜', '澤沢'],
    ...['廣広', '德徳', '惠恵', '櫻桜', '國国', '龍竜', '眞真', '壽寿', '條条', '瀨瀬', '靑青'],
    ...['𠮷吉', '橫横', '黑黒', '嶋島', '嶌島', '藏蔵', '榮栄', '會会', '學学', '實実', '萬万'],
    ...['冨富', '薗園', '圓円', '槇槙', '檜桧', '淵渕', '籠篭', '桒桑', '舘館', '靜静', '與与'],
    ...['禮礼', '鐵鉄', '關関', '澁渋', '瀧滝', '兒児', '來来', '彌弥', '寬寛', '凉涼', '𣘺橋'],
    ...['𡈽土', '卽即', '戶戸', '邨村', '㐂喜', '龜亀', '豐豊', '礒磯', '佛仏', '變変', '發発'],
    ...['乘乗', '亞亜', '壯壮', '將将', '嶽岳', '巖巌', '數数', '晉晋', '曉暁', '氣気', '淺浅'],
    ...['濟済', '燈灯', '爲為', '狹狭', '獨独', '祿禄', '穗穂', '竝並', '繪絵', '縣県', '總総'],
    ...['聰聡', '莊荘', '藝芸', '藥薬', '處処', '號号', '螢蛍', '裝装', '讀読', '賴頼', '轉転'],
    ...['遙遥', '鄕郷', '釋釈', '錢銭', '鎭鎮', '雙双', '靈霊', '顯顕', '飮飲', '驛駅', '鹽塩'],
    ...['麥麦', '黃黄', '萊莱', '栁柳', '桺柳', '栢柏', '埜野', '峯峰', '增増', '曾曽'],
  ].map((pair) => [...pair] as [string, string])
)

const SMALL: Record<string, string> = Object.fromEntries(
  [...'ァアィイゥウェエォオッツャヤュユョヨヮワヵカヶケ'].reduce<[string, string][]>(
    (pairs, kana, i, all) => (i % 2 === 0 ? [...pairs, [kana, all[i + 1]]] : pairs),
    []
  )
)

/** Characters that count: an index holds no more, and nobody types them. */
const LONGEST = 200

/**
 * What a text is searched by: width, case, hiragana and katakana, small kana,
 * blanks, variation selectors and the commonest 異体字 make no difference. Only
 * ever kept beside the value, never in its place.
 *
 * @example
 * searchKey('髙﨑　はなこ') === searchKey('高崎ハナコ') // true
 */
export function searchKey(text: string): string {
  return [...text.normalize('NFKC').toLowerCase()]
    .filter((character) => !/[\s・\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}]/u.test(character))
    .map((character) =>
      /[ぁ-ゖ]/.test(character) ? String.fromCharCode(character.charCodeAt(0) + 0x60) : character
    )
    .map((character) => SMALL[character] ?? VARIANTS[character] ?? character)
    .slice(0, LONGEST)
    .join('')
}
