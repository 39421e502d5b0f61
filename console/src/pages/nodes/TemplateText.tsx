import { Button, Dropdown, Input, type GetRef } from 'antd';
import { useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldError } from '../../api/problem';
import { useProblemText } from '../../components/useProblemText';
import { completed, offers, typingAt, type Typing } from './completion';
import type { Variable } from './node';

interface Props {
  label: string;
  value: string;
  change: (value: string) => void;
  variables: Variable[];
  rows?: number;
  mono?: boolean;
  errors?: FieldError[] | undefined;
}

const MOST = 8;

/** For whoever does not know the braces: each variable by its label. */
function Insert({
  of,
  variables,
  insert,
}: {
  of: string;
  variables: Variable[];
  insert: (name: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: variables.map(({ name, label, sample }) => ({
          key: name,
          label: label || name,
          extra: label ? name : sample,
        })),
        onClick: ({ key }) => insert(key),
      }}
    >
      <Button type="link" size="small" aria-label={`${t('nodes.insert')}: ${of}`}>
        {t('nodes.insert')}
      </Button>
    </Dropdown>
  );
}

/** A text with tags in it; after an opening brace the variables are offered. */
export function TemplateText({ label, value, change, variables, rows = 1, mono, errors }: Props) {
  const id = useId();
  const text = useProblemText();
  const area = useRef<GetRef<typeof Input.TextArea>>(null);
  const [typing, setTyping] = useState<Typing | null>(null);
  const [chosen, setChosen] = useState(0);
  const offered = useMemo(
    () => (typing ? offers(variables, typing.typed).slice(0, MOST) : []),
    [typing, variables],
  );
  const element = () => area.current?.resizableTextArea?.textArea;

  const look = () => {
    const at = element();
    setTyping(at ? typingAt(at.value, at.selectionStart) : null);
    setChosen(0);
  };
  const take = (variable: Variable) => {
    const at = element();
    if (!at || !typing) return;
    const done = completed(at.value, at.selectionStart, typing, variable.name);
    change(done.text);
    setTyping(null);
    requestAnimationFrame(() => {
      at.focus();
      at.setSelectionRange(done.cursor, done.cursor);
    });
  };
  const insert = (name: string) => {
    const at = element();
    const from = at?.selectionStart ?? value.length;
    const tag = `{{${name}}}`;
    change(value.slice(0, from) + tag + value.slice(at?.selectionEnd ?? from));
    requestAnimationFrame(() => {
      at?.focus();
      at?.setSelectionRange(from + tag.length, from + tag.length);
    });
  };
  const press = (event: KeyboardEvent) => {
    const variable = offered[chosen];
    if (!variable) return;
    if (event.key === 'Enter' || event.key === 'Tab') take(variable);
    else if (event.key === 'ArrowDown') setChosen((chosen + 1) % offered.length);
    else if (event.key === 'ArrowUp') setChosen((chosen + offered.length - 1) % offered.length);
    else if (event.key === 'Escape') setTyping(null);
    else return;
    event.preventDefault();
  };

  return (
    <div className="template-text">
      <div className="row">
        <label htmlFor={id}>{label}</label>
        {variables.length > 0 && <Insert of={label} variables={variables} insert={insert} />}
      </div>
      <Input.TextArea
        id={id}
        ref={area}
        className={mono ? 'mono' : ''}
        value={value}
        autoSize={{ minRows: rows, maxRows: 24 }}
        spellCheck={false}
        status={errors ? 'error' : ''}
        aria-invalid={errors !== undefined}
        aria-describedby={errors ? `${id}-errors` : undefined}
        aria-autocomplete="list"
        aria-controls={offered.length > 0 ? `${id}-offers` : undefined}
        onChange={(event) => change(event.target.value)}
        onInput={() => requestAnimationFrame(look)}
        onKeyDown={press}
        onClick={look}
        onBlur={() => setTimeout(() => setTyping(null), 120)}
      />
      {errors && (
        <ul className="field-errors" id={`${id}-errors`} role="alert">
          {errors.map((error) => (
            <li key={error.reason}>{text.error(error)}</li>
          ))}
        </ul>
      )}
      {offered.length > 0 && (
        <ul className="offers" id={`${id}-offers`} role="listbox" aria-label={label}>
          {offered.map((variable, index) => (
            <li
              key={variable.name}
              role="option"
              aria-selected={index === chosen}
              onMouseDown={(event) => {
                event.preventDefault();
                take(variable);
              }}
            >
              <span className="mono">{variable.name}</span>
              <span className="soft small">{variable.type}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
