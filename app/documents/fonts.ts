import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)
const fileOf = (name: string, file: string) =>
  join(dirname(require.resolve(`${name}/package.json`)), file)

/**
 * The fonts of every document, as templates name them. BIZ UDPGothic is made
 * for being read by everybody; Noto Sans JP has the characters of names it
 * lacks (𠮷, the rest of JIS X 0213). One regular and one bold of each.
 */
export const FONTS = [
  {
    family: 'BIZ UDPGothic',
    regular: fileOf('@expo-google-fonts/biz-udpgothic', '400Regular/BIZUDPGothic_400Regular.ttf'),
    bold: fileOf('@expo-google-fonts/biz-udpgothic', '700Bold/BIZUDPGothic_700Bold.ttf'),
  },
  {
    family: 'Noto Sans JP',
    regular: fileOf('@expo-google-fonts/noto-sans-jp', '400Regular/NotoSansJP_400Regular.ttf'),
    bold: fileOf('@expo-google-fonts/noto-sans-jp', '700Bold/NotoSansJP_700Bold.ttf'),
  },
]
