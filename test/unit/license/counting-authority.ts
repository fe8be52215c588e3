import type { LicenseQuestion, LicenseVerdict } from '../../../src/punchout/license-verdict.ts';
import type { LicenseAuthority } from '../../../src/punchout/ports.ts';

/** An authority that counts its questions, and answers when it is let. */
export class CountingAuthority implements LicenseAuthority {
  readonly questions: LicenseQuestion[] = [];
  answer: () => LicenseVerdict = () => ({ valid: true, detail: `answer ${this.questions.length}` });
  #waiting: (() => void)[] = [];
  #held = false;

  async verdict(question: LicenseQuestion): Promise<LicenseVerdict> {
    this.questions.push(question);
    const verdict = this.answer;
    const answered = verdict();
    if (this.#held) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return answered;
  }

  /** From now on questions wait for `letGo`; each has its answer already. */
  hold(): void {
    this.#held = true;
  }

  /** Answers the question that has waited longest. */
  letOneGo(): void {
    this.#waiting.shift()?.();
  }

  letGo(): void {
    this.#held = false;
    for (const go of this.#waiting.splice(0)) go();
  }
}
