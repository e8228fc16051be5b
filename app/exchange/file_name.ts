/** Names sort in the order of their numbers, and say of which series they are: 131016_cards_20261129_000012.csv. */
export function fileName(
  municipalityCode: string,
  file: { feed: string; seriesStartedAt: Date; number: number }
): string {
  const series = file.seriesStartedAt.toISOString().replace(/\D/g, '').slice(0, 14)
  return `${municipalityCode}_${file.feed}_${series}_${String(file.number).padStart(6, '0')}.csv`
}
