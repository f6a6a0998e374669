import classes from './DropOver.module.css';

/** Covers a page while files are held over it, and says what becomes of them. */
export const DropOver = ({ over, text }: { over: boolean; text: string }) =>
  over && (
    <div className={classes.over} aria-hidden>
      {text}
    </div>
  );
