import { AutoComplete, type AutoCompleteProps } from 'antd';

/** A time zone by its IANA name; what is typed finds it. */
export function ZoneChoice(props: AutoCompleteProps) {
  return (
    <AutoComplete
      {...props}
      showSearch={{
        filterOption: (typed, option) =>
          String(option?.value ?? '')
            .toLowerCase()
            .includes(typed.toLowerCase()),
      }}
      options={Intl.supportedValuesOf('timeZone').map((value) => ({ value }))}
    />
  );
}
