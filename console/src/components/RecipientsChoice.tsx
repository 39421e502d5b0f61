import { useQuery } from '@tanstack/react-query';
import { Select, type SelectProps } from 'antd';
import { api, taken } from '../api/client';

interface Props extends SelectProps {
  tenant: string | undefined;
}

const OFFERED = 100;

/** Recipients of a tenant by their codes; one beyond the first is typed or pasted. */
export function RecipientsChoice({ tenant, ...select }: Props) {
  const recipients = useQuery({
    queryKey: ['recipients', tenant, 'choice'],
    queryFn: () =>
      taken(
        api.GET('/v1/tenants/{tenant}/recipients', {
          params: { path: { tenant: tenant ?? '' }, query: { limit: OFFERED } },
        }),
      ),
    enabled: tenant !== undefined,
  });
  return (
    <Select
      mode="tags"
      tokenSeparators={[' ', ',', '，', '\n']}
      showSearch={{ optionFilterProp: 'label' }}
      options={(recipients.data?.items ?? []).map(({ code, name }) => ({
        value: code,
        label: `${name} (${code})`,
      }))}
      {...select}
    />
  );
}
