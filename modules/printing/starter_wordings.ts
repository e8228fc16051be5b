import { POSTCARD, WINDOW_LETTER } from './letter_layout.js'
import type { WordingText } from './wording.js'

const SENDER = '{municipality}\n{department}\n電話　{phone}'
const shift = { address: { x: 0, y: 0 }, body: { x: 0, y: 0 } }

const WHAT_TO_BRING = `■持ち物
・この通知書
・本人確認書類（運転免許証、旅券など）
・いまお持ちの個人番号カード（ある方）`

/** Letters to begin with; each municipality makes its own of them. In Japanese whoever writes them: they go to residents by post. */
export const STARTERS: Record<string, { name: string } & WordingText> = {
  notice: {
    ...{ name: '交付通知書', purpose: 'first', layout: WINDOW_LETTER.id, sender: SENDER, shift },
    title: '個人番号カード（マイナンバーカード）交付のお知らせ',
    body: `{addressee}

申請された個人番号カードができました。次のとおり、予約のうえ、受け取りにお越しください。

■予約の方法
下の二次元コードか、{booking_page} から予約してください。予約には次のリンク番号を使います。

{link_code}

{booking_qr}

電話でも予約できます。リンク番号をお伝えください。

${WHAT_TO_BRING}

■お問い合わせ
担当｜{department}
電話｜{phone}`,
  },
  reminder: {
    ...{ name: '受け取りのお願い', purpose: 'reminder', layout: WINDOW_LETTER.id },
    ...{ sender: SENDER, shift },
    title: '個人番号カードの受け取りのお願い',
    body: `{addressee}

個人番号カードの交付についてお知らせしましたが、まだ受け取られていません。
お早めに予約のうえ、受け取りにお越しください。

{link_code}

{booking_qr}

${WHAT_TO_BRING}

行き違いで受け取られた場合は、ご容赦ください。`,
  },
  credentials: {
    ...{ name: 'ID・パスワードのお知らせ', purpose: 'other', layout: WINDOW_LETTER.id },
    ...{ sender: SENDER, shift },
    title: '予約用のID・パスワードのお知らせ',
    body: `{addressee}

個人番号カードの受け取りを予約するためのIDと、初期パスワードをお知らせします。IDは、リンク番号です。
初めてログインするときに、ご自分のパスワードを決めてください。決めると、初期パスワードは使えなくなります。

{link_code}

{initial_password}

{booking_qr}

この紙は、パスワードを決めるまで、ほかの人に見せないでください。

■お問い合わせ
担当｜{department}
電話｜{phone}`,
  },
  postcard: {
    ...{
      name: '交付通知書（はがき）',
      purpose: 'first',
      layout: POSTCARD.id,
      sender: SENDER,
      shift,
    },
    title: '個人番号カード交付のお知らせ',
    body: `申請された個人番号カードができました。予約のうえ、受け取りにお越しください。

{link_code}

{booking_qr}

■持ち物
・このはがき
・本人確認書類（運転免許証、旅券など）
・いまお持ちの個人番号カード（ある方）

お問い合わせ　{department}　{phone}`,
  },
}
