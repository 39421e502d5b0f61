import { Checkbox, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api, taken, type Schemas } from '../../api/client';
import { Field } from '../../components/Field';
import { FormDrawer } from '../../components/FormDrawer';

type Fields = Schemas['ApplicationSpec'] & { code: string };

/** Creates an application, or changes one. */
export function ApplicationForm({
  application,
  close,
}: {
  application?: Schemas['Application'];
  close: () => void;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <FormDrawer<Fields>
      title={application ? application.name : t('applications.create')}
      initial={application ?? {}}
      save={({ code, ...body }) =>
        taken(
          api.PUT('/v1/applications/{application}', {
            params: { path: { application: code } },
            body,
          }),
        )
      }
      saved={({ code }) => void navigate(`/applications/${code}`)}
      close={close}
    >
      <Field
        name="code"
        label={t('applications.code')}
        hint={t('applications.codeHint')}
        disabled={application !== undefined}
      />
      <Field name="name" label={t('applications.name')} />
      <Field name="owner" label={t('applications.owner')} hint={t('applications.ownerHint')} />
      <Field name="team" label={t('applications.team')} optional />
      <Field
        name="contact"
        label={t('applications.contact')}
        hint={t('applications.contactHint')}
        optional
      />
      <Field
        name="rate"
        label={t('applications.rate')}
        hint={t('applications.rateHint')}
        optional
      />
      <Field name="quota" label={t('applications.quota')} optional />
      <Form.Item
        name="holdsSurges"
        valuePropName="checked"
        extra={t('applications.holdsSurgesHint')}
      >
        <Checkbox>{t('applications.holdsSurges')}</Checkbox>
      </Form.Item>
      <Form.Item
        name="weeklyReport"
        valuePropName="checked"
        extra={t('applications.weeklyReportHint')}
      >
        <Checkbox>{t('applications.weeklyReport')}</Checkbox>
      </Form.Item>
    </FormDrawer>
  );
}
