import type { QuestionContent } from '../../server/core/lessons/content';
import { button, element } from '../shared/dom';
import { prose } from './prose';
import type { GivenAnswer } from './protocol';

/** A question with its options; after an answer, with the reason of every option. */
export function questionView(question: QuestionContent, given: GivenAnswer | undefined, answer: (options: readonly string[]) => void): HTMLElement {
  const boxes = question.options.map((option) => {
    const box = element('input', { type: question.kind === 'single' ? 'radio' : 'checkbox', name: question.id, value: option.id, id: `${question.id}-${option.id}` });
    box.checked = given?.chosen.includes(option.id) ?? false;
    return box;
  });
  const hint = element('p', { class: 'quiet', id: `${question.id}-hint` }, question.kind === 'single' ? 'Choose one.' : 'Choose all that are right.');
  const send = button(given === undefined ? 'Answer' : 'Answer again', () => {
    const chosen = boxes.filter(({ checked }) => checked).map(({ value }) => value);
    if (chosen.length > 0) answer(chosen);
    else hint.textContent = question.kind === 'single' ? 'Choose one first.' : 'Choose at least one first.';
  }, { class: 'primary', 'data-focus': `${question.id}-send` });
  const options = question.options.map((option, index) => element(
    'li', { class: 'option' },
    element('div', { class: 'choice' }, boxes[index], element('label', { for: `${question.id}-${option.id}` }, ...prose(option.html))),
    given === undefined ? undefined : reason(option.id, given),
  ));
  return element(
    'section', { class: 'card question' },
    element(
      'fieldset', { 'aria-describedby': hint.id },
      element('legend', {}, ...prose(question.html)), hint,
      element('ul', { class: 'plain' }, ...options),
      element('div', { class: 'row' }, send, given === undefined ? undefined : verdict(given)),
    ),
  );
}

function verdict({ result }: GivenAnswer): HTMLElement {
  return element('strong', { class: result.correct ? 'good' : 'bad' }, result.correct ? '✓ Right' : '✗ Not yet');
}

function reason(id: string, { chosen, result }: GivenAnswer): HTMLElement | undefined {
  const option = result.options.find((each) => each.id === id);
  if (option === undefined) return undefined;
  const words = `${option.correct ? '✓ Right' : '✗ Wrong'}${chosen.includes(id) ? ', your choice' : ''}: `;
  return element('p', { class: `why ${option.correct ? 'good' : 'bad'}` }, element('strong', {}, words), ...prose(option.html));
}
