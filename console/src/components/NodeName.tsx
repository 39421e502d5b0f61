import { useNodes } from '../api/lists';

interface Props {
  application: string;
  node: string;
}

/** A node as people call it, and below it as the API does. */
export function NodeName({ application, node }: Props) {
  const nodes = useNodes(application).data?.items ?? [];
  const name = nodes.find(({ code }) => code === node)?.name;
  const code = `${application}/${node}`;
  return name ? (
    <>
      {name}
      <span className="sub mono">{code}</span>
    </>
  ) : (
    <span className="mono">{code}</span>
  );
}
