import { DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Schemas } from '../api/client';
import { Loaded } from './Loaded';
import { useReason } from './useReason';

interface Faults {
  items: Schemas['RowFault'][];
}

interface Props {
  /** Whose, with how many there are: they are asked for again when there are more. */
  of: string[];
  ask: () => Promise<Faults>;
  download: string;
}

/** The first rows of a file that are wrong, and all of them to download. */
export function RowFaults({ of, ask, download }: Props) {
  const { t } = useTranslation();
  const told = useReason();
  const faults = useQuery({ queryKey: ['row-faults', ...of], queryFn: ask });
  return (
    <Loaded query={faults}>
      {({ items }) => (
        <>
          <div className="row">
            <b>{t('components.csv.wrong')}</b>
            <Button size="small" icon={<DownloadOutlined />} href={download} download>
              {t('components.csv.wrongDownload')}
            </Button>
          </div>
          <Table
            rowKey={(row) => `${row.line} ${row.column}`}
            size="small"
            pagination={{ pageSize: 8, hideOnSinglePage: true, showSizeChanger: false }}
            dataSource={items}
            columns={[
              { title: t('components.csv.line'), dataIndex: 'line', width: 56 },
              { title: t('components.csv.column'), dataIndex: 'column', width: 88 },
              { title: t('components.csv.problem'), render: (_, row) => told(row.problem) },
            ]}
          />
        </>
      )}
    </Loaded>
  );
}
