import { MinusCircleOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';

export interface Attribute {
  name: string;
  value: string;
}

export function attributesOf(of: Record<string, string> = {}): Attribute[] {
  return Object.entries(of).map(([name, value]) => ({ name, value }));
}

/** Those with a name and a value. */
export function givenAttributes(list: (Attribute | undefined)[] = []): Record<string, string> {
  return Object.fromEntries(
    list.flatMap((each) => (each?.name && each.value ? [[each.name, each.value]] : [])),
  );
}

/** Free texts of a recipient, by name. */
export function Attributes() {
  const { t } = useTranslation();
  return (
    <Form.Item label={t('tenants.attributes')} extra={t('tenants.attributesHint')}>
      <Form.List name="attributes">
        {(rows, { add, remove }) => (
          <div className="stack tight">
            {rows.map(({ key, name }) => (
              <div key={key} className="row nowrap">
                <Form.Item name={[name, 'name']} noStyle>
                  <Input
                    aria-label={t('tenants.attributeName')}
                    placeholder={t('tenants.attributeName')}
                  />
                </Form.Item>
                <Form.Item name={[name, 'value']} noStyle>
                  <Input
                    aria-label={t('tenants.attributeValue')}
                    placeholder={t('tenants.attributeValue')}
                  />
                </Form.Item>
                <Button
                  type="text"
                  icon={<MinusCircleOutlined />}
                  aria-label={t('tenants.attributeRemove')}
                  onClick={() => remove(name)}
                />
              </div>
            ))}
            <Button size="small" icon={<PlusOutlined />} onClick={() => add()}>
              {t('tenants.attributeAdd')}
            </Button>
          </div>
        )}
      </Form.List>
    </Form.Item>
  );
}
