import { type Answer, type Ask, type Question, statusSeen } from './ask.ts';
import { counted } from './counted.ts';

/** The way of a browser to a page: each answer, the page last. */
export interface Way {
  answers: Answer[];
  page: Answer;
}

export interface Visitor {
  open(question: Question): Promise<Way>;
}

const mostRedirects = 8;

/** A browser without scripts: keeps cookies by host, follows redirects. */
export function createVisitor(ask: Ask): Visitor {
  const jars = new Map<string, Map<string, string>>();
  const step = async (question: Question): Promise<Answer> => {
    const { host } = new URL(question.url);
    const jar = jars.get(host) ?? new Map<string, string>();
    jars.set(host, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const accept = { accept: 'text/html,application/xhtml+xml', ...(cookie && { cookie }) };
    const answer = await ask({ ...question, headers: { ...accept, ...question.headers } });
    for (const line of cookieLines(answer)) keep(line, jar);
    return answer;
  };
  return { open: (question) => follow(question, step) };
}

async function follow(question: Question, step: Ask): Promise<Way> {
  const answers = [await step(question)];
  for (let page = answers[0]; page !== undefined; page = answers.at(-1)) {
    const next = locationOf(page);
    if (next === undefined || answers.length > mostRedirects) return { answers, page };
    answers.push(await step({ url: next }));
  }
  throw new Error('unreachable');
}

/** Where an answer redirects to, absolute. */
export function locationOf({ url, status, headers }: Answer): string | undefined {
  const redirects = [301, 302, 303, 307, 308].includes(status);
  return redirects && headers.location ? URL.parse(headers.location, url)?.href : undefined;
}

export function cookieLines({ headers }: Answer): string[] {
  return headers['set-cookie'] ?? [];
}

function keep(line: string, jar: Map<string, string>): void {
  const [pair = '', ...attributes] = line.split(';');
  const name = pair.slice(0, Math.max(0, pair.indexOf('='))).trim();
  const ended = attributes.some((attribute) => /^\s*max-age=(0|-\d+)\s*$/i.test(attribute));
  if (ended) jar.delete(name);
  else jar.set(name, pair.slice(pair.indexOf('=') + 1).trim());
}

export function waySeen({ answers, page }: Way): string {
  const redirects = answers.length - 1;
  return redirects === 0 ? statusSeen(page) : `${statusSeen(page)} after ${counted(redirects, 'redirect')}`;
}
