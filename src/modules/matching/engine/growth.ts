/** Median height by age, centimetres, from the national growth standard in round figures. */
const BOYS = [50, 76, 88, 97, 104, 111, 118, 124, 130, 135, 140, 146, 152, 160, 166, 170, 171.5, 172.2, 172.6, 172.7]
const GIRLS = [50, 75, 87, 96, 103, 110, 116, 122, 128, 134, 140, 147, 152, 156, 158, 159.5, 160, 160.3, 160.6, 160.6]

export function heightAt(age: number, female: boolean): number {
  const table = female ? GIRLS : BOYS
  const at = Math.max(0, Math.min(table.length - 1, age))
  const low = Math.floor(at)
  const high = Math.min(table.length - 1, low + 1)
  return (table[low] as number) + ((table[high] as number) - (table[low] as number)) * (at - low)
}
