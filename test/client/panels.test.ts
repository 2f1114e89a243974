import { strict as assert } from 'node:assert';
import { webviewHtml } from '../../client/panels/html';
import { planText } from '../../client/panels/plan-text';
import { readPlanState, readToHost, readToView } from '../../webview/plan/protocol';
import { readRehearsalState, readSnapshot, readToHost as readFromRehearsal, readToView as readForRehearsal } from '../../webview/rehearsal/protocol';
import { hugeReport, joinReport, origin } from '../webview/plan-reports';
import { rehearsedFile, releaseReport } from '../webview/rehearsal-reports';

const page = { title: 'Plan', language: 'en', script: 'https://resource/plan.js', style: 'https://resource/plan.css', source: 'https://resource', nonce: 'n0nce' };

describe('page of a webview', () => {
  it('allows our script and style only', () => {
    const policy = /content="(default-src[^"]*)"/.exec(webviewHtml(page))?.[1]?.replaceAll('&#39;', "'");
    assert.equal(policy, "default-src 'none'; script-src 'nonce-n0nce'; style-src https://resource; font-src https://resource; img-src https://resource data:");
  });

  it('has no inline style or script, and every script has the nonce', () => {
    const html = webviewHtml(page);
    assert.deepEqual(html.match(/<script[^>]*>/g), ['<script nonce="n0nce" src="https://resource/plan.js">']);
    assert.doesNotMatch(html, /<style|style=|\son\w+=/);
  });

  it('escapes what it is given', () => {
    const html = webviewHtml({ ...page, title: '</title><script>alert(1)</script>', language: 'en"><img>' });
    assert.doesNotMatch(html, /<script>|<img>/);
  });
});

describe('messages of the plan view', () => {
  it('are taken when they are ours', () => {
    for (const message of [{ type: 'ready' }, { type: 'explain' }, { type: 'cancel' }, { type: 'showStatement' }, { type: 'copy', format: 'json' }, { type: 'learn', lesson: 't1' }]) {
      assert.deepEqual(readToHost({ ...message, more: 'ignored' }), message);
    }
  });

  it('are dropped otherwise', () => {
    for (const data of [undefined, null, 7, 'ready', {}, { type: 'run' }, { type: 'copy', format: 'html' }, { type: 'copy' }, { type: 'learn', lesson: { toString: 'x' } }, [{ type: 'ready' }]]) {
      assert.equal(readToHost(data), undefined, JSON.stringify(data));
    }
    for (const data of [null, {}, { type: 'snapshot', snapshot: 'x' }, { type: 'copied', format: 'x' }]) assert.equal(readToView(data), undefined);
  });

  it('restore only a sound state', () => {
    const state = { origin, statement: 'select 1', selected: '0', collapsed: ['0'] };
    assert.deepEqual(readPlanState({ ...state, collapsed: ['0', 7] }), state);
    for (const saved of [null, undefined, {}, { ...state, selected: 7 }, { ...state, collapsed: 'x' }, { ...state, origin: { ...origin, line: -1 } }, { ...state, origin: { ...origin, connection: 7 } }, { ...state, origin: { ...origin, analyze: 'no' } }]) {
      assert.equal(readPlanState(saved), undefined, JSON.stringify(saved));
    }
  });
});

describe('messages of the rehearsal view', () => {
  it('are taken when they are ours', () => {
    for (const message of [{ type: 'ready' }, { type: 'rehearse' }, { type: 'cancel' }, { type: 'showFile' }, { type: 'showStatement', index: 2, error: false }, { type: 'showProblem', index: 0 }]) {
      assert.deepEqual(readFromRehearsal({ ...message, more: 'ignored' }), message);
    }
  });

  it('are dropped otherwise', () => {
    for (const data of [undefined, 7, {}, { type: 'run' }, { type: 'showStatement', index: 1 }, { type: 'showStatement', index: -1, error: true }, { type: 'showProblem', index: '0' }]) {
      assert.equal(readFromRehearsal(data), undefined, JSON.stringify(data));
    }
    for (const data of [null, {}, { type: 'snapshot' }, { type: 'snapshot', snapshot: { state: 'shown' } }]) assert.equal(readForRehearsal(data), undefined);
  });

  it('restore only a sound result and a sound place', () => {
    const shown = { state: 'shown' as const, file: rehearsedFile, report: releaseReport(), marked: null };
    assert.deepEqual(readSnapshot(JSON.parse(JSON.stringify(shown))), JSON.parse(JSON.stringify(shown)));
    for (const stored of [undefined, {}, { ...shown, report: { ...shown.report, statements: 'x' } }, { ...shown, file: null }, { state: 'failed', file: rehearsedFile }]) assert.equal(readSnapshot(stored), undefined);
    assert.deepEqual(readRehearsalState({ uri: 'a', selected: 3, more: 1 }), { uri: 'a', selected: 3 });
    for (const saved of [null, {}, { uri: 'a', selected: -1 }, { uri: 7, selected: 0 }]) assert.equal(readRehearsalState(saved), undefined);
  });
});

describe('plan as text', () => {
  it('prints the tree as EXPLAIN does, with verdict, reasons and notes', () => {
    const text = planText(joinReport());
    assert.match(text, /^90 % of the cost is reading all of `orders`\.\n\nPlanned, not run on embedded PostgreSQL 18\.6/);
    assert.ok(text.includes([
      'Aggregate  (cost=0.00..100.00 rows=1)',
      '  -> Hash Join Inner  (cost=0.00..100.00 rows=10)',
      '    -> Seq Scan on orders  (cost=0.00..20406.00 rows=1234567)  <- costs most',
      '         Filter: (note IS NULL)',
      '    -> Hash  (cost=0.00..100.00 rows=10)',
      '      -> Index Scan using customers_pkey on customers  (cost=0.00..100.00 rows=10)',
    ].join('\n')), text);
    assert.match(text, /\[high\] All rows of `orders` are read \(node 0\.0\.0\)/);
    assert.match(text, /Note: The tables are empty/);
  });

  it('survives a very deep plan', () => {
    assert.equal(planText(hugeReport(20_000)).match(/-> /g)?.length, 19_999);
  });
});
