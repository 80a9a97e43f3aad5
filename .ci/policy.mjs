// Holds every page's content security policy against Google's evaluator and
// against what the site needs, and looks for what the policy would stop.
//
//   node .ci/policy.mjs SITE-FOLDER
//
// form-action is 'self' and not 'none': every page has the search form, which
// asks for a page of the site by GET and works without script.

import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { commandLine, elements, files, isPage, read, verdict } from './site.mjs';

const require = createRequire(import.meta.url);
const { CspEvaluator } = require('csp_evaluator');
const { CspParser } = require('csp_evaluator/dist/parser.js');

/** What each directive may hold; others are refused. */
const allowed = {
  'default-src': ["'none'"], 'base-uri': ["'none'"], 'form-action': ["'none'", "'self'"], 'require-trusted-types-for': ["'script'"], 'trusted-types': ["'none'"],
  'script-src': ["'self'"], 'style-src': ["'self'"], 'img-src': ["'self'"], 'connect-src': ["'self'"], 'font-src': ["'self'"],
};
const needed = ['default-src', 'base-uri', 'form-action', 'require-trusted-types-for'];

/** The faults of one policy. The evaluator's standing remark on 'self' speaks of hosts with uploads or JSONP; the site has neither. */
export function policyFaults(text) {
  const { csp } = new CspParser(text);
  const faults = new CspEvaluator(csp).evaluate()
    .filter(({ directive, value, description }) => !(directive === 'script-src' && value === "'self'" && description.startsWith("'self' can be problematic")))
    .map(({ directive, description }) => `${directive}: ${description}`);
  for (const [directive, values] of Object.entries(csp.directives)) {
    const wrong = values.filter((value) => !allowed[directive]?.includes(value));
    if (!allowed[directive] || wrong.length) faults.push(`${directive} ${wrong.join(' ')} is more than the site needs`);
  }
  for (const directive of needed) if (!csp.directives[directive]) faults.push(`${directive} is missing`);
  return faults;
}

/** Looks at every page of a site: { problems, checked }. */
export function checkPolicy(site) {
  const problems = [], policies = new Map();
  let pages = 0;
  for (const path of files(site).filter(isPage)) {
    pages++;
    const own = [], tell = (line, what) => problems.push(`${path}:${line}: ${what}`);
    let first = '';
    for (const { name, attributes, text, line } of elements(read(site, path))) {
      if (name === 'meta' && /^content-security-policy$/i.test(attributes['http-equiv'] ?? '')) {
        own.push(attributes.content ?? '');
        if (first) tell(line, `the policy stands after <${first}>, which it does not cover`);
      }
      if (['script', 'style', 'link'].includes(name)) first ||= name;
      if (name === 'style' || name === 'script' && !attributes.src && !/^application\/(ld\+)?json$/.test(attributes.type ?? '')) tell(line, `<${name}> inside the page is stopped by its policy`);
      for (const each of Object.keys(attributes)) if (each === 'style' || each.startsWith('on')) tell(line, `the attribute ${each} is stopped by the page's policy`);
      if (name === 'script' && text.trim() && attributes.src) tell(line, 'a script has both an address and a text');
    }
    if (own.length !== 1) tell(1, `the page has ${own.length} policies`);
    for (const policy of own) {
      if (!policies.has(policy)) policies.set(policy, policyFaults(policy));
      for (const fault of policies.get(policy)) tell(1, fault);
    }
  }
  return { problems, checked: [[pages, 'pages'], [policies.size, 'policies']] };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { site } = commandLine();
  const { problems, checked } = checkPolicy(site);
  verdict(problems, checked);
}
