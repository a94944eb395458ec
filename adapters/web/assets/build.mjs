// SPDX-License-Identifier: EUPL-1.2
// Makes theme.css, the tokens of the Voorbeeld theme that are used, and components.css, the rules of the NL Design System
// components that are used. "Used" means: the class stands in a page (../*.cpp) or a module (*.js); a token is used
// when a kept rule or our own layer (page.css, chat.css, postbox.css) names it, directly or through another token. With --check
// nothing is written: it fails when the committed files are not what this script makes.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const manifest = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));
const packages = Object.keys(manifest.devDependencies);
const theme = '@nl-design-system-unstable/voorbeeld-design-tokens';

/** @param {string} path */
const read = (path) => readFileSync(join(here, path), 'utf8');
/** @param {string} css */
const withoutComments = (css) => css.replace(/\/\*[\s\S]*?\*\//g, '');

/**
 * The rules of a style sheet, one level deep: what stands before a brace and what stands inside it.
 * @param {string} css
 * @returns {{head: string, body: string}[]}
 */
function rules(css) {
  const found = [];
  let depth = 0;
  let start = 0;
  let open = 0;
  for (let i = 0; i < css.length; ++i) {
    if (css[i] === '{' && depth++ === 0) open = i;
    if (css[i] === '}' && --depth === 0) {
      found.push({ head: css.slice(start, open).trim(), body: css.slice(open + 1, i).trim() });
      start = i + 1;
    }
  }
  return found;
}

/**
 * The selectors of a list; a comma inside brackets belongs to its selector.
 * @param {string} list
 */
const selectors = (list) => list.split(/,(?![^(]*\))/).map((selector) => selector.trim());

/**
 * The classes that an element must have for a selector to match.
 * @param {string} selector
 */
const classes = (selector) =>
  (selector.replace(/:not\([^)]*\)/g, '').match(/\.[a-zA-Z0-9_-]+/g) ?? []).map((name) => name.slice(1));

/** The component classes that the pages and modules name. */
function usedClasses() {
  const sources = [
    ...readdirSync(join(here, '..')).filter((name) => name.endsWith('.cpp')).map((name) => read(join('..', name))),
    ...readdirSync(here).filter((name) => name.endsWith('.js')).map(read),
  ];
  return new Set(sources.join('\n').match(/utrecht-[a-z0-9-]+/g) ?? []);
}

/**
 * @param {string} css
 * @param {Set<string>} used
 * @returns {string}
 */
function keepUsedRules(css, used) {
  return rules(css).map(({ head, body }) => {
    if (head.startsWith('@')) {
      const inside = keepUsedRules(body, used);
      return inside && `${head} {\n${inside}}\n`;
    }
    const kept = selectors(head).filter((selector) => classes(selector).every((name) => used.has(name)));
    return kept.length > 0 ? `${kept.join(',\n')} {\n  ${body.replace(/\s+/g, ' ')}\n}\n` : '';
  }).join('');
}

/** @param {string} css */
const namedTokens = (css) => [...css.matchAll(/var\(\s*(--[a-zA-Z0-9-]+)/g)].map((match) => match[1] ?? '');

/** @param {string} css everything that may name a token */
function keepUsedTokens(css) {
  const [{ body }] = rules(withoutComments(read(`node_modules/${theme}/dist/theme.css`)));
  const all = new Map(body.split(/;\s*/).filter(Boolean).map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
  }));
  const used = new Set();
  const waiting = namedTokens(css);
  for (let name = waiting.pop(); name; name = waiting.pop()) {
    const value = all.get(name);
    if (value === undefined || used.has(name)) continue;
    used.add(name);
    waiting.push(...namedTokens(value));
  }
  return `.voorbeeld-theme {\n${[...all].filter(([name]) => used.has(name)).map((entry) => `  ${entry.join(': ')};\n`).join('')}}\n`;
}

/** @param {string[]} names */
const note = (names) => `/* SPDX-License-Identifier: EUPL-1.2
 * Made by build.mjs; do not edit. Parts of (see NOTICE.md):
${names.map((name) => ` *   ${name} ${manifest.devDependencies[name]}\n`).join('')} */
`;

const parts = packages.filter((name) => name.startsWith('@utrecht/'));
const used = usedClasses();
const components = parts
  .map((name) => keepUsedRules(withoutComments(read(`node_modules/${name}/dist/index.css`)), used)).join('');
const tokens = keepUsedTokens(components + withoutComments(read('page.css') + read('chat.css') + read('postbox.css')));
const made = { 'theme.css': note([theme]) + tokens, 'components.css': note(parts) + components };

for (const [name, css] of Object.entries(made)) {
  if (!process.argv.includes('--check')) {
    writeFileSync(join(here, name), css);
  } else if (read(name) !== css) {
    console.error(`${name} is not what build.mjs makes: run "npm run build" in adapters/web/assets and commit it`);
    process.exitCode = 1;
  }
}
