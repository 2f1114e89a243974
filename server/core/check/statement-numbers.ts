/**
 * Numbers that stay with statements while others come and go, so that what the catalog notes as the origin of a thing stays true.
 * Immutable; in a file that was just opened they are the places of the statements.
 */
export class StatementNumbers {
  /** undefined: the numbers are the places. */
  readonly #numbers: readonly number[] | undefined;
  readonly #next: number;
  readonly #count: number;
  #places: Int32Array | undefined;

  private constructor(count: number, next: number, numbers?: readonly number[]) {
    this.#count = count;
    this.#next = next;
    this.#numbers = numbers;
  }

  static none(): StatementNumbers {
    return new StatementNumbers(0, 0);
  }

  /** Numbers for `count` statements that take the place of those from `first` to before `end`. */
  replaced(first: number, end: number, count: number): StatementNumbers {
    // As many as before: each takes the number of the one before it, whose effect is gone.
    if (count === end - first) return this;
    if (first === this.#count && this.#numbers === undefined) return new StatementNumbers(first + count, first + count);
    const numbers = this.#numbers ?? Array.from({ length: this.#count }, (_, place) => place);
    const kept = first + Math.min(count, end - first);
    const fresh = Array.from({ length: Math.max(0, first + count - kept) }, (_, more) => this.#next + more);
    return new StatementNumbers(this.#count + count - (end - first), this.#next + fresh.length, [...numbers.slice(0, kept), ...fresh, ...numbers.slice(end)]);
  }

  /** Only the first ones. */
  upTo(count: number): StatementNumbers {
    return count === this.#count ? this : new StatementNumbers(count, this.#next, this.#numbers?.slice(0, count));
  }

  numberAt(place: number): number {
    return this.#numbers === undefined ? place : (this.#numbers[place] ?? -1);
  }

  /** undefined: no such statement is left. */
  placeOf(number: number): number | undefined {
    if (this.#numbers === undefined) return number < this.#count ? number : undefined;
    this.#places ??= placesOf(this.#numbers, this.#next);
    const place = this.#places[number] ?? -1;
    return place < 0 ? undefined : place;
  }
}

function placesOf(numbers: readonly number[], next: number): Int32Array {
  const places = new Int32Array(next).fill(-1);
  for (let place = 0; place < numbers.length; place++) places[numbers[place] ?? 0] = place;
  return places;
}
