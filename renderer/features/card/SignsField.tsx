import { useTranslation } from 'react-i18next';
import { signKinds, signNames, signPicture, signs } from '../../../db/domain/card/signs';
import { ChipsField, type Chip } from '../../components/form/ChipsField';
import { useFormScene } from '../../components/form/context';
import type { PickerOption } from '../../components/Picker';
import { matches } from '../../components/pinyin';
import classes from './SignsField.module.css';

const files = import.meta.glob<string>('../../../resources/signs/*.svg', { query: '?url', import: 'default', eager: true });
const pictures = new Map(Object.entries(files).map(([file, url]) => [file.slice(file.lastIndexOf('/') + 1, -'.svg'.length), url]));
const pictureOf = (name: string): string => pictures.get(signPicture(name))!;

const chipOf = (name: string): Chip => ({ value: name, name, picture: pictureOf(name) });
const all = signKinds.flatMap((kind) => signs[kind]).map((name): PickerOption => ({ value: name, label: name, picture: pictureOf(name) }));
const fitting = (typed: string): PickerOption[] => all.filter(({ label }) => matches(label, typed));
const asChips = {
  read: (value: unknown): Chip[] => signNames(String(value)).map(chipOf),
  write: (chips: readonly Chip[]): string => chips.map(({ name }) => name).join('、'),
};
/** A sign by its name, or by words or initials that fit one alone. */
function meant(words: string): Chip {
  const hits = fitting(words);
  return chipOf(hits.length === 1 ? hits[0]!.label : words);
}
const nobody = Promise.resolve(new Map<string, Chip>());

/** Safety signs of a card: picked by their pictures, by name or by initials; any other name gets the general sign of its shape. */
export function SignsField() {
  const { t } = useTranslation('card');
  const { form } = useFormScene();
  const names = signNames(String(form.getValues().signs ?? ''));
  return (
    <>
      <ChipsField
        name="signs"
        label={t('field.signs')}
        placeholder={t('form.signsText')}
        options={async (typed) => fitting(typed)}
        chipOf={({ label }) => chipOf(label)}
        wordsChip={meant}
        split={signNames}
        find={() => nobody}
        max={30}
        asChips={asChips}
      />
      {names.length > 0 && (
        <ul className={classes.signs} aria-label={t('form.signs')}>
          {names.map((name) => (
            <li key={name}>
              <img src={pictureOf(name)} alt="" />
              {name}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
