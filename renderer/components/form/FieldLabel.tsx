import { BasisButton, type Basis } from './BasisButton';
import classes from './FormPanel.module.css';

interface FieldLabelProps {
  text: string;
  basis?: Basis | undefined;
}

/** Label with its 依据 for inputs that are no field of a FormPanel. */
export function FieldLabel({ text, basis }: FieldLabelProps) {
  return (
    <span className={classes.label}>
      {text}
      {basis && <BasisButton basis={basis} field={text} />}
    </span>
  );
}
