/** Prices by country as people write them: a country and an amount a line. */
export function parsePrices(text: string): Record<string, number> {
  const prices: Record<string, number> = {};
  for (const line of text.split('\n')) {
    const [country, amount] = line.trim().split(/[\s:=，,]+/);
    if (country) prices[country.toUpperCase()] = Number(amount ?? NaN);
  }
  return prices;
}

export function writePrices(prices: Record<string, number>): string {
  return Object.entries(prices)
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([country, amount]) => `${country} ${amount}`)
    .join('\n');
}

/** An amount of money, with as many digits as small prices need. */
export function money(amount: number, currency: string, language: string): string {
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    maximumFractionDigits: 4,
  }).format(amount);
}
