/** Lets one in at a time, first come, first served; who waits too long is turned away. */
export class Turnstile {
  readonly #waiting: (() => void)[] = [];
  #taken = false;

  async enter(patienceMilliseconds: number): Promise<void> {
    if (this.#taken) {
      await this.#wait(patienceMilliseconds);
    }
    this.#taken = true;
  }

  leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#taken = false;
  }

  #wait(patienceMilliseconds: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const letIn = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(letIn), 1);
        reject(new Error(`no turn within ${patienceMilliseconds} ms`));
      }, patienceMilliseconds);
      this.#waiting.push(letIn);
    });
  }
}
